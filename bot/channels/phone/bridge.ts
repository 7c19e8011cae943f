import { reply } from '../../../dialogs/say.ts';
import type { Bridge, BridgeNews, Connecting, Joining } from '../bridge.ts';
import { type Line, type PushOutcome, type Spoken, undelivered } from '../channel.ts';
import type { InOrder } from '../in-order.ts';
import { callIn } from './activity.ts';
import type { Call, Calls } from './calls.ts';
import { hungUp, type Join, joinOf } from './join.ts';
import type { Outgoing } from './out/outgoing.ts';
import { type Dial, failureOf, isGone, type Redirecting } from './push.ts';
import { accentFor } from './voices.ts';

export interface BridgeParts {
  readonly provider: Pick<Dial, 'state'> & Pick<Redirecting, 'redirect'>;
  readonly calls: Calls;
  /** Per call: its turns wait in the same queue. */
  readonly order: InOrder;
  /** Calls we make are cut off after a while, unless two people talk. */
  readonly outgoing?: Pick<Outgoing, 'goesOn'>;
  /** Why the provider carries no calls there; undefined if it does. */
  readonly notCarried?: (to: string) => string | undefined;
}

/** Colleagues put through to callers: the provider takes the caller from whatever they hear, and rings the colleague. */
export class PhoneBridge implements Bridge {
  readonly #parts: BridgeParts;
  #hear: (news: BridgeNews) => Promise<Spoken> = async () => reply('');
  #line: Line | undefined;

  constructor(parts: BridgeParts) {
    this.#parts = parts;
  }

  onNews(hear: (news: BridgeNews) => Promise<Spoken>): void {
    this.#hear = hear;
  }

  /** The line, once there is one. */
  at(line: Line): void {
    this.#line = line;
  }

  news(news: BridgeNews): Promise<Spoken> {
    return this.#hear(news);
  }

  async connect(wish: Joining, begun: () => Promise<void>): Promise<Connecting> {
    const no = this.#parts.notCarried?.(wish.telephone);
    if (no) return { ok: false, is: 'not carried', why: no };
    return this.#alone(wish.conversation, async (call) => {
      if (!call || (!joinOf(call, wish.key) && !take(call, wish))) return over;
      // Joined before: they are rung or talk already.
      if (call.join?.stage !== 'asked') return { ok: true };
      await begun();
      return this.#asked(await this.#saved(call), call.join);
    });
  }

  /** A lost answer may have been a deed. Whoever talks with the bot is put through at their next word, if not at once. */
  async #asked(call: Call, { from }: Join): Promise<Connecting> {
    const { calls, outgoing } = this.#parts;
    if (call.out) await outgoing?.goesOn(call.out);
    const error = await this.#redirect(call);
    const { how = '', why = '' } = error === undefined ? {} : failureOf(error);
    if (error === undefined || (how === 'lost' && from === 'talking')) return { ok: true };
    if (isGone(error)) {
      await this.#hungUp(call);
      return over;
    }
    Object.assign(call, { join: undefined, stage: from });
    await calls.save(call);
    return { ok: false, is: 'trouble', why };
  }

  takeBack(conversation: string, key: string): Promise<PushOutcome | 'over'> {
    return this.#alone(conversation, async (call) => {
      const join = call && joinOf(call, key);
      if (!join) return 'over';
      call.join = { ...join, back: true };
      const saved = await this.#saved(call);
      const error = await this.#redirect(saved);
      if (error === undefined) return { delivered: true };
      if (!isGone(error)) return undelivered(failureOf(error).why, 'later');
      await this.#hungUp(saved);
      return 'over';
    });
  }

  async goesOn(conversation: string, key: string): Promise<boolean> {
    const { provider, calls } = this.#parts;
    const call = await calls.load(callIn(conversation));
    const stage = call && joinOf(call, key)?.stage;
    if (!stage) return false;
    const state = await provider.state(call.id);
    if (state && !state.final)
      // Nobody rings for so long: a webhook was lost, or we stopped before the provider was asked.
      return stage === 'talking' || (await this.takeBack(conversation, key)) !== 'over';
    await this.#alone(conversation, async (now) => {
      if (now && joinOf(now, key)) await this.#hungUp(now);
    });
    return false;
  }

  /** The turn that is open has one answer, whoever asks for it: the redirect, or what was on its way at that moment. */
  async #redirect({ id, turn }: Call): Promise<unknown> {
    try {
      await this.#parts.provider.redirect(id, turn);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** As it can be saved once more. */
  async #saved(call: Call): Promise<Call> {
    const { calls } = this.#parts;
    await calls.save(call);
    return (await calls.load(call.id)) ?? call;
  }

  async #hungUp(call: Call): Promise<void> {
    await hungUp(call, { line: this.#known(), news: (news) => this.#hear(news) });
    await this.#parts.calls.save(call);
  }

  /** Nothing else happens on the call meanwhile, also while the provider is asked. */
  #alone<T>(conversation: string, work: (call: Call | undefined) => Promise<T>): Promise<T> {
    const id = callIn(conversation);
    return this.#parts.order.run(id, async () => work(await this.#parts.calls.load(id)));
  }

  #known(): Line {
    if (!this.#line) throw new Error('The telephone is not mounted.');
    return this.#line;
  }
}

/** False: nobody is there to be joined. */
function take(call: Call, { key, telephone, says, whisper, about }: Joining): boolean {
  const from = call.stage;
  if (from !== 'talking' && from !== 'transferring') return false;
  const accent = accentFor(whisper.language, 'zh-CN');
  call.join = {
    key,
    to: telephone,
    says,
    whisper: { text: whisper.waits, accent },
    gone: { text: whisper.gone, accent },
    about,
    from,
    stage: 'asked',
  };
  call.stage = 'joined';
  return true;
}

const over = { ok: false, is: 'over', why: 'the call is over' } as const;
