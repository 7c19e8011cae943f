import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Bothered {
  readonly attempt: string;
  readonly phone: string;
  readonly zones: readonly string[];
  readonly by: 'call' | 'message';
  readonly at: number;
}

/** What really happened to people, written down by them and judged without a line of the program under test. */
export class Ledger {
  readonly bothered: Bothered[] = [];
  readonly #optedOut = new Map<string, number>();
  /** Callback → the newest level given for it. */
  readonly levels = new Map<string, string>();
  readonly answered = new Set<string>();
  readonly refused = new Set<string>();
  /** Attempts that rang or arrived. */
  readonly #seen = new Map<string, number>();

  bother(one: Bothered): void {
    this.bothered.push(one);
    this.#seen.set(one.attempt, (this.#seen.get(one.attempt) ?? 0) + 1);
  }

  rang(attempt: string): boolean {
    return this.#seen.has(attempt);
  }

  optOut(phone: string, at: number): void {
    if (!this.#optedOut.has(phone)) this.#optedOut.set(phone, at);
  }

  /** Everything that should never happen; empty if nobody was wronged. */
  wrongs(caps: { readonly daily: number; readonly monthly: number }): string[] {
    return [
      ...this.#twice(),
      ...this.#afterOptOut(),
      ...this.#outsideHours(),
      ...this.#tooOften(caps),
    ];
  }

  #twice(): string[] {
    return [...this.#seen].flatMap(([attempt, times]) =>
      times > 1 ? [`${attempt} was made ${times} times`] : [],
    );
  }

  #afterOptOut(): string[] {
    return this.bothered.flatMap(({ attempt, phone, at }) =>
      at > (this.#optedOut.get(phone) ?? Infinity)
        ? [`${attempt} came after they had refused`]
        : [],
    );
  }

  #outsideHours(): string[] {
    return this.bothered.flatMap(({ attempt, by, at, zones }) =>
      zones.every((zone) => isAllowed(by, at, zone))
        ? []
        : [`${attempt} by ${by} at ${new Date(at).toISOString()}`],
    );
  }

  #tooOften({ daily, monthly }: { daily: number; monthly: number }): string[] {
    const wrong: string[] = [];
    const calls = Map.groupBy(
      this.bothered.filter(({ by }) => by === 'call'),
      ({ phone }) => phone,
    );
    for (const [, list] of calls) {
      const days = Map.groupBy(list, ({ at, zones }) => dayIn(at, zones[0] ?? 'UTC'));
      for (const [day, same] of days)
        if (same.length > daily) wrong.push(`${same.length} calls to one person on ${day}`);
      for (const { at } of list) {
        const month = list.filter((other) => other.at >= at && other.at < at + 30 * 86_400_000);
        if (month.length > monthly) wrong.push(`${month.length} calls to one person in a month`);
      }
    }
    return wrong;
  }
}

const holidays = new Set(
  (
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../../desk/holidays/cn-2026.json'), 'utf8'),
    ) as { holidays: { from: string; to: string }[] }
  ).holidays.flatMap(({ from, to }) => daysBetween(from, to)),
);

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** Calls 09:30–11:45 and 14:00–20:00, never on holidays; messages 08:30–21:00: where the person is. */
function isAllowed(by: 'call' | 'message', at: number, zone: string): boolean {
  const [hour = 0, minute = 0] = timeIn(at, zone);
  const now = hour * 60 + minute;
  if (by === 'message') return now >= 510 && now < 1260;
  if (holidays.has(dayIn(at, zone))) return false;
  return (now >= 570 && now < 705) || (now >= 840 && now < 1200);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(at: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(zone, format);
  }
  return format.format(at);
}

const dayIn = (at: number, zone: string): string => partsIn(at, zone).slice(0, 10);
const timeIn = (at: number, zone: string): number[] =>
  partsIn(at, zone).slice(11, 16).split(':').map(Number);
