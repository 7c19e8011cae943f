import type { Callback, Exchange, Reach } from './callbacks/callback.ts';
import type { Refusal } from './consent.ts';
import type { TicketEvent } from './events.ts';
import type { Hook, Posted } from './hooks.ts';
import type { Published } from './publishing.ts';
import type { Place, Roster } from './roster.ts';
import type { Instant, Language } from './words.ts';

/** The desk's needs of the world. `store/` implements Records, `bot/main.ts` connects the rest. */
export interface Clock {
  now(): Instant;
}

/** Draws a ticket number for a cause: the same (cause, attempt) always gives the same number. */
export interface Numbers {
  draw(cause: string, attempt: number): string;
}

/** Everything that must be true together is written in one transaction. */
export interface Records {
  /** Resolves when what `work` saved is durable; `work` runs again if somebody else changed what it read. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Tickets with `live` true, in no particular order. */
  liveTickets(): Promise<TicketRecord[]>;
  /** Jobs due at `now`, earliest first, at most `limit`. */
  dueJobs(now: Instant, limit: number): Promise<DueJob[]>;
  /** When the next job is due, or undefined if none waits. */
  nextDue(): Promise<Instant | undefined>;
}

export interface Tx {
  /** undefined if there is no such ticket. */
  ticket(no: string): Promise<TicketRecord | undefined>;
  saveTicket(ticket: TicketRecord): void;
  /** People are found by telephone (digits); undefined if never heard of. */
  person(phone: string): Promise<Person | undefined>;
  savePerson(person: Person): void;
  /** Nobody remembers them; fails with the transaction if somebody changed the record meanwhile. */
  removePerson(phone: string): void;
  /** `channel:user`; undefined if it never opened or verified anything. */
  account(id: string): Promise<Account | undefined>;
  saveAccount(account: Account): void;
  /** Counts wrong tries against one lock, e.g. `ticket:4829130576`; undefined if none. */
  guard(id: string): Promise<Guard | undefined>;
  saveGuard(guard: Guard): void;
  callback(id: string): Promise<Callback | undefined>;
  /** Live until it has ended and owes nothing; its job runs at `runAt`. */
  saveCallback(callback: Callback): void;
  /** What a person has been bothered with, by telephone (digits). */
  reach(phone: string): Promise<Reach | undefined>;
  saveReach(reach: Reach): void;
  /** Calls under way in the whole house. */
  exchange(): Promise<Exchange>;
  saveExchange(exchange: Exchange): void;
  /** Who works here; undefined if nobody was ever entered. Changed through `desk/rosters.ts` alone. */
  roster(): Promise<Roster | undefined>;
  saveRoster(roster: Roster): void;
  /** Policies published while the house ran, oldest first. Changed through `desk/publishing.ts` alone. */
  published(): Promise<readonly Published[] | undefined>;
  savePublished(published: readonly Published[]): void;
  /** Who wants to hear of tickets. Changed through `desk/hook-book.ts` alone. */
  hooks(): Promise<readonly Hook[] | undefined>;
  saveHooks(hooks: readonly Hook[]): void;
  /** What was delivered to a hook and what was not, newest first. */
  posted(hook: string): Promise<readonly Posted[] | undefined>;
  savePosted(hook: string, posted: readonly Posted[]): void;
}

/** One ticket as remembered: its timeline with the jobs and notices that belong to it. */
export interface TicketRecord {
  readonly no: string;
  /** False once closed or cancelled and nothing waits to be delivered: it leaves the queue and is kept apart. */
  readonly live: boolean;
  readonly timeline: readonly TicketEvent[];
  readonly jobs: readonly Job[];
  readonly notices: readonly Notice[];
}

/** Something that must happen later. (kind, key) is its identity within the ticket: scheduling again moves it. */
export interface Job {
  readonly kind:
    | 'milestone'
    | 'notice'
    | 'dispatch'
    | 'answer'
    | 'hook'
    | 'person'
    | 'follow'
    | 'callback';
  readonly key: string;
  readonly runAt: Instant;
  /** Failed attempts so far. */
  readonly attempts: number;
}

export interface DueJob extends Job {
  /** Ticket number; for kind `callback`, the callback's id. */
  readonly ticket: string;
}

/** Something a person must hear. Delivered by `bot/notify`, worded by `dialogs/text`. */
export interface Notice {
  /** Unique within its ticket; a provider sees it as the idempotency key. */
  readonly id: string;
  readonly at: Instant;
  readonly to: { readonly role: string; readonly staff?: string } | { readonly customer: true };
  /** Which sentence, e.g. `staff.new`, `staff.missed`. */
  readonly what: string;
  /** Milestone id, names and the like; never personal data. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** `overtaken`: what it would have said was not true any more when it could be said. */
  readonly state: 'waiting' | 'delivered' | 'failed' | 'overtaken';
  /** How it went: which way it was delivered, or why not. */
  readonly outcome?: string;
  /** Id of the notice with which it goes out as one message; its own id if that is this one. */
  readonly with?: string;
  /** Every try and every wait, oldest first. */
  readonly attempts?: readonly Attempt[];
  /** The words that went out. */
  readonly said?: string;
  /** Id of the colleague it went to, where it was for a role. */
  readonly heardBy?: string;
  /** By telephone, beside what is written. */
  readonly ring?: true;
}

export interface Attempt {
  readonly at: Instant;
  /** Name of the way; absent if none was tried yet. */
  readonly way?: string;
  /** The account it was tried with, where a person has several. */
  readonly to?: string;
  readonly arrived: boolean;
  /** Why it did not arrive, or what it waits for. */
  readonly why?: string;
  /** This way cannot reach them at all: it is not tried again. */
  readonly never?: true;
  /** A telephone rings; how it ends is not known yet. */
  readonly underWay?: true;
}

export interface Person {
  /** Digits only; the identity. */
  readonly phone: string;
  readonly name: string;
  readonly language: Language;
  /** Newest first. */
  readonly tickets: readonly string[];
  readonly addresses: readonly string[];
  /** What was told about the way to some of them, newest first. */
  readonly homes?: readonly Home[];
  readonly vip: boolean;
  /** Asked never to be called again. */
  readonly optedOut: boolean;
  /** What else they do not want, or by which medium. */
  readonly refuses?: readonly Refusal[];
  /** Accounts that have proven to be at this telephone, newest first. */
  readonly accounts?: readonly string[];
  /** Since when they hold a yearly contract, as far as we know. */
  readonly contractSince?: Instant;
  /** When it ends; a VIP is one until then. */
  readonly contractUntil?: Instant;
  /** How they found our work, newest first. */
  readonly ratings?: readonly Rating[];
}

/** An address with its pin and how to get in: told to whoever works there, and to nobody else. */
export interface Home {
  readonly address: string;
  readonly place?: Place;
  readonly access?: string;
}

/** One answer of a customer about one ticket. */
export interface Rating {
  readonly at: Instant;
  readonly ticket: string;
  /** Id of a level of the policy. */
  readonly level: string;
  readonly qualified: boolean;
}

export interface Account {
  readonly id: string;
  /** Telephone of the person this account belongs to, once proven or used to open a ticket. */
  readonly phone?: string;
  /** Tickets this account opened or proved to know, newest first. */
  readonly tickets: readonly string[];
  /** Telephone this account has proven to be at, with a code sent there: its tickets are theirs. */
  readonly proven?: string;
  /** Other accounts that proved to be the same person's. */
  readonly linked?: readonly string[];
  /** Asked to be left alone, perhaps before we knew a telephone. */
  readonly optedOut?: boolean;
  readonly refuses?: readonly Refusal[];
}

export interface Guard {
  readonly id: string;
  readonly wrong: number;
  readonly since: Instant;
}
