import type { Wishes } from './consent.ts';
import {
  type CustomerNoticeKind,
  customerNotices,
  isCustomerKind,
  isStillTrue,
} from './customer-notices.ts';
import type { TicketEvent } from './events.ts';
import type { Policy } from './policy.ts';
import type { Notice, TicketRecord } from './ports.ts';
import { type Reach, reach } from './reach.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** News for one customer that goes out as one message. */
export interface Batch {
  /** Id of the notice whose job carries the message; providers see it as the idempotency key. */
  readonly lead: string;
  /** In the order in which it happened; never empty. */
  readonly notices: readonly Notice[];
  /** The same as it is to be said: kinds of news, with the event each tells of. */
  readonly happened: readonly Happening[];
  readonly reach: Reach;
  readonly pressing: boolean;
}

export interface Happening {
  readonly what: string;
  readonly event?: TicketEvent | undefined;
}

export interface Outgoing {
  /** The record as it is from now on; to be saved before anything is said. */
  readonly record: TicketRecord;
  /** What is to be said now; absent if nothing is, or not yet. */
  readonly batch?: Batch;
}

/**
 * A customer's notice has come up: what is not true any more is dropped, what must wait is moved, and what goes
 * out is bound together first, so that after a crash in between exactly the same message is tried again.
 */
export function goOut(
  record: TicketRecord,
  notice: Notice,
  ticket: Ticket,
  { policy, wishes, now }: { policy: Policy; wishes: readonly Wishes[]; now: Instant },
): Outgoing {
  const waiting = together(record, notice);
  const news = waiting.filter((one) => isNews(one, ticket));
  const [first] = news;
  const fresh = overtake(record, waiting, news, first && notice.with);
  if (!first) return { record: settled(without(fresh, new Set([notice.id])), ticket) };
  const pressing = news.some((one) => isPressing(one, ticket));
  const rules = policy.customer;
  const worth = [...new Set(news.flatMap((one) => ruleOf(one).media))];
  const reached = reach({ topic: 'progress', worth, pressing, wishes, rules, now });
  const gather = pressing || notice.with ? 0 : rules.gather;
  const until = wait(fresh, reached, gather, now);
  if (until) return { record: postpone(fresh, news, until, now) };
  const lead = notice.with ?? (news.includes(notice) ? notice : first).id;
  const happened = news.map(({ what, facts }) => ({
    what,
    event: ticket.timeline[Number(facts.seq) - 1],
  }));
  const batch = { lead, notices: news, happened, reach: reached, pressing };
  return { record: bind(fresh, news, lead), batch };
}

/** The ids of all that goes out as one message under this one's name, itself included. */
export function boundTo({ notices }: TicketRecord, id: string): ReadonlySet<string> {
  return new Set([id, ...notices.filter((notice) => notice.with === id).map((each) => each.id)]);
}

const ruleOf = ({ what }: Notice) => customerNotices[what as CustomerNoticeKind];

/** What was bound together once stays so; else all that waits. */
function together({ notices }: TicketRecord, notice: Notice): Notice[] {
  return notices.filter(
    (one) => one.state === 'waiting' && isCustomerKind(one.what) && one.with === notice.with,
  );
}

/** What a telephone is ringing for stays what it was until it is known how the call ended. */
function isNews({ what, facts, attempts }: Notice, ticket: Ticket): boolean {
  if (attempts?.at(-1)?.underWay) return true;
  return isCustomerKind(what) && isStillTrue(what, Number(facts.seq), ticket);
}

function isPressing(notice: Notice, { request }: Ticket): boolean {
  const { atNight } = ruleOf(notice);
  const urgent = request.urgency === 'urgent' || request.alsoUrgent;
  return atNight === 'always' || (atNight === 'urgent' && urgent);
}

/** Until when nothing is said: the night, or the news that went out just before. */
function wait(
  { notices }: TicketRecord,
  { now: open, again, barred }: Reach,
  gather: number,
  now: Instant,
): { until: Instant; why: string } | undefined {
  const hindrance = barred.find(({ until }) => until === again && until !== undefined);
  if (open.length === 0 && hindrance && again !== undefined)
    return { until: again, why: hindrance.why };
  const told = notices
    .filter(({ to }) => 'customer' in to)
    .flatMap(({ attempts = [] }) => attempts.flatMap(({ at, arrived }) => (arrived ? [at] : [])));
  const free = Math.max(...told, Number.NEGATIVE_INFINITY) + gather;
  return now < free ? { until: free, why: 'gathering' } : undefined;
}

/** `lead`: the notice whose job carries what is left of a bound message. */
function overtake(
  record: TicketRecord,
  waiting: readonly Notice[],
  news: readonly Notice[],
  lead: string | undefined,
): TicketRecord {
  const old = new Set(waiting.filter((one) => !news.includes(one)).map(({ id }) => id));
  if (old.size === 0) return record;
  return {
    ...without(record, new Set([...old].filter((id) => id !== lead))),
    notices: record.notices.map((one) =>
      old.has(one.id) ? { ...one, state: 'overtaken', outcome: 'was not true any more' } : one,
    ),
  };
}

/** One job is enough for all that waits together. */
function postpone(
  record: TicketRecord,
  news: readonly Notice[],
  { until, why }: { until: Instant; why: string },
  now: Instant,
): TicketRecord {
  const ids = new Set(news.flatMap(({ id, with: lead = id }) => [id, lead]));
  const jobs = record.jobs.map((job) =>
    job.kind === 'notice' && ids.has(job.key) ? { ...job, runAt: Math.max(job.runAt, until) } : job,
  );
  const held = { at: now, arrived: false, why };
  const notices = record.notices.map((one) =>
    ids.has(one.id) && one.attempts?.at(-1)?.why !== why
      ? { ...one, attempts: [...(one.attempts ?? []), held] }
      : one,
  );
  return { ...record, jobs, notices };
}

function bind(record: TicketRecord, news: readonly Notice[], lead: string): TicketRecord {
  const ids = new Set(news.map(({ id }) => id));
  const others = new Set([...ids].filter((id) => id !== lead));
  return {
    ...without(record, others),
    notices: record.notices.map((one) => (ids.has(one.id) ? { ...one, with: lead } : one)),
  };
}

/** Their jobs are done with. */
function without(record: TicketRecord, ids: ReadonlySet<string>): TicketRecord {
  const jobs = record.jobs.filter(({ kind, key }) => kind !== 'notice' || !ids.has(key));
  return { ...record, jobs };
}

/** A ticket that has ended leaves the queue with the last thing that was to be said. */
function settled(record: TicketRecord, { endedAt }: Ticket): TicketRecord {
  return { ...record, live: endedAt === undefined || record.jobs.length > 0 };
}
