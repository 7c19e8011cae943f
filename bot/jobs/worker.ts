import type { Clock, DueJob, Records } from '../../desk/ports.ts';
import type { Duration } from '../../desk/words.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { Resting, type Trouble } from './resting.ts';

export interface WorkerParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics?: Pick<Metrics, 'count' | 'time'>;
  readonly records: Pick<Records, 'dueJobs' | 'nextDue'>;
  /** Kind of job → what to do; must leave the job done or moved, else it runs again. */
  readonly handlers: Readonly<Record<DueJob['kind'], (job: DueJob) => Promise<void>>>;
  /** Begins to look after what waits elsewhere, just as often; jobs do not wait for it. */
  readonly also?: () => void;
  /** Tickets worked on at the same time. */
  readonly sideBySide?: number;
}

/**
 * Runs what is due: different tickets side by side, the jobs of one ticket one after the other, the earliest
 * first. Jobs live in the store, so a crash or an outage only delays them.
 */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #most: number;
  readonly #resting = new Resting();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #state: 'new' | 'running' | 'stopped' = 'new';

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#most = parts.sideBySide ?? 8;
  }

  get alive(): boolean {
    return this.#state === 'running';
  }

  /** Jobs that failed and wait for another try, the longest failing first. */
  get troubles(): readonly Trouble[] {
    return this.#resting.troubles();
  }

  start(): void {
    this.#state = 'running';
    this.#sleep(0);
  }

  /** Resolves when the jobs at hand are finished. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Runs everything due now, in order, and what that makes due; resolves with how many ran. */
  runDue(): Promise<number> {
    const run = this.#running.then(() => {
      this.#parts.also?.();
      return this.#drain();
    });
    this.#running = run.catch(() => 0);
    return run;
  }

  async #drain(): Promise<number> {
    const underWay = new Map<string, Promise<boolean>>();
    const done = new Set<string>();
    let ran = 0;
    let failed = 0;
    this.#resting.forget(this.#parts.clock.now());
    for (;;) {
      // When nothing works any more the trouble is a greater one: the next look will tell.
      const ready = failed > ran + batch ? [] : await this.#ready(underWay);
      for (const job of ready) {
        const run = this.#run(job, done).finally(() => underWay.delete(job.ticket));
        underWay.set(job.ticket, run);
      }
      if (underWay.size === 0) return ran;
      if (await Promise.race(underWay.values())) ran += 1;
      else failed += 1;
    }
  }

  /** The earliest job of each ticket that nobody works on, as many as there are free hands. */
  async #ready(underWay: ReadonlyMap<string, unknown>): Promise<DueJob[]> {
    const free = this.#most - underWay.size;
    if (this.#state === 'stopped' || free <= 0) return [];
    const now = this.#parts.clock.now();
    const ready = new Map<string, DueJob>();
    // Those that rest stay at the head of the queue: behind them must still be seen who may run.
    for (const job of await this.#parts.records.dueJobs(now, batch + this.#resting.size)) {
      if (underWay.has(job.ticket) || ready.has(job.ticket)) continue;
      if (this.#resting.rests(job, now)) continue;
      ready.set(job.ticket, job);
      if (ready.size === free) break;
    }
    return [...ready.values()];
  }

  async #run(job: DueJob, done: Set<string>): Promise<boolean> {
    const { clock, handlers, log, metrics } = this.#parts;
    const { kind, ticket } = job;
    const name = `${ticket}/${kind}/${job.key}/${job.runAt}`;
    const late = Math.max(0, clock.now() - job.runAt) / 1000;
    metrics?.time('hotline_job_late_seconds', 'From when a job was due to its start.', late, {
      kind,
    });
    try {
      if (done.has(name)) throw new Error('It ran, but is still due.');
      await handlers[kind](job);
      done.add(name);
      this.#resting.recovered(job);
      return true;
    } catch (cause) {
      const { failures, again } = this.#resting.failed(job, clock.now(), cause);
      metrics?.count('hotline_jobs_failed_total', 'Jobs that failed, every try.', { kind });
      log.error('job.failed', { kind, ticket, failures, again, cause });
      return false;
    }
  }

  #sleep(delay: number): void {
    if (this.#state !== 'running') return;
    this.#timer = setTimeout(() => void this.#wake(), delay);
    this.#timer.unref();
  }

  async #wake(): Promise<void> {
    let pause = look;
    try {
      await this.runDue();
      pause = await this.#untilNext();
    } catch (cause) {
      this.#parts.log.error('worker.failed', { cause });
    }
    this.#sleep(pause);
  }

  /** Up to the next job, if that comes before the next look; what is due but rests is no reason to hurry. */
  async #untilNext(): Promise<Duration> {
    const { clock, records } = this.#parts;
    const wait = ((await records.nextDue()) ?? Number.POSITIVE_INFINITY) - clock.now();
    return wait > 0 ? Math.min(wait, look) : look;
  }
}

/** Enough to find work for every hand although some tickets have many jobs due. */
const batch = 64;
/** A job that is saved while we sleep is seen after this long; looking costs one peek at the earliest job. */
const look: Duration = 500;
