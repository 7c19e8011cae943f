import assert from 'node:assert/strict';
import type { Exchange } from '../../bot/channels/phone/simulator/exchange.ts';
import type { TelephoneOptions } from '../../bot/channels/phone/simulator/options.ts';
import { Telephone } from '../../bot/channels/phone/simulator/telephone.ts';

/** Somebody with a telephone in hand, calling the hotline. */
export class Caller {
  readonly phone: Telephone;

  private constructor(phone: Telephone) {
    this.phone = phone;
  }

  /** `provider`: the house may ask it about this call, and have it taken elsewhere. */
  static async calls(
    url: string,
    more: Partial<TelephoneOptions> = {},
    provider?: Exchange,
  ): Promise<Caller> {
    const phone = new Telephone({
      url,
      // What a house on a free port calls itself.
      publicBaseUrl: 'http://localhost:0',
      accountSid: `AC${'0'.repeat(32)}`,
      authToken: 'demo',
      from: '+8613812345678',
      to: '+864000000400',
      ...more,
    });
    provider?.carries(phone);
    return new Caller(await phone.dials());
  }

  /** `confidence`: how sure the recogniser is. */
  async says(words: string, confidence?: number): Promise<this> {
    await this.phone.says(words, confidence);
    return this;
  }

  async presses(keys: string): Promise<this> {
    await this.phone.presses(keys);
    return this;
  }

  async keepsSilent(): Promise<this> {
    await this.phone.keepsSilent();
    return this;
  }

  hears(...expected: readonly (string | RegExp)[]): this {
    for (const words of expected)
      assert.ok(this.#found(words), `Expected ${words}:\n${this.phone.transcript}`);
    return this;
  }

  hearsNothingOf(...words: readonly (string | RegExp)[]): this {
    for (const word of words)
      assert.ok(!this.#found(word), `Not expected ${word}:\n${this.phone.transcript}`);
    return this;
  }

  #found(words: string | RegExp): boolean {
    return typeof words === 'string'
      ? this.phone.heard.includes(words)
      : words.test(this.phone.heard);
  }
}
