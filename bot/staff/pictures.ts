import type { Audit } from '../../desk/audit.ts';
import type { Board } from '../../desk/board.ts';
import type { Crew } from '../../desk/crew-accounts.ts';
import { type Hands, handsOf, idOf, mayReach } from '../../desk/crew-reach.ts';
import type { Photo } from '../../desk/events.ts';
import type { Records } from '../../desk/ports.ts';
import type { Rosters } from '../../desk/rosters.ts';
import { type Shot, shotsOf } from '../../desk/shots.ts';
import type { Blobs } from '../channels/webchat/index.ts';
import type { PictureLinks } from './picture-links.ts';

export interface PictureParts {
  readonly pictureLinks: Pick<PictureLinks, 'to' | 'read'>;
  readonly audit: Pick<Audit, 'record'>;
  readonly crew: Pick<Crew, 'ofColleague'>;
  readonly rosters: Pick<Rosters, 'current'>;
  readonly board: Pick<Board, 'row'>;
  readonly records: Pick<Records, 'tx'>;
  readonly blobs: Blobs;
}

/** What a link opens at this moment. */
export interface Opened {
  readonly no: string;
  readonly hands: Hands;
  readonly shots: readonly Shot[];
}

/** A ticket's pictures for the colleague who has it within reach; every look is written down. */
export class TicketPictures {
  readonly #parts: PictureParts;

  constructor(parts: PictureParts) {
    this.#parts = parts;
  }

  link(no: string, staff: string): string {
    return this.#parts.pictureLinks.to(no, staff);
  }

  /** In a chat: the pictures, and the page that has all of them. */
  async seenBy(
    no: string,
    hands: Hands,
    from: string,
  ): Promise<{ photos: readonly Photo[]; page: string }> {
    const shots = this.#reaches(hands, no) ? await this.#shots(no) : [];
    await this.#note(hands, no, from, shots.length > 0, 'chat');
    return { photos: shots.map(({ photo }) => photo), page: this.link(no, idOf(hands)) };
  }

  /** undefined if the link is no good, or its colleague may not see this ticket any more. */
  async open(token: string, from: string, look: string): Promise<Opened | undefined> {
    const admission = this.#parts.pictureLinks.read(token);
    if (!admission) return undefined;
    const { no, staff } = admission;
    const roster = await this.#parts.rosters.current();
    const account = await this.#parts.crew.ofColleague(staff);
    const hands = account && handsOf(account, roster);
    const allowed = hands && !account.disabled && this.#reaches(hands, no);
    if (hands) await this.#note(hands, no, from, allowed === true, look);
    return allowed ? { no, hands, shots: await this.#shots(no) } : undefined;
  }

  /** Bytes and type of the n-th picture, counted from 1. */
  async picture({ shots }: Opened, n: number) {
    const shot = shots[n - 1];
    const found = shot && (await this.#parts.blobs.get(shot.photo.id));
    // A type that a browser could run as a page is not served at all.
    return found && shows.test(found.contentType) ? found : undefined;
  }

  #reaches(hands: Hands, no: string): boolean {
    const row = this.#parts.board.row(no);
    return row !== undefined && mayReach(hands, 'attachment.read', row);
  }

  async #shots(no: string): Promise<readonly Shot[]> {
    const record = await this.#parts.records.tx((tx) => tx.ticket(no));
    return record ? shotsOf(record.timeline) : [];
  }

  #note({ account }: Hands, no: string, from: string, done: boolean, detail: string) {
    const { name: who, role } = account;
    const outcome = done ? 'done' : 'refused';
    return this.#parts.audit.record({
      who,
      role,
      from,
      what: 'lookAtPictures',
      about: no,
      outcome,
      detail,
    });
  }
}

const shows = /^(?:image\/(?:jpeg|png|gif|webp|bmp|heic|heif)|video\/mp4)$/;
