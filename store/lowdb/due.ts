import type { Instant } from '../../desk/words.ts';
import type { DueDocJob } from '../engine.ts';

/** All waiting jobs, earliest first: a binary heap whose entries know their place. */
export class DueIndex {
  readonly #heap: Entry[] = [];
  readonly #byDoc = new Map<string, Entry[]>();

  get size(): number {
    return this.#heap.length;
  }

  /** The jobs of one document are from now on these and no others. */
  replace(doc: string, jobs: readonly DueDocJob[]): void {
    for (const entry of this.#byDoc.get(doc) ?? []) this.#take(entry.place);
    this.#byDoc.delete(doc);
    if (jobs.length === 0) return;
    const entries = jobs.map((job) => ({ job, place: -1 }));
    this.#byDoc.set(doc, entries);
    for (const entry of entries) this.#add(entry);
  }

  next(): Instant | undefined {
    return this.#heap[0]?.job.runAt;
  }

  due(now: Instant, limit: number): DueDocJob[] {
    const found: Entry[] = [];
    for (let top = this.#heap[0]; top && top.job.runAt <= now && found.length < limit; ) {
      found.push(top);
      this.#take(0);
      top = this.#heap[0];
    }
    for (const entry of found) this.#add(entry);
    return found.map((entry) => entry.job);
  }

  #add(entry: Entry): void {
    this.#heap.push(entry);
    this.#rise(entry, this.#heap.length - 1);
  }

  #take(place: number): void {
    const last = this.#heap.pop();
    if (!last || place === this.#heap.length) return;
    this.#rise(last, place);
    this.#sink(last, last.place);
  }

  #rise(entry: Entry, from: number): void {
    let place = from;
    while (place > 0) {
      const parent = this.#heap[(place - 1) >> 1] as Entry;
      if (!before(entry, parent)) break;
      this.#put(parent, place);
      place = (place - 1) >> 1;
    }
    this.#put(entry, place);
  }

  #sink(entry: Entry, from: number): void {
    let place = from;
    for (;;) {
      const left = this.#heap[2 * place + 1];
      const right = this.#heap[2 * place + 2];
      const child = left && right && before(right, left) ? right : left;
      if (!child || !before(child, entry)) break;
      const next = child.place;
      this.#put(child, place);
      place = next;
    }
    this.#put(entry, place);
  }

  #put(entry: Entry, place: number): void {
    this.#heap[place] = entry;
    entry.place = place;
  }
}

interface Entry {
  readonly job: DueDocJob;
  place: number;
}

/** Equal times are ordered by name, so that every engine and every start gives the same order. */
function before(a: Entry, b: Entry): boolean {
  if (a.job.runAt !== b.job.runAt) return a.job.runAt < b.job.runAt;
  return nameOf(a.job) < nameOf(b.job);
}

function nameOf(job: DueDocJob): string {
  return `${job.collection}\n${job.id}\n${job.kind}\n${job.key}`;
}
