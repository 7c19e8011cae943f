import { accountsOfPerson, holdersOf } from './accounts.ts';
import { silenceOf } from './answers.ts';
import { askNext, decide, type Stamp, settle } from './decision.ts';
import {
  afterDelivery,
  backToWaiting,
  type Delivery,
  type Order,
  type OrderedCustomer,
} from './delivery.ts';
import type { Ports } from './desk.ts';
import type { Seat } from './dispatch/asked.ts';
import type { Hands, Staffing } from './dispatch/staffing.ts';
import { houseOf, show } from './house.ts';
import { alarmsDue } from './milestones.ts';
import { goOut } from './outgoing.ts';
import type { Policies } from './policy.ts';
import type { Clock, DueJob, Records, TicketRecord, Tx } from './ports.ts';
import { sla } from './sla.ts';
import { staffCase } from './staff-case.ts';
import { isSettled, staffOut } from './staff-out.ts';
import { foldTicket, type Ticket } from './ticket.ts';
import type { Duration, Instant } from './words.ts';

/** What happens to tickets without anybody asking: milestones that fall due, notices that are delivered. */
export class Later {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #policies: Policies;
  readonly #staffing: Staffing | undefined;

  constructor({ records, clock, policies, staffing }: Omit<Ports, 'numbers'>) {
    this.#records = records;
    this.#clock = clock;
    this.#policies = policies;
    this.#staffing = staffing;
  }

  /** Whoever was asked has not answered, or nobody could be found: the next one is asked. */
  dispatchDue(job: DueJob): Promise<void> {
    return this.#tx(async (tx, at, hands) => {
      const record = await tx.ticket(job.ticket);
      const held = record?.jobs.find(({ kind, key }) => kind === job.kind && key === job.key);
      if (!record || held?.runAt !== job.runAt) return;
      const house = houseOf(foldTicket(record), this.#policies, hands);
      const cause = `job/${job.kind}/${job.key}/${job.runAt}`;
      const stamp: Stamp = { at, by: { who: 'system' }, cause };
      const decision = decide(record, askNext(job.key as Seat, record, stamp, house), stamp, house);
      tx.saveTicket(settle(record, decision));
    });
  }

  /**
   * A milestone's moment has come: warns, tells the next one up, and sets the clock for the next. What is due is
   * worked out from the timeline, so a job that comes twice, too early, or to two workers alarms nobody twice.
   */
  milestoneDue(job: DueJob): Promise<void> {
    return this.#tx(async (tx, at, hands) => {
      const record = await tx.ticket(job.ticket);
      if (!record) return;
      const ticket = foldTicket(record);
      const house = houseOf(ticket, this.#policies, hands);
      const alarms = alarmsDue(sla(ticket, house.policy, house.calendars, at), at);
      const cause = `job/${job.kind}/${job.key}/${job.runAt}`;
      const decision = decide(record, alarms, { at, by: { who: 'system' }, cause }, house);
      const asItWas = alarms.length === 0 && armed(record) === armed(decision);
      if (!asItWas) tx.saveTicket(settle(record, decision));
    });
  }

  /** A customer has not answered for so long: they are asked again, or the ticket is closed; so is what they signed off. */
  answerDue(job: DueJob): Promise<void> {
    return this.#tx(async (tx, at) => {
      const record = await tx.ticket(job.ticket);
      if (!record) return;
      const ticket = foldTicket(record);
      const house = houseOf(ticket, this.#policies);
      const states = sla(ticket, house.policy, house.calendars, at);
      const silence = silenceOf(ticket, house.policy, states);
      const due = silence && silence.at <= at ? [silence.makes] : [];
      const cause = `job/${job.kind}/${job.key}/${job.runAt}`;
      tx.saveTicket(
        settle(record, decide(record, due, { at, by: { who: 'system' }, cause }, house)),
      );
    });
  }

  /**
   * What a notice job is to deliver, and to whom; undefined if that is done, another worker has it in hand, or it
   * is not to be said now.
   * Whoever gets the order has it to themselves for two minutes: if they die, it is due again after that.
   */
  noticeDue(job: DueJob): Promise<Order | undefined> {
    return this.#tx(async (tx, now, hands) => {
      const record = await tx.ticket(job.ticket);
      const notice = record?.notices.find(({ id }) => id === job.key);
      const held = record?.jobs.find(({ kind, key }) => kind === job.kind && key === job.key);
      if (!record || !notice || held?.runAt !== job.runAt) return undefined;
      const ticket = foldTicket(record);
      const { policy, calendars } = houseOf(ticket, this.#policies);
      const customer = await customerOf(ticket, tx);
      const view = show(ticket, this.#policies, now);
      const order = { notice, ticket: view, policyVersion: policy.version, customer };
      if ('role' in notice.to) {
        const crew = hands && { ...hands, calendars, at: now };
        const { record: after, goes, hearer } = staffOut(record, notice, ticket, policy, crew);
        tx.saveTicket(goes ? inHand(after, notice.id, now) : after);
        if (!goes) return undefined;
        const states = sla(ticket, policy, calendars, now);
        const about = staffCase(notice, ticket, states, hands?.roster);
        return { ...order, staff: { ...about, ...(hearer && { hearer }) } };
      }
      const { record: after, batch } = goOut(record, notice, ticket, {
        policy,
        wishes: customer.wishes,
        now,
      });
      tx.saveTicket(batch ? inHand(after, batch.lead, now) : after);
      return batch && { ...order, batch };
    });
  }

  /** Is this colleague still to be rung about that ticket? */
  waitsFor(no: string, asked: { role: string; staff: string; what: string }): Promise<boolean> {
    return this.#tx(async (tx) => {
      const record = await tx.ticket(no);
      const { role, staff, what } = asked;
      if (!record) return false;
      return !isSettled({ to: { role, staff }, what, ring: true }, foldTicket(record));
    });
  }

  /** How the delivery of a notice went. Once a role is told of its ticket, that is a fact of the timeline. */
  delivered(no: string, noticeId: string, delivery: Delivery): Promise<void> {
    return this.#tx(async (tx, now, hands) => {
      const record = await tx.ticket(no);
      if (!record) return;
      const house = houseOf(foldTicket(record), this.#policies, hands);
      const after = afterDelivery(record, noticeId, delivery, now, house);
      if (after) tx.saveTicket(after);
    });
  }

  /** A notice that was handed over did not arrive after all: it waits again, for another way. */
  undelivered(noticeId: string, why: string): Promise<void> {
    return this.#tx(async (tx, now) => {
      const record = await tx.ticket(noticeId.split('.')[0] ?? '');
      const after = record && backToWaiting(record, noticeId, why, now);
      if (after) tx.saveTicket(after);
    });
  }

  async #tx<T>(work: (tx: Tx, now: Instant, hands: Hands | undefined) => Promise<T>): Promise<T> {
    const hands = await this.#staffing?.now();
    return this.#records.tx((tx) => work(tx, this.#clock.now(), hands));
  }
}

/** The job of this notice is ours for as long as any provider may take to answer. */
function inHand(record: TicketRecord, notice: string, now: Instant): TicketRecord {
  const jobs = record.jobs.map((job) =>
    job.kind === 'notice' && job.key === notice ? { ...job, runAt: now + answersWithin } : job,
  );
  return { ...record, jobs };
}

const answersWithin: Duration = 2 * 60_000;

/** When the clocks of a ticket wake next. */
const armed = ({ jobs }: Pick<TicketRecord, 'jobs'>): Instant | undefined =>
  jobs.find(({ kind }) => kind === 'milestone')?.runAt;

/** Whom a ticket's news is for: the person behind its telephone and all accounts that are theirs. */
async function customerOf({ request }: Ticket, tx: Tx): Promise<OrderedCustomer> {
  const { account, phone, name, language } = request;
  const person = await tx.person(phone);
  const own = await accountsOfPerson(account, tx);
  const accounts = [...own, ...(await holdersOf(person, tx))];
  const others = new Set(accounts.map(({ id }) => id).filter((id) => id !== account));
  return {
    account,
    others: [...others],
    phone,
    name,
    language,
    wishes: [...accounts, ...(person ? [person] : [])],
  };
}
