import { groupNumber } from '../desk/number.ts';
import { type Reply, reply } from './say.ts';
import { handoverWords } from './text/handover.ts';
import type { WorkWords } from './text/work-kinds.ts';
import { ask, close, menu, type WorkTurn, wordsOf } from './work-turn.ts';

/** The end of a shift: to whom? What is in their hands now is what they mean. */
export async function askWhom(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const mine = (await turn.door.tickets()).filter((one) => one.mine).map(({ no }) => no);
  if (mine.length === 0) return reply(s.none(), menu(s));
  turn.state.facts = { handover: mine.join(' ') };
  return ask(turn, s, 'handover');
}

/** Says of every ticket whether it moved, and why not. */
export async function handOver(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const numbers = turn.state.facts.handover?.split(' ') ?? [];
  return give(turn, s, numbers, wordsOf(turn));
}

/** One ticket to one colleague: out of one's own hands, or as a lead out of anybody's. */
export async function passOn(turn: WorkTurn, s: WorkWords, name: string): Promise<Reply> {
  const { state, door, cause, language } = turn;
  const no = state.no ?? '';
  if (state.asking !== 'assign') return give(turn, s, [no], name);
  const answer = await door.assign(no, name.trim(), cause);
  if (!answer) return ask(turn, s, 'assign', '', s.nobodyOfThatName());
  close(state);
  const number = groupNumber(no);
  const say = handoverWords[language];
  if (answer === 'no_post')
    return reply(say.stayed(number, say.because.no_post(name.trim())), menu(s));
  if (answer.done) return reply(s.assigned(number, name.trim()), menu(s));
  return reply(s.refused(answer.why, answer.name), menu(s));
}

async function give(
  turn: WorkTurn,
  s: WorkWords,
  numbers: readonly string[],
  whom: string,
): Promise<Reply> {
  const { state, door, cause, language } = turn;
  const given = await door.handOver(numbers, whom.trim(), cause);
  if (!given) return ask(turn, s, state.asking ?? 'handover', '', s.nobodyOfThatName());
  close(state);
  const { name, moved, stayed } = given;
  const say = handoverWords[language];
  const kept = stayed.map(({ no, why }) => say.stayed(groupNumber(no), say.because[why](name)));
  return reply([say.moved(name, moved.map(groupNumber)), ...kept], menu(s));
}
