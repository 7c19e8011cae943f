import type { Calendar } from '../../../../desk/calendar.ts';
import { firstPermitted, zonesOf } from '../../../../desk/callbacks/hours.ts';
import type { CalleeRule } from '../../../../desk/callbacks/outreach.ts';
import type { Instant } from '../../../../desk/words.ts';
import { dayOf, instantOf } from '../../../../desk/zone.ts';
import { companyZone } from '../../../../dialogs/when.ts';

/** Whom a call would wake. */
export interface Ringing {
  /** With + and country. */
  readonly to: string;
  readonly whom: 'customer' | 'colleague';
  /** Danger or a broken promise: a colleague may be woken for it, a customer never. */
  readonly pressing?: boolean;
}

/** When customers may be called, holidays left out, by the clocks of where their telephone rings. */
export interface CallingHours {
  readonly calendar: Calendar;
  readonly callees: readonly CalleeRule[];
}

/** May a telephone ring at this moment? */
export function mayRing(now: Instant, ringing: Ringing, hours: CallingHours): boolean {
  return nextRing(now, ringing, hours) === now;
}

/** The first moment from `now` on at which it may, `now` itself if it may; undefined: in no hour of two months. */
export function nextRing(
  now: Instant,
  { to, whom, pressing }: Ringing,
  { calendar, callees }: CallingHours,
): Instant | undefined {
  if (whom === 'colleague') return pressing ? now : byDay(now);
  const zones = zonesOf(to, callees);
  return firstPermitted(now, 1, calendar, zones.length > 0 ? zones : [calendar.zone]);
}

/** Colleagues sleep at night, in company time. */
function byDay(now: Instant): Instant {
  const today = dayOf(now, companyZone);
  const at = (day: number, hour: number) => instantOf(day, hour * 3_600_000, companyZone);
  return now < at(today, evening) ? Math.max(now, at(today, morning)) : at(today + 1, morning);
}

const morning = 7;
const evening = 22;
