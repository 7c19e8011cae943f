import assert from 'node:assert/strict';
import type { Exchange } from '../../bot/channels/phone/simulator/exchange.ts';
import type { Handset } from '../../bot/channels/phone/simulator/handset.ts';
import { hotline } from './exchange.ts';
import { png } from './scenes.ts';

/** Somebody with a telephone in hand, who writes text messages to the hotline. */
export class Texter {
  readonly handset: Handset;
  readonly #exchange: Exchange;

  constructor(exchange: Exchange, number: string) {
    this.#exchange = exchange;
    this.handset = exchange.handset(number, hotline);
  }

  async writes(text: string): Promise<this> {
    await this.handset.writes(text);
    return this;
  }

  async shows(text = ''): Promise<this> {
    await this.handset.writes(text, [await this.#exchange.keeps(png, 'image/png')]);
    return this;
  }

  hears(...expected: readonly (string | RegExp)[]): this {
    for (const words of expected)
      assert.ok(this.#found(words), `Expected ${words}:\n${this.handset.transcript}`);
    return this;
  }

  hearsNothingOf(...words: readonly (string | RegExp)[]): this {
    for (const word of words)
      assert.ok(!this.#found(word), `Not expected ${word}:\n${this.handset.transcript}`);
    return this;
  }

  hearsNothing(): this {
    assert.deepEqual(this.handset.news, [], this.handset.transcript);
    return this;
  }

  /** Digits that were asked back for. */
  get echo(): string {
    const [, digits] = /(?:回[复覆]|reply) (\d+)/.exec(this.handset.heard) ?? [];
    assert.ok(digits, `Expected digits to reply:\n${this.handset.transcript}`);
    return digits;
  }

  get ticketNumber(): string {
    const [found] = this.handset.heard.match(/\d{3} \d{3} \d{4}/) ?? [];
    assert.ok(found, `Expected a ticket number:\n${this.handset.transcript}`);
    return found.replaceAll(' ', '');
  }

  #found(words: string | RegExp): boolean {
    const { heard } = this.handset;
    return typeof words === 'string' ? heard.includes(words) : words.test(heard);
  }
}
