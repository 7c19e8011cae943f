import { reply } from '../../dialogs/say.ts';
import { messageOf } from '../../dialogs/talk.ts';
import { sentences } from '../../dialogs/text/index.ts';
import { newConversation } from '../conversations.ts';
import type { Step, Turn } from '../turn.ts';
import { append, heardEntry } from './transcript.ts';

const patience = 10_000;

/**
 * Whatever fails from here on: the conversation is put back to where it was, what was said is kept,
 * and the customer hears a sentence and can reach a person.
 */
export const rescue: Step = async (turn, next) => {
  try {
    await inTime(next());
  } catch (error) {
    turn.ports.log.error('turn.failed', { channel: turn.channel, cause: error });
    // Nobody asked anything: an apology out of the blue would only puzzle them.
    if (turn.beginning) throw error;
    await startAnew(turn);
    apologise(turn);
  }
};

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${patience} ms.`)), patience);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function startAnew(turn: Turn): Promise<void> {
  const { conversationId, account, channel, activity, ports } = turn;
  turn.record =
    (await ports.conversations.load(conversationId)) ??
    newConversation(conversationId, account, channel, activity.locale);
  if (turn.heard) turn.heard = append(turn, heardEntry(turn));
}

function apologise({ record, said }: Turn): void {
  const s = sentences[record.memory.language];
  const words = reply(s.broken(), [{ title: s.person, code: 'intent:handoff' }]);
  record.memory.offered = words.choices;
  said.length = 0;
  said.push(messageOf(words));
}
