import type { Instant } from './words.ts';
import { dayOf, formatDay, instantOf, weekdayOf } from './zone.ts';

/** From the first instant until before the last. */
export interface Span {
  readonly since: Instant;
  readonly until: Instant;
}

export const periods = ['day', 'week', 'month', 'quarter'] as const;
export type Period = (typeof periods)[number];

export const within = (at: Instant, { since, until }: Span): boolean => at >= since && at < until;

/** `2026-03-02`, `2026-W10`, `2026-03` or `2026-Q1`: what a period that holds this instant is called, by the zone's calendar. */
export function periodName(at: Instant, period: Period, zone: string): string {
  const day = dayOf(at, zone);
  if (period === 'week') return weekName(day);
  const date = formatDay(day);
  if (period === 'day') return date;
  if (period === 'month') return date.slice(0, 7);
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** The period that holds this instant, or one `ago` before it; weeks begin on Monday. */
export function periodAt(at: Instant, period: Period, zone: string, ago = 0): Span {
  const day = dayOf(at, zone);
  const [from, to] = daysOf(day, period, ago);
  return { since: instantOf(from, 0, zone), until: instantOf(to, 0, zone) };
}

function daysOf(day: number, period: Period, ago: number): readonly [from: number, to: number] {
  if (period === 'day') return [day - ago, day - ago + 1];
  if (period === 'week') {
    const monday = day - ((weekdayOf(day) + 6) % 7) - 7 * ago;
    return [monday, monday + 7];
  }
  const months = period === 'month' ? 1 : 3;
  const date = formatDay(day);
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const first = (Math.floor(month / months) - ago) * months;
  return [firstOf(first), firstOf(first + months)];
}

/** Days since 1970 of a month's first, counted in months since the year 0. */
const firstOf = (month: number): number =>
  Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY;

/** A week belongs to the year of its Thursday (ISO 8601). */
function weekName(day: number): string {
  const thursday = day - ((weekdayOf(day) + 6) % 7) + 3;
  const year = Number(formatDay(thursday).slice(0, 4));
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

const DAY = 86_400_000;
