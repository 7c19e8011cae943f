import { areasAt, type WorkArea } from '../roster.ts';
import type { Ticket } from '../ticket.ts';

/** What a report can be split by; a report knows those that make sense for it. */
export type By =
  | 'period'
  | 'line'
  | 'area'
  | 'colleague'
  | 'urgency'
  | 'kind'
  | 'milestone'
  | 'item'
  | 'as';

/** Where something counted belongs; '' where nobody can say. */
export type Group = Readonly<Partial<Record<By, string>>>;

/** Counts, kept apart by what they are split by. */
export class Tally<C extends Readonly<Record<keyof C, number>>> {
  readonly #by: readonly By[];
  readonly #none: C;
  readonly #rows = new Map<string, { readonly group: Group; counts: C }>();

  constructor(by: readonly By[], none: C) {
    this.#by = by;
    this.#none = none;
  }

  add(where: Group, more: Partial<C>): void {
    const group = Object.fromEntries(this.#by.map((by) => [by, where[by] ?? '']));
    const key = JSON.stringify(Object.values(group));
    const row = this.#rows.get(key) ?? { group, counts: this.#none };
    row.counts = plus(row.counts, more);
    this.#rows.set(key, row);
  }

  /** In the order of their names. */
  get rows(): readonly { readonly group: Group; readonly counts: C }[] {
    const named = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1));
    return named.map(([, row]) => row);
  }

  get total(): C {
    return [...this.#rows.values()].reduce((sum, { counts }) => plus(sum, counts), this.#none);
  }
}

/** 0–1; undefined if there is nothing to judge by. */
export const rate = (good: number, all: number): number | undefined =>
  all === 0 ? undefined : good / all;

/** The first work area whose words an address says. */
export function areaNameOf({ request }: Pick<Ticket, 'request'>, areas: readonly WorkArea[]) {
  return areasAt(request.address ?? '', areas)[0]?.name ?? '';
}

/** Who finished the work that an event (or by default the last) is about; the owner while nobody has. */
export function finisherOf({ timeline, owner }: Ticket, before = timeline.length): string {
  const last = timeline.findLast(
    (event) =>
      event.type === 'resolved' &&
      !event.temporary &&
      event.seq <= before &&
      event.by.who === 'staff',
  );
  return last?.by.who === 'staff' ? last.by.id : (owner.staff ?? '');
}

function plus<C extends Readonly<Record<keyof C, number>>>(one: C, more: Partial<C>): C {
  const sum: Record<string, number> = { ...one };
  for (const [name, n] of Object.entries<number | undefined>(more))
    sum[name] = (sum[name] ?? 0) + (n ?? 0);
  return sum as C;
}
