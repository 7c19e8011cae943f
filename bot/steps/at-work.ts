import { messageOf } from '../../dialogs/talk.ts';
import type { Step } from '../turn.ts';

/** A colleague who reports from the road, in writing or by keys, is served here; everybody else is a customer. */
export const atWork: Step = async (turn, next) => {
  const { ports, record, said } = turn;
  const words = await ports.work?.answer(turn);
  if (!words) return next();
  record.memory.offered = words.choices;
  said.push(messageOf(words));
};
