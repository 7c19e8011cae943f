import { addInfo } from './actions/add-info.ts';
import { type Part, splitOff } from './actions/split.ts';
import { decide, settle } from './decision.ts';
import type { Actor, EventBody } from './events.ts';
import { introduce } from './history.ts';
import { answerWith, type House, houseOf, show } from './house.ts';
import { drawNumber } from './number-for.ts';
import type { Policies } from './policy.ts';
import type { Clock, Numbers, Records, TicketRecord, Tx } from './ports.ts';
import { isOpen } from './status.ts';
import { foldTicket, type Ticket } from './ticket.ts';
import type { Answer } from './view.ts';
import type { Instant } from './words.ts';

/** A colleague, as the one who did it. */
export type Colleague = { readonly id: string; readonly role: string };

/** What colleagues do to two tickets at once: both change together or not at all, and the same cause twice once. */
export class Joining {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #policies: Policies;
  readonly #numbers: Numbers;

  constructor(ports: { records: Records; clock: Clock; policies: Policies; numbers: Numbers }) {
    this.#records = ports.records;
    this.#clock = ports.clock;
    this.#policies = ports.policies;
    this.#numbers = ports.numbers;
  }

  /**
   * Two open tickets of one customer are the same thing. The older goes on, with its own clocks, the words and
   * photos of both and the graver class; the younger ends as its duplicate and leads there. Answers the older.
   */
  merge(no: string, other: string, by: Colleague, cause: string): Promise<Answer> {
    return this.#tx(async (tx, at) => {
      const records = [await tx.ticket(no), await tx.ticket(other)];
      const [one, two] = records.map((record) => record && foldTicket(record));
      if (!one || !two) return { done: false, why: 'unknown' };
      const [survivor, duplicate] = olderFirst(one, two);
      if (duplicate.mergedInto === survivor.no) return answerWith(this.#show(survivor, at));
      if (!mergeable(survivor, duplicate))
        return { done: false, why: 'not_now', ticket: this.#show(survivor, at) };
      const stamp = { at, by: { who: 'staff', ...by }, cause } as const;
      const house = houseOf(survivor, this.#policies);
      const after = this.#save(survivor, absorb(survivor, duplicate, house), stamp, records, tx);
      this.#save(
        duplicate,
        [{ type: 'closed', outcome: 'duplicate', into: survivor.no }],
        stamp,
        records,
        tx,
      );
      // Whoever reported the younger may ask for the older from now on.
      await introduce({ ...after, request: duplicate.request }, tx);
      return answerWith(this.#show(after, at));
    });
  }

  /** A part of a ticket is a thing of its own: it becomes a ticket with clocks from now on. Answers the new one. */
  split(no: string, part: Part, by: Colleague, cause: string): Promise<Answer> {
    return this.#tx(async (tx, at) => {
      const record = await tx.ticket(no);
      if (!record) return { done: false, why: 'unknown' };
      const drawn = await drawNumber(cause, this.#numbers, tx);
      if (drawn.record) return answerWith(this.#show(foldTicket(drawn.record), at));
      const whole = foldTicket(record);
      if (!isOpen(whole.status))
        return { done: false, why: 'finished', ticket: this.#show(whole, at) };
      const stamp = { at, by: { who: 'staff', ...by }, cause } as const;
      const policy = this.#policies.of(part.line ?? whole.request.line);
      const house = { policy, calendars: this.#policies.calendars };
      const events = splitOff(whole, part, policy);
      const decision = decide({ no: drawn.no, timeline: [] }, events, stamp, house);
      tx.saveTicket(settle(undefined, decision));
      this.#save(whole, [{ type: 'related', to: drawn.no, as: 'split_off' }], stamp, [record], tx);
      await introduce(decision.ticket, tx);
      return answerWith(this.#show(decision.ticket, at));
    });
  }

  #save(
    { no }: Ticket,
    events: readonly EventBody[],
    stamp: { at: Instant; by: Actor; cause: string },
    records: readonly (TicketRecord | undefined)[],
    tx: Tx,
  ): Ticket {
    const record = records.find((one) => one?.no === no);
    if (!record) throw new Error(`Ticket ${no} was not loaded`);
    const house = houseOf(foldTicket(record), this.#policies);
    const decision = decide(record, events, stamp, house);
    tx.saveTicket(settle(record, decision));
    return decision.ticket;
  }

  #show(ticket: Ticket, now: Instant) {
    return show(ticket, this.#policies, now);
  }

  #tx<T>(work: (tx: Tx, now: Instant) => Promise<T>): Promise<T> {
    return this.#records.tx((tx) => work(tx, this.#clock.now()));
  }
}

function olderFirst(one: Ticket, two: Ticket): readonly [Ticket, Ticket] {
  const older = one.registeredAt - two.registeredAt || one.no.localeCompare(two.no);
  return older <= 0 ? [one, two] : [two, one];
}

/** Nobody may come to see a stranger's ticket through a merge. */
function mergeable(one: Ticket, other: Ticket): boolean {
  const [a, b] = [one.request, other.request];
  const samePerson = a.phone === b.phone || a.account === b.account;
  return one.no !== other.no && samePerson && isOpen(one.status) && isOpen(other.status);
}

/** What the younger said is added, and counts for the class as if it had been said here. */
function absorb(survivor: Ticket, duplicate: Ticket, { policy }: House): EventBody[] {
  const { words, urgency, kind, reasons } = duplicate.request;
  const addition = { words, photos: duplicate.photos, judged: { urgency, kind, reasons } };
  const added = addInfo(survivor, addition, policy);
  return [{ type: 'related', to: duplicate.no, as: 'absorbed' }, ...(added.ok ? added.events : [])];
}
