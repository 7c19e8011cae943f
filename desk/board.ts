import { isNewer, type Row, rowOf } from './board-row.ts';
import { Shelves } from './board-shelves.ts';
import { Times } from './board-times.ts';
import { type Found, type Wish, wanted } from './board-wish.ts';
import type { Queue } from './dispatch/queue.ts';
import type { Span } from './periods.ts';
import type { Policies } from './policy.ts';
import type { TicketRecord } from './ports.ts';
import type { Instant } from './words.ts';

export type BoardListener = (row: Row, before: Row | undefined) => void;

/**
 * All tickets at a glance, in memory: for queues, lists and the load of each colleague. Nothing is decided
 * by it that could not be decided again: the records are the truth, and it follows every one that is saved. That is
 * enough as long as one process owns the store; a second one would have to be told what the first has saved.
 */
export class Board {
  readonly #policies: Policies;
  readonly #endedKept: number;
  readonly #live = new Map<string, Row>();
  /** In the order they ended or last changed, so that the oldest can go. */
  readonly #ended = new Map<string, Row>();
  readonly #shelves = new Shelves();
  /** Of all tickets, also of those whose rows are gone. */
  readonly #times = new Times();
  readonly #listeners = new Set<BoardListener>();
  readonly #whole = Promise.withResolvers<void>();
  #full = false;
  #filling = false;
  /** Of the tickets that ended and last changed by then, rows may be gone. */
  #floor = Number.NEGATIVE_INFINITY;

  /** `endedKept`: how many closed and cancelled tickets it remembers. */
  constructor(policies: Policies, endedKept = 20_000) {
    this.#policies = policies;
    this.#endedKept = endedKept;
  }

  /** False while older tickets are still being read: until then lists and loads may be too small. */
  get full(): boolean {
    return this.#full;
  }

  /** Numbers of the tickets that something may have happened to in this span; undefined while it does not know all. */
  changedIn(span: Span): string[] | undefined {
    return this.#full ? this.#times.within(span) : undefined;
  }

  /** Rows of tickets that ended and last changed by then may be gone; undefined while it remembers all. */
  get forgotUntil(): Instant | undefined {
    return Number.isFinite(this.#floor) ? this.#floor : undefined;
  }

  /** Numbers of the tickets registered in this span whose rows are gone. */
  forgottenOf(span: Span): string[] {
    return this.#times.registeredIn(span).filter((no) => !this.row(no));
  }

  /** Resolves once it is full. */
  get filled(): Promise<void> {
    return this.#whole.promise;
  }

  /**
   * Takes what the records hold, live tickets first; later changes may come in between. Of those that ended it remembers
   * the ones that changed last, in whatever order they come. Stops when `signal` says so.
   */
  async fill(tickets: AsyncIterable<TicketRecord>, signal?: AbortSignal): Promise<void> {
    this.#filling = true;
    try {
      for await (const record of tickets) {
        if (signal?.aborted) return;
        const changedAt = this.#note(record);
        if (!record.live && changedAt < this.#floor) continue;
        this.#place(rowOf(record, this.#policies));
      }
    } finally {
      this.#filling = false;
      this.#letGoOfOldest();
    }
    this.#full = true;
    this.#whole.resolve();
  }

  /**
   * A ticket was saved. One that is older than what the board knows changes nothing; one to which nothing happened may
   * have lost what it said of somebody else, and nobody needs to be told.
   */
  take(record: TicketRecord): void {
    const row = rowOf(record, this.#policies);
    const before = this.row(row.no);
    this.#note(record);
    if (this.#place(row)) for (const listener of this.#listeners) listener(row, before);
    else if (before?.seq === row.seq && !before.erased) this.#swap(before, row);
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

  /** `again`: rows that were gone and were made again. */
  find(wish: Wish, now: Instant, again: readonly Row[] = []): Found {
    const known = this.#shelves.narrowed(wish) ?? this.rows();
    // Some may have come back meanwhile.
    const gone = again.filter(({ no }) => !this.row(no));
    return wanted(gone.length > 0 ? [...known, ...gone] : known, wish, now);
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
    if (this.#filling) {
      // Sorting them for each one that comes would take for ever.
      if (this.#ended.size > this.#endedKept * 1.25) this.#letGoOfOldest();
    } else {
      const [oldest] = this.#ended.values();
      if (this.#ended.size > this.#endedKept && oldest) {
        this.#remove(oldest);
        this.#floor = Math.max(this.#floor, oldest.changedAt);
      }
    }
    return true;
  }

  /** In its place: it has not changed. */
  #swap(before: Row, row: Row): void {
    this.#shelves.drop(before);
    (this.#live.has(row.no) ? this.#live : this.#ended).set(row.no, row);
    this.#shelves.put(row);
  }

  #note({ no, timeline }: TicketRecord): Instant {
    const registeredAt = timeline[0]?.at ?? 0;
    const changedAt = timeline.at(-1)?.at ?? registeredAt;
    this.#times.put(no, registeredAt, changedAt);
    return changedAt;
  }

  /** Whatever came first: afterwards they are in the order they changed. */
  #letGoOfOldest(): void {
    const inOrder = [...this.#ended.values()].sort((a, b) => a.changedAt - b.changedAt);
    const gone = inOrder.splice(0, Math.max(0, inOrder.length - this.#endedKept));
    for (const row of gone) this.#remove(row);
    this.#floor = Math.max(this.#floor, gone.at(-1)?.changedAt ?? this.#floor);
    this.#ended.clear();
    for (const row of inOrder) this.#ended.set(row.no, row);
  }

  #remove(row: Row): void {
    this.#live.delete(row.no);
    this.#ended.delete(row.no);
    this.#shelves.drop(row);
  }
}
