import type { StaffAction } from '../../desk/actions/staff.ts';
import type { Board } from '../../desk/board.ts';
import { type Books, edit } from '../../desk/books.ts';
import type { CrewAccount, Passwords } from '../../desk/crew.ts';
import type { Crew } from '../../desk/crew-accounts.ts';
import { countTry, type Tries, waitAfter } from '../../desk/crew-lock.ts';
import { handsOf } from '../../desk/crew-reach.ts';
import type { Clock } from '../../desk/ports.ts';
import type { Rosters } from '../../desk/rosters.ts';
import type { Language } from '../../desk/words.ts';
import { type Reply, reply } from '../../dialogs/say.ts';
import { keypadWords } from '../../dialogs/text/keypad.ts';
import { claimedPhoneOf } from '../channels/channel.ts';
import type { Turn } from '../turn.ts';
import type { Doer } from './work-desk.ts';

/** How far a colleague has come with the keys of a telephone. */
export type KeypadState =
  | { readonly step: 'no' }
  | { readonly step: 'code'; readonly no: string }
  | { readonly step: 'deed'; readonly no: string; readonly account: string };

export interface KeypadParts {
  readonly crew: Crew;
  readonly rosters: Rosters;
  readonly board: Board;
  readonly books: Books;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly does: Doer;
}

/** The channel's word for "a colleague wants to report by keys". */
export const atWorkEvent = 'at work';

/** "Arrived" and "done" from any telephone: a ticket's number, the colleague's own code, one key. */
export class Keypad {
  readonly #parts: KeypadParts;

  constructor(parts: KeypadParts) {
    this.#parts = parts;
  }

  /** undefined if this call has nothing to do with it. */
  async answer(turn: Turn): Promise<Reply | undefined> {
    const { record, activity } = turn;
    const s = keypadWords[record.memory.language];
    if (activity.type === 'event' && activity.name === atWorkEvent)
      return this.#ask(turn, { step: 'no' }, s.askNo());
    const state = record.keypad;
    if (!state) return undefined;
    const text = activity.text ?? '';
    // Whoever speaks, asks for a person or hangs up came here by a slip of the finger.
    if (activity.type !== 'message' || (state.step !== 'deed' && !/\d/.test(text))) {
      record.keypad = undefined;
      return undefined;
    }
    if (state.step === 'no') return this.#numbered(turn, text);
    if (state.step === 'code') return this.#coded(turn, state.no, text);
    return this.#done(turn, state);
  }

  #numbered(turn: Turn, text: string): Reply {
    const s = keypadWords[turn.record.memory.language];
    const no = text.replace(/\D/g, '');
    if (no.length !== 10) return this.#ask(turn, { step: 'no' }, s.askNo());
    return this.#ask(turn, { step: 'code', no }, s.askCode());
  }

  /** No such ticket, a wrong code and somebody else's code sound alike, and are counted alike. */
  async #coded(turn: Turn, no: string, code: string): Promise<Reply> {
    const { record, account, activity } = turn;
    const by = `tries/keypad-by/${claimedPhoneOf(activity) ?? account}`;
    const s = keypadWords[record.memory.language];
    hide(turn);
    const wait = await this.#count([`tries/keypad/${no}`, by]);
    const known = wait > 0 ? undefined : await this.#owner(no, code);
    if (!known) {
      record.keypad = undefined;
      return reply(wait > 0 ? s.locked() : s.wrong());
    }
    await edit<Tries>(this.#parts.books, `tries/keypad/${no}`, () => undefined);
    await edit<Tries>(this.#parts.books, by, () => undefined);
    record.keypad = { step: 'deed', no, account: known.name };
    record.memory.asked = 'choice_prompt';
    return reply(s.askDeed(), deedChoices(s));
  }

  async #done(turn: Turn, state: KeypadState & { step: 'deed' }): Promise<Reply> {
    const { record, picked, conversationId, activity } = turn;
    const s = keypadWords[record.memory.language];
    const action = picked ? actions[picked] : undefined;
    if (!action) {
      record.memory.asked = 'choice_prompt';
      return reply(s.askDeed(), deedChoices(s));
    }
    record.keypad = undefined;
    const account = await this.#parts.crew.account(state.account);
    if (!account || account.disabled) return reply(s.wrong());
    const hands = handsOf(account, await this.#parts.rosters.current());
    const cause = `${conversationId}/${activity.id}`;
    const answer = await this.#parts.does(state.no, [action], cause, hands);
    return { ...reply(answer.done ? s.noted(picked === arrived) : s.notNow()), act: 'bye' };
  }

  /** Whoever has the ticket and this code. */
  async #owner(no: string, code: string): Promise<CrewAccount | undefined> {
    const { board, crew, passwords } = this.#parts;
    const row = board.row(no);
    const staff = row ? [row.owner, ...row.crew].map((one) => one.staff) : [];
    const able = (await crew.all()).filter(
      (one) => one.colleague && staff.includes(one.colleague) && one.code && !one.disabled,
    );
    for (const account of able) if (await passwords.fits(code, account.code)) return account;
    if (able.length === 0) await passwords.fits(code, undefined);
    return undefined;
  }

  async #count(pages: readonly string[]): Promise<number> {
    const now = this.#parts.clock.now();
    let longest = 0;
    for (const page of pages) {
      const tries = await edit<Tries>(this.#parts.books, page, (before) => countTry(before, now));
      longest = Math.max(longest, tries ? waitAfter(tries, mostTries, now) : 0);
    }
    return longest;
  }

  /** Ten keys and a hash: the channel listens as for a telephone number. */
  #ask({ record }: Turn, state: KeypadState, words: string): Reply {
    record.keypad = state;
    record.memory.asked = state.step === 'no' ? 'slot_ticket' : 'slot_phone';
    return reply(words);
  }
}

const mostTries = 5;
const arrived = 'keypad:arrive';
const finished = 'keypad:done';

const actions: Readonly<Record<string, StaffAction>> = {
  [arrived]: { do: 'arrive' },
  [finished]: { do: 'resolve' },
};

const deedChoices = (s: (typeof keypadWords)[Language]) => [
  { title: s.arrived, code: arrived },
  { title: s.finished, code: finished },
];

/** A code that was keyed is nobody's to read, not even in the conversation. */
function hide({ record, heard }: Turn): void {
  record.log = record.log.map((entry) =>
    entry.id === heard?.id ? { ...entry, text: '****' } : entry,
  );
}
