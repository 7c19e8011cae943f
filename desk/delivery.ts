import type { Wishes } from './consent.ts';
import { askNext, decide, type Stamp, seats, settle } from './decision.ts';
import type { EventBody } from './events.ts';
import type { House } from './house.ts';
import { handsOver } from './notices.ts';
import { type Batch, boundTo } from './outgoing.ts';
import type { Attempt, Notice, TicketRecord } from './ports.ts';
import type { StaffCase } from './staff-case.ts';
import type { TicketView } from './view.ts';
import type { Instant, Language } from './words.ts';

/** How an attempt to deliver a notice ended. */
export type Delivery = {
  readonly outcome: string;
  /** Every way that was tried. */
  readonly attempts?: readonly Attempt[];
  /** The words that went out. */
  readonly said?: string;
} & (
  | { readonly state: 'delivered' | 'failed' }
  | { readonly state: 'retry'; readonly runAt: Instant }
);

/** A notice with all that is needed to word and address it. */
export interface Order {
  readonly notice: Notice;
  readonly ticket: TicketView;
  /** The promises the ticket was born with. */
  readonly policyVersion: number;
  readonly customer: OrderedCustomer;
  /** Of a notice to staff: who hears it, and what they need to know. */
  readonly staff?: StaffCase;
  /** Of a customer's notice: everything that is said with it, and by which media. */
  readonly batch?: Batch;
}

export interface OrderedCustomer {
  readonly account: string;
  /** Other accounts of the same person. */
  readonly others: readonly string[];
  readonly phone: string;
  readonly name: string;
  readonly language: Language;
  /** What they want and do not want, by person and by account. */
  readonly wishes: readonly Wishes[];
}

/** The record after an attempt; undefined if the notice is not waiting any more. */
export function afterDelivery(
  record: TicketRecord,
  noticeId: string,
  delivery: Delivery,
  now: Instant,
  house: House,
): TicketRecord | undefined {
  const bound = boundTo(record, noticeId);
  const waiting = record.notices.filter(({ id, state }) => bound.has(id) && state === 'waiting');
  if (waiting.length === 0) return undefined;
  const ids = new Set(waiting.map(({ id }) => id));
  const notices = record.notices.map((one) => (ids.has(one.id) ? noted(one, delivery) : one));
  const jobs = record.jobs.flatMap((job) => {
    if (job.kind !== 'notice' || job.key !== noticeId) return [job];
    return delivery.state === 'retry'
      ? [{ ...job, runAt: delivery.runAt, attempts: job.attempts + 1 }]
      : [];
  });
  const changed = { ...record, notices, jobs };
  const stamp = { at: now, by: { who: 'system' }, cause: `notice/${noticeId}` } as const;
  const facts =
    delivery.state === 'delivered'
      ? waiting.flatMap(told)
      : waiting.flatMap((one) => unheard(one, delivery, changed, stamp, house));
  return settle(changed, decide(changed, facts, stamp, house));
}

/** The record with a delivered message waiting again, for another way; undefined if it was not delivered. */
export function backToWaiting(
  record: TicketRecord,
  noticeId: string,
  why: string,
  now: Instant,
): TicketRecord | undefined {
  const bound = boundTo(record, noticeId);
  const lost = record.notices.filter(({ id, state }) => bound.has(id) && state === 'delivered');
  if (lost.length === 0) return undefined;
  const notices = record.notices.map((one) =>
    lost.includes(one) ? lostAgain(one, why, now) : one,
  );
  const job = { kind: 'notice', key: noticeId, runAt: now, attempts: 0 } as const;
  return { ...record, live: true, notices, jobs: [...record.jobs, job] };
}

function noted(notice: Notice, { state, outcome, attempts = [], said }: Delivery): Notice {
  return {
    ...notice,
    outcome,
    state: state === 'retry' ? 'waiting' : state,
    ...(attempts.length > 0 && { attempts: [...ended(notice), ...attempts] }),
    ...(said !== undefined && { said }),
  };
}

/** What is under way has become what followed. */
const ended = ({ attempts = [] }: Notice): readonly Attempt[] =>
  attempts.filter(({ underWay }) => !underWay);

/** The way that had taken it is not tried again. */
function lostAgain(notice: Notice, why: string, at: Instant): Notice {
  const { attempts = [] } = notice;
  const taken = attempts.findLast(({ arrived }) => arrived);
  const before = attempts.map((one) => (one.arrived ? { ...one, arrived: false } : one));
  const lost: Attempt = { ...taken, at, arrived: false, why, never: true };
  return { ...notice, state: 'waiting', outcome: why, attempts: [...before, lost] };
}

function told({ to, what }: Notice): EventBody[] {
  return 'role' in to && handsOver.has(what) ? [{ type: 'informed', role: to.role }] : [];
}

/** A telephone rang and nobody took the call: whoever was asked has had their chance, the next one is asked at once. */
function unheard(
  { to, ring, attempts = [] }: Notice,
  { state }: Delivery,
  record: TicketRecord,
  stamp: Stamp,
  house: House,
): readonly EventBody[] {
  const rang = attempts.some(({ underWay }) => underWay);
  if (state !== 'failed' || !ring || !rang || !('role' in to) || !to.staff) return [];
  const { staff } = to;
  return seats.flatMap((seat) => askNext(seat, record, stamp, house, staff));
}
