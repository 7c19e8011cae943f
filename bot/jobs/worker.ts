import type { Clock, DueJob, Records } from '../../desk/ports.ts';
import type { Log } from '../log.ts';

export interface WorkerParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly records: Pick<Records, 'dueJobs' | 'nextDue'>;
  /** Kind of job → what to do; must leave the job done or moved, else it runs again. */
  readonly handlers: Readonly<Record<DueJob['kind'], (job: DueJob) => Promise<void>>>;
  /** What waits elsewhere is looked after just as often; never rejects. */
  readonly also?: () => Promise<void> | undefined;
}

/** Runs what is due. Jobs live in the store, so a crash or an outage only delays them. */
export class Worker {
  readonly #parts: WorkerParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #state: 'new' | 'running' | 'stopped' = 'new';

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  get alive(): boolean {
    return this.#state === 'running';
  }

  start(): void {
    this.#state = 'running';
    this.#sleep(0);
  }

  /** Resolves when the job at hand is finished. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Runs everything due now, in order, and what that makes due; resolves with how many ran. */
  runDue(): Promise<number> {
    const run = this.#running.then(async () => {
      await this.#parts.also?.();
      return this.#drain();
    });
    this.#running = run.catch(() => 0);
    return run;
  }

  async #drain(): Promise<number> {
    const { records, clock } = this.#parts;
    const failed = new Set<string>();
    for (let ran = 0; ; ) {
      const due = (await records.dueJobs(clock.now(), batch)).filter((job) => !failed.has(id(job)));
      if (due.length === 0) return ran;
      for (const job of due) {
        if (this.#state === 'stopped') return ran;
        if (await this.#run(job)) ran += 1;
        else failed.add(id(job));
      }
    }
  }

  async #run(job: DueJob): Promise<boolean> {
    try {
      await this.#parts.handlers[job.kind](job);
      return true;
    } catch (cause) {
      this.#parts.log.error('job.failed', { kind: job.kind, ticket: job.ticket, cause });
      return false;
    }
  }

  #sleep(delay: number): void {
    if (this.#state !== 'running') return;
    this.#timer = setTimeout(() => void this.#wake(), delay);
    this.#timer.unref();
  }

  async #wake(): Promise<void> {
    try {
      await this.runDue();
    } catch (cause) {
      this.#parts.log.error('worker.failed', { cause });
    }
    this.#sleep(look);
  }
}

const batch = 50;
/** Looking costs one peek at the earliest job, so it is done often enough that nobody notices the wait. */
const look = 500;

const id = ({ ticket, kind, key, runAt }: DueJob): string => `${ticket}/${kind}/${key}/${runAt}`;
