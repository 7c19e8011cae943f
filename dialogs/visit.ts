import type { VisitTime } from '../desk/events.ts';
import type { TicketView } from '../desk/view.ts';
import type { Duration, Instant, Language } from '../desk/words.ts';
import { factsIn } from '../nlu/understand.ts';
import type { Talk } from './talk.ts';
import { excepts, looksLikeTime, timedLoosely } from './text/answers.ts';
import type { Sentence } from './text/index.ts';
import { timeOf } from './when.ts';

/** The hour these words agree on, if we can keep it; undefined if a person must settle the time. */
export function visitIn(
  { now, say: { language } }: Talk,
  words: string | undefined,
): VisitTime | undefined {
  const visit = hourIn(words, { now, language });
  return visit && visit.from - now >= soonest ? visit : undefined;
}

/** The one hour to come that these words name, at which a visit may be meant. */
export function hourIn(
  words: string | undefined,
  { now, language }: { readonly now: Instant; readonly language: Language },
): VisitTime | undefined {
  if (!words || excepts(words) || timedLoosely(words)) return undefined;
  const { time, entities } = factsIn(words, { now, language, asked: 'slot_time' });
  const other = words.replace(entities.timeText ?? '', '');
  if (!time || looksLikeTime(other)) return undefined;
  const { from, to } = time;
  // "三点" is three in the afternoon to whoever says it, and three in the night to a clock.
  const hour = Number.parseInt(timeOf(from), 10);
  const clear = to - from <= widest && hour >= first && hour < last;
  return clear && from > now ? { from, to } : undefined;
}

/** When we come, said back; of a booking without an hour, that somebody will agree on one. */
export function visitSaid({ say, now }: Talk, { visit, kind }: TicketView): Sentence[] {
  if (visit) {
    const dayBefore = visit.from - now > day;
    return [say.s.visitAgreed({ when: say.when(visit.from), dayBefore })];
  }
  return kind === 'booking' ? [say.s.visitOpen()] : [];
}

/** "Three to five" is an hour to come; "in the afternoon" is a wish. */
const widest: Duration = 2 * 3_600_000;
/** Hours of the day at which a visit may be meant. */
const first = 7;
const last = 22;
/** Whoever comes must have time to get there. */
const soonest: Duration = 3_600_000;
const day: Duration = 24 * 3_600_000;
