import type { EventType, TicketEvent } from './events.ts';
import type { Job, TicketRecord } from './ports.ts';
import { foldTicket } from './ticket.ts';
import type { Duration, Instant } from './words.ts';

/** Somebody else's program that wants to hear what happens to tickets. */
export interface Hook {
  readonly id: string;
  readonly url: string;
  /** `whsec_` and base64: what each message is signed with. */
  readonly secret: string;
  /** Which events; none: all of them. */
  readonly events: readonly EventType[];
  readonly active: boolean;
  /** Why it is not active any more, if it was not us who stopped it. */
  readonly stopped?: string;
}

/** One try to deliver one message, as the log shows it. */
export interface Posted {
  readonly at: Instant;
  /** `<ticket>.<seq>`: the same for every try. */
  readonly message: string;
  /** HTTP status; absent if no answer came. */
  readonly status?: number;
  readonly ms: Duration;
  readonly outcome: 'delivered' | 'again' | 'given up';
  readonly why?: string;
}

/** What a hook is told: which ticket and what happened to it, never who or where the customer is. */
export interface HookMessage {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The record with a delivery for each hook and each event after the first `seen`. */
export function withDeliveries(
  record: TicketRecord,
  seen: number,
  hooks: readonly Hook[],
): TicketRecord {
  const fresh = record.timeline.slice(seen);
  const jobs = hooks
    .flatMap((hook) =>
      fresh.filter((event) => wants(hook, event)).map((event) => deliveryOf(hook, event)),
    )
    .filter(({ key }) => !record.jobs.some((job) => job.kind === 'hook' && job.key === key));
  return jobs.length > 0 ? { ...record, live: true, jobs: [...record.jobs, ...jobs] } : record;
}

/** Which hook and which event a delivery is about; undefined if there is no such event. */
export function deliveryIn(
  { key }: Pick<Job, 'key'>,
  { timeline }: TicketRecord,
): { hook: string; event: TicketEvent } | undefined {
  const [hook = '', seq] = key.split('.');
  const event = timeline[Number(seq) - 1];
  return event && { hook, event };
}

export function messageOf(record: TicketRecord, event: TicketEvent): HookMessage {
  const then = foldTicket({ no: record.no, timeline: record.timeline.slice(0, event.seq) });
  const { line, urgency, kind } = then.request;
  return {
    type: `ticket.${event.type}`,
    timestamp: new Date(event.at).toISOString(),
    data: {
      ticket: record.no,
      seq: event.seq,
      by: event.by.who,
      line,
      urgency,
      kind,
      status: then.status,
      owner: then.owner,
      ...about(event),
    },
  };
}

/** When to try again after so many failures, as Standard Webhooks advises; undefined: give up. */
export function nextTry(failures: number): Duration | undefined {
  return waits[failures - 1];
}

const minute = 60_000;
const waits: readonly Duration[] = [
  5000,
  5 * minute,
  30 * minute,
  120 * minute,
  300 * minute,
  600 * minute,
  840 * minute,
];

function wants({ active, events }: Hook, { type }: TicketEvent): boolean {
  return active && (events.length === 0 || events.includes(type));
}

function deliveryOf(hook: Hook, event: TicketEvent): Job {
  return { kind: 'hook', key: `${hook.id}.${event.seq}`, runAt: event.at, attempts: 0 };
}

/** What may be told of an event: names of things, never anybody's words. */
function about(event: TicketEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case 'warned':
    case 'missed':
      return { milestone: event.milestone };
    case 'closed':
      return { outcome: event.outcome };
    case 'held':
      return { why: event.why };
    case 'resolved':
      return { temporary: event.temporary };
    default:
      return {};
  }
}
