import { groupNumber } from '../desk/number.ts';
import { type Reply, reply } from './say.ts';
import { handoverWords } from './text/handover.ts';
import type { WorkWords } from './text/work-kinds.ts';
import { ask, close, menu, type WorkTicket, type WorkTurn, wordsOf } from './work-turn.ts';

/** The end of a shift: to whom? What is in their hands now is what they mean. */
export function askWhom(turn: WorkTurn, s: WorkWords, tickets: readonly WorkTicket[]): Reply {
  const mine = tickets.filter((one) => one.mine).map(({ no }) => no);
  if (mine.length === 0) return reply(s.none(), menu(s));
  turn.state.facts = { handover: mine.join(' ') };
  return ask(turn, s, 'handover');
}

/** Says of every ticket whether it moved, and why not. */
export async function handOver(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state, door, cause, language } = turn;
  const numbers = state.facts.handover?.split(' ') ?? [];
  const given = await door.handOver(numbers, wordsOf(turn), cause);
  if (!given) return ask(turn, s, 'handover', '', s.nobodyOfThatName());
  close(state);
  const { name, moved, stayed } = given;
  const say = handoverWords[language];
  const kept = stayed.map(({ no, why }) => say.stayed(groupNumber(no), say.because[why](name)));
  return reply([say.moved(name, moved.map(groupNumber)), ...kept], menu(s));
}
