import type { StaffAction } from '../../desk/actions/staff.ts';
import type { Board } from '../../desk/board.ts';
import { type Row, rowOf } from '../../desk/board-row.ts';
import type { Books } from '../../desk/books.ts';
import type { Passwords } from '../../desk/crew.ts';
import type { Crew } from '../../desk/crew-accounts.ts';
import { type Hands, handsOf, idOf, mayReach, postFor } from '../../desk/crew-reach.ts';
import type { Desk } from '../../desk/desk.ts';
import { houseOf } from '../../desk/house.ts';
import type { Policies } from '../../desk/policy.ts';
import type { Clock, Records } from '../../desk/ports.ts';
import { accountsOf } from '../../desk/roster.ts';
import type { Rosters } from '../../desk/rosters.ts';
import { sla } from '../../desk/sla.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { viewOf } from '../../desk/view.ts';
import type { Language } from '../../desk/words.ts';
import { type Reply, reply, sayIn } from '../../dialogs/say.ts';
import { happenedIn } from '../../dialogs/text/status.ts';
import { workWords } from '../../dialogs/text/work.ts';
import { staffCodeIn, wantsHat } from '../../dialogs/text/work-heard.ts';
import { work } from '../../dialogs/work.ts';
import {
  freshWork,
  type WorkAnswer,
  type WorkDoor,
  type WorkTicket,
} from '../../dialogs/work-turn.ts';
import { photosOf } from '../channels/channel.ts';
import type { Codes } from '../codes.ts';
import type { Turn } from '../turn.ts';
import { bindingCode, boundBy } from './binding.ts';
import { workWithEcho } from './echo.ts';
import { handOver } from './handover.ts';
import { Keypad } from './keypad.ts';

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

  constructor(parts: WorkParts) {
    this.#parts = parts;
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
    if (hat === 'colleague') return reply([s.hello(hands.colleague.name), s.help()]);
    if (record.work.off) return undefined;
    return dialog({
      text,
      picked: turn.picked,
      photos: photosOf(activity),
      now: this.#parts.clock.now(),
      cause: `${turn.conversationId}/${activity.id}`,
      language: record.memory.language,
      state: record.work,
      door: this.#door(hands, record.memory.language),
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

  #door(hands: Hands, language: Language): WorkDoor {
    return {
      tickets: () => this.#tickets(hands, language),
      act: (no, actions, cause) => this.#act(no, actions, cause, hands),
      handOver: (numbers, name, cause) => handOver(numbers, { ...this.#parts, name, cause, hands }),
    };
  }

  async #tickets(hands: Hands, language: Language): Promise<WorkTicket[]> {
    const me = idOf(hands);
    const isMine = (row: Row) => [row.owner, ...row.crew].some(({ staff }) => staff === me);
    const { rows } = this.#parts.board.find(
      {
        limit: listed,
        open: true,
        within: me,
        may: (row) =>
          isMine(row) || (row.owner.staff === undefined && mayReach(hands, 'ticket.take', row)),
      },
      this.#parts.clock.now(),
    );
    const sorted = [...rows].sort((a, b) => Number(isMine(b)) - Number(isMine(a)));
    const worded = sorted.map((row) => this.#word(row.no, isMine(row), language));
    return (await Promise.all(worded)).filter((one) => one !== undefined);
  }

  async #word(no: string, mine: boolean, language: Language): Promise<WorkTicket | undefined> {
    const { records, policies, clock } = this.#parts;
    const record = await records.tx((tx) => tx.ticket(no));
    if (!record) return undefined;
    const ticket = foldTicket(record);
    const { policy, calendars } = houseOf(ticket, policies);
    const now = clock.now();
    const view = viewOf(ticket, policy, sla(ticket, policy, calendars, now));
    const say = sayIn(language, now);
    const { request } = ticket;
    const { address = '' } = request;
    return {
      no,
      mine,
      items: itemsOf(policy.inspection, language),
      number: say.number(no).text,
      line: policy.name[language],
      urgency: workWords[language].urgencies[request.urgency],
      address,
      map: address ? mapOf(address) : '',
      // What is not theirs yet shows no more of the customer than is needed to decide.
      name: mine ? request.name : '',
      phone: mine ? request.phone : '',
      words: request.words,
      photos: ticket.photos.length,
      status: happenedIn[language](view.last.type),
      next: view.next ? `${view.next.what[language]} ${say.when(view.next.due)}` : '',
      reasons: request.reasons.map(({ says }) => says[language]).join('; '),
    };
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

function itemsOf(
  inspection: ReturnType<Policies['of']>['inspection'],
  language: Language,
): readonly string[] {
  if (!inspection) return [];
  const { items, count } = inspection;
  // The list may promise more items than it names: those are on the paper everybody carries.
  return Array.from(
    { length: count },
    (_, at) => items[at]?.[language] ?? workWords[language].item(at + 1),
  );
}

/** A search on a map that every telephone in the country opens. */
const mapOf = (address: string): string =>
  `https://uri.amap.com/search?keyword=${encodeURIComponent(address)}`;
