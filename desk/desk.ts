import { wholeAccount } from './accounts.ts';
import { accept } from './actions/accept.ts';
import { type Addition, addInfo } from './actions/add-info.ts';
import { confirmVisit } from './actions/appoint.ts';
import { cancel } from './actions/cancel.ts';
import { answering, contact } from './actions/contact.ts';
import { correct } from './actions/correct.ts';
import { handoff } from './actions/handoff.ts';
import { changePlan, confirmPlan } from './actions/plan.ts';
import { refuseWork } from './actions/refuse.ts';
import { report } from './actions/report.ts';
import type { Hand } from './actions/staff.ts';
import { suggest } from './actions/suggest.ts';
import { type Deeds, together } from './actions/together.ts';
import { urge } from './actions/urge.ts';
import type { ConsentChange, Wishes } from './consent.ts';
import { isVip } from './customers.ts';
import { decide, type Stamp, settle, type Verdict } from './decision.ts';
import type { Hands, Staffing } from './dispatch/staffing.ts';
import type { Actor, Correction, NewRequest } from './events.ts';
import { followed, introduce, isNews, loadTickets, relate, servedBy } from './history.ts';
import { answerWith, type House, houseOf, show } from './house.ts';
import { belongs, guardsOf, judgeLook, type Proof } from './look.ts';
import { drawNumber } from './number-for.ts';
import { acquaint, type Known, knownFrom, meet, wayTo } from './people.ts';
import type { Policies, Policy } from './policy.ts';
import type { Clock, Numbers, Records, TicketRecord, Tx } from './ports.ts';
import { relationsTo } from './relations.ts';
import { type Sketch, seemsSame } from './similar.ts';
import { foldTicket, isLive, openThenNewest, type Ticket } from './ticket.ts';
import { type Answer, type TicketView, viewOf } from './view.ts';
import { changeConsent, type Who, wishesOf } from './wishes.ts';
import type { Instant } from './words.ts';

export interface Ports {
  readonly records: Records;
  readonly clock: Clock;
  readonly policies: Policies;
  readonly numbers: Numbers;
  /** Who works here; without it tickets are given to roles only. */
  readonly staffing?: Staffing;
}

/**
 * Loads, lets a pure action decide, and saves all of it in one transaction. Every wish carries its cause
 * (`channel/message id`): the same cause again has no second effect and gets the same answer.
 */
export class Desk {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #policies: Policies;
  readonly #numbers: Numbers;
  readonly #staffing: Staffing | undefined;

  constructor(ports: Ports) {
    this.#records = ports.records;
    this.#clock = ports.clock;
    this.#policies = ports.policies;
    this.#numbers = ports.numbers;
    this.#staffing = ports.staffing;
  }

  /** Opens a ticket; `again` if this very cause had opened it before. */
  report(request: NewRequest, cause: string): Promise<{ ticket: TicketView; again: boolean }> {
    return this.#tx(async (tx, now, hands) => {
      const { no, record } = await drawNumber(cause, this.#numbers, tx);
      const account = await tx.account(request.account);
      if (record) {
        const ticket = foldTicket(record);
        // A crash may have come between the ticket and those who know it.
        if (!account?.tickets.includes(no)) await introduce(ticket, tx);
        return { ticket: this.#show(ticket, now), again: true };
      }
      const person = await tx.person(request.phone);
      const earlier = await loadTickets(person?.tickets, tx);
      const policy = this.#policies.of(request.line);
      const open = request.kind === 'suggestion' ? suggest : report;
      const background = { policy, vip: isVip(person, now), earlier, now };
      const events = open(wayTo(request, person), background);
      const relations = relationsTo(request, earlier, policy.history, now);
      const by: Actor = { who: 'customer', account: request.account };
      const house = {
        policy,
        calendars: this.#policies.calendars,
        ...(hands && { hands, served: servedBy(earlier) }),
      };
      const stamp = { at: now, by, cause };
      const decision = decide({ no, timeline: [] }, [...events, ...relations], stamp, house);
      for (const related of relations) await relate(no, related, stamp, this.#policies, tx);
      tx.saveTicket(settle(undefined, decision));
      tx.savePerson(meet(person, decision.ticket.request, no));
      tx.saveAccount(acquaint(account, request.account, no, request.phone));
      return { ticket: viewOf(decision.ticket, policy, decision.states), again: false };
    });
  }

  /** An open ticket of this account that seems to be about the same; a phone alone proves nothing. */
  similar(sketch: Sketch & { account: string; phone?: string }): Promise<TicketView | undefined> {
    return this.#tx(async (tx, now) => {
      const account = await wholeAccount(sketch.account, tx);
      const recent = await loadTickets(account?.tickets, tx);
      const same = recent.find((ticket) => {
        const { history } = houseOf(ticket, this.#policies).policy;
        return seemsSame(ticket, sketch, history, now);
      });
      return same && this.#show(same, now);
    });
  }

  /** At most five, open ones first, newest first. */
  ticketsOf(account: string): Promise<TicketView[]> {
    return this.#tx(async (tx, now) => {
      const known = await wholeAccount(account, tx);
      const tickets = await loadTickets(known?.tickets, tx);
      return tickets
        .filter(({ mergedInto }) => mergedInto === undefined)
        .sort(openThenNewest)
        .slice(0, listed)
        .map((ticket) => this.#show(ticket, now));
    });
  }

  /**
   * What this account itself said when it last opened a ticket, or what was said for the telephone it has proven;
   * nothing that others said about a telephone it only claims.
   */
  known(account: string): Promise<Known | undefined> {
    return this.#tx(async (tx) => {
      const known = await wholeAccount(account, tx);
      const mine = [account, ...(known?.linked ?? [])];
      const { proven } = known ?? {};
      const own = (await loadTickets(known?.tickets, tx))
        .sort((a, b) => b.registeredAt - a.registeredAt)
        .find(({ request }) => mine.includes(request.account) || request.phone === proven);
      if (own) return knownFrom(own.request, proven);
      return proven ? { name: '', phone: proven, proven: true } : undefined;
    });
  }

  /** The address last given for a telephone: it may be used for it, and is told to nobody. */
  lastAddress(phone: string): Promise<string | undefined> {
    return this.#tx(async (tx) => (await tx.person(phone))?.addresses[0]);
  }

  /** Open tickets, and finished ones not signed off, under a telephone that somebody only claims: `look` must agree before anything is told. */
  claimed(phone: string, only?: 'unanswered'): Promise<string[]> {
    return this.#tx(async (tx) => {
      const tickets = await loadTickets((await tx.person(phone))?.tickets, tx);
      return tickets.filter(only ? ({ asked }) => asked : isLive).map(({ no }) => no);
    });
  }

  /** How a ticket stands, for its own account or for who knows the last four digits of its telephone. */
  look(no: string, proof: Proof): Promise<Answer> {
    return this.#tx(async (tx, now) => {
      const known = await wholeAccount(proof.account, tx);
      const record = await tx.ticket(no);
      const guards = await Promise.all(guardsOf(no, proof.account).map((id) => tx.guard(id)));
      const ticket = record && foldTicket(record);
      const finding = judgeLook({ no, proof, ticket, known, guards, now });
      if ('why' in finding) {
        for (const guard of finding.count) tx.saveGuard(guard);
        return { done: false, why: finding.why };
      }
      if (finding.save) tx.saveAccount(finding.save);
      return answerWith(this.#show(await followed(finding.seen, tx), now));
    });
  }

  urge(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => urge(ticket, words));
  }

  addInfo(no: string, addition: Addition, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket, { policy }) =>
      addInfo(ticket, addition, policy),
    );
  }

  correct(no: string, changes: Correction, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => correct(ticket, changes));
  }

  /** The agreed time of a visit still suits. */
  confirmVisit(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => confirmVisit(ticket, words));
  }

  cancel(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => cancel(ticket, words));
  }

  handoff(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => handoff(ticket, words));
  }

  answered(no: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => contact(ticket), answering);
  }

  accept(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => accept(ticket, words));
  }

  refuse(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket, { policy }) =>
      refuseWork(ticket, words, policy),
    );
  }

  confirmPlan(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => confirmPlan(ticket, words));
  }

  changePlan(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => changePlan(ticket, words));
  }

  /** Nothing unasked to any account of this person, nor to a telephone they are known by. Saying it twice changes nothing. */
  async optOut(who: Who): Promise<void> {
    await this.consent(who, { say: 'stop' });
  }

  /** What may be told them unasked, and how, changes; resolves with their wishes as they are now. */
  consent(who: Who, change: ConsentChange): Promise<readonly Wishes[]> {
    return this.#tx((tx) => changeConsent(who, change, tx));
  }

  /** What somebody does not want to be told, or not that way. */
  wishes(who: Who): Promise<readonly Wishes[]> {
    return this.#tx((tx) => wishesOf(who, tx));
  }

  /** What a colleague does, wherever they do it; with `seen` only if the ticket still has that many events. */
  staff(no: string, deeds: Deeds, by: Hand, cause: string, seen?: number): Promise<Answer> {
    return this.#tx(async (tx, at, hands) => {
      const record = await tx.ticket(no);
      if (!record) return { done: false, why: 'unknown' };
      const stamp: Stamp = { at, by: { who: 'staff', ...by }, cause };
      return this.#change(record, together(record, deeds, stamp, by, seen), stamp, tx, hands);
    });
  }

  /** A customer's wish: only for a ticket their account opened or proved to know. */
  #wish(no: string, account: string, cause: string, act: Act, by?: By): Promise<Answer> {
    return this.#tx(async (tx, at, hands) => {
      const record = await tx.ticket(no);
      const known = await wholeAccount(account, tx);
      if (!record || !belongs(foldTicket(record), account, known)) {
        return { done: false, why: 'unknown' };
      }
      // What was said to a duplicate is said to the ticket it goes on in.
      const { no: where, request } = await followed(foldTicket(record), tx);
      const there = (await tx.ticket(where)) ?? record;
      const actor = by?.(this.#policies.of(request.line)) ?? { who: 'customer', account };
      return this.#change(there, act, { at, by: actor, cause }, tx, hands);
    });
  }

  async #change(
    record: TicketRecord,
    act: Act,
    stamp: Stamp,
    tx: Tx,
    hands: Hands | undefined,
  ): Promise<Answer> {
    const before = foldTicket(record);
    const unchanged = () => this.#show(before, stamp.at);
    if (record.timeline.some(({ cause }) => cause === stamp.cause)) return answerWith(unchanged());
    const house = houseOf(before, this.#policies, hands);
    const verdict = act(before, house);
    if (!verdict.ok) {
      const { why } = verdict;
      const owner = why === 'taken' && { owner: before.owner };
      return { done: false, why, ticket: unchanged(), ...owner };
    }
    if (verdict.events.length === 0) return answerWith(unchanged());
    const { ticket, ...decision } = decide(record, verdict.events, stamp, house);
    tx.saveTicket(settle(record, { ticket, ...decision }));
    if (isNews(ticket, before)) await introduce(ticket, tx);
    return answerWith(viewOf(ticket, house.policy, decision.states));
  }

  #show(ticket: Ticket, now: Instant): TicketView {
    return show(ticket, this.#policies, now);
  }

  /** Time stands still within a transaction, and is read again when it must run again. */
  async #tx<T>(work: (tx: Tx, now: Instant, hands: Hands | undefined) => Promise<T>): Promise<T> {
    const hands = await this.#staffing?.now();
    return this.#records.tx((tx) => work(tx, this.#clock.now(), hands));
  }
}

type Act = (ticket: Ticket, house: House) => Verdict;
type By = (policy: Policy) => Actor;

const listed = 5;
