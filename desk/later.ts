import { decide, settle } from './decision.ts';
import { afterDelivery, backToWaiting, type Delivery, type Order, orderOf } from './delivery.ts';
import type { Ports } from './desk.ts';
import { houseOf, show } from './house.ts';
import { alarmsDue } from './milestones.ts';
import type { Policies } from './policy.ts';
import type { Clock, DueJob, Records, Tx } from './ports.ts';
import { sla } from './sla.ts';
import { foldTicket } from './ticket.ts';
import type { Instant } from './words.ts';

/** What happens to tickets without anybody asking: milestones that fall due, notices that are delivered. */
export class Later {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #policies: Policies;

  constructor({ records, clock, policies }: Omit<Ports, 'numbers'>) {
    this.#records = records;
    this.#clock = clock;
    this.#policies = policies;
  }

  /** A milestone's moment has come: warns, tells the next one up, and sets the clock for the next. */
  milestoneDue(job: DueJob): Promise<void> {
    return this.#tx(async (tx, at) => {
      const record = await tx.ticket(job.ticket);
      if (!record) return;
      const ticket = foldTicket(record);
      const house = houseOf(ticket, this.#policies);
      const alarms = alarmsDue(sla(ticket, house.policy, house.calendars, at), at);
      const cause = `job/${job.kind}/${job.key}/${job.runAt}`;
      const decision = decide(record, alarms, { at, by: { who: 'system' }, cause }, house);
      tx.saveTicket(settle(record, decision));
    });
  }

  /** What a notice job is to deliver, and to whom; undefined if that is done already. */
  noticeDue(job: DueJob): Promise<Order | undefined> {
    return this.#tx(async (tx, now) => {
      const record = await tx.ticket(job.ticket);
      const notice = record?.notices.find(({ id }) => id === job.key);
      if (!record || notice?.state !== 'waiting') return undefined;
      const ticket = foldTicket(record);
      const person = await tx.person(ticket.request.phone);
      const account = await tx.account(ticket.request.account);
      return orderOf(notice, ticket, show(ticket, this.#policies, now), person, account);
    });
  }

  /** How the delivery of a notice went. Once a role is told of its ticket, that is a fact of the timeline. */
  delivered(no: string, noticeId: string, delivery: Delivery): Promise<void> {
    return this.#tx(async (tx, now) => {
      const record = await tx.ticket(no);
      if (!record) return;
      const house = houseOf(foldTicket(record), this.#policies);
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

  #tx<T>(work: (tx: Tx, now: Instant) => Promise<T>): Promise<T> {
    return this.#records.tx((tx) => work(tx, this.#clock.now()));
  }
}
