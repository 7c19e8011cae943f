import { z } from 'zod';
import { type Calendar, type Span, weekCalendar } from './calendar.ts';
import { names, pathText } from './shapes.ts';
import type { Names } from './words.ts';
import { parseDay } from './zone.ts';

/** Public holidays and swapped working days of one year, as published. */
export interface Holidays {
  readonly id: string;
  readonly year: number;
  readonly days: ReadonlyMap<number, Names>;
  readonly makeUpDays: ReadonlySet<number>;
}

export function readHolidays(json: unknown): { holidays: Holidays } | { wrong: readonly string[] } {
  const read = holidaysFile.safeParse(json);
  if (!read.success) return { wrong: mistakes(read.error) };
  const { id, year, holidays, makeUpDays } = read.data;
  const days = new Map<number, Names>();
  for (const { name, from, to } of holidays) {
    for (let day = from; day <= to; day++) days.set(day, name);
  }
  return { holidays: { id, year, days, makeUpDays: new Set(makeUpDays) } };
}

/** A calendar from its weekly hours and all years of its holidays. */
export function readCalendar(
  json: unknown,
  published: readonly Holidays[],
): { calendar: Calendar } | { wrong: readonly string[] } {
  const read = calendarFile.safeParse(json);
  if (!read.success) return { wrong: mistakes(read.error) };
  const { id, zone, week, makeUp, holidays } = read.data;
  const years = published.filter((year) => year.id === holidays);
  if (holidays !== undefined && years.length === 0)
    return { wrong: [`holidays: no file has the id "${holidays}"`] };
  const calendar = weekCalendar({
    id,
    zone,
    week: weekdays.map((day) => week[day]),
    makeUp,
    holidays: new Map(years.flatMap(({ days }) => [...days])),
    makeUpDays: new Set(years.flatMap(({ makeUpDays }) => [...makeUpDays])),
  });
  return 'wrong' in calendar ? { wrong: [`week: ${calendar.wrong}`] } : { calendar };
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const day = z.string().transform((text, context): number => {
  const found = parseDay(text);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: `"${text}" is no date; write 2026-02-15` });
  return z.NEVER;
});

/** `09:00-12:00`; midnight at the end of a day is `24:00`. */
const span = z.string().transform((text, context): Span => {
  const [, h1, m1, h2, m2] = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(text) ?? [];
  if (h1 === undefined) {
    context.addIssue({ code: 'custom', message: `"${text}" is no time span; write 09:00-17:00` });
    return z.NEVER;
  }
  return { from: clock(h1, m1), to: clock(h2, m2) };
});

function clock(hours?: string, minutes?: string): number {
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const spans = z.array(span);

const holidaysFile = z.strictObject({
  id: z.string().min(1),
  year: z.int().min(2000),
  source: z.string().min(1),
  holidays: z.array(z.strictObject({ name: names, from: day, to: day })),
  makeUpDays: z.array(day),
});

const calendarFile = z.strictObject({
  id: z.string().min(1),
  zone: z.string().refine(isZone, 'no such time zone; write e.g. Asia/Shanghai'),
  /** Absent: open on holidays as on any day. */
  holidays: z.string().min(1).optional(),
  week: z.strictObject({
    mon: spans,
    tue: spans,
    wed: spans,
    thu: spans,
    fri: spans,
    sat: spans,
    sun: spans,
  }),
  makeUp: spans,
});

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function mistakes(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${pathText(path)}: ${message}`);
}
