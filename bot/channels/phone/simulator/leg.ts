import { randomBytes } from 'node:crypto';
import type { Carrier, Fields } from './carrier.ts';
import type { Verb } from './document.ts';
import type { Colleague } from './options.ts';

/** What the one who is rung does. */
export type LegDeed =
  | 'picks up'
  | 'hangs up'
  | 'is busy'
  | 'does not answer'
  | { readonly presses: string };

/** The other telephone of a Dial: it rings, hears what the house says to it alone, and is connected or not. */
export class Leg {
  readonly id = `CA${randomBytes(16).toString('hex')}`;
  readonly to: string;
  /** What it sees of whoever calls. */
  readonly from: string;
  /** Seconds it rings. */
  readonly patience: number;
  /** Who is told how it ended; empty: nobody. */
  readonly action: string;
  readonly heard: string[] = [];
  /** Not every provider tells whether the two were connected, or only that somebody picked up. */
  tellsBridged = true;
  /** They are, or were, connected. */
  bridged = false;
  state: 'ringing' | 'asked' | 'talking' | 'over' = 'ringing';
  readonly #carrier: Carrier;
  readonly #fields: Fields;
  readonly #document: string | undefined;
  #keys = '';
  #status = 'no-answer';

  constructor(carrier: Carrier, caller: Fields, { attributes, inside, text }: Verb) {
    this.#carrier = carrier;
    this.to = inside[0]?.text ?? text;
    this.from = attributes.callerId ?? '';
    this.patience = Number(attributes.timeout ?? 30);
    this.action = attributes.action ?? '';
    this.#document = inside[0]?.attributes.url;
    const { CallSid: ParentCallSid = '' } = caller;
    this.#fields = { ...caller, ParentCallSid, CallSid: this.id, Direction: 'outbound-dial' };
  }

  /** It hears something before it is connected. */
  get asks(): boolean {
    return this.#document !== undefined;
  }

  async does(deed: LegDeed): Promise<void> {
    if (this.state === 'over') throw new Error('This telephone is on the hook.');
    if (typeof deed === 'object') return this.#presses(deed.presses);
    if (deed === 'picks up') return this.#picksUp();
    if (deed === 'is busy') this.#status = 'busy';
    this.state = 'over';
  }

  /** Whoever is there hears the whisper and presses 1, or something else, and has talked at once. */
  async isLeftTo(colleague: Colleague): Promise<void> {
    const reached = colleague === 'answers';
    if (reached || (colleague === 'refuses' && this.asks)) await this.does('picks up');
    if (this.state === 'asked') await this.does({ presses: reached ? '1' : '2' });
    this.state = 'over';
  }

  /** The caller is gone, or taken elsewhere. */
  isCut(): void {
    if (this.state === 'ringing') this.#status = 'canceled';
    this.state = 'over';
  }

  get result(): Fields {
    return {
      DialCallSid: this.id,
      DialCallStatus: this.#status,
      ...(this.tellsBridged && { DialBridged: String(this.bridged) }),
    };
  }

  async #picksUp(): Promise<void> {
    this.#status = 'completed';
    if (this.#document === undefined) return this.#connect();
    await this.#hears(this.#document, {});
  }

  /** A key nobody asked for is lost. */
  async #presses(keys: string): Promise<void> {
    if (this.state === 'asked') await this.#hears(this.#keys, { Digits: keys.slice(0, 1) });
  }

  /** Until the document comes to its end: then they are connected. */
  async #hears(address: string, more: Fields): Promise<void> {
    const verbs = await this.#carrier.fetch(address, { ...this.#fields, ...more });
    if (this.state === 'over') return;
    for (const { name, text, attributes, inside } of verbs) {
      if (name === 'Say') this.heard.push(text);
      else if (name === 'Hangup') this.state = 'over';
      else if (name === 'Gather') {
        for (const said of inside) this.heard.push(said.text);
        this.#keys = attributes.action ?? '';
        this.state = 'asked';
      } else throw new Error(`13201: ${name} in a whisper`);
      if (name !== 'Say') return;
    }
    this.#connect();
  }

  #connect(): void {
    this.bridged = true;
    this.state = 'talking';
  }
}
