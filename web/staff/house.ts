import type { Audit } from '../../desk/audit.ts';
import type { Board } from '../../desk/board.ts';
import type { Books } from '../../desk/books.ts';
import type { Crew } from '../../desk/crew-accounts.ts';
import type { Sessions } from '../../desk/crew-sessions.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Explanation } from '../../desk/explain.ts';
import type { HookBook } from '../../desk/hook-book.ts';
import type { Joining } from '../../desk/joining.ts';
import type { PolicyBook } from '../../desk/policy-book.ts';
import type { Clock, Records } from '../../desk/ports.ts';
import type { Publishing } from '../../desk/publishing.ts';
import type { Roster } from '../../desk/roster.ts';
import type { Rosters } from '../../desk/rosters.ts';
import type { Language } from '../../desk/words.ts';

/** What the staff interface needs of the house; `bot/main.ts` connects it. */
export interface StaffHouse {
  readonly clock: Clock;
  readonly desk: Pick<Desk, 'staff'>;
  readonly joining: Pick<Joining, 'merge' | 'split'>;
  /** How a deadline came about, line by line. */
  readonly explain: (language: Language, told: Explanation) => readonly string[];
  readonly board: Board;
  readonly records: Pick<Records, 'tx'>;
  readonly policies: PolicyBook;
  readonly publishing: Publishing;
  readonly webhooks: Webhooks;
  readonly crew: Crew;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly books: Books;
  readonly roster: () => Promise<Roster>;
  readonly rosters: Pick<Rosters, 'change'>;
  readonly blobs: BlobShelf;
  readonly talks: Talks;
}

export interface Webhooks {
  readonly book: HookBook;
  newSecret(): string;
  /** Why nothing may be sent there; undefined if it may. */
  urlMistake(url: string): string | undefined;
}

export interface BlobShelf {
  put(bytes: Uint8Array): Promise<string>;
  get(id: string): Promise<Buffer | undefined>;
}

/** Conversations, as far as colleagues have to do with them. */
export interface Talks {
  /** Undefined if there is no such conversation. */
  transcript(id: string): Promise<readonly Said[] | undefined>;
}

export interface Said {
  readonly seq: number;
  readonly at: number;
  readonly from: 'user' | 'bot' | 'staff';
  readonly text?: string;
  readonly attachments?: readonly { readonly id?: string; readonly contentType: string }[];
}
