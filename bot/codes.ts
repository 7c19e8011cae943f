import { createHash, randomInt } from 'node:crypto';
import type { Clock, Guard } from '../desk/ports.ts';
import type { Duration, Instant } from '../desk/words.ts';
import type { Storage, StoreItem } from '../dialogs/sdk.ts';
import { forgiven, mayText, mayTry, type Texts, texted, tried } from './code-limits.ts';
import { untilSaved } from './conflict.ts';

/** What a code stands for while it is good. */
export interface Offer {
  /** Who asked for it, and where. */
  readonly account: string;
  readonly conversationId: string;
  readonly until: Instant;
  /** The telephone it was texted to, and shown nowhere else: who says it holds that telephone. */
  readonly phone?: string;
  /** `here`: only the account that asked may say it; else only another one. */
  readonly saidBy: 'here' | 'elsewhere';
  /** The member of the crew whom it binds; absent: it joins a customer's accounts. */
  readonly crew?: string;
}

/** Codes of one kind are wrong for the other. */
type Kind = 'customer' | 'crew';

export type Asking = Omit<Offer, 'until'>;

/** How long a code is good. */
const lasts: Duration = 10 * 60_000;

/** Six digits each, good once and for ten minutes; texts and guesses are counted. */
export class Codes {
  readonly #storage: Storage;
  readonly #clock: Clock;

  constructor(storage: Storage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  async make(asking: Asking): Promise<string> {
    const code = await this.#free();
    await this.#storage.write({ [keyOf(code)]: this.#offer(asking) });
    return code;
  }

  /** A code to be texted. The same cause again makes none, nor do too many. */
  text(asking: Asking & { phone: string }, cause: string): Promise<string | 'done' | 'too often'> {
    const [mine, theirs] = [`link/texts/${asking.account}`, `link/texts/${blind(asking.phone)}`];
    return untilSaved(attempts, async () => {
      const now = this.#clock.now();
      const found = await this.#read<Texts>(mine, theirs, allTexts);
      const of = (key: string): Texts => found[key] ?? { sent: [] };
      if (of(mine).sent.some((one) => one.cause === cause)) return 'done';
      if (!mayText([of(mine), of(theirs)], of(allTexts), now)) return 'too often';
      const code = await this.#free();
      await this.#storage.write({
        [keyOf(code)]: this.#offer(asking),
        [mine]: { eTag: 'absent', ...found[mine], ...texted(of(mine), cause, now, 'a day') },
        [theirs]: { eTag: 'absent', ...found[theirs], ...texted(of(theirs), cause, now, 'a day') },
        [allTexts]: {
          eTag: 'absent',
          ...found[allTexts],
          ...texted(of(allTexts), cause, now, 'an hour'),
        },
      });
      return code;
    });
  }

  /** What this account may use the code for. */
  async check(
    code: string,
    account: string,
    kind: Kind = 'customer',
  ): Promise<Offer | 'wrong' | 'locked'> {
    const own = `link/tries/${account}`;
    if (!(await this.#count(own, 'one more'))) return 'locked';
    const offer = await this.of(code, account, kind);
    if (offer) await this.#count(own, 'one less');
    return offer ?? 'wrong';
  }

  /** undefined if it is wrong, too old, used up, or not for this account. */
  async of(code: string, account: string, kind: Kind = 'customer'): Promise<Offer | undefined> {
    const offer = await this.#offered(code);
    if (!offer || (offer.crew === undefined) !== (kind === 'customer')) return undefined;
    return (offer.account === account) === (offer.saidBy === 'here') ? offer : undefined;
  }

  async useUp(code: string): Promise<void> {
    await this.#storage.delete([keyOf(code)]);
  }

  /** False if no more tries are allowed. */
  #count(own: string, by: 'one more' | 'one less'): Promise<boolean> {
    return untilSaved(attempts, async () => {
      const now = this.#clock.now();
      const { [own]: mine, [allTries]: all } = await this.#read<Guard>(own, allTries);
      if (by === 'one more' && !mayTry(mine, all, now)) return false;
      const after =
        by === 'one more' || !mine || !all
          ? tried(mine, all, now)
          : { own: forgiven(mine), all: forgiven(all) };
      await this.#storage.write({
        [own]: { eTag: 'absent', ...mine, ...after.own },
        [allTries]: { eTag: 'absent', ...all, ...after.all },
      });
      return true;
    });
  }

  async #read<T>(...keys: readonly string[]): Promise<Record<string, (T & StoreItem) | undefined>> {
    return (await this.#storage.read([...keys])) as Record<string, T & StoreItem>;
  }

  async #free(): Promise<string> {
    for (;;) {
      const code = String(randomInt(100_000, 1_000_000));
      if (!(await this.#offered(code))) return code;
    }
  }

  #offer(asking: Asking): Offer & StoreItem {
    return { ...asking, until: this.#clock.now() + lasts, eTag: '*' };
  }

  async #offered(code: string): Promise<Offer | undefined> {
    const key = keyOf(code);
    const offer = (await this.#storage.read([key]))[key] as Offer | undefined;
    return offer && offer.until > this.#clock.now() ? offer : undefined;
  }
}

const attempts = 50;
const allTexts = 'link/texts';
const allTries = 'link/tries';

/** Telephones are no names for documents. */
const blind = (phone: string): string => createHash('sha256').update(phone).digest('base64url');

const keyOf = (code: string): string => `link/code/${code}`;
