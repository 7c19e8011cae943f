import type { Duration } from '../../../desk/words.ts';
import type { Log } from '../../log.ts';
import type { After } from './inbox.ts';

const second: Duration = 1000;
/** Rests before the next attempts; the last one is repeated as long as the process lives. */
const rests: readonly Duration[] = [5 * second, 30 * second, 120 * second, 600 * second];

/** Does again, after growing rests, what must be done once and failed; a restart begins anew from the store. */
export class Retries {
  readonly #after: After;
  readonly #log: Log;
  readonly #waiting = new Map<string, () => void>();

  constructor(after: After, log: Log) {
    this.#after = after;
    this.#log = log;
  }

  /** One name waits once. */
  later(name: string, work: () => Promise<void>, attempt = 0): void {
    if (this.#waiting.has(name)) return;
    const rest = rests[Math.min(attempt, rests.length - 1)] ?? second;
    const callOff = this.#after(rest, () => {
      this.#waiting.delete(name);
      work().catch((cause) => {
        this.#log.error('wechat.retry', { attempt, cause });
        this.later(name, work, attempt + 1);
      });
    });
    this.#waiting.set(name, callOff);
  }

  stop(): void {
    for (const callOff of this.#waiting.values()) callOff();
    this.#waiting.clear();
  }
}
