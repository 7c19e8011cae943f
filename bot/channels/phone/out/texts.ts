import type { Clock } from '../../../../desk/ports.ts';
import type { Instant } from '../../../../desk/words.ts';
import type { Storage, StoreItem } from '../../../../dialogs/sdk.ts';
import type { Log } from '../../../log.ts';
import { type PushOutcome, undelivered } from '../../channel.ts';
import { InOrder } from '../../in-order.ts';
import { failureOf, type Texting } from '../push.ts';
import { attemptIdOf } from './attempts.ts';
import { e164 } from './e164.ts';

export interface TextParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly state: Storage;
  readonly provider: Texting;
  /** Countries the provider carries no messages to, e.g. +86. */
  readonly notCarried: readonly string[];
  /** A message the provider had taken did not arrive. */
  failed(key: string, why: string): Promise<void>;
}

/** Text messages, each sent once: written down before it goes, and after a lost answer the provider is asked. */
export class Texts {
  readonly #parts: TextParts;
  readonly #order = new InOrder();

  constructor(parts: TextParts) {
    this.#parts = parts;
  }

  /** `phone` as anybody writes it. The same key again is the same message. */
  send(key: string, phone: string, words: string): Promise<PushOutcome> {
    const to = e164(phone);
    if (!to) return Promise.resolve(undelivered('no telephone', 'never'));
    const country = this.#parts.notCarried.find((prefix) => to.startsWith(prefix));
    if (country)
      return Promise.resolve(
        undelivered(`the provider carries no text messages to ${country}`, 'never'),
      );
    const fitting = words.toWellFormed().slice(0, longest);
    return this.#order.run(key, () => this.#send(key, to, fitting));
  }

  /** Why a message that was taken did not arrive; undefined if nothing of the kind is known. */
  async whyLost(key: string): Promise<string | undefined> {
    const letter = await this.#load(attemptIdOf(key));
    return letter?.stage === 'failed' ? letter.why : undefined;
  }

  /** The provider's report; in any order, twice or never. */
  async told(id: string, status: string, code: string): Promise<void> {
    const letter = await this.#load(id);
    if (!letter || letter.stage === 'failed' || !/^(undelivered|failed)$/.test(status)) return;
    const why = `provider: ${code || status}`;
    await this.#save(id, { ...letter, stage: 'failed', why });
    await this.#parts.failed(letter.key, why);
  }

  async #send(key: string, to: string, words: string): Promise<PushOutcome> {
    const { provider, clock, log } = this.#parts;
    const id = attemptIdOf(key);
    const known = await this.#load(id);
    if (known?.stage === 'sent') return { delivered: true };
    if (known?.stage === 'failed') return undelivered(known.why ?? 'failed', 'never');
    try {
      const gone = known?.stage === 'sending' && (await provider.sent(to, words, known.at));
      if (!gone) {
        await this.#save(id, { ...known, key, at: clock.now(), stage: 'sending' });
        await provider.send(id, to, words);
      }
      await this.#mark(id, { stage: 'sent' });
      return { delivered: true };
    } catch (error) {
      const { how, why } = failureOf(error);
      if (how === 'lost') return undelivered(why, 'later');
      await this.#mark(id, how === 'later' ? { stage: 'waiting' } : { stage: 'failed', why });
      if (how === 'provider down') log.error('phone.text', { why });
      return undelivered(why, how === 'later' ? 'later' : 'never');
    }
  }

  async #mark(id: string, change: Pick<Letter, 'stage' | 'why'>): Promise<void> {
    const letter = await this.#load(id);
    // A report may have been faster than the answer to our own request.
    if (letter && letter.stage !== 'failed') await this.#save(id, { ...letter, ...change });
  }

  async #load(id: string): Promise<Letter | undefined> {
    return (await this.#parts.state.read([keyOf(id)]))[keyOf(id)] as Letter | undefined;
  }

  #save(id: string, letter: Letter): Promise<void> {
    return this.#parts.state.write({ [keyOf(id)]: letter });
  }
}

interface Letter extends StoreItem {
  readonly key: string;
  /** When it was sent last. */
  readonly at: Instant;
  /** Found `sending`: nobody knows whether it went. */
  readonly stage: 'sending' | 'waiting' | 'sent' | 'failed';
  readonly why?: string;
}

/** The provider refuses longer ones. */
const longest = 1600;
const keyOf = (id: string): string => `phone/text/${id}`;
