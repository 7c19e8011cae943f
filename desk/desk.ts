import { accept } from './actions/accept.ts';
import { type Addition, addInfo } from './actions/add-info.ts';
import { cancel } from './actions/cancel.ts';
import { correct } from './actions/correct.ts';
import { handoff } from './actions/handoff.ts';
import { refuseWork } from './actions/refuse.ts';
import { report } from './actions/report.ts';
import { type StaffAction, staffVerdict } from './actions/staff.ts';
import { suggest } from './actions/suggest.ts';
import { urge } from './actions/urge.ts';
import { type Decision, decide, type House, settle, type Verdict } from './decision.ts';
import { afterDelivery, type Delivery, type Order, orderOf } from './delivery.ts';
import type { Actor, Correction, NewRequest } from './events.ts';
import { countWrong, isLocked } from './guard.ts';
import { alarmsDue } from './milestones.ts';
import { acquaint, type Known, knownFrom, meet } from './people.ts';
import type { Policies } from './policy.ts';
import type { Account, Clock, DueJob, Numbers, Records, TicketRecord, Tx } from './ports.ts';
import { type Sketch, seemsSame } from './similar.ts';
import { sla } from './sla.ts';
import { foldTicket, type Ticket } from './ticket.ts';
import { type Answer, type TicketView, viewOf } from './view.ts';
import type { Language } from './words.ts';

export interface Ports {
  readonly records: Records;
  readonly clock: Clock;
  readonly policies: Policies;
  readonly numbers: Numbers;
}

/**
 * Loads, lets a pure action decide, and saves all of it in one transaction. Every wish carries its cause
 * (`channel/message id`): the same cause again has no second effect and gets the same answer.
 */
export class Desk {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Opens a ticket; `again` if this very cause had opened it before. */
  report(request: NewRequest, cause: string): Promise<{ ticket: TicketView; again: boolean }> {
    return this.#ports.records.tx(async (tx) => {
      const { no, record } = await this.#numberFor(cause, tx);
      const person = await tx.person(request.phone);
      const account = await tx.account(request.account);
      if (record) {
        const ticket = foldTicket(record);
        // A crash may have come between the ticket and those who know it.
        if (!account?.tickets.includes(no)) await this.#introduce(ticket, tx);
        return { ticket: this.#view(ticket), again: true };
      }
      const policy = this.#ports.policies.of(request.line);
      const earlier = await loadTickets(person?.tickets.slice(0, historyRead) ?? [], tx);
      const now = this.#ports.clock.now();
      const open = request.kind === 'suggestion' ? suggest : report;
      const background = { policy, vip: person?.vip ?? false, earlier, now };
      const by: Actor = { who: 'customer', account: request.account };
      const decision = decide(
        { no, timeline: [] },
        open(request, background),
        { at: now, by, cause },
        this.#house(policy.id, policy.version),
      );
      tx.saveTicket(settle(undefined, decision));
      tx.savePerson(meet(person, decision.ticket.request, no));
      tx.saveAccount(acquaint(account, request.account, no, request.phone));
      return { ticket: this.#shown(decision), again: false };
    });
  }

  /** An open ticket of this account, at most half an hour old, that seems to be about the same; a phone alone proves nothing. */
  similar(sketch: Sketch & { account: string; phone?: string }): Promise<TicketView | undefined> {
    return this.#ports.records.tx(async (tx) => {
      const now = this.#ports.clock.now();
      const account = await tx.account(sketch.account);
      const recent = await loadTickets(account?.tickets.slice(0, listed) ?? [], tx);
      const same = recent.find((ticket) => seemsSame(ticket, sketch, now));
      return same && this.#view(same);
    });
  }

  /** At most five, open ones first, newest first. */
  ticketsOf(account: string): Promise<TicketView[]> {
    return this.#ports.records.tx(async (tx) => {
      const known = await tx.account(account);
      const tickets = await loadTickets(known?.tickets.slice(0, historyRead) ?? [], tx);
      return tickets
        .sort(openThenNewest)
        .slice(0, listed)
        .map((ticket) => this.#view(ticket));
    });
  }

  /** What this account itself said when it last opened a ticket; nothing that others said about the same telephone. */
  known(account: string): Promise<Known | undefined> {
    return this.#ports.records.tx(async (tx) => {
      const numbers = (await tx.account(account))?.tickets.slice(0, historyRead) ?? [];
      const own = (await loadTickets(numbers, tx)).find(
        ({ request }) => request.account === account,
      );
      return own && knownFrom(own.request);
    });
  }

  /** How a ticket stands, for its own account or for who knows the last four digits of its telephone. */
  look(no: string, proof: { account: string; last4?: string }): Promise<Answer> {
    return this.#ports.records.tx(async (tx) => {
      const now = this.#ports.clock.now();
      const known = await tx.account(proof.account);
      const record = await tx.ticket(no);
      const ticket = record && foldTicket(record);
      if (ticket && belongs(ticket, proof.account, known)) return this.#answer(ticket);
      const locks = [`ticket:${no}`, `account:${proof.account}`];
      const guards = [await tx.guard(locks[0] ?? ''), await tx.guard(locks[1] ?? '')];
      if (guards.some((guard) => isLocked(guard, now))) return { done: false, why: 'locked' };
      if (proof.last4 === undefined) return { done: false, why: 'unknown' };
      if (ticket && ticket.request.phone.slice(-4) === proof.last4) {
        tx.saveAccount(acquaint(known, proof.account, no, ticket.request.phone));
        return this.#answer(ticket);
      }
      const counted = locks.map((lock, at) => countWrong(lock, guards[at], now));
      for (const guard of counted) tx.saveGuard(guard);
      const locked = counted.some((guard) => isLocked(guard, now));
      return { done: false, why: locked ? 'locked' : 'unknown' };
    });
  }

  urge(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => urge(ticket, words));
  }

  addInfo(no: string, addition: Addition, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => addInfo(ticket, addition));
  }

  correct(no: string, changes: Correction, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => correct(ticket, changes));
  }

  cancel(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => cancel(ticket, words));
  }

  handoff(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => handoff(ticket, words));
  }

  accept(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket) => accept(ticket, words));
  }

  refuse(no: string, words: string, account: string, cause: string): Promise<Answer> {
    return this.#wish(no, account, cause, (ticket, { policy }) =>
      refuseWork(ticket, words, policy),
    );
  }

  /** No more calls to this account and to the telephone it is known by. Saying it twice changes nothing. */
  optOut(who: { account: string; phone?: string; language: Language }): Promise<void> {
    return this.#ports.records.tx(async (tx) => {
      const account = await tx.account(who.account);
      tx.saveAccount({ tickets: [], ...account, id: who.account, optedOut: true });
      for (const phone of new Set([account?.phone, who.phone])) {
        if (!phone) continue;
        const person = (await tx.person(phone)) ?? stranger(phone, who.language);
        tx.savePerson({ ...person, optedOut: true });
      }
    });
  }

  /** What a colleague does, from the console or a simulator. */
  staff(
    no: string,
    action: StaffAction,
    by: { id: string; role: string },
    cause: string,
  ): Promise<Answer> {
    return this.#ports.records.tx(async (tx) => {
      const record = await tx.ticket(no);
      if (!record) return { done: false, why: 'unknown' };
      return this.#change(record, { who: 'staff', ...by }, cause, tx, (ticket, house) =>
        staffVerdict(ticket, action, house),
      );
    });
  }

  /** A milestone's moment has come: warns, tells the next one up, and sets the clock for the next. */
  milestoneDue(job: DueJob): Promise<void> {
    return this.#ports.records.tx(async (tx) => {
      const record = await tx.ticket(job.ticket);
      if (!record) return;
      const ticket = foldTicket(record);
      const house = this.#houseOf(ticket);
      const at = this.#ports.clock.now();
      const bodies = alarmsDue(sla(ticket, house.policy, house.calendars, at), at);
      const cause = `job/${job.kind}/${job.key}/${job.runAt}`;
      const decision = decide(record, bodies, { at, by: { who: 'system' }, cause }, house);
      tx.saveTicket(settle(record, decision));
    });
  }

  /** What a notice job is to deliver, and to whom; undefined if that is done already. */
  noticeDue(job: DueJob): Promise<Order | undefined> {
    return this.#ports.records.tx(async (tx) => {
      const record = await tx.ticket(job.ticket);
      const notice = record?.notices.find(({ id }) => id === job.key);
      if (!record || notice?.state !== 'waiting') return undefined;
      const ticket = foldTicket(record);
      const person = await tx.person(ticket.request.phone);
      const account = await tx.account(ticket.request.account);
      return orderOf(notice, ticket, this.#view(ticket), person, account);
    });
  }

  /** How the delivery of a notice went. Once a role is told of its ticket, that is a fact of the timeline. */
  delivered(no: string, noticeId: string, delivery: Delivery): Promise<void> {
    return this.#ports.records.tx(async (tx) => {
      const record = await tx.ticket(no);
      if (!record) return;
      const house = this.#houseOf(foldTicket(record));
      const after = afterDelivery(record, noticeId, delivery, this.#ports.clock.now(), house);
      if (after) tx.saveTicket(after);
    });
  }

  /** A customer's wish: only for a ticket their account opened or proved to know. */
  #wish(no: string, account: string, cause: string, act: Act): Promise<Answer> {
    return this.#ports.records.tx(async (tx) => {
      const record = await tx.ticket(no);
      const known = await tx.account(account);
      if (!record || !belongs(foldTicket(record), account, known)) {
        return { done: false, why: 'unknown' };
      }
      return this.#change(record, { who: 'customer', account }, cause, tx, act);
    });
  }

  async #change(record: TicketRecord, by: Actor, cause: string, tx: Tx, act: Act): Promise<Answer> {
    const before = foldTicket(record);
    if (record.timeline.some((event) => event.cause === cause)) return this.#answer(before);
    const house = this.#houseOf(before);
    const verdict = act(before, house);
    if (!verdict.ok) return { done: false, why: verdict.why, ticket: this.#view(before) };
    if (verdict.events.length === 0) return this.#answer(before);
    const at = this.#ports.clock.now();
    const decision = decide(record, verdict.events, { at, by, cause }, house);
    tx.saveTicket(settle(record, decision));
    if (decision.ticket.request.phone !== before.request.phone) {
      await this.#introduce(decision.ticket, tx);
    }
    const ticket = this.#shown(decision);
    return { done: true, ticket, reasons: ticket.reasons };
  }

  /** The first number this cause draws that is free, or the one it already opened. */
  async #numberFor(cause: string, tx: Tx): Promise<{ no: string; record?: TicketRecord }> {
    for (let attempt = 0; attempt < attemptsAllowed; attempt++) {
      const no = this.#ports.numbers.draw(cause, attempt);
      const record = await tx.ticket(no);
      if (!record) return { no };
      if (record.timeline[0]?.cause === cause) return { no, record };
    }
    throw new Error(
      `No free ticket number in ${attemptsAllowed} attempts: the numbers are used up`,
    );
  }

  /** Makes sure that person and account know their ticket. */
  async #introduce({ no, request }: Ticket, tx: Tx): Promise<void> {
    tx.savePerson(meet(await tx.person(request.phone), request, no));
    const account = await tx.account(request.account);
    tx.saveAccount(acquaint(account, request.account, no, request.phone));
  }

  #answer(ticket: Ticket): Answer {
    const view = this.#view(ticket);
    return { done: true, ticket: view, reasons: view.reasons };
  }

  #view(ticket: Ticket): TicketView {
    const { policy, calendars } = this.#houseOf(ticket);
    return viewOf(ticket, policy, sla(ticket, policy, calendars, this.#ports.clock.now()));
  }

  #shown({ ticket, states }: Decision): TicketView {
    return viewOf(ticket, this.#houseOf(ticket).policy, states);
  }

  #houseOf({ request }: Ticket): House {
    return this.#house(request.line, request.policyVersion);
  }

  #house(line: string, version: number): House {
    const { policies } = this.#ports;
    return { policy: policies.of(line, version), calendars: policies.calendars };
  }
}

type Act = (ticket: Ticket, house: House) => Verdict;

async function loadTickets(numbers: readonly string[], tx: Tx): Promise<Ticket[]> {
  const records = await Promise.all(numbers.map((no) => tx.ticket(no)));
  return records.flatMap((record) => (record ? [foldTicket(record)] : []));
}

function belongs(ticket: Ticket, account: string, known: Account | undefined): boolean {
  return ticket.request.account === account || known?.tickets.includes(ticket.no) === true;
}

function openThenNewest(a: Ticket, b: Ticket): number {
  const ended = Number(a.endedAt !== undefined) - Number(b.endedAt !== undefined);
  return ended || b.registeredAt - a.registeredAt;
}

function stranger(phone: string, language: Language) {
  return { phone, name: '', language, tickets: [], addresses: [], vip: false, optedOut: false };
}

const attemptsAllowed = 50;
/** How far back a customer's history is read. */
const historyRead = 10;
const listed = 5;
