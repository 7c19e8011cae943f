import { type Period, periodName } from '../periods.ts';
import type { Calendars, Inspection, Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import { inspectionsOn } from './inspections.ts';
import { promisesOf } from './promises.ts';
import { answersOf } from './satisfaction.ts';
import { finisherOf, rate } from './tally.ts';

export const scoreParts = ['customer', 'inspection', 'timeliness'] as const;
export type ScorePart = (typeof scoreParts)[number];

/** How many of all were good. */
export interface PartCount {
  readonly good: number;
  readonly all: number;
}

export interface Score {
  readonly colleague: string;
  /** `2026-03`. */
  readonly month: string;
  readonly parts: Readonly<Record<ScorePart, PartCount>>;
  /** 0–100; absent: there is too little to judge by. */
  readonly score?: number;
}

/** How the people of one service line did, month by month. Feed it every ticket of the line, in any order. */
export class ScoreReport {
  readonly #inspection: Inspection;
  readonly #zone: string;
  readonly #months = new Map<string, Map<string, Record<ScorePart, PartCount>>>();

  constructor(inspection: Inspection, zone: string) {
    this.#inspection = inspection;
    this.#zone = zone;
  }

  add(ticket: Ticket, policy: Policy, calendars: Calendars, now: Instant): void {
    for (const { at, seq, good } of answersOf(ticket, policy))
      if (good !== undefined) this.#count(at, finisherOf(ticket, seq), 'customer', good);
    for (const { at, seq, as, failed } of inspectionsOn(ticket))
      if (as !== 'self')
        this.#count(at, finisherOf(ticket, seq), 'inspection', failed.length === 0);
    for (const { at, keeper, counts } of promisesOf(ticket, policy, calendars, now))
      if (counts.open === undefined)
        this.#count(at, keeper, 'timeliness', counts.inTime !== undefined);
  }

  /** The best first, then whoever cannot be scored, by id. */
  of(month: string): readonly Score[] {
    const people = [...(this.#months.get(month) ?? [])];
    const scores = people.map(([colleague, parts]): Score => {
      const score = scoreOf(parts, this.#inspection);
      return { colleague, month, parts, ...(score !== undefined && { score }) };
    });
    return scores.sort(
      (a, b) => (b.score ?? -1) - (a.score ?? -1) || (a.colleague < b.colleague ? -1 : 1),
    );
  }

  /** The best of the month, as many as the policy names. */
  best(month: string): readonly Score[] {
    const { topOfMonth } = this.#inspection.score;
    return this.of(month)
      .filter(({ score }) => score !== undefined)
      .slice(0, topOfMonth);
  }

  /** Below what the policy asks for in every one of these months; a month without a score breaks the row. */
  retraining(months: readonly string[]): readonly string[] {
    const { retrainBelow } = this.#inspection.score;
    const low = months.map(
      (month) =>
        new Set(
          this.of(month)
            .filter(({ score }) => score !== undefined && score < retrainBelow)
            .map(({ colleague }) => colleague),
        ),
    );
    const [first, ...others] = low;
    return [...(first ?? [])].filter((one) => others.every((month) => month.has(one))).sort();
  }

  #count(at: Instant, colleague: string, part: ScorePart, good: boolean): void {
    if (!colleague) return;
    const name = periodName(at, month, this.#zone);
    const people = this.#months.get(name) ?? new Map<string, Record<ScorePart, PartCount>>();
    this.#months.set(name, people);
    const parts = people.get(colleague) ?? { customer: none, inspection: none, timeliness: none };
    const before = parts[part];
    parts[part] = { good: before.good + (good ? 1 : 0), all: before.all + 1 };
    people.set(colleague, parts);
  }
}

const month: Period = 'month';
const none: PartCount = { good: 0, all: 0 };

/** The parts by their weights; nobody is judged by less than the policy's least of any of them. */
function scoreOf(
  parts: Readonly<Record<ScorePart, PartCount>>,
  { score }: Inspection,
): number | undefined {
  let sum = 0;
  for (const part of scoreParts) {
    const { good, all } = parts[part];
    if (score[part] === 0) continue;
    if (all < score.least) return undefined;
    sum += score[part] * (rate(good, all) ?? 0) * 100;
  }
  return Math.round(sum * 10) / 10;
}
