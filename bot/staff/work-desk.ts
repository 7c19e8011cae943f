import type { StaffAction } from '../../desk/actions/staff.ts';
import type { Board } from '../../desk/board.ts';
import { type Row, rowOf } from '../../desk/board-row.ts';
import type { Wish } from '../../desk/board-wish.ts';
import type { Books } from '../../desk/books.ts';
import type { Passwords } from '../../desk/crew.ts';
import type { Crew } from '../../desk/crew-accounts.ts';
import { type Hands, handsOf, idOf, mayReach, postFor } from '../../desk/crew-reach.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Policies } from '../../desk/policy.ts';
import type { Clock, Records } from '../../desk/ports.ts';
import { accountsOf } from '../../desk/roster.ts';
import type { Rosters } from '../../desk/rosters.ts';
import type { Language } from '../../desk/words.ts';
import { type Reply, reply } from '../../dialogs/say.ts';
import { workWords } from '../../dialogs/text/work.ts';
import { staffCodeIn, wantsHat } from '../../dialogs/text/work-heard.ts';
import { work } from '../../dialogs/work.ts';
import { freshWork, type WorkAnswer, type WorkDoor } from '../../dialogs/work-turn.ts';
import { photosOf } from '../channels/channel.ts';
import type { Codes } from '../codes.ts';
import type { Turn } from '../turn.ts';
import { assignTo } from './assigning.ts';
import { bindingCode, boundBy } from './binding.ts';
import { workWithEcho } from './echo.ts';
import { handOver } from './handover.ts';
import { Keypad } from './keypad.ts';
import type { TicketPictures } from './pictures.ts';
import { Sheets } from './sheets.ts';

export interface WorkParts {
  readonly crew: Crew;
  readonly rosters: Rosters;
  readonly board: Board;
  readonly records: Pick<Records, 'tx'>;
  readonly policies: Policies;
  readonly desk: Pick<Desk, 'staff'>;
  readonly clock: Clock;
  readonly codes: Codes;
  readonly books: Books;
  readonly passwords: Passwords;
  readonly pictures: TicketPictures;
}

/** Does this with a ticket, all or nothing, as far as these hands reach. */
export type Doer = (
  no: string,
  actions: readonly StaffAction[],
  cause: string,
  hands: Hands,
) => Promise<WorkAnswer>;

/** Colleagues who write to us from the road: recognised by the account they bound, served by the work dialog. */
export class WorkDesk {
  readonly #parts: WorkParts;
  readonly #keypad: Keypad;
  readonly #sheets: Sheets;

  constructor(parts: WorkParts) {
    this.#parts = parts;
    const pictureLink = (no: string, staff: string) => parts.pictures.link(no, staff);
    this.#sheets = new Sheets({ ...parts, pictureLink });
    this.#keypad = new Keypad({ ...parts, does: (...deed) => this.#act(...deed) });
  }

  /** A code that binds the account which says it to this member of the crew; good for ten minutes. */
  offer(name: string): Promise<string> {
    return bindingCode(name, this.#parts);
  }

  /** What is said to a colleague; undefined for a customer. */
  answer(turn: Turn): Promise<Reply | undefined> {
    const { spoken, forgeable = false } = turn.ports.capabilities(turn.channel);
    if (spoken) return this.#keypad.answer(turn);
    if (turn.activity.type !== 'message') return Promise.resolve(undefined);
    return this.#written(turn, forgeable ? workWithEcho : work);
  }

  async #written(turn: Turn, dialog: typeof work): Promise<Reply | undefined> {
    const { record, activity, account } = turn;
    const text = activity.text ?? '';
    const s = workWords[record.memory.language];
    const bound = await boundBy(text, account, this.#parts);
    if (bound || staffCodeIn(text)) return reply(bound ? s.bound(bound) : s.boundWrong());
    const hands = await this.#handsAt(account);
    if (!hands) return undefined;
    record.work ??= freshWork();
    const hat = wantsHat(text);
    if (hat) record.work.off = hat === 'customer';
    if (hat === 'colleague') return reply([s.hello(hands.colleague.name), s.help(isLead(hands))]);
    if (record.work.off) return undefined;
    // The language itself was changed on the way here.
    if (turn.understanding?.command?.startsWith('language:'))
      return reply(workWords[record.memory.language].help(isLead(hands)));
    return dialog({
      text,
      picked: turn.picked,
      photos: photosOf(activity),
      now: this.#parts.clock.now(),
      cause: `${turn.conversationId}/${activity.id}`,
      language: record.memory.language,
      state: record.work,
      door: this.#door(hands, record.memory.language, turn.channel),
    });
  }

  /** Who is bound to this account and may still work here. */
  async #handsAt(account: string) {
    const roster = await this.#parts.rosters.current();
    const colleague = roster.colleagues.find((one) => accountsOf(one).includes(account));
    const known = colleague && (await this.#parts.crew.ofColleague(colleague.id));
    if (!colleague || !known || known.disabled) return undefined;
    return { ...handsOf(known, roster), colleague };
  }

  #door(hands: Hands, language: Language, from: string): WorkDoor {
    const { pictures } = this.#parts;
    const given = (name: string, cause: string) => ({ ...this.#parts, name, cause, hands });
    return {
      lead: isLead(hands),
      tickets: () => this.#sheets.of(this.#theirs(hands), hands, language),
      team: (no) => this.#team(hands, language, no),
      sheet: (no) => this.#sheet(no, hands, language),
      pictures: (no) => pictures.seenBy(no, hands, from),
      act: (no, actions, cause) => this.#act(no, actions, cause, hands),
      handOver: (numbers, name, cause) => handOver(numbers, given(name, cause)),
      assign: (no, name, cause) => assignTo(no, given(name, cause)),
    };
  }

  /** In their hands, or in nobody's and theirs to take. */
  #theirs(hands: Hands): string[] {
    const me = idOf(hands);
    const mine = (row: Row) => isIn(row, me) || isFree(row, hands);
    return this.#find(mine, { within: me }).rows.map(({ no }) => no);
  }

  /** What they may see in a list they may see as a whole. */
  async #sheet(no: string, hands: Hands, language: Language) {
    const row = this.#parts.board.row(no);
    const may = row && mayReach(hands, 'ticket.read', row);
    return may ? this.#sheets.one(no, hands, language) : undefined;
  }

  /** What is open within a lead's reach and in other hands. */
  async #team(hands: Hands, language: Language, end = '') {
    if (!isLead(hands)) return undefined;
    const me = idOf(hands);
    const { rows, total } = this.#find(
      (row) => row.no.endsWith(end) && !isIn(row, me) && mayReach(hands, 'ticket.assign', row),
    );
    const numbers = rows.map(({ no }) => no);
    return { tickets: await this.#sheets.of(numbers, hands, language), all: total };
  }

  /** Open ones, the most pressing first. */
  #find(may: (row: Row) => boolean, wish: Pick<Wish, 'within'> = {}) {
    const { board, clock } = this.#parts;
    return board.find({ limit: listed, open: true, ...wish, may }, clock.now());
  }

  async #act(
    no: string,
    actions: readonly StaffAction[],
    cause: string,
    hands: Hands,
  ): Promise<WorkAnswer> {
    const { records, policies, desk, board } = this.#parts;
    const record = await records.tx((tx) => tx.ticket(no));
    const row = record && rowOf(record, policies);
    if (!row || !actions.every((action) => mayReach(hands, `ticket.${action.do}`, row)))
      return { done: false, why: 'forbidden', name: '' };
    const by = { id: idOf(hands), role: postFor(hands, row, policies.of(row.line)) };
    const answer = await desk.staff(no, actions, by, cause);
    if (answer.done) return { done: true };
    const owner = board.row(no)?.owner.staff;
    const name = hands.roster.colleagues.find(({ id }) => id === owner)?.name ?? '';
    return { done: false, why: answer.why, name };
  }
}

const listed = 20;

const isIn = ({ owner, crew }: Row, me: string): boolean =>
  [owner, ...crew].some(({ staff }) => staff === me);

const isFree = (row: Row, hands: Hands): boolean =>
  row.owner.staff === undefined && mayReach(hands, 'ticket.take', row);

/** Whoever answers for others' work. */
const isLead = ({ account: { role } }: Hands): boolean => role === 'lead' || role === 'director';
