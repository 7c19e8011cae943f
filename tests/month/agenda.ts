interface Entry {
  readonly at: number;
  readonly turn: number;
  readonly run: () => Promise<void>;
}

/** What people will do, and when: a heap, earliest first; of one moment, in the order it was planned. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #turn = 0;

  get next(): number | undefined {
    return this.#heap[0]?.at;
  }

  plan(at: number, run: () => Promise<void>): void {
    const entry = { at, turn: this.#turn++, run };
    let place = this.#heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#heap[parent];
      if (!above || !earlier(entry, above)) break;
      this.#heap[place] = above;
      place = parent;
    }
    this.#heap[place] = entry;
  }

  take(): Entry | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [one, other] = [this.#heap[left], this.#heap[left + 1]];
      const child = other && one && earlier(other, one) ? left + 1 : left;
      const below = this.#heap[child];
      if (!below || earlier(last, below)) break;
      this.#heap[place] = below;
      place = child;
    }
    this.#heap[place] = last;
    return first;
  }
}

const earlier = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.turn < b.turn);
