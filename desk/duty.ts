import type { Calendars } from './policy.ts';
import type { Colleague, Hours, Roster, Shift } from './roster.ts';
import type { Duration, Instant } from './words.ts';
import { dayOf, instantOf, weekdayOf } from './zone.ts';

/** At work at that moment; whoever has no shifts always is, whoever is away never. */
export function isOnDuty(
  colleague: Colleague,
  roster: Roster,
  calendars: Calendars,
  at: Instant,
): boolean {
  if (colleague.away) return false;
  if (colleague.shifts.length === 0) return true;
  const today = dayOf(at, roster.zone);
  return shiftsOf(colleague, roster).some((shift) =>
    // Yesterday's shift may last over midnight.
    [today - 1, today].some((day) => {
      if (!isWorked(shift, day, calendars)) return false;
      const { from, to } = stretch(shift, day, roster.zone);
      return from <= at && at < to;
    }),
  );
}

/** When they are next at work: `after` itself if they are then; undefined if no shift comes within three weeks. */
export function nextDuty(
  colleague: Colleague,
  roster: Roster,
  calendars: Calendars,
  after: Instant,
): Instant | undefined {
  if (colleague.away) return undefined;
  if (isOnDuty(colleague, roster, calendars, after)) return after;
  const today = dayOf(after, roster.zone);
  for (let day = today; day < today + horizon; day++) {
    const starts = shiftsOf(colleague, roster)
      .filter((shift) => isWorked(shift, day, calendars))
      .map((shift) => stretch(shift, day, roster.zone).from)
      .filter((from) => from > after);
    if (starts.length > 0) return Math.min(...starts);
  }
  return undefined;
}

/** When the hours that `at` lies in are over; undefined outside of them. */
export function endOf(hours: Hours, zone: string, at: Instant): Instant | undefined {
  const today = dayOf(at, zone);
  return [today - 1, today]
    .map((day) => stretch(hours, day, zone))
    .find(({ from, to }) => from <= at && at < to)?.to;
}

/** The longest public holiday is nine days. */
const horizon = 21;

function shiftsOf({ shifts }: Colleague, roster: Roster): readonly Shift[] {
  return roster.shifts.filter(({ id }) => shifts.includes(id));
}

/** A make-up day stands for a weekday, whatever day it falls on. */
function isWorked({ days, calendar }: Shift, day: number, calendars: Calendars): boolean {
  const swapped = calendar === undefined ? undefined : calendars[calendar];
  if (swapped?.holidays.has(day)) return false;
  if (swapped?.makeUpDays.has(day)) return days.some((weekday) => weekday <= 5);
  return days.includes(weekdayOf(day) || 7);
}

function stretch({ from, to }: Hours, day: number, zone: string) {
  const lasts = clock(to) > clock(from) ? day : day + 1;
  return { from: instantOf(day, clock(from), zone), to: instantOf(lasts, clock(to), zone) };
}

/** `09:30`, checked when the roster was read. */
function clock(text: string): Duration {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * 60_000;
}
