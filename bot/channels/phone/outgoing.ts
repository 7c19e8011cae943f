import { createHash } from 'node:crypto';
import type { Clock } from '../../../desk/ports.ts';
import { dayOf, instantOf } from '../../../desk/zone.ts';
import type { Storage, StoreItem } from '../../../dialogs/sdk.ts';
import { companyZone } from '../../../dialogs/when.ts';
import { type PushOutcome, undelivered } from '../channel.ts';
import { earIn } from './ear.ts';
import type { CallState, Input } from './parse.ts';
import type { Plan } from './plan.ts';
import { judge } from './push.ts';
import type { Accent } from './voices.ts';

/** Something we telephone somebody about. */
export interface Announcement {
  /** The same key is never dialled twice while it may have reached them. */
  readonly key: string;
  /** With + and country. */
  readonly to: string;
  readonly words: string;
  readonly accent: Accent;
}

export interface OutgoingParts {
  readonly clock: Clock;
  readonly state: Storage;
  readonly dial: Dial;
  /** Asked not to be called; asked before dialling and again at answer. */
  refused(to: string): Promise<boolean>;
  /** They do not want to be called again. */
  refuse(to: string): Promise<void>;
  /** "Do not call me again", in their words. */
  saysNoMore(words: string): boolean;
  /** Countries the provider does not carry calls to, e.g. +86. */
  readonly notCarried: readonly string[];
  readonly speech: boolean;
  /** Waits; a provider starts one call a second. */
  pause(ms: number): Promise<void>;
}

/** The provider's REST interface, as far as calls need it. */
export interface Dial {
  call(job: string, to: string): Promise<string>;
  hangUp(call: string): Promise<void>;
  /** Calls to this number that began since then: after a lost answer nobody is called twice. */
  since(to: string, at: number): Promise<readonly string[]>;
}

export interface Job extends StoreItem, Announcement {
  readonly at: number;
  state:
    | 'dialling'
    | 'unsure'
    | 'ringing'
    | 'confirmed'
    | 'heard'
    | 'refused'
    | 'machine'
    | 'missed';
  call?: string;
}

/** Calls we make: paced, within hours, never against a refusal, never a voicemail. */
export class Outgoing {
  readonly #parts: OutgoingParts;
  #last: Promise<unknown> = Promise.resolve();
  readonly #underWay = new Map<string, Promise<PushOutcome>>();

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
  }

  /** However often it is asked for meanwhile, one call is made. */
  place(what: Announcement): Promise<PushOutcome> {
    const known = this.#underWay.get(what.key);
    if (known !== undefined) return known;
    const placed = this.#place(what).finally(() => this.#underWay.delete(what.key));
    this.#underWay.set(what.key, placed);
    return placed;
  }

  async #place(what: Announcement): Promise<PushOutcome> {
    const { clock, notCarried } = this.#parts;
    const country = notCarried.find((prefix) => what.to.startsWith(prefix));
    if (country) return undelivered(`the provider carries no calls to ${country}`, 'never');
    if (await this.#parts.refused(what.to)) return undelivered('asked not to be called', 'never');
    if (!mayRing(clock.now())) return undelivered('outside hours', 'later');
    const known = await this.load(jobOf(what.key));
    if (known && unreached.has(known.state)) return undelivered('was not reached', 'never');
    if (known && (!open.has(known.state) || (await this.#reached(known))))
      return { delivered: true };
    return this.#dial({
      ...what,
      at: clock.now(),
      state: 'dialling',
      ...(known?.eTag && { eTag: known.eTag }),
    });
  }

  /** They picked up: the words, unless they may not be said any more. undefined: hang up. */
  async answered(id: string, again = false): Promise<Plan | undefined> {
    const job = await this.load(id);
    const { clock, refused } = this.#parts;
    if (!job || !mayRing(clock.now()) || (await refused(job.to))) return undefined;
    await this.#save(id, { ...job, state: again ? job.state : 'heard' });
    const ear = earIn(job.accent);
    const says = [ear.calling, job.words, [ear.confirmKey, ear.refusalKey].join(ear.optionGap)];
    const to = {
      accent: job.accent,
      speech: this.#parts.speech,
      keys: 1,
      patience: 5,
      pause: 1,
      hints: [],
    };
    return {
      says: says.map((text) => ({ text, accent: job.accent })),
      next: { do: 'listen', turn: 0, to, at: `/voice/out?job=${id}&n=${again ? 2 : 1}` },
    };
  }

  /** What they pressed or said; after two silences we say goodbye. */
  async replied(id: string, input: Input, times: number): Promise<Plan | undefined> {
    const job = await this.load(id);
    if (!job) return undefined;
    const keys = input.kind === 'keys' ? input.keys : '';
    const says = (text: string): Plan => ({
      says: [{ text, accent: job.accent }],
      next: { do: 'hang up' },
    });
    const ear = earIn(job.accent);
    if (keys === '9' || (input.kind === 'speech' && this.#parts.saysNoMore(input.words))) {
      await this.#parts.refuse(job.to);
      await this.#save(id, { ...job, state: 'refused' });
      return says(ear.refused);
    }
    if (keys === '1' || input.kind === 'speech') {
      await this.#save(id, { ...job, state: 'confirmed' });
      return says(ear.confirmed);
    }
    return times < 2 ? this.answered(id, true) : says(ear.bye);
  }

  /** A machine is hung up on, unless somebody has spoken or pressed a key by then. */
  async told(id: string, { call, answeredBy = '', final, status }: CallState): Promise<void> {
    const job = await this.load(id);
    if (!job || job.state === 'confirmed' || job.state === 'refused') return;
    if (/^(machine|fax)/.test(answeredBy)) {
      await this.#save(id, { ...job, state: 'machine', call });
      if (!final) await this.#parts.dial.hangUp(call);
    } else if (final && job.state !== 'heard' && job.state !== 'machine')
      await this.#save(id, { ...job, state: status === 'completed' ? 'heard' : 'missed', call });
  }

  async load(id: string): Promise<Job | undefined> {
    return (await this.#parts.state.read([keyOf(id)]))[keyOf(id)] as Job | undefined;
  }

  /** Written down before the provider is asked, so that a crash in between leaves a trace. */
  async #dial(job: Job): Promise<PushOutcome> {
    const id = jobOf(job.key);
    await this.#save(id, job);
    await this.#turn();
    try {
      const call = await this.#parts.dial.call(id, job.to);
      await this.#save(id, { ...job, state: 'ringing', call });
      return { delivered: true };
    } catch (error) {
      const { status } = error as { status?: number };
      const { why, retry } = judge(error);
      const sure = status !== undefined && status < 500;
      await this.#save(id, { ...job, state: sure && retry === 'never' ? 'missed' : 'unsure' });
      return undelivered(why, sure ? retry : 'later');
    }
  }

  async #reached(job: Job): Promise<boolean> {
    return (await this.#parts.dial.since(job.to, job.at)).length > 0;
  }

  /** One after the other, a little slower than one a second. */
  #turn(): Promise<unknown> {
    const mine = this.#last;
    this.#last = mine.then(() => this.#parts.pause(spacing));
    return mine;
  }

  #save = (id: string, job: Job): Promise<void> =>
    this.#parts.state.write({ [keyOf(id)]: { ...job, eTag: '*' } });
}

/** It was tried, and nobody heard it. */
const unreached: ReadonlySet<Job['state']> = new Set(['machine', 'missed']);
/** After a crash or a lost answer only the provider knows whether it rang. */
const open: ReadonlySet<Job['state']> = new Set(['dialling', 'unsure']);
const spacing = 1100;
const keyOf = (id: string): string => `phone/job/${id}`;
export const jobOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, 22);

/** 09:30–11:45 and 14:00–20:00 where the customer is. */
export function mayRing(now: number): boolean {
  const minutes = (now - instantOf(dayOf(now, companyZone), 0, companyZone)) / 60_000;
  return (minutes >= 570 && minutes < 705) || (minutes >= 840 && minutes < 1200);
}
