import { createHash, randomBytes } from 'node:crypto';
import { type Books, edit, read } from './books.ts';
import { type CrewAccount, isCrewName, type Passwords } from './crew.ts';
import { type Crew, type Done, normalName } from './crew-accounts.ts';
import { countTry, type Lock, locksOf, type Tries, waitAfter } from './crew-lock.ts';
import type { Clock } from './ports.ts';
import type { Duration, Instant } from './words.ts';

/** Somebody who is signed in. */
export interface Signed {
  readonly account: CrewAccount;
  /** To be sent along with whatever changes something. */
  readonly csrf: string;
  readonly until: Instant;
}

export interface SignInAttempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
  readonly device?: string | undefined;
  /** The session this browser had before: it ends here. */
  readonly old?: string | undefined;
}

export type SignedIn =
  | { readonly ok: true; readonly token: string; readonly device: string; readonly signed: Signed }
  | { readonly ok: false; readonly why: 'wrong' }
  | { readonly ok: false; readonly why: 'locked'; readonly wait: Duration };

export interface Waiting {
  readonly ok: false;
  readonly wait: Duration;
}

export interface SessionParts {
  readonly books: Books;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly crew: Crew;
}

/** Sessions of the crew. A token is new with every sign-in and kept only as a fingerprint. */
export class Sessions {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  async signIn(attempt: SignInAttempt): Promise<SignedIn> {
    const { crew, passwords, books, clock } = this.#parts;
    const wished = normalName(attempt.name);
    // Whatever cannot be a name is counted as one: guesses must not fill the store with pages.
    const name = isCrewName(wished) ? wished : '-';
    const device = (await this.#knows(name, attempt.device)) ? attempt.device : undefined;
    const locks = locksOf({ account: name, address: attempt.address, device });
    const wait = await this.#count(locks);
    if (wait > 0) return { ok: false, why: 'locked', wait };
    const account = await crew.account(name);
    const fits = await passwords.fits(attempt.password, account?.password);
    if (!account || !fits || account.disabled) return { ok: false, why: 'wrong' };
    for (const lock of locks) await this.#uncount(lock);
    if (attempt.old) await this.signOut(attempt.old);
    const token = randomBytes(32).toString('base64url');
    const now = clock.now();
    const { generation } = account;
    const csrf = randomBytes(18).toString('base64url');
    const session: Session = { name, generation, csrf, begun: now, seen: now };
    await edit<Session>(books, sessionPage(token), () => session);
    const mark = device ?? (await this.#introduce(name, now));
    return { ok: true, token, device: mark, signed: signed(account, session) };
  }

  /** Who this token belongs to; undefined if it is over, was ended, or never was. Merely watching is no use of it. */
  async of(token: string, { watching = false } = {}): Promise<Signed | undefined> {
    const { books, clock, crew } = this.#parts;
    const now = clock.now();
    const session = await read<Session>(books, sessionPage(token));
    if (!session || isOver(session, now)) return undefined;
    const account = await crew.account(session.name);
    if (!account || account.disabled || account.generation !== session.generation) return undefined;
    if (watching || now - session.seen < noticed) return signed(account, session);
    // Somebody may sign out at this very moment: what is gone stays gone.
    const seen = await edit<Session>(books, sessionPage(token), (it) => it && { ...it, seen: now });
    return seen && signed(account, seen);
  }

  /** Whoever found an open session must not learn the password by trying: five wrong ones wait. */
  async changePassword(name: string, present: string, password: string): Promise<Done | Waiting> {
    const lock = { name: `tries/password/${name}`, most: 5 };
    const wait = await this.#count([lock]);
    if (wait > 0) return { ok: false, wait };
    const done = await this.#parts.crew.changePassword(name, present, password);
    if (done.ok) await this.#uncount(lock);
    return done;
  }

  async signOut(token: string): Promise<void> {
    await edit<Session>(this.#parts.books, sessionPage(token), () => undefined);
  }

  /** The longest wait that any of these locks demands, after this try is counted against each. */
  async #count(locks: readonly Lock[]): Promise<Duration> {
    const { books, clock } = this.#parts;
    const waits = locks.map(async ({ name, most }) => {
      const now = clock.now();
      const tries = await edit<Tries>(books, name, (before) => countTry(before, now));
      return tries ? waitAfter(tries, most, now) : 0;
    });
    return Math.max(...(await Promise.all(waits)));
  }

  async #uncount({ name }: Lock): Promise<void> {
    await edit<Tries>(this.#parts.books, name, (tries) =>
      tries && tries.count > 1 && name.startsWith('tries/address/')
        ? { ...tries, count: tries.count - 1 }
        : undefined,
    );
  }

  async #knows(name: string, device: string | undefined): Promise<boolean> {
    if (!device) return false;
    const known = await read<Devices>(this.#parts.books, devicesPage(name));
    return known?.marks.includes(fingerprint(device)) === true;
  }

  async #introduce(name: string, now: Instant): Promise<string> {
    const mark = randomBytes(18).toString('base64url');
    await edit<Devices>(this.#parts.books, devicesPage(name), (known) => ({
      marks: [fingerprint(mark), ...(known?.marks ?? [])].slice(0, devicesKept),
      at: now,
    }));
    return mark;
  }
}

interface Session {
  readonly name: string;
  /** Of the account, when it signed in. */
  readonly generation: number;
  readonly csrf: string;
  readonly begun: Instant;
  readonly seen: Instant;
}

interface Devices {
  readonly marks: readonly string[];
  readonly at: Instant;
}

/** Unused for so long, or this old: over. */
const idleFor: Duration = 45 * 60_000;
const lastsFor: Duration = 12 * 60 * 60_000;
/** Use is written down this often at most. */
const noticed: Duration = 60_000;
const devicesKept = 10;

const isOver = ({ seen, begun }: Session, now: Instant): boolean =>
  now - seen >= idleFor || now - begun >= lastsFor;

const signed = (account: CrewAccount, { csrf, seen, begun }: Session): Signed => ({
  account,
  csrf,
  until: Math.min(seen + idleFor, begun + lastsFor),
});

const fingerprint = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');
const sessionPage = (token: string): string => `session/${fingerprint(token)}`;
const devicesPage = (name: string): string => `devices/${name}`;
