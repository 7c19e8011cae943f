import { randomBytes } from 'node:crypto';
import { Carrier, type CarrierOptions, type Fields } from './carrier.ts';
import type { Verb } from './document.ts';
import { Waiting } from './waiting.ts';
import { hearsWhisper } from './whisper.ts';

export interface TelephoneOptions extends CarrierOptions {
  readonly from: string;
  readonly to: string;
  /** What becomes of a wish for a person. */
  readonly colleague?: Colleague;
  /** Asked, on another host, when the house cannot be reached or answers nonsense. */
  readonly fallback?: string;
  /** The house calls this telephone: what it hears when it picks up, and who is told that the call is over. */
  readonly rung?: { readonly url: string; ended(seconds: string): Promise<void> };
}

export type Colleague = 'answers' | 'refuses' | 'is away' | 'lets wait';
export type State = 'idle' | 'listening' | 'waiting' | 'talking' | 'over';

export interface Line {
  readonly who: 'bot' | 'caller' | 'line';
  readonly text: string;
}

/** A telephone whose provider follows TwiML: it hears, keys, speaks, keeps silent, hangs up. */
export class Telephone {
  readonly id = `CA${randomBytes(16).toString('hex')}`;
  readonly script: Line[] = [];
  state: State = 'idle';
  colleague: Colleague;
  readonly #carrier: Carrier;
  readonly #rung: TelephoneOptions['rung'];
  readonly #fallback: string | undefined;
  /** What every webhook of this call says. */
  readonly fields: Fields;
  #gather: Verb | undefined;
  #rest: readonly Verb[] = [];
  /** Where they would stand in a queue; 1 is next. */
  place = 1;
  #waiting: Waiting | undefined;
  #heardFrom = 0;
  /** The last request, for a provider that repeats itself. */
  last: { address: string; fields: Fields } | undefined;

  constructor(options: TelephoneOptions) {
    this.#carrier = new Carrier(options);
    this.colleague = options.colleague ?? 'answers';
    this.#rung = options.rung;
    this.#fallback = options.fallback;
    const { from, to } = options;
    this.fields = {
      CallSid: this.id,
      From: from,
      To: to,
      Caller: from,
      Called: to,
      Direction: options.rung ? 'outbound-api' : 'inbound',
    };
  }

  /** Everything the bot said since the caller did something. */
  get heard(): string {
    const said = this.script.slice(this.#heardFrom).filter(({ who }) => who === 'bot');
    return said.map(({ text }) => text).join('\n');
  }

  get transcript(): string {
    return this.script.map(({ who, text }) => `${who.padEnd(6)} ${text}`).join('\n');
  }

  /** What the open question takes; undefined if there is none. */
  get listens(): Readonly<Record<string, string>> | undefined {
    return this.#gather?.attributes;
  }

  async dials(): Promise<this> {
    await this.#go('/voice/incoming', { CallStatus: 'ringing' });
    return this;
  }

  async picksUp(): Promise<this> {
    if (!this.#rung) throw new Error('Nobody is calling this telephone.');
    this.#note('picks up');
    await this.#go(this.#rung.url, { CallStatus: 'in-progress' });
    return this;
  }

  /** Keys go to the open question, as many as it takes; the rest is lost, as on a real line. */
  async presses(keys: string): Promise<this> {
    if (this.#waiting) {
      this.#acts(`[${keys}]`);
      return this.#hold(await this.#waiting.presses(keys));
    }
    const { numDigits, finishOnKey = '#' } = this.#open();
    const typed = finishOnKey ? (keys.split(finishOnKey)[0] ?? '') : keys;
    const digits = numDigits ? typed.slice(0, Number(numDigits)) : typed;
    this.#acts(`[${keys}]`);
    await this.#answer(digits ? { Digits: digits, msg: 'Gather End' } : {});
    return this;
  }

  /** `confidence`: how sure the recogniser is, 0 to 1; undefined: it does not say. */
  async says(words: string, confidence: number | undefined = 0.91): Promise<this> {
    const { input = 'dtmf' } = this.#open();
    this.#acts(words);
    await this.#answer(
      input.includes('speech')
        ? { SpeechResult: words, Language: 'cmn-Hans-CN', ...sureness(confidence) }
        : {},
    );
    return this;
  }

  async keepsSilent(): Promise<this> {
    this.#open();
    this.#acts('…');
    await this.#answer({});
    return this;
  }

  /** The provider did not get our answer and asks again. */
  async repeats(): Promise<string> {
    if (!this.last) throw new Error('Nothing was asked yet.');
    return (await this.#carrier.post(this.last.address, this.last.fields)).body;
  }

  movesTo(url: string): void {
    this.#carrier.movesTo(url);
  }

  async hangsUp(): Promise<void> {
    if (this.state === 'over') return;
    this.#note('hangs up');
    const { action } = this.#waiting ?? {};
    if (action) await this.#report(action, { QueueResult: 'hangup' });
    await this.#end();
  }

  /** Whoever they waited for took the call, and they have talked; `told`: what the line says of it comes last. */
  async hasTalked(): Promise<void> {
    const { action = '' } = this.#waiting ?? {};
    this.#note('talks with a person and hangs up');
    await this.#end();
    await this.#report(action, { QueueResult: 'bridged' });
  }

  /** A call that is over still tells how it went; nothing that is answered is heard. */
  async #report(action: string, fields: Fields): Promise<void> {
    await this.#carrier.post(action, { ...this.fields, CallStatus: 'completed', ...fields });
  }

  /** Nobody has come, and the music has played to its end; `place`: where they stand in the queue by now. */
  async waits(place?: number): Promise<this> {
    if (!this.#waiting) throw new Error(`Nobody waits (${this.state}):\n${this.transcript}`);
    this.#acts('…');
    return this.#hold(await this.#waiting.goesOn(place));
  }

  async #hold(heard: readonly string[] | 'leaves'): Promise<this> {
    if (heard !== 'leaves') {
      this.script.push(...heard.map((text) => ({ who: 'bot' as const, text })));
      return this;
    }
    const { action = '' } = this.#waiting ?? {};
    this.#waiting = undefined;
    await this.#go(action, { CallStatus: 'in-progress', QueueResult: 'leave' });
    return this;
  }

  /** The house ended the call from its side. */
  async isCut(): Promise<void> {
    if (this.state === 'over') return;
    this.#note('is cut off');
    await this.#end();
  }

  #open(): Readonly<Record<string, string>> {
    if (this.state !== 'listening' || !this.#gather)
      throw new Error(`Nobody is listening (${this.state}):\n${this.transcript}`);
    return this.#gather.attributes;
  }

  /** Without input a question that wants to know is told; others are passed by. */
  async #answer(fields: Fields): Promise<void> {
    const { action = '', actionOnEmptyResult } = this.#open();
    const rest = this.#rest;
    this.#gather = undefined;
    const empty = Object.keys(fields).length === 0;
    if (empty && actionOnEmptyResult !== 'true') await this.#follow(rest);
    else await this.#go(action, { CallStatus: 'in-progress', ...fields });
  }

  async #go(address: string, fields: Fields, redirects = 0): Promise<void> {
    if (redirects > 10) throw new Error('11213: too many redirects');
    this.last = { address, fields: { ...this.fields, ...fields } };
    await this.#follow(await this.#document(address, this.last.fields), redirects);
  }

  async #document(address: string, fields: Fields): Promise<readonly Verb[]> {
    try {
      return await this.#carrier.fetch(address, fields);
    } catch (error) {
      if (!this.#fallback) throw error;
      this.#note('the house does not answer: the fallback is asked');
      const trouble = { ErrorCode: '11200', ErrorUrl: address };
      return this.#carrier.fetch(this.#fallback, { ...fields, ...trouble });
    }
  }

  async #follow(verbs: readonly Verb[], redirects = 0): Promise<void> {
    for (const [at, verb] of verbs.entries()) {
      switch (verb.name) {
        case 'Say':
          this.script.push({ who: 'bot', text: verb.text });
          break;
        case 'Gather':
          return this.#listen(verb, verbs.slice(at + 1));
        case 'Redirect':
          return this.#go(verb.text, { CallStatus: 'in-progress' }, redirects + 1);
        case 'Enqueue':
          return this.#enqueue(verb);
        case 'Dial':
          return this.#dial(verb, verbs.slice(at + 1));
        case 'Hangup':
          this.#note('the bot hangs up');
          return this.#end();
      }
    }
    this.#note('nothing more to do: the provider hangs up');
    await this.#end();
  }

  #listen(gather: Verb, rest: readonly Verb[]): void {
    for (const { name, text } of gather.inside)
      if (name === 'Say') this.script.push({ who: 'bot', text });
    this.#gather = gather;
    this.#rest = rest;
    this.state = 'listening';
  }

  async #enqueue({ attributes }: Verb): Promise<void> {
    this.#note('waits in the queue');
    this.state = 'waiting';
    const { action = '' } = attributes;
    this.#waiting = new Waiting(attributes, this.place, (address, more) =>
      this.#carrier.fetch(address, { ...this.fields, ...more }),
    );
    await this.#hold(await this.#waiting.goesOn());
    if (this.colleague === 'lets wait' || !this.#waiting) return;
    this.#waiting = undefined;
    const reached = this.colleague === 'answers';
    this.#note(reached ? 'talks with a person' : 'nobody answers');
    const QueueResult = reached ? 'bridged' : this.colleague === 'refuses' ? 'error' : 'queue-full';
    await this.#go(action, { CallStatus: 'in-progress', QueueResult, QueueTime: '12' });
  }

  /** The colleague hears the whisper and presses 1, or something else. */
  async #dial({ attributes, inside, text }: Verb, rest: readonly Verb[]): Promise<void> {
    this.#note(`rings ${inside[0]?.text ?? text}`);
    const whisper = inside[0]?.attributes.url;
    let reached = this.colleague === 'answers';
    if (this.colleague !== 'is away' && whisper)
      reached = await hearsWhisper(this.#carrier, this.fields, whisper, reached ? '1' : '2');
    this.#note(reached ? 'talks with a person' : 'nobody answers');
    if (!attributes.action) return this.#follow(rest);
    const away = this.colleague === 'is away';
    const result: Fields = {
      DialCallStatus: away ? 'no-answer' : 'completed',
      DialBridged: String(reached),
    };
    await this.#go(attributes.action, { CallStatus: 'in-progress', ...result });
  }

  async #end(): Promise<void> {
    this.state = 'over';
    this.#gather = undefined;
    this.#waiting = undefined;
    if (this.#rung) return this.#rung.ended('61');
    const fields = {
      ...this.fields,
      CallStatus: 'completed',
      SequenceNumber: '3',
      CallDuration: '61',
    };
    await this.#carrier.post('/voice/status', fields);
  }

  #acts(text: string): void {
    this.#heardFrom = this.script.length;
    this.script.push({ who: 'caller', text });
  }

  #note(text: string): void {
    this.script.push({ who: 'line', text: `(${text})` });
  }
}

const sureness = (confidence: number | undefined): Fields =>
  confidence === undefined ? {} : { Confidence: String(confidence) };
