import { messageOf } from '../../dialogs/talk.ts';
import type { Step, Turn } from '../turn.ts';

/** A colleague who reports from the road, in writing or by keys, is served here; everybody else is a customer. */
export const atWork: Step = async (turn, next) => {
  const { ports, record, said } = turn;
  const words = aboutConsent(turn) ? undefined : await ports.work?.answer(turn);
  if (!words) return next();
  record.memory.offered = words.choices;
  said.push(messageOf(words));
};

/** "STOP" is a customer's word whoever says it, and whoever speaks with them. */
export const aboutConsent = ({ activity }: Turn): boolean =>
  String((activity.value as { code?: unknown } | undefined)?.code).startsWith('consent:');
