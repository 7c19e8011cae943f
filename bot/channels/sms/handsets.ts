import { createHmac } from 'node:crypto';
import type { Duration, Instant } from '../../../desk/words.ts';
import type { Storage, StoreItem } from '../../../dialogs/sdk.ts';
import { untilSaved } from '../../conflict.ts';

/** What we remember of a telephone that texts us, beside the conversation itself. */
interface Handset extends StoreItem {
  /** With + and country. */
  readonly phone: string;
  /** The newest texts and how each is answered, newest first: a repeated one is answered alike. */
  readonly answered: readonly { readonly id: string; readonly how: How }[];
  /** Texts since then: two machines that answer each other must come to an end. */
  readonly hour: { readonly since: Instant; readonly count: number };
}

/** `turn`: with what is said to it; `late`: not yet, but by a text of its own; `enough`: no more for now, and it is said. */
export type How = 'turn' | 'late' | 'enough' | 'silent';

/** Telephones that text us or are texted. Telephones are no names for accounts: those are seen by many. */
export class Handsets {
  readonly #storage: Storage;
  readonly #secret: Buffer;

  constructor(storage: Storage, secret: Buffer) {
    this.#storage = storage;
    this.#secret = secret;
  }

  /** Account and conversation of this telephone (+ and country). */
  accountOf(phone: string): string {
    const name = createHmac('sha256', this.#secret).update(phone).digest('base64url').slice(0, 22);
    return `${prefix}${name}`;
  }

  async phoneOf(account: string): Promise<string | undefined> {
    const key = keyOf(account);
    return ((await this.#storage.read([key]))[key] as Handset | undefined)?.phone;
  }

  /** Its account will be known by its telephone. */
  async meet(phone: string): Promise<string> {
    const account = this.accountOf(phone);
    if (!(await this.phoneOf(account))) await this.#change(phone, (handset) => handset);
    return account;
  }

  /** How this text is to be answered; the same one again gets the same word. */
  async admit(phone: string, id: string, now: Instant): Promise<How> {
    let how: How = 'silent';
    await this.#change(phone, (handset) => {
      const known = handset.answered.find((one) => one.id === id);
      const hour = now - handset.hour.since < anHour ? handset.hour : { since: now, count: 0 };
      const count = hour.count + 1;
      how = known?.how ?? (count <= most ? 'turn' : count === most + 1 ? 'enough' : 'silent');
      if (known) return handset;
      const answered = [{ id, how }, ...handset.answered].slice(0, remembered);
      return { ...handset, hour: { ...hour, count }, answered };
    });
    return how;
  }

  /** This text was taken, and is answered by a text of its own. */
  async late(phone: string, id: string): Promise<void> {
    await this.#change(phone, (handset) => ({
      ...handset,
      answered: handset.answered.map((one) => (one.id === id ? { id, how: 'late' } : one)),
    }));
  }

  async forget(phone: string): Promise<void> {
    await this.#storage.delete([keyOf(this.accountOf(phone))]);
  }

  #change(phone: string, change: (handset: Handset) => Handset): Promise<void> {
    const key = keyOf(this.accountOf(phone));
    return untilSaved(attempts, async () => {
      const known = (await this.#storage.read([key]))[key] as Handset | undefined;
      const before = known ?? { phone, answered: [], hour: { since: 0, count: 0 }, eTag: 'absent' };
      const after = change(before);
      if (after !== known) await this.#storage.write({ [key]: { ...after } });
    });
  }
}

export const channelName = 'sms';
export const prefix = `${channelName}:`;

/** More than a colleague with a hard day writes within an hour. */
const most = 120;
const anHour: Duration = 3_600_000;
/** A provider repeats within seconds. */
const remembered = 20;
const attempts = 10;
const keyOf = (account: string): string => `sms/handset/${account}`;
