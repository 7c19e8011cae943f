import type { Fields } from './carrier.ts';
import type { Verb } from './document.ts';

/** A place in the provider's queue: the house's wait document is played again and again, and hears keys. */
export class Waiting {
  /** Who is told how it ended. */
  readonly action: string;
  readonly #fetch: (address: string, fields: Fields) => Promise<readonly Verb[]>;
  #onward: string;
  #keys: string;
  #place: number;

  constructor(
    { action = '', waitUrl = '' }: Verb['attributes'],
    place: number,
    fetch: (address: string, fields: Fields) => Promise<readonly Verb[]>,
  ) {
    this.action = action;
    this.#onward = waitUrl;
    this.#keys = waitUrl;
    this.#place = place;
    this.#fetch = fetch;
  }

  /** What is heard when the document begins, and whenever it has come to its end. */
  async goesOn(place = this.#place): Promise<readonly string[] | 'leaves'> {
    this.#place = place;
    return this.#onward === '' ? [] : this.#play(this.#onward, {});
  }

  /** The document takes one key. */
  async presses(keys: string): Promise<readonly string[] | 'leaves'> {
    return this.#keys === '' ? [] : this.#play(this.#keys, { Digits: keys.slice(0, 1) });
  }

  /** Throws Error for what has no place in a wait document. */
  async #play(address: string, fields: Fields): Promise<readonly string[] | 'leaves'> {
    const verbs = await this.#fetch(address, { QueuePosition: String(this.#place), ...fields });
    const strange = verbs.find(({ name }) => !permitted.has(name));
    if (strange) throw new Error(`13222: ${strange.name} in a wait document`);
    if (verbs.some(({ name }) => name === 'Leave')) return 'leaves';
    this.#keys = verbs.find(({ name }) => name === 'Gather')?.attributes.action ?? '';
    this.#onward = verbs.find(({ name }) => name === 'Redirect')?.text ?? address;
    const all = verbs.flatMap((verb) => [verb, ...verb.inside]);
    return all.flatMap(({ name, text }) => (name === 'Say' ? [text] : []));
  }
}

const permitted = new Set(['Say', 'Play', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather']);
