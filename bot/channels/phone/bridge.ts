import { reply } from '../../../dialogs/say.ts';
import type { Bridge, BridgeNews, Connecting, Joining } from '../bridge.ts';
import { type Line, type PushOutcome, type Spoken, undelivered } from '../channel.ts';
import { callIn } from './activity.ts';
import type { Call, Calls } from './calls.ts';
import type { InOrder } from './in-order.ts';
import { finish, hungUp, joinOf } from './join.ts';
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
    const call = await this.#change(wish.conversation, async (call) => {
      if (!joinOf(call, wish.key) && !take(call, wish)) return undefined;
      await begun();
      return call;
    });
    if (!call) return over;
    // Joined before: they are rung or talk already.
    if (call.join?.stage !== 'asked') return { ok: true };
    if (call.out) await this.#parts.outgoing?.goesOn(call.out);
    try {
      await this.#parts.provider.redirect(call.id, call.turn);
      return { ok: true };
    } catch (error) {
      return this.#undo(wish, error);
    }
  }

  async takeBack(conversation: string, key: string): Promise<PushOutcome | 'over'> {
    const call = await this.#change(conversation, async (call) => {
      const join = joinOf(call, key);
      if (!join) return undefined;
      call.join = { ...join, back: true };
      return call;
    });
    if (!call) return 'over';
    try {
      await this.#parts.provider.redirect(call.id, call.turn);
      return { delivered: true };
    } catch (error) {
      if (isGone(error)) {
        await this.#isOver(conversation, key);
        return 'over';
      }
      return undelivered(failureOf(error).why, 'later');
    }
  }

  async goesOn(conversation: string, key: string): Promise<boolean> {
    const { provider, calls } = this.#parts;
    const call = await calls.load(callIn(conversation));
    const join = call && joinOf(call, key);
    if (!join) return false;
    const state = await provider.state(call.id);
    if (!state || state.final) {
      await this.#isOver(conversation, key);
      return false;
    }
    if (join.stage === 'talking') return true;
    // Nobody rings for so long: a webhook was lost, or we stopped before the provider was asked.
    return (await this.takeBack(conversation, key)) !== 'over';
  }

  /** A lost answer may have been a deed. Whoever talks with the bot is put through at their next word, if not at once. */
  async #undo({ conversation, key }: Joining, error: unknown): Promise<Connecting> {
    const gone = isGone(error);
    const lost = failureOf(error).how === 'lost';
    const undone = await this.#change(conversation, async (call) => {
      const join = joinOf(call, key);
      if (join?.stage !== 'asked' || (lost && join.from === 'talking')) return undefined;
      if (gone) await finish(call, { line: this.#known() });
      else Object.assign(call, { join: undefined, stage: join.from });
      return call;
    });
    if (!undone) return { ok: true };
    return gone ? over : { ok: false, is: 'trouble', why: failureOf(error).why };
  }

  async #isOver(conversation: string, key: string): Promise<void> {
    await this.#change(conversation, async (call) => {
      if (!joinOf(call, key)) return undefined;
      await hungUp(call, { line: this.#known(), news: (news) => this.#hear(news) });
      return call;
    });
  }

  /** Saved if `edit` returns it. */
  #change(
    conversation: string,
    edit: (call: Call) => Promise<Call | undefined>,
  ): Promise<Call | undefined> {
    const { calls, order } = this.#parts;
    const id = callIn(conversation);
    return order.run(id, async () => {
      const call = await calls.load(id);
      const changed = call && (await edit(call));
      if (changed) await calls.save(changed);
      return changed;
    });
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
