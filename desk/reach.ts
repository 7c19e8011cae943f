import { type Medium, mayTell, media, type Topic, type Wishes } from './consent.ts';
import type { CustomerRules, Span } from './policy.ts';
import type { Instant } from './words.ts';
import { dayOf, instantOf } from './zone.ts';

/** Something to be told to a customer, as far as it decides by which medium and when. */
export interface Telling {
  readonly topic: Topic;
  /** Those worth it. */
  readonly worth: readonly Medium[];
  /** May be written at night. */
  readonly pressing: boolean;
  /** Of the person and of all their accounts. */
  readonly wishes: readonly Wishes[];
  readonly rules: Hours;
  readonly now: Instant;
}

/** Whose clock, and what it must show. */
export type Hours = Pick<CustomerRules, 'zone' | 'night' | 'calls'>;

export interface Reach {
  /** To be tried now, in this order. */
  readonly now: readonly Medium[];
  /** Not now, and why not; `until`: when that ends, absent if never. */
  readonly barred: readonly Barred[];
  /** The next moment at which another medium opens. */
  readonly again?: Instant;
}

export interface Barred {
  readonly medium: Medium;
  readonly why: 'not worth it' | 'refused' | 'night' | 'no hour for calls';
  readonly until?: Instant;
}

/** By which media this may be said now: first what costs and disturbs least. */
export function reach(telling: Telling): Reach {
  const barred = media.flatMap((medium) => bar(medium, telling) ?? []);
  const closed = new Set(barred.map(({ medium }) => medium));
  const opening = barred.flatMap(({ until }) => until ?? []);
  return {
    now: media.filter((medium) => !closed.has(medium)),
    barred,
    ...(opening.length > 0 && { again: Math.min(...opening) }),
  };
}

function bar(medium: Medium, telling: Telling): Barred | undefined {
  const { topic, worth, pressing, wishes, rules, now } = telling;
  const { zone } = rules;
  if (!worth.includes(medium)) return { medium, why: 'not worth it' };
  if (!mayTell(wishes, topic, medium)) return { medium, why: 'refused' };
  const night = isWithin(rules.night, now, zone);
  if (medium === 'call') {
    // A customer's telephone does not ring at night, whatever it is about.
    const until = ring(rules, night ? nextAt(rules.night.to, now, zone) : now);
    return until === now
      ? undefined
      : { medium, why: night ? 'night' : 'no hour for calls', until };
  }
  if (!night || pressing) return undefined;
  return { medium, why: 'night', until: nextAt(rules.night.to, now, zone) };
}

/** When a telephone may ring next, at the earliest `from`. */
function ring({ calls, zone }: Hours, from: Instant): Instant {
  if (calls.some((span) => isWithin(span, from, zone))) return from;
  return Math.min(...calls.map((span) => nextAt(span.from, from, zone)));
}

export function isWithin({ from, to }: Span, now: Instant, zone: string): boolean {
  const time = now - instantOf(dayOf(now, zone), 0, zone);
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** The next instant, later than now, when the zone's clocks show that time. */
function nextAt(time: number, now: Instant, zone: string): Instant {
  const today = instantOf(dayOf(now, zone), time, zone);
  return today > now ? today : instantOf(dayOf(now, zone) + 1, time, zone);
}
