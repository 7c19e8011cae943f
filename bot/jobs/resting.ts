import type { DueJob } from '../../desk/ports.ts';
import type { Duration, Instant } from '../../desk/words.ts';

/** A job that failed: how often, since when, why, and when it is tried again. */
export interface Trouble {
  readonly job: Pick<DueJob, 'ticket' | 'kind' | 'key'>;
  readonly failures: number;
  readonly since: Instant;
  readonly again: Instant;
  readonly why: string;
}

/**
 * Jobs that failed rest, longer each time, while all others go on. Kept in memory: what failed may be the
 * store itself, and a new start may try everything at once.
 */
export class Resting {
  readonly #troubles = new Map<string, Trouble>();

  /** How many a look at the queue must see past; beyond that the whole store is in trouble. */
  get size(): number {
    return Math.min(this.#troubles.size, 1000);
  }

  rests(job: DueJob, now: Instant): boolean {
    const trouble = this.#troubles.get(nameOf(job));
    return trouble !== undefined && trouble.again > now;
  }

  failed(job: DueJob, now: Instant, cause: unknown): Trouble {
    const { ticket, kind, key } = job;
    const before = this.#troubles.get(nameOf(job));
    const failures = (before?.failures ?? 0) + 1;
    const trouble: Trouble = {
      job: { ticket, kind, key },
      failures,
      since: before?.since ?? now,
      again: now + Math.min(longest, shortest * 2 ** (failures - 1)),
      why: cause instanceof Error ? cause.message : String(cause),
    };
    this.#troubles.set(nameOf(job), trouble);
    return trouble;
  }

  recovered(job: DueJob): void {
    this.#troubles.delete(nameOf(job));
  }

  /** A job that should have been tried again and was not is not waiting any more: somebody else did it. */
  forget(now: Instant): void {
    for (const [name, { again }] of this.#troubles)
      if (again + forgetAfter < now) this.#troubles.delete(name);
  }

  troubles(): Trouble[] {
    return [...this.#troubles.values()].sort((a, b) => a.since - b.since);
  }
}

const shortest: Duration = 5000;
const longest: Duration = 5 * 60_000;
const forgetAfter: Duration = 60_000;

const nameOf = ({ ticket, kind, key }: DueJob): string => `${ticket}/${kind}/${key}`;
