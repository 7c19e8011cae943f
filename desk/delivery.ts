import { decide, settle } from './decision.ts';
import type { EventBody } from './events.ts';
import type { House } from './house.ts';
import { handsOver } from './notices.ts';
import type { Account, Notice, Person, TicketRecord } from './ports.ts';
import type { Ticket } from './ticket.ts';
import type { TicketView } from './view.ts';
import type { Instant, Language } from './words.ts';

/** How an attempt to deliver a notice ended. */
export type Delivery =
  | { readonly state: 'delivered' | 'failed'; readonly outcome: string }
  | { readonly state: 'retry'; readonly outcome: string; readonly runAt: Instant };

/** A notice with all that is needed to word and address it. */
export interface Order {
  readonly notice: Notice;
  readonly ticket: TicketView;
  readonly customer: {
    readonly account: string;
    readonly phone: string;
    readonly name: string;
    readonly language: Language;
    /** Asked to be left alone: was promised that nobody calls or writes unasked. */
    readonly optedOut: boolean;
  };
}

export function orderOf(
  notice: Notice,
  { request }: Ticket,
  ticket: TicketView,
  person: Person | undefined,
  account: Account | undefined,
): Order {
  const { phone, name, language } = request;
  const optedOut = person?.optedOut === true || account?.optedOut === true;
  return {
    notice,
    ticket,
    customer: { account: request.account, phone, name, language, optedOut },
  };
}

/** The record after an attempt; undefined if the notice is not waiting any more. */
export function afterDelivery(
  record: TicketRecord,
  noticeId: string,
  delivery: Delivery,
  now: Instant,
  house: House,
): TicketRecord | undefined {
  const notice = record.notices.find(({ id }) => id === noticeId);
  if (notice?.state !== 'waiting') return undefined;
  const changed = change(record, noticeId, delivery);
  const facts = delivery.state === 'delivered' ? told(notice) : [];
  const stamp = { at: now, by: { who: 'system' }, cause: `notice/${noticeId}` } as const;
  return settle(changed, decide(changed, facts, stamp, house));
}

/** The record with a delivered notice waiting again; undefined if it was not delivered. */
export function backToWaiting(
  record: TicketRecord,
  noticeId: string,
  why: string,
  now: Instant,
): TicketRecord | undefined {
  if (!record.notices.some(({ id, state }) => id === noticeId && state === 'delivered'))
    return undefined;
  const notices = record.notices.map((notice) =>
    notice.id === noticeId ? { ...notice, outcome: why, state: 'waiting' as const } : notice,
  );
  const job = { kind: 'notice', key: noticeId, runAt: now, attempts: 0 } as const;
  return { ...record, live: true, notices, jobs: [...record.jobs, job] };
}

function change(record: TicketRecord, noticeId: string, delivery: Delivery): TicketRecord {
  const { state, outcome } = delivery;
  const notices = record.notices.map((notice) =>
    notice.id === noticeId
      ? { ...notice, outcome, state: state === 'retry' ? ('waiting' as const) : state }
      : notice,
  );
  const jobs = record.jobs.flatMap((job) => {
    if (job.kind !== 'notice' || job.key !== noticeId) return [job];
    return delivery.state === 'retry'
      ? [{ ...job, runAt: delivery.runAt, attempts: job.attempts + 1 }]
      : [];
  });
  return { ...record, notices, jobs };
}

function told({ to, what }: Notice): EventBody[] {
  return 'role' in to && handsOver.has(what) ? [{ type: 'informed', role: to.role }] : [];
}
