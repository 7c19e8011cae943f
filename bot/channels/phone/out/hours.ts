import type { Instant } from '../../../../desk/words.ts';
import { dayOf, instantOf } from '../../../../desk/zone.ts';
import { companyZone } from '../../../../dialogs/when.ts';

/** Whom a call would wake. */
export interface Ringing {
  readonly whom: 'customer' | 'colleague';
  /** Danger or a broken promise: a colleague may be woken for it, a customer never. */
  readonly pressing?: boolean;
}

/** May a telephone ring at this moment? In company time. */
export function mayRing(now: Instant, ringing: Ringing): boolean {
  return nextRing(now, ringing) === now;
}

/** The first moment from `now` on at which it may: `now` itself within permitted hours. */
export function nextRing(now: Instant, { whom, pressing }: Ringing): Instant {
  if (whom === 'colleague' && pressing) return now;
  const today = dayOf(now, companyZone);
  const at = (day: number, minutes: number) => instantOf(day, minutes * 60_000, companyZone);
  for (const [from, to] of permitted[whom])
    if (now < at(today, to)) return Math.max(now, at(today, from));
  return at(today + 1, permitted[whom][0]?.[0] ?? 0);
}

/** Minutes after midnight: people eat and rest around noon, and sleep at night. */
const permitted: Readonly<Record<Ringing['whom'], readonly (readonly [number, number])[]>> = {
  customer: [
    [9 * 60 + 30, 11 * 60 + 45],
    [14 * 60, 20 * 60],
  ],
  colleague: [[7 * 60, 22 * 60]],
};
