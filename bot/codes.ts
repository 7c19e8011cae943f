import { createHash, randomInt } from 'node:crypto';
import { countWrong, isLocked } from '../desk/guard.ts';
import type { Clock, Guard } from '../desk/ports.ts';
import type { Duration, Instant } from '../desk/words.ts';
import type { Storage, StoreItem } from '../dialogs/sdk.ts';
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
}

export type Asking = Omit<Offer, 'until'>;

const minute: Duration = 60_000;
/** How long a code is good. */
const lasts: Duration = 10 * minute;

/** Six digits each, good once and for ten minutes; guessing is counted and locked. */
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

  /** A code to be texted. The same cause again makes none, nor do too many: a telephone must not be flooded. */
  text(asking: Asking & { phone: string }, cause: string): Promise<string | 'done' | 'too often'> {
    const counted = [`link/texts/${asking.account}`, `link/texts/${blind(asking.phone)}`] as const;
    return untilSaved(attempts, async () => {
      const found = (await this.#storage.read([...counted])) as Record<string, Texts>;
      const [mine, theirs] = counted.map((key) => found[key] ?? { sent: [] }) as [Texts, Texts];
      if (mine.sent.some((one) => one.cause === cause)) return 'done';
      const now = this.#clock.now();
      if (!allowed(mine.sent, now, mostByOne) || !allowed(theirs.sent, now, mostToOne))
        return 'too often';
      const code = await this.#free();
      const sent = (texts: Texts) => ({
        ...texts,
        sent: [...texts.sent.filter(({ at }) => now - at < day), { cause, at: now }],
      });
      await this.#storage.write({
        [keyOf(code)]: this.#offer(asking),
        [counted[0]]: sent(mine),
        [counted[1]]: sent(theirs),
      });
      return code;
    });
  }

  /** What this account may use the code for; a wrong one is counted against it and against everybody. */
  async check(code: string, account: string): Promise<Offer | 'wrong' | 'locked'> {
    const own = `link/tries/${account}`;
    const found = (await this.#storage.read([own, everybody])) as Record<string, Tries>;
    const now = this.#clock.now();
    if (isLocked(found[own], now) || isStorm(found[everybody], now)) return 'locked';
    const offer = await this.of(code, account);
    if (offer) return offer;
    await this.#storage.write({
      [own]: { ...countWrong(own, found[own], now), eTag: '*' },
      [everybody]: { ...counted(found[everybody], now), eTag: '*' },
    });
    return 'wrong';
  }

  /** undefined if it is wrong, too old, used up, or not for this account. */
  async of(code: string, account: string): Promise<Offer | undefined> {
    const offer = await this.#offered(code);
    const right = offer && (offer.account === account) === (offer.saidBy === 'here');
    return right ? offer : undefined;
  }

  async useUp(code: string): Promise<void> {
    await this.#storage.delete([keyOf(code)]);
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

type Tries = (Guard & StoreItem) | undefined;

interface Texts extends StoreItem {
  readonly sent: readonly { readonly cause: string; readonly at: Instant }[];
}

const attempts = 8;
const day: Duration = 24 * 60 * minute;
const mostByOne = 5;
const mostToOne = 5;

/** A minute apart, and so many a day. */
const allowed = (sent: Texts['sent'], now: Instant, most: number): boolean =>
  sent.every(({ at }) => now - at >= minute) &&
  sent.filter(({ at }) => now - at < day).length < most;

const everybody = 'link/tries';
/** Wrong codes from all accounts together, within as long as a code is good: more than honest people mistype. */
const storm = 50;

const isStorm = (tries: Tries, now: Instant): boolean =>
  tries !== undefined && tries.wrong >= storm && now - tries.since < lasts;

const counted = (tries: Tries, now: Instant): Guard =>
  tries && now - tries.since < lasts
    ? { id: everybody, wrong: tries.wrong + 1, since: tries.since }
    : { id: everybody, wrong: 1, since: now };

/** Telephones are no names for documents. */
const blind = (phone: string): string => createHash('sha256').update(phone).digest('base64url');

const keyOf = (code: string): string => `link/code/${code}`;
