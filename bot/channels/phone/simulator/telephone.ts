import { randomBytes } from 'node:crypto';
import { Carrier, type Fields } from './carrier.ts';
import type { Verb } from './document.ts';
import { Leg, type LegDeed } from './leg.ts';
import {
  type Colleague,
  ended,
  fieldsOf,
  type State,
  sureness,
  type TelephoneOptions,
} from './options.ts';
import { Script } from './script.ts';
import { Waiting } from './waiting.ts';

/** A telephone whose provider follows TwiML: it hears, keys, speaks, keeps silent, hangs up. */
export class Telephone {
  readonly id = `CA${randomBytes(16).toString('hex')}`;
  readonly said = new Script();
  state: State = 'idle';
  colleague: Colleague;
  readonly #carrier: Carrier;
  readonly #options: TelephoneOptions;
  /** What every webhook of this call says. */
  readonly fields: Fields;
  #gather: Verb | undefined;
  #rest: readonly Verb[] = [];
  /** Where they would stand in a queue; 1 is next. */
  place = 1;
  #waiting: Waiting | undefined;
  /** The telephone that is dialled in, if any. */
  leg: Leg | undefined;
  /** Counts up when the house takes the call elsewhere: what was under way is dropped. */
  #course = 0;
  /** The last request, for a provider that repeats itself. */
  last: { address: string; fields: Fields } | undefined;

  constructor(options: TelephoneOptions) {
    this.#carrier = new Carrier(options);
    this.colleague = options.colleague ?? 'answers';
    this.#options = options;
    this.fields = fieldsOf(this.id, options);
  }

  /** Everything the bot said since the caller did something. */
  get heard(): string {
    return this.said.heard;
  }

  get transcript(): string {
    return this.said.transcript;
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
    const { rung } = this.#options;
    if (!rung) throw new Error('Nobody is calling this telephone.');
    this.said.notes('picks up');
    await this.#go(rung.url, { CallStatus: 'in-progress' });
    return this;
  }

  /** Keys go to the open question, as many as it takes; the rest is lost, as on a real line. */
  async presses(keys: string): Promise<this> {
    if (this.#waiting) {
      this.said.acts(`[${keys}]`);
      return this.#hold(await this.#waiting.presses(keys));
    }
    const { numDigits, finishOnKey = '#' } = this.#open();
    const typed = finishOnKey ? (keys.split(finishOnKey)[0] ?? '') : keys;
    const digits = numDigits ? typed.slice(0, Number(numDigits)) : typed;
    this.said.acts(`[${keys}]`);
    await this.#answer(digits ? { Digits: digits, msg: 'Gather End' } : {});
    return this;
  }

  /** `confidence`: how sure the recogniser is, 0 to 1; undefined: it does not say. */
  async says(words: string, confidence: number | undefined = 0.91): Promise<this> {
    const { input = 'dtmf' } = this.#open();
    this.said.acts(words);
    await this.#answer(
      input.includes('speech')
        ? { SpeechResult: words, Language: 'cmn-Hans-CN', ...sureness(confidence) }
        : {},
    );
    return this;
  }

  async keepsSilent(): Promise<this> {
    this.#open();
    this.said.acts('…');
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

  /** `told`: false if the webhook of whatever they were in the middle of is lost. */
  async hangsUp(told = true): Promise<void> {
    if (this.state === 'over') return;
    this.said.notes('hangs up');
    this.state = 'over';
    await this.#tellWhy('completed', 'hangup', told);
    await this.#end();
  }

  /** What the one who is dialled in does; the call goes on as the house says then. */
  async colleagueDoes(deed: LegDeed): Promise<this> {
    const { leg } = this;
    if (!leg) throw new Error(`Nobody is rung (${this.state}):\n${this.transcript}`);
    this.said.beginsAnew();
    await leg.does(deed);
    // Taken elsewhere meanwhile.
    if (this.leg !== leg) return this;
    if (leg.state === 'over') await this.#isAlone(leg);
    else if (leg.state === 'talking' && this.state !== 'talking') {
      this.said.notes(`is connected with ${leg.to}`);
      this.state = 'talking';
    }
    return this;
  }

  /** The house takes the call from whatever it is doing; what is answered to the old course is not done. */
  async isRedirected(address: string): Promise<void> {
    this.said.notes('is taken elsewhere by the house');
    this.#course += 1;
    this.said.beginsAnew();
    await this.#tellWhy('in-progress', 'redirected');
    this.#gather = undefined;
    await this.#go(address, { CallStatus: 'in-progress' });
  }

  /** A Dial or a place in the queue that ends from outside is told; nothing that is answered is done. */
  async #tellWhy(CallStatus: string, QueueResult: string, told = true): Promise<void> {
    const { leg } = this;
    leg?.isCut();
    const { action = '' } = leg ?? this.#waiting ?? {};
    this.leg = undefined;
    this.#waiting = undefined;
    if (action && told)
      await this.#report(action, { CallStatus, ...(leg?.result ?? { QueueResult }) });
  }

  /** Whoever they waited for took the call, and they have talked; `told`: what the line says of it comes last. */
  async hasTalked(): Promise<void> {
    const action = this.#waiting?.action ?? '';
    this.said.notes('talks with a person and hangs up');
    await this.#end();
    await this.#report(action, { CallStatus: 'completed', QueueResult: 'bridged' });
  }

  /** Tells how it went; nothing that is answered is heard. */
  async #report(action: string, fields: Fields): Promise<void> {
    await this.#carrier.post(action, { ...this.fields, ...fields });
  }

  /** Nobody has come, and the music has played to its end; `place`: where they stand in the queue by now. */
  async waits(place?: number): Promise<this> {
    if (!this.#waiting) throw new Error(`Nobody waits (${this.state}):\n${this.transcript}`);
    this.said.acts('…');
    return this.#hold(await this.#waiting.goesOn(place));
  }

  async #hold(heard: readonly string[] | 'leaves'): Promise<this> {
    if (heard !== 'leaves') {
      for (const text of heard) this.said.hears(text);
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
    this.said.notes('is cut off');
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
    const course = this.#course;
    const asked = () => this.said.notes('the house does not answer: the fallback is asked');
    const { fallback } = this.#options;
    const verbs = await this.#carrier.fetchOr(fallback, asked, address, this.last.fields);
    if (course === this.#course) await this.#follow(verbs, redirects);
  }

  async #follow(verbs: readonly Verb[], redirects = 0): Promise<void> {
    for (const [at, verb] of verbs.entries()) {
      switch (verb.name) {
        case 'Say':
          this.said.hears(verb.text);
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
          this.said.notes('the bot hangs up');
          return this.#end();
      }
    }
    this.said.notes('nothing more to do: the provider hangs up');
    await this.#end();
  }

  #listen(gather: Verb, rest: readonly Verb[]): void {
    for (const { name, text } of gather.inside) if (name === 'Say') this.said.hears(text);
    this.#gather = gather;
    this.#rest = rest;
    this.state = 'listening';
  }

  async #enqueue({ attributes }: Verb): Promise<void> {
    this.said.notes('waits in the queue');
    this.state = 'waiting';
    this.#waiting = new Waiting(attributes, this.place, (address, more) =>
      this.#carrier.fetch(address, { ...this.fields, ...more }),
    );
    await this.#hold(await this.#waiting.goesOn());
    if (this.colleague === 'lets wait' || !this.#waiting) return;
    this.#waiting = undefined;
    const reached = this.colleague === 'answers';
    this.said.notes(reached ? 'talks with a person' : 'nobody answers');
    const QueueResult = reached ? 'bridged' : this.colleague === 'refuses' ? 'error' : 'queue-full';
    const told = { CallStatus: 'in-progress', QueueResult, QueueTime: '12' };
    await this.#go(attributes.action ?? '', told);
  }

  async #dial(verb: Verb, rest: readonly Verb[]): Promise<void> {
    const leg = new Leg(this.#carrier, this.fields, verb);
    this.said.notes(`rings ${leg.to}`);
    this.state = 'waiting';
    this.#rest = rest;
    this.leg = leg;
    if (this.#options.second) return this.#options.second(this, leg);
    if (this.colleague === 'lets wait') return;
    await leg.isLeftTo(this.colleague);
    await this.#isAlone(leg);
  }

  async #isAlone({ action, result, bridged }: Leg): Promise<void> {
    this.leg = undefined;
    const talked = this.state === 'talking' ? 'the other side hangs up' : 'talks with a person';
    this.said.notes(bridged ? talked : 'nobody answers');
    if (!action) return this.#follow(this.#rest);
    await this.#go(action, { CallStatus: 'in-progress', ...result });
  }

  async #end(): Promise<void> {
    this.state = 'over';
    this.leg?.isCut();
    this.#gather = undefined;
    this.#waiting = undefined;
    const { rung } = this.#options;
    if (rung) return rung.ended('61');
    await this.#carrier.post('/voice/status', { ...this.fields, ...ended });
  }
}
