import type { Clock } from '../desk/ports.ts';
import type { Duration, Instant } from '../desk/words.ts';

/** The only place that reads the machine's clock. */
export const realClock: Clock = { now: () => Date.now() };

/** A clock that can be moved ahead of another one, for demonstrations; it never goes back. */
export class DemoClock implements Clock {
  readonly #base: Clock;
  #ahead: Duration;

  constructor(base: Clock = realClock, ahead: Duration = 0) {
    this.#base = base;
    this.#ahead = ahead;
  }

  now(): Instant {
    return this.#base.now() + this.#ahead;
  }

  /** How far it runs ahead of its base: keep this over a restart, or promises would move. */
  get ahead(): Duration {
    return this.#ahead;
  }

  /** Throws RangeError for anything that is not forward. */
  advance(by: Duration): void {
    if (!(by >= 0)) throw new RangeError('A clock goes forward only.');
    this.#ahead += by;
  }
}
