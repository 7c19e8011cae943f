import type { Duration, Instant } from './words.ts';

/** How far a named zone (`Asia/Shanghai`) is ahead of UTC at an instant; the machine's own zone plays no part. */
export function offsetAt(instant: Instant, zone: string): Duration {
  const hour = Math.floor(instant / HOUR);
  const seen = seenOf(zone);
  const known = seen.get(hour);
  if (known !== undefined) return known;
  const offset = readOffset(instant, zone);
  if (seen.size > 50_000) seen.clear();
  seen.set(hour, offset);
  return offset;
}

/** Days since 1970-01-01 on the zone's own calendar. */
export function dayOf(instant: Instant, zone: string): number {
  return Math.floor((instant + offsetAt(instant, zone)) / DAY);
}

/** The instant when the zone's clocks show `time` (milliseconds after midnight) on that day. */
export function instantOf(day: number, time: Duration, zone: string): Instant {
  const wall = day * DAY + time;
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
}

/** Sunday is 0. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** `2026-02-15` → days since 1970; undefined if there is no such date. */
export function parseDay(text: string): number | undefined {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || formatDay(at / DAY) !== text ? undefined : at / DAY;
}

export function formatDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const offsets = new Map<string, Map<number, Duration>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function seenOf(zone: string): Map<number, Duration> {
  const seen = offsets.get(zone) ?? new Map<number, Duration>();
  offsets.set(zone, seen);
  return seen;
}

// Not dayjs.tz: it parses a local string on the way and errs around the machine's own clock changes.
function readOffset(instant: Instant, zone: string): Duration {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(instant)) ?? [];
  const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * 60_000;
  return sign === '-' ? -size : size;
}
