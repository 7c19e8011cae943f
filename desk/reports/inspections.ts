import type { InspectedAs } from '../events.ts';
import { periodName, within } from '../periods.ts';
import type { Policy } from '../policy.ts';
import { isInspected, isSampled, ledToRework } from '../quality.ts';
import type { Ticket } from '../ticket.ts';
import type { Scope } from './satisfaction.ts';
import { areaNameOf, finisherOf, type Group, rate, Tally } from './tally.ts';

export interface Inspected {
  /** By leads and quality; split by item: how often that item was looked at. */
  readonly made: number;
  readonly passed: number;
  /** Made because work was found wanting: it was done again. */
  readonly redone: number;
  /** Self-checks before leaving: in no rate. */
  readonly selfChecks: number;
}

export interface InspectionRow {
  readonly group: Group;
  readonly counts: Inspected;
  readonly rate: number | undefined;
}

/** How many of those that had to be looked at were. */
export interface Sample {
  readonly due: number;
  readonly done: number;
}

/** What inspections found, and whether they were made at all. */
export class InspectionReport {
  readonly #scope: Scope;
  readonly #tally: Tally<Inspected>;
  readonly #samples: Record<'lead' | 'quality', Sample> = {
    lead: { due: 0, done: 0 },
    quality: { due: 0, done: 0 },
  };

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#tally = new Tally(scope.by, none);
  }

  add(ticket: Ticket, { inspection }: Policy): void {
    if (!inspection) return;
    const byItem = this.#scope.by.includes('item');
    for (const { at, as, seq, failed, cause } of inspectionsOn(ticket)) {
      if (!within(at, this.#scope)) continue;
      const again = ledToRework(ticket, cause);
      const where = this.#where(ticket, seq, at, as);
      if (as === 'self') this.#tally.add(where, { selfChecks: 1 });
      else if (!byItem)
        this.#tally.add(where, {
          made: 1,
          passed: failed.length === 0 ? 1 : 0,
          redone: again ? 1 : 0,
        });
      else
        for (let item = 1; item <= inspection.count; item++) {
          const good = !failed.includes(item);
          const counts = { made: 1, passed: good ? 1 : 0, redone: again && !good ? 1 : 0 };
          this.#tally.add({ ...where, item: String(item).padStart(2, '0') }, counts);
        }
    }
    for (const as of ['lead', 'quality'] as const) {
      const { resolvedAt } = ticket;
      if (resolvedAt === undefined || !within(resolvedAt, this.#scope)) continue;
      if (!isSampled(ticket, as, inspection)) continue;
      const { due, done } = this.#samples[as];
      this.#samples[as] = { due: due + 1, done: done + (isInspected(ticket, as) ? 1 : 0) };
    }
  }

  get rows(): readonly InspectionRow[] {
    return this.#tally.rows.map(({ group, counts }) => rowOf(group, counts));
  }

  get total(): InspectionRow {
    return rowOf({}, this.#tally.total);
  }

  get samples(): Readonly<Record<'lead' | 'quality', Sample>> {
    return this.#samples;
  }

  #where(ticket: Ticket, seq: number, at: number, as: InspectedAs): Group {
    const { per, zone, areas } = this.#scope;
    return {
      period: periodName(at, per, zone),
      line: ticket.request.line,
      area: areaNameOf(ticket, areas),
      colleague: finisherOf(ticket, seq),
      as,
    };
  }
}

export function inspectionsOn({ timeline }: Ticket) {
  return timeline.flatMap((event) => (event.type === 'inspected' ? [event] : []));
}

const none: Inspected = { made: 0, passed: 0, redone: 0, selfChecks: 0 };

const rowOf = (group: Group, counts: Inspected): InspectionRow => ({
  group,
  counts,
  rate: rate(counts.passed, counts.made),
});
