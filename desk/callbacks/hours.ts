import { addWorking, type Calendar, workingBetween } from '../calendar.ts';
import type { Duration, Instant } from '../words.ts';
import { dayOf } from '../zone.ts';
import type { CalleeRule } from './outreach.ts';

/** A telephone as it can be dialled, and where it rings. */
export interface Callee {
  /** With + and country. */
  readonly to: string;
  readonly zones: readonly string[];
}

/** Where a customer's digits ring; undefined if no rule knows: such a telephone is not called. */
export function calleeOf(digits: string, rules: readonly CalleeRule[]): Callee | undefined {
  for (const { digits: pattern, country, zones } of rules) {
    const found = pattern.exec(digits);
    if (found) return { to: `+${country}${found[1] ?? digits}`, zones };
  }
  return undefined;
}

/** Where a telephone with + and country rings; empty if no rule knows. */
export function zonesOf(to: string, rules: readonly CalleeRule[]): readonly string[] {
  // Without their + some telephones look like those of another country.
  const rule = rules.find((one) => calleeOf(to.slice(1), [one])?.to === to);
  return rule?.zones ?? [];
}

/** May it happen now, and go on for `least`, in every one of these zones? */
export function permitted(
  now: Instant,
  least: Duration,
  hours: Calendar,
  zones: readonly string[],
): boolean {
  return zones.every((zone) => workingBetween(now, now + least, { ...hours, zone }) === least);
}

/** The first moment from `from` on at which it may; undefined if zones have no common hour within two months. */
export function firstPermitted(
  from: Instant,
  least: Duration,
  hours: Calendar,
  zones: readonly string[],
): Instant | undefined {
  for (let at = from; at < from + longest; ) {
    if (permitted(at, least, hours, zones)) return at;
    const opens = Math.max(...zones.map((zone) => opening(at, least, { ...hours, zone })));
    at = Math.max(opens, at + step);
  }
  return undefined;
}

/** Holidays do not count: a week off must not use up a callback. */
export function withoutHolidays(from: Instant, length: Duration, { holidays, zone }: Calendar) {
  let end = from + length;
  for (let day = dayOf(from, zone) + 1; day <= dayOf(end, zone); day++)
    if (holidays.has(day)) end += oneDay;
  return end;
}

/** `at` if open for `least`, else where the next open stretch begins. */
function opening(at: Instant, least: Duration, calendar: Calendar): Instant {
  if (workingBetween(at, at + least, calendar) === least) return at;
  const next = addWorking(at, 1, calendar) - 1;
  if (next > at) return next;
  // Too little is left of this stretch: the one after it.
  return addWorking(at, workingBetween(at, at + least, calendar) + 1, calendar) - 1;
}

const oneDay = 86_400_000;
const longest = 62 * oneDay;
const step = 60_000;
