import type { Duration, Instant } from '../words.ts';
import { dayOf, instantOf } from '../zone.ts';
import type { Season } from './plan.ts';

/** When a customer is next asked about care by the calendar: `ahead` of the first such day that is still to come. */
export function nextSeason(
  { every, months, ahead, signedMonths }: Season,
  now: Instant,
  signedAt: Instant,
  zone: string,
): Instant {
  const earliest = monthsAfter(signedAt, signedMonths, zone);
  for (let n = 1; n < 1000; n++) {
    const day =
      every === 'quarter_end' ? quarterEnd(now, n, zone) : monthsAfter(signedAt, n * months, zone);
    if (day >= earliest && day - ahead > now) return day - ahead;
  }
  return now;
}

/** The last day of the nth quarter from now (1: the present one), at ten in the morning. */
function quarterEnd(now: Instant, n: number, zone: string): Instant {
  const { year, month } = partsOf(now, zone);
  return at(year, (Math.floor(month / 3) + n) * 3, 0, zone);
}

function monthsAfter(from: Instant, months: number, zone: string): Instant {
  const { year, month, day } = partsOf(from, zone);
  // 31 August plus six months is the last of February.
  const last = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  return at(year, month + months, Math.min(day, last), zone);
}

/** Month 0–11 and beyond; day 0 is the last of the month before. */
const at = (year: number, month: number, day: number, zone: string): Instant =>
  instantOf(Math.floor(Date.UTC(year, month, day) / oneDay), morning, zone);

function partsOf(instant: Instant, zone: string) {
  const date = new Date(dayOf(instant, zone) * oneDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

const oneDay: Duration = 86_400_000;
const morning: Duration = 10 * 3_600_000;
