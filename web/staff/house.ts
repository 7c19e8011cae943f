import type { Audit } from '../../desk/audit.ts';
import type { Board } from '../../desk/board.ts';
import type { Books } from '../../desk/books.ts';
import type { Callbacks } from '../../desk/callbacks/callbacks.ts';
import type { Crew } from '../../desk/crew-accounts.ts';
import type { Sessions } from '../../desk/crew-sessions.ts';
import type { CustomerList } from '../../desk/customer-list.ts';
import type { Customers, Traces } from '../../desk/customers.ts';
import type { Desk } from '../../desk/desk.ts';
import type { NewRequest } from '../../desk/events.ts';
import type { Explanation } from '../../desk/explain.ts';
import type { Feed } from '../../desk/feed.ts';
import type { HookBook } from '../../desk/hook-book.ts';
import type { Hook, Posted } from '../../desk/hooks.ts';
import type { Joining } from '../../desk/joining.ts';
import type { PolicyBook } from '../../desk/policy-book.ts';
import type { Clock, Person, Records, TicketRecord } from '../../desk/ports.ts';
import type { Publishing } from '../../desk/publishing.ts';
import type { Roster } from '../../desk/roster.ts';
import type { Rosters } from '../../desk/rosters.ts';
import type { Language } from '../../desk/words.ts';
import type { LongLooks } from './long-looks.ts';

/** What the staff interface needs of the house; `bot/main.ts` connects it. */
export interface StaffHouse {
  readonly clock: Clock;
  readonly desk: Pick<Desk, 'report' | 'staff'>;
  /** Class and kind by the words alone, with the reasons. */
  readonly judge: (words: string, language: Language) => Judged;
  readonly callbacks: Pick<Callbacks, 'path' | 'resume' | 'state' | 'stop'>;
  readonly joining: Pick<Joining, 'merge' | 'split'>;
  /** How a deadline came about, line by line. */
  readonly explain: (language: Language, told: Explanation) => readonly string[];
  readonly board: Board;
  /** What changes, for those who watch. */
  readonly feed: Pick<Feed, 'follow'>;
  readonly records: Pick<Records, 'tx'>;
  /** Every ticket there is, without holding up anybody else. */
  readonly everyTicket: () => AsyncIterable<TicketRecord>;
  /** Those of these numbers. */
  readonly ticketsOf: (numbers: Iterable<string>) => AsyncIterable<TicketRecord>;
  /** Who may look through thousands of them now. */
  readonly looks: LongLooks;
  readonly policies: PolicyBook;
  readonly publishing: Publishing;
  readonly webhooks: Webhooks;
  readonly customers: CustomerDoor;
  readonly crew: Crew;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly books: Books;
  readonly roster: () => Promise<Roster>;
  readonly rosters: Pick<Rosters, 'change'>;
  readonly blobs: BlobShelf;
  readonly talks: Talks;
  /** A code by which this account's colleague binds WeChat; good for ten minutes. */
  readonly binding: (name: string) => Promise<string>;
}

export type Judged = Pick<
  NewRequest,
  'urgency' | 'alsoUrgent' | 'confirmUrgency' | 'kind' | 'reasons'
>;

export interface CustomerDoor {
  readonly door: Customers;
  /** Finds them by what is asked for most. */
  readonly list: CustomerList;
  /** Those under these telephones. */
  at(phones: Iterable<string>): AsyncIterable<Person>;
  everyone(): AsyncIterable<Person>;
  /** For good; the numbers of open tickets if it cannot be yet, undefined for a stranger. */
  erase(phone: string): Promise<{ readonly open: readonly string[] } | Traces | undefined>;
  /** What stands in the record instead of the telephone of somebody who was forgotten. */
  signOf(phone: string): string;
}

export interface Webhooks {
  readonly book: HookBook;
  newSecret(): string;
  /** Why nothing may be sent there; undefined if it may. */
  urlMistake(url: string): string | undefined;
  /** Says hello to it, now and once. */
  ping(hook: Hook): Promise<Posted>;
}

export interface BlobShelf {
  put(bytes: Uint8Array): Promise<string>;
  get(id: string): Promise<Buffer | undefined>;
  remove(id: string): Promise<void>;
}

/** Conversations, as far as colleagues have to do with them. */
export interface Talks {
  /** Undefined if there is no such conversation. */
  transcript(id: string): Promise<Transcript | undefined>;
  /** Who speaks there instead of the bot, and about which ticket. */
  person(id: string): Promise<{ readonly staff: string; readonly ticket: string } | undefined>;
  /** From now on this colleague speaks, and the bot is silent. */
  join(no: string, conversation: string, by: Speaker, cause: string): Promise<JoinAnswer>;
  /** The first words count as contact. */
  say(no: string, by: Speaker, words: string, cause: string): Promise<Spoken>;
  /** The bot speaks again, and says what was agreed. */
  leave(no: string, by: Speaker, agreed: string, cause: string): Promise<Spoken>;
}

export interface Transcript {
  readonly entries: readonly Said[];
  /** The colleague who speaks there. */
  readonly person?: string;
  /** On the telephone: how far that is. */
  readonly call?: 'ringing' | 'talking';
}

export interface Speaker {
  readonly id: string;
  readonly role: string;
  readonly name: string;
  readonly conversation: string;
  /** Their own telephone, as the roster has it, and what they hear on it. */
  readonly phone?: string;
  readonly language?: Language;
}

/**
 * `spoken`: a telephone call, and nothing to connect it with. `over`: nobody is on that call. `silent`: what is said on
 * that channel reaches nobody. `no_telephone`: the colleague has none to be rung on. `not_carried`, `trouble`: the
 * provider does not go there, or could not be asked.
 */
export type JoinAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'unknown' | 'spoken' | 'over' | 'silent' | 'no_telephone' }
  | { readonly ok: false; readonly why: 'not_carried' | 'trouble'; readonly because: string }
  | { readonly ok: false; readonly why: 'taken'; readonly staff: string };

/** Not ok: they are not in that conversation, or talk there and cannot write. */
export type Spoken =
  | { readonly ok: false; readonly why: 'not_joined' | 'spoken' }
  | {
      readonly ok: true;
      readonly arrived:
        | { readonly delivered: true }
        | { readonly delivered: false; readonly why: string };
    };

export interface Said {
  readonly seq: number;
  readonly at: number;
  readonly from: 'user' | 'bot' | 'staff';
  readonly text?: string;
  readonly attachments?: readonly { readonly id?: string; readonly contentType: string }[];
}
