import { isNewer, type Row, rowOf } from './board-row.ts';
import { Shelves } from './board-shelves.ts';
import { type Found, type Wish, wanted } from './board-wish.ts';
import type { Queue } from './dispatch/queue.ts';
import type { Policies } from './policy.ts';
import type { TicketRecord } from './ports.ts';
import type { Instant } from './words.ts';

export type BoardListener = (row: Row, before: Row | undefined) => void;

/**
 * All tickets at a glance, in memory: for queues, lists and the load of each colleague. Nothing is decided
 * by it that could not be decided again: the records are the truth, and it follows every one that is saved.
 */
export class Board {
  readonly #policies: Policies;
  readonly #endedKept: number;
  readonly #live = new Map<string, Row>();
  /** In the order they ended or last changed, so that the oldest can go. */
  readonly #ended = new Map<string, Row>();
  readonly #shelves = new Shelves();
  readonly #listeners = new Set<BoardListener>();
  readonly #whole = Promise.withResolvers<void>();
  #full = false;

  /** `endedKept`: how many closed and cancelled tickets it remembers. */
  constructor(policies: Policies, endedKept = 20_000) {
    this.#policies = policies;
    this.#endedKept = endedKept;
  }

  /** False while older tickets are still being read: until then lists and loads may be too small. */
  get full(): boolean {
    return this.#full;
  }

  /** False while it is not full, and once there were more ended tickets than it remembers. */
  get knowsAll(): boolean {
    return this.#full && this.#ended.size < this.#endedKept;
  }

  /** Resolves once it is full. */
  get filled(): Promise<void> {
    return this.#whole.promise;
  }

  /** Takes what the records hold, live tickets first; later changes may come in between. Stops when `signal` says so. */
  async fill(tickets: AsyncIterable<TicketRecord>, signal?: AbortSignal): Promise<void> {
    for await (const record of tickets) {
      if (signal?.aborted) return;
      if (this.#ended.size >= this.#endedKept && !record.live) break;
      this.#place(rowOf(record, this.#policies));
    }
    this.#full = true;
    this.#whole.resolve();
  }

  /** A ticket was saved. One that is older than what the board knows changes nothing. */
  take(record: TicketRecord): void {
    const row = rowOf(record, this.#policies);
    const before = this.row(row.no);
    if (!this.#place(row)) return;
    for (const listener of this.#listeners) listener(row, before);
  }

  row(no: string): Row | undefined {
    return this.#live.get(no) ?? this.#ended.get(no);
  }

  /** Open tickets in this colleague's hands. */
  load(staff: string): number {
    return this.#shelves.held(staff).size;
  }

  /** Open tickets that this colleague has, or is called out to. */
  held(staff: string): Iterable<Row> {
    return this.#shelves.held(staff).values();
  }

  /** Who waits for somebody of this role; undefined if nobody does. */
  queue(line: string, role: string): Queue | undefined {
    return this.#shelves.queue(line, role);
  }

  find(wish: Wish, now: Instant): Found {
    return wanted(this.#shelves.narrowed(wish) ?? this.rows(), wish, now);
  }

  /** Every row, live ones first, in no other order. */
  *rows(): Iterable<Row> {
    yield* this.#live.values();
    yield* this.#ended.values();
  }

  /** Tells after each change; returns the way to stop listening. */
  onChange(listener: BoardListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #place(row: Row): boolean {
    const before = this.row(row.no);
    if (before && !isNewer(row, before)) return false;
    if (before) this.#remove(before);
    (row.endedAt === undefined ? this.#live : this.#ended).set(row.no, row);
    this.#shelves.put(row);
    const [oldest] = this.#ended.values();
    if (this.#ended.size > this.#endedKept && oldest) this.#remove(oldest);
    return true;
  }

  #remove(row: Row): void {
    this.#live.delete(row.no);
    this.#ended.delete(row.no);
    this.#shelves.drop(row);
  }
}
