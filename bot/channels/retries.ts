import type { Duration } from '../../desk/words.ts';
import type { Log } from '../log.ts';
import type { After } from './after.ts';

const second: Duration = 1000;
/** Rests before the next attempts; the last one is repeated as long as the process lives. */
const rests: readonly Duration[] = [5 * second, 30 * second, 120 * second, 600 * second];

/** Does again, after growing rests, what must be done once and failed; a restart begins anew from the store. */
export class Retries {
  readonly #after: After;
  readonly #log: Log;
  readonly #event: string;
  readonly #waiting = new Map<string, () => void>();
  #stopped = false;

  /** `event`: what the log calls one more failure. */
  constructor(after: After, log: Log, event: string) {
    this.#after = after;
    this.#log = log;
    this.#event = event;
  }

  /** One name waits once. */
  later(name: string, work: () => Promise<void>, attempt = 0): void {
    if (this.#stopped || this.#waiting.has(name)) return;
    const rest = rests[Math.min(attempt, rests.length - 1)] ?? second;
    const callOff = this.#after(rest, () => {
      this.#waiting.delete(name);
      work().catch((cause) => {
        this.#log.error(this.#event, { attempt, cause });
        this.later(name, work, attempt + 1);
      });
    });
    this.#waiting.set(name, callOff);
  }

  /** For good: what fails now is done again by the next process. */
  stop(): void {
    this.#stopped = true;
    for (const callOff of this.#waiting.values()) callOff();
    this.#waiting.clear();
  }
}
