import type { Turned } from '../channels/channel.ts';
import type { Step, Turn } from '../turn.ts';

/** The same message while its first copy is still being served waits for that one's answer. */
export function once(): Step {
  const running = new Map<string, Promise<Turned>>();
  return async (turn, next) => {
    const key = `${turn.conversationId}\n${turn.activity.id}`;
    const underWay = running.get(key);
    if (underWay !== undefined) {
      turn.turned = { ...(await underWay), again: true };
      return;
    }
    const answer = next().then(() => answered(turn));
    running.set(key, answer);
    try {
      await answer;
    } finally {
      running.delete(key);
    }
  };
}

export function answered({ turned }: Turn): Turned {
  if (!turned) throw new Error('The line ended without an answer: transcript did not run.');
  return turned;
}
