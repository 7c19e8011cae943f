import { groupNumber } from '../desk/number.ts';
import { type Reply, reply } from './say.ts';
import type { WorkWords } from './text/work-kinds.ts';
import { isFinishing, reask } from './work-done.ts';
import type { WorkState, WorkTurn } from './work-turn.ts';

/** Another ticket comes in between: a "done" half filled in waits for it, and nothing of it is lost. */
export function lay(state: WorkState): void {
  const { asking, no, facts, photos } = state;
  if (asking && isFinishing(asking)) state.waiting = { asking, no, facts, photos };
  state.asking = undefined;
}

/** Once nothing else is asked, what waited goes on where it was. */
export async function withRest(turn: WorkTurn, s: WorkWords, said: Reply): Promise<Reply> {
  const { state } = turn;
  const { waiting } = state;
  if (state.asking || !waiting) return said;
  state.waiting = undefined;
  const { asking, no = '', facts, photos } = waiting;
  const open = (await turn.door.tickets()).some((it) => it.mine && it.no === no);
  // Out of their hands: the answers are no longer wanted.
  if (!open) return said;
  Object.assign(state, { asking, no, facts, photos });
  const again = await reask(turn, s);
  const head = reply([said, s.backTo(s.deeds.done, groupNumber(no)), again], again.choices);
  return { ...head, ...(said.pictures && { pictures: said.pictures }) };
}
