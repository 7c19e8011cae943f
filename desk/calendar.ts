import type { Duration, Instant, Names } from './words.ts';
import { dayOf, formatDay, instantOf, weekdayOf } from './zone.ts';

/** When work is done. Make one with `weekCalendar`, which refuses weeks that never open. */
export interface Calendar {
  readonly id: string;
  readonly zone: string;
  /** Round the clock: no other field matters. */
  readonly always: boolean;
  /** Sunday first; spans of a day in rising order, without overlap. */
  readonly week: readonly (readonly Span[])[];
  /** Hours on a make-up working day (调休). */
  readonly makeUp: readonly Span[];
  /** Days since 1970 → the holiday's name. */
  readonly holidays: ReadonlyMap<number, Names>;
  readonly makeUpDays: ReadonlySet<number>;
}

/** Milliseconds after local midnight. */
export interface Span {
  readonly from: Duration;
  readonly to: Duration;
}

/** What a day did for a clock, so that a deadline can be explained. */
export type DayStep =
  | {
      readonly what: 'open';
      readonly day: string;
      readonly from: Instant;
      readonly to: Instant;
      readonly makeUp: boolean;
    }
  | { readonly what: 'closed'; readonly day: string }
  | { readonly what: 'holiday'; readonly day: string; readonly name: Names };

export const roundTheClock: Calendar = {
  id: '24x7',
  zone: 'Asia/Shanghai',
  always: true,
  week: [],
  makeUp: [],
  holidays: new Map(),
  makeUpDays: new Set(),
};

/** A calendar of weekly hours, or why these hours cannot be one. */
export function weekCalendar(
  parts: Omit<Calendar, 'always'>,
): Calendar | { readonly wrong: string } {
  if (parts.week.length !== 7) return { wrong: 'a week has seven days' };
  for (const spans of [...parts.week, parts.makeUp]) {
    const wrong = wrongSpans(spans);
    if (wrong) return { wrong };
  }
  if (parts.week.every((spans) => spans.length === 0)) return { wrong: 'it never opens' };
  for (const day of parts.makeUpDays) {
    if (parts.holidays.has(day))
      return { wrong: `${formatDay(day)} is both holiday and working day` };
  }
  return { ...parts, always: false };
}

/** The instant at which `duration` of working time has passed since `start`. */
export function addWorking(start: Instant, duration: Duration, calendar: Calendar): Instant {
  if (calendar.always || duration <= 0) return start + Math.max(0, duration);
  let left = duration;
  for (let day = dayOf(start, calendar.zone); ; day++) {
    for (const span of spansOn(day, calendar)) {
      const open = Math.max(start, instantOf(day, span.from, calendar.zone));
      const room = instantOf(day, span.to, calendar.zone) - open;
      if (room <= 0) continue;
      if (room >= left) return open + left;
      left -= room;
    }
  }
}

/** Working time between two instants; 0 if `end` is not after `start`. */
export function workingBetween(start: Instant, end: Instant, calendar: Calendar): Duration {
  if (end <= start) return 0;
  if (calendar.always) return end - start;
  let worked = 0;
  const last = dayOf(end, calendar.zone);
  for (let day = dayOf(start, calendar.zone); day <= last; day++) {
    for (const span of spansOn(day, calendar)) {
      const open = Math.max(start, instantOf(day, span.from, calendar.zone));
      const close = Math.min(end, instantOf(day, span.to, calendar.zone));
      if (close > open) worked += close - open;
    }
  }
  return worked;
}

/** Day by day, what the calendar counted between two instants. */
export function explainWorking(start: Instant, end: Instant, calendar: Calendar): DayStep[] {
  const steps: DayStep[] = [];
  if (end <= start) return steps;
  const last = dayOf(end, calendar.zone);
  for (let day = dayOf(start, calendar.zone); day <= last; day++) {
    steps.push(...explainDay(day, start, end, calendar));
  }
  return steps;
}

function explainDay(day: number, start: Instant, end: Instant, calendar: Calendar): DayStep[] {
  const name = formatDay(day);
  const holiday = calendar.holidays.get(day);
  if (holiday) return [{ what: 'holiday', day: name, name: holiday }];
  const makeUp = calendar.makeUpDays.has(day);
  const spans = calendar.always ? wholeDay : spansOn(day, calendar);
  if (spans.length === 0) return [{ what: 'closed', day: name }];
  return spans.flatMap((span) => {
    const from = Math.max(start, instantOf(day, span.from, calendar.zone));
    const to = Math.min(end, instantOf(day, span.to, calendar.zone));
    return to > from ? [{ what: 'open' as const, day: name, from, to, makeUp }] : [];
  });
}

function spansOn(day: number, calendar: Calendar): readonly Span[] {
  if (calendar.makeUpDays.has(day)) return calendar.makeUp;
  if (calendar.holidays.has(day)) return closed;
  return calendar.week[weekdayOf(day)] ?? closed;
}

function wrongSpans(spans: readonly Span[]): string | undefined {
  let end = 0;
  for (const span of spans) {
    if (span.from < end) return 'hours overlap or are not in order';
    if (span.to <= span.from) return 'hours end before they begin';
    if (span.to > DAY) return 'hours go past midnight';
    end = span.to;
  }
  return undefined;
}

const DAY = 86_400_000;
const closed: readonly Span[] = [];
const wholeDay: readonly Span[] = [{ from: 0, to: DAY }];
