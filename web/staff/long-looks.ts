import { Problem } from './problem.ts';

/**
 * Looks through thousands of tickets or customers: two at once, some wait for their turn, and who comes when even that
 * is full is told to come back. Otherwise a few reports would take the processor from everybody who has work to do.
 */
export class LongLooks {
  readonly #places: number;
  readonly #benches: number;
  readonly #waiting = new Set<() => void>();
  #under = 0;

  constructor(places = 2, benches = 8) {
    this.#places = places;
    this.#benches = benches;
  }

  /** Resolves, when it is their turn, with what to call at the end. Throws a problem if too many wait, or if the one who asked has gone. */
  async begin(gone: AbortSignal): Promise<() => void> {
    stillThere(gone);
    if (this.#under >= this.#places) await this.#turn(gone);
    else this.#under += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#next();
    };
  }

  #turn(gone: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#benches)
      throw new Problem(503, 'busy', 'Too many long reports at once; ask again a little later.', {
        headers: { 'Retry-After': '10' },
      });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      this.#waiting.delete(come);
      reject(left());
    };
    const come = () => {
      gone.removeEventListener('abort', leave);
      resolve();
    };
    gone.addEventListener('abort', leave, { once: true });
    this.#waiting.add(come);
    return promise;
  }

  /** The place goes on to the next who waits. */
  #next(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#under -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}

/** Throws a problem nobody will read, so that work for nobody ends. */
export function stillThere(gone: AbortSignal): void {
  if (gone.aborted) throw left();
}

const left = () => new Problem(503, 'left', 'Whoever asked did not wait for the answer.');
