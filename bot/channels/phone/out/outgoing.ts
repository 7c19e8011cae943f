import type { Clock } from '../../../../desk/ports.ts';
import type { Instant } from '../../../../desk/words.ts';
import type { Storage } from '../../../../dialogs/sdk.ts';
import type { Log } from '../../../log.ts';
import type { CallState } from '../parse.ts';
import { type Dial, failureOf } from '../push.ts';
import { voices } from '../voices.ts';
import type { Attempt, CallOrder, End, Happening } from './attempt.ts';
import { Attempts, attemptIdOf } from './attempts.ts';
import { Dialler } from './dialler.ts';
import { inquire } from './inquiry.ts';
import { type Rules, whyNot } from './permission.ts';
import type { Opening, Reaction, Script, Scripts } from './script.ts';

export interface OutgoingParts extends Rules {
  readonly clock: Clock;
  readonly log: Log;
  readonly state: Storage;
  readonly dial: Dial;
  readonly scripts: Scripts;
  /** The provider lets a call last as long as two people talk. */
  prolong?(call: string): Promise<void>;
  /** They do not want to be called again. */
  refuse(to: string): Promise<void>;
  pause(ms: number): Promise<void>;
}

export type Placed =
  /** Whoever registered the script will be told how it ended. */
  | { readonly is: 'under way' }
  | { readonly is: 'over'; readonly end: End }
  /** Nothing was done, and nobody will be told. `at`: when it would be permitted. */
  | { readonly is: 'not made'; readonly why: string; readonly at?: Instant };

/** `declinable`: they may end all calls with a key. */
export type Opened = Opening & { readonly declinable: boolean };

/** Calls we make: paced, within hours, never against a refusal, never twice, and somebody always hears how they ended. */
export class Outgoing {
  readonly #parts: OutgoingParts;
  readonly #attempts: Attempts;
  readonly #dialler: Dialler;
  readonly #placing = new Map<string, Promise<Placed>>();
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  /** What went wrong is tried again after a rest. */
  readonly #resting = new Map<string, Instant>();

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
    this.#attempts = new Attempts(parts.state, parts.clock);
    const note = (id: string, happening: Happening) => this.#note(id, happening);
    this.#dialler = new Dialler({ ...parts, attempts: this.#attempts, note });
  }

  /** Resolves when it is written down; dialled soon after. However often it is asked for, one call is made. */
  place(order: CallOrder): Promise<Placed> {
    const known = this.#placing.get(order.key);
    if (known !== undefined) return known;
    const placed = this.#place(order).finally(() => this.#placing.delete(order.key));
    this.#placing.set(order.key, placed);
    return placed;
  }

  load(id: string): Promise<Attempt | undefined> {
    return this.#attempts.load(id);
  }

  /** They picked up. undefined: nothing may or need be said any more, hang up. */
  async opened(id: string, call: string): Promise<Opened | undefined> {
    const attempt = await this.#attempts.load(id);
    if (!attempt || attempt.end) return undefined;
    const { order } = attempt;
    const opening = (await whyNot(order, this.#parts.clock.now(), this.#parts))
      ? undefined
      : await this.#script(order)?.open(order, languageOf(order));
    const late = { what: 'over', end: { how: 'too late' } } as const;
    await this.#note(id, opening ? { what: 'answered', call } : late);
    return opening && { ...opening, declinable: order.whom === 'customer' };
  }

  /** They heard everything; `alive`: and answered something. */
  async listened(id: string, alive: boolean): Promise<void> {
    await this.#note(id, { what: alive ? 'alive' : 'heard' });
  }

  /** A choice of the menu. undefined: nobody knows this call any more. */
  async chosen(id: string, code: string): Promise<Reaction | undefined> {
    const attempt = await this.#note(id, { what: 'alive' });
    if (!attempt) return undefined;
    const { order } = attempt;
    const reaction = await this.#script(order)?.chosen(order, code, languageOf(order));
    await this.#note(id, { what: 'said', end: { how: 'confirmed', choice: code } });
    if (reaction?.next === 'connect' || reaction?.next === 'person') await this.goesOn(id);
    return reaction;
  }

  /** The telephone that was dialled in has talked with them, or was not reached. */
  async connected(id: string, reached: boolean): Promise<Reaction | undefined> {
    const attempt = await this.#attempts.load(id);
    if (!attempt) return undefined;
    const { order } = attempt;
    return this.#script(order)?.connected?.(order, reached, languageOf(order));
  }

  /** Two people talk on it: it is not cut off like a call that nobody ends. */
  async goesOn(id: string): Promise<void> {
    const attempt = await this.#note(id, { what: 'goes on' });
    const { prolong, log } = this.#parts;
    if (attempt?.call)
      await prolong?.(attempt.call).catch((error) => log.warn('phone.prolong', failureOf(error)));
  }

  /** "Do not call me again." */
  async declined(id: string): Promise<void> {
    const attempt = await this.#attempts.load(id);
    if (attempt) await this.#parts.refuse(attempt.order.to);
    await this.#note(id, { what: 'said', end: { how: 'refused' } });
  }

  /** The provider tells how a call stands. A machine is hung up on, unless somebody has spoken by then. */
  async told(id: string, state: CallState): Promise<void> {
    const { dial, log } = this.#parts;
    const attempt = await this.#note(id, { what: 'provider says', state });
    if (attempt?.end?.how !== 'machine' || state.final) return;
    await dial.hangUp(state.call).catch((error) => log.warn('phone.hangUp', failureOf(error)));
  }

  /** Attends to every call that is due: to be dialled, asked about, or told of. Never rejects. */
  look(): Promise<void> {
    this.#lookAgain = true;
    this.#looking ??= this.#lookUntilDone()
      .catch((cause) => this.#parts.log.error('phone.look', { cause }))
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  /** Resolves when nothing is being dialled or looked after. */
  async settled(): Promise<void> {
    for (;;) {
      const busy = this.#looking ?? this.#dialler.idle;
      if (busy === undefined) return;
      await busy;
    }
  }

  async #place(order: CallOrder): Promise<Placed> {
    const id = attemptIdOf(order.key);
    const known = await this.#attempts.load(id);
    if (known) return known.end ? { is: 'over', end: known.end } : { is: 'under way' };
    const now = this.#parts.clock.now();
    const refusal = await whyNot(order, now, this.#parts);
    if (refusal) return { is: 'not made', ...refusal };
    await this.#attempts.begin({ id, order, stage: 'waiting', due: now, dialledAt: 0, dials: 0 });
    void this.look();
    return { is: 'under way' };
  }

  async #lookUntilDone(): Promise<void> {
    const { clock, log } = this.#parts;
    while (this.#lookAgain) {
      this.#lookAgain = false;
      for (const attempt of await this.#attempts.open()) {
        const { id, due, stage } = attempt;
        if (clock.now() < Math.max(due, this.#resting.get(id) ?? 0)) continue;
        this.#resting.delete(id);
        await this.#attend(attempt).catch((cause) => {
          this.#resting.set(id, clock.now() + rest);
          log.error('phone.attempt', { stage, cause });
        });
      }
    }
  }

  async #attend(attempt: Attempt): Promise<void> {
    const { id, stage, order, end } = attempt;
    if (stage === 'waiting') return this.#dialler.add(id);
    if (stage === 'over') {
      if (end) await this.#script(order)?.ended(order, end);
      await this.#note(id, { what: 'told' });
      return;
    }
    const { dial, clock } = this.#parts;
    await this.#note(id, await inquire(attempt, dial, clock.now()));
  }

  /** Whoever waits for what this made due is not kept waiting. */
  async #note(id: string, happening: Happening): Promise<Attempt | undefined> {
    const noted = await this.#attempts.note(id, happening);
    if (noted && noted.stage !== 'told' && noted.due <= this.#parts.clock.now()) void this.look();
    return noted;
  }

  #script({ script }: CallOrder): Script | undefined {
    const found = this.#parts.scripts.of(script);
    if (!found) this.#parts.log.error('phone.script', { why: `nobody knows "${script}"` });
    return found;
  }
}

/** Milliseconds. */
const rest = 30_000;
const languageOf = ({ accent }: CallOrder) => voices[accent].language;
