import type { Talks } from '../../web/staff/house.ts';
import type { Line } from '../channels/channel.ts';

/** Conversations as colleagues read them. */
export function talksOn(line: Pick<Line, 'since' | 'conversation'>): Talks {
  return {
    async transcript(id) {
      if (!(await line.conversation(id))) return undefined;
      return (await line.since(id, 0)).entries;
    },
  };
}
