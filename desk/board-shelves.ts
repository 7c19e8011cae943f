import { handsOn, type Row } from './board-row.ts';
import type { Wish } from './board-wish.ts';
import { Queue } from './dispatch/queue.ts';
import { isOpen } from './status.ts';

/** The board's rows once more, sorted by what they are asked for: nobody looks through all of them for a few. */
export class Shelves {
  readonly #shelves = new Map<string, Map<string, Row>>();
  readonly #queues = new Map<string, Queue>();

  put(row: Row): void {
    for (const name of shelvesOf(row)) {
      const shelf = this.#shelves.get(name);
      if (shelf) shelf.set(row.no, row);
      else this.#shelves.set(name, new Map([[row.no, row]]));
    }
    if (!waits(row)) return;
    const queue = this.#queues.get(queueOf(row)) ?? new Queue();
    this.#queues.set(queueOf(row), queue);
    queue.put(row);
  }

  drop(row: Row): void {
    for (const name of shelvesOf(row)) {
      const shelf = this.#shelves.get(name);
      shelf?.delete(row.no);
      if (shelf?.size === 0) this.#shelves.delete(name);
    }
    if (!waits(row)) return;
    const queue = this.#queues.get(queueOf(row));
    queue?.drop(row);
    if (queue?.empty) this.#queues.delete(queueOf(row));
  }

  /** Open tickets in this colleague's hands. */
  held(staff: string): ReadonlyMap<string, Row> {
    return this.#shelf(open(hand(staff)));
  }

  /** Open tickets of this line and role that are in nobody's hands. */
  queue(line: string, role: string): Queue | undefined {
    return this.#queues.get(queueOf({ line, owner: { role } }));
  }

  /** Few rows with all among them that can be wanted; undefined: it may be any. */
  narrowed(wish: Wish): Iterable<Row> | undefined {
    const onlyOpen = wish.open || (wish.statuses?.every(isOpen) ?? false);
    const of = (name: string) => (onlyOpen ? open(name) : name);
    const ways: (readonly string[])[] = [
      ...(onlyOpen ? [[open(any)]] : []),
      ...(wish.late ? [[running]] : []),
      ...(wish.staff && !wish.staff.includes('') ? [wish.staff.map((one) => of(hand(one)))] : []),
      ...(wish.within !== undefined ? [[of(free), of(hand(wish.within))]] : []),
    ];
    const [least] = ways
      .map((names) => names.map((name) => this.#shelf(name)))
      .sort((a, b) => sizeOf(a) - sizeOf(b));
    return least && new Set(least.flatMap((shelf) => [...shelf.values()]));
  }

  #shelf(name: string): ReadonlyMap<string, Row> {
    return this.#shelves.get(name) ?? nothing;
  }
}

const nothing: ReadonlyMap<string, Row> = new Map();

const any = 'any';
/** Not ended: to be done, or to be signed off. */
const running = 'running';
const free = 'free';
const hand = (staff: string) => `hand ${staff}`;
const open = (name: string) => `open ${name}`;

function shelvesOf(row: Row): string[] {
  const names = [...handsOn(row)].map(hand);
  if (!row.owner.taken) names.push(free);
  if (row.endedAt === undefined) names.push(running);
  return isOpen(row.status) ? [...names, ...[...names, any].map(open)] : names;
}

const waits = ({ status, owner }: Row): boolean => owner.staff === undefined && isOpen(status);

const queueOf = ({ line, owner }: Pick<Row, 'line' | 'owner'>): string => `${line} ${owner.role}`;

const sizeOf = (shelves: readonly ReadonlyMap<string, Row>[]): number =>
  shelves.reduce((sum, { size }) => sum + size, 0);
