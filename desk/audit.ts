import type { Books } from './books.ts';
import type { Clock } from './ports.ts';
import type { Instant } from './words.ts';

/** Who saw or changed what, when, from where. */
export interface AuditEntry {
  readonly at: Instant;
  /** Sign-in name; `-` if nobody was signed in. */
  readonly who: string;
  readonly role?: string;
  /** Network address, or the channel by which they spoke. */
  readonly from: string;
  /** What they did: the name of a route or action. */
  readonly what: string;
  /** Ticket number, customer, account: what it was about. */
  readonly about?: string;
  readonly outcome: 'done' | 'refused';
  readonly detail?: string;
}

export interface AuditWish {
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  readonly about?: string | undefined;
  readonly from?: string | undefined;
  readonly role?: string | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** `before` of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface AuditFound {
  /** Newest first, each with its number. */
  readonly entries: readonly (AuditEntry & { readonly no: number })[];
  /** Where to go on; absent when all was looked at. */
  readonly before?: number;
}

/** Only ever appended to, in pages; entries that arrive while one is written go together into the next write. */
export class Audit {
  readonly #books: Books;
  readonly #clock: Clock;
  #waiting: AuditEntry[] = [];
  #writing: Promise<void> | undefined;
  #newest = 0;
  /** Once, whoever asks first: two at a time would leap past the end. */
  #search: Promise<void> | undefined;
  /** The newest page as it is written down. */
  #noted = -1;

  constructor({ books, clock }: { books: Books; clock: Clock }) {
    this.#books = books;
    this.#clock = clock;
  }

  /** Resolves when it is written down. */
  async record(entry: Omit<AuditEntry, 'at'>): Promise<void> {
    this.#waiting.push({ at: this.#clock.now(), ...entry });
    // What is being written now went before this entry came: it is in the write after that.
    await this.#writing;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  async find(wish: AuditWish): Promise<AuditFound> {
    const entries: (AuditEntry & { no: number })[] = [];
    let page = await this.#newestPage();
    let before = wish.before ?? Number.POSITIVE_INFINITY;
    if (Number.isFinite(before)) page = Math.min(page, Math.floor((before - 1) / pageSize));
    for (let looked = 0; page >= 0; page--, looked++) {
      if (looked === mostPages) return { entries, before };
      const { entries: held, rev } = await this.#page(page);
      // Beyond the oldest that is kept.
      if (rev === 'absent') return { entries };
      for (let at = held.length - 1; at >= 0; at--) {
        const no = page * pageSize + at;
        const entry = held[at];
        if (!entry || no >= before) continue;
        if (wish.since !== undefined && entry.at < wish.since) return { entries };
        before = no;
        if (fits(entry, wish)) entries.push({ no, ...entry });
        if (entries.length === wish.limit) return no > 0 ? { entries, before } : { entries };
      }
    }
    return { entries };
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const number = await this.#newestPage();
      const { entries, rev } = await this.#page(number);
      if (entries.length >= pageSize) {
        this.#newest = number + 1;
        continue;
      }
      const taken = this.#waiting.slice(0, pageSize - entries.length);
      const value = [...entries, ...taken];
      const saved = await this.#books.save([
        { name: pageName(number), value, rev },
        // Old pages are let go some day: where the newest is must not be counted from the first.
        ...(this.#noted === number
          ? []
          : [{ name: headPage, value: { newest: number }, rev: 'any' as const }]),
      ]);
      if (saved) this.#noted = number;
      if (saved) this.#waiting = this.#waiting.slice(taken.length);
    }
  }

  async #page(number: number): Promise<{ entries: readonly AuditEntry[]; rev: number | 'absent' }> {
    const page = await this.#books.page(pageName(number));
    return { entries: (page?.value ?? []) as AuditEntry[], rev: page?.rev ?? 'absent' };
  }

  /** The last page that exists, or the first: looked up or searched for by leaps once, afterwards known from writing. */
  async #newestPage(): Promise<number> {
    this.#search ??= this.#searchNewest().catch((error: unknown) => {
      this.#search = undefined;
      throw error;
    });
    await this.#search;
    return this.#newest;
  }

  async #searchNewest(): Promise<void> {
    const head = (await this.#books.page(headPage))?.value as { newest: number } | undefined;
    this.#newest = head?.newest ?? 0;
    this.#noted = head?.newest ?? -1;
    const exists = async (number: number) =>
      (await this.#books.page(pageName(number))) !== undefined;
    let leap = 1;
    while (await exists(this.#newest + leap)) {
      this.#newest += leap;
      leap *= 2;
    }
    for (; leap >= 1; leap = Math.floor(leap / 2))
      if (await exists(this.#newest + leap)) this.#newest += leap;
  }
}

const pageSize = 50;
/** Looked through for one question; whoever asks may go on from there. */
const mostPages = 400;

const headPage = 'audit/head';
const pageName = (number: number): string => `audit/${number}`;

const asked = ['who', 'what', 'about', 'from', 'role', 'outcome'] as const;

function fits(entry: AuditEntry, wish: AuditWish): boolean {
  const { until } = wish;
  return (
    asked.every((name) => wish[name] === undefined || entry[name] === wish[name]) &&
    (until === undefined || entry.at < until)
  );
}
