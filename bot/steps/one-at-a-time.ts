import { isConflict } from '../conflict.ts';
import { newConversation } from '../conversations.ts';
import { HttpError } from '../errors.ts';
import type { Step, Turn } from '../turn.ts';

/** One utterance per conversation, in the order they came; loads the conversation before and saves it after. */
export function oneAtATime(): Step {
  const queues = new Map<string, { tail: Promise<unknown>; length: number }>();
  return async (turn, next) => {
    const { conversationId } = turn;
    const queue = queues.get(conversationId) ?? { tail: Promise.resolve(), length: 0 };
    if (queue.length >= patience)
      throw new HttpError(
        429,
        'TooManyMessages',
        'Too many messages at once; please wait a moment.',
      );
    queue.length += 1;
    queues.set(conversationId, queue);
    const served = queue.tail.then(() => serve(turn, next));
    queue.tail = served.catch(() => undefined);
    try {
      await served;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) queues.delete(conversationId);
    }
  };
}

/** Messages of one conversation that may wait; a person does not type faster. */
const patience = 20;
const attempts = 4;

/** Replies are kept back until the save succeeded, so a turn that lost a race with another process runs again. */
async function serve(turn: Turn, next: () => Promise<void>): Promise<void> {
  const { conversations } = turn.ports;
  for (let attempt = 1; ; attempt += 1) {
    turn.record =
      (await conversations.load(turn.conversationId)) ??
      newConversation(turn.conversationId, turn.account, turn.channel, turn.activity.locale);
    turn.said.length = 0;
    await next();
    if (turn.turned?.again) return;
    try {
      await conversations.save(turn.record);
      return;
    } catch (error) {
      if (!isConflict(error) || attempt >= attempts) throw error;
    }
  }
}
