import type { Clock } from '../../../../desk/ports.ts';
import type { Log } from '../../../log.ts';
import { type Dial, failureOf } from '../push.ts';
import type { Attempt, Happening } from './attempt.ts';
import type { Attempts } from './attempts.ts';
import { type Rules, whyNot } from './permission.ts';

export interface DiallerParts extends Rules {
  readonly clock: Clock;
  readonly log: Log;
  readonly attempts: Attempts;
  readonly dial: Dial;
  /** Waits; a provider starts one call a second. */
  pause(ms: number): Promise<void>;
  note(id: string, happening: Happening): Promise<Attempt | undefined>;
}

/** Dials what waits, one after the other, a little slower than one a second. */
export class Dialler {
  readonly #parts: DiallerParts;
  readonly #queue = new Set<string>();
  #running: Promise<void> | undefined;

  constructor(parts: DiallerParts) {
    this.#parts = parts;
  }

  /** Once, however often it is asked for meanwhile. */
  add(id: string): void {
    this.#queue.add(id);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves when the queue is empty. */
  get idle(): Promise<void> | undefined {
    return this.#running;
  }

  async #run(): Promise<void> {
    for (const id of this.#queue) {
      const dialled = await this.#dial(id).catch((cause) => {
        this.#parts.log.error('phone.dial', { cause });
      });
      this.#queue.delete(id);
      if (dialled) await this.#parts.pause(spacing);
    }
  }

  /** Written down before the provider is asked, so that a crash in between leaves a trace. */
  async #dial(id: string): Promise<boolean> {
    const { attempts, clock, dial, note } = this.#parts;
    const waiting = await attempts.load(id);
    if (waiting?.stage !== 'waiting') return false;
    const { order, dials } = waiting;
    const not = await this.#notNow(waiting);
    const noted = await note(id, not ?? { what: 'dialling' });
    // Another process may have been faster: only who made it the next dial makes it.
    if (noted?.stage !== 'dialling' || noted.dials !== dials + 1) return false;
    try {
      await note(id, { what: 'taken', call: await dial.call(id, order.to) });
    } catch (error) {
      await note(id, this.#failed(error, clock.now()));
    }
    return true;
  }

  async #notNow({ order }: Attempt): Promise<Happening | undefined> {
    const { clock, attempts } = this.#parts;
    const now = clock.now();
    if (await whyNot(order, now, this.#parts)) return { what: 'over', end: { how: 'too late' } };
    // Nobody's telephone rings for two things at once; and so every call to them since we dialled is this one.
    const open = await attempts.open();
    const engaged = open.some((other) => other.order.to === order.to && under.has(other.stage));
    return engaged ? { what: 'postponed', until: now + patience } : undefined;
  }

  #failed(error: unknown, now: number): Happening {
    const { how, why } = failureOf(error);
    if (how === 'lost') return { what: 'lost' };
    if (how === 'later') return { what: 'postponed', until: now + patience };
    if (how === 'provider down') this.#parts.log.error('phone.dial', { why });
    return { what: 'over', end: { how } };
  }
}

const under: ReadonlySet<Attempt['stage']> = new Set(['dialling', 'unsure', 'ringing', 'answered']);
/** Milliseconds. */
const spacing = 1100;
const patience = 15_000;
