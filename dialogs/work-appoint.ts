import type { StaffAction } from '../desk/actions/staff.ts';
import type { Reply } from './say.ts';
import { saysHalfOfDay } from './text/answers.ts';
import type { Sentence } from './text/facts.ts';
import { means, readDeed } from './text/work-heard.ts';
import type { WorkQuestion, WorkWords } from './text/work-kinds.ts';
import { hourIn } from './visit.ts';
import { formatSpan } from './when.ts';
import { answer, ask, does, type WorkTurn, wordsOf } from './work-turn.ts';

/** A visit agreed with the customer: what is not clear is asked again, what is clear is read back. */
export function agree(turn: WorkTurn, s: WorkWords, said: string, contacted: boolean): Reply {
  const words = timeIn(said);
  const time = saysHalfOfDay(words) ? hourIn(words, turn) : undefined;
  turn.state.agreed = { contacted, words, time };
  return reask(turn, s);
}

/** A time, or the yes to the one that was read back, which alone makes it true. */
export function agreeing(turn: WorkTurn, s: WorkWords): Promise<Reply> | Reply {
  const { state, now } = turn;
  const { contacted = false, words = '', time } = state.agreed ?? {};
  const text = wordsOf(turn);
  state.photos = [...state.photos, ...turn.photos];
  if (!text) return reask(turn, s, turn.photos.length > 0 ? s.photosKept(state.photos.length) : '');
  if (!time || !means.yes(text)) return agree(turn, s, text, contacted);
  // The yes came after the hour.
  if (time.from <= now) return agree(turn, s, '', contacted);
  const { photos } = state;
  const actions: StaffAction[] = [
    ...(photos.length > 0 ? [{ do: 'note', note: words, photos } as const] : []),
    ...(contacted ? [{ do: 'contact' } as const] : []),
    { do: 'appoint', ...time, words },
  ];
  const tells = s.agreedAt(formatSpan(time.from, time.to, turn.language));
  return does({ ...turn, tells }, s, 'appoint', ...actions);
}

export const isAgreeing = (asking: WorkQuestion): boolean =>
  asking === 'appoint' || asking === 'agreed';

function reask(turn: WorkTurn, s: WorkWords, first: Sentence = ''): Reply {
  const time = turn.state.agreed?.time;
  if (!time) return ask(turn, s, 'appoint', '', first);
  const when = formatSpan(time.from, time.to, turn.language);
  return ask(turn, s, 'agreed', when, first, [answer(s.yes)]);
}

/** "约好明天下午三点" in the middle of it is the time alone. */
function timeIn(said: string): string {
  const again = readDeed(said);
  return again?.deed === 'appoint' ? again.rest.replace(/^[\s,，:：]+/, '') : said;
}
