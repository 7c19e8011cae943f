import { silenceOf } from './answers.ts';
import { calledBackAfter } from './callbacks/follow.ts';
import type { Actor, EventBody, TicketEvent } from './events.ts';
import type { House } from './house.ts';
import { noticesFor } from './notices.ts';
import type { Job, Notice, TicketRecord } from './ports.ts';
import { type MilestoneState, nextMoment, sla } from './sla.ts';
import { mayHappen } from './status.ts';
import { foldTicket, type Ticket } from './ticket.ts';
import type { RefusalCode } from './view.ts';
import type { Instant } from './words.ts';

/** What an action says to a wish: the facts it makes true, or why not. */
export type Verdict =
  | { readonly ok: true; readonly events: readonly EventBody[] }
  | { readonly ok: false; readonly why: RefusalCode };

/** A verdict with all that follows from it. */
export interface Decision {
  readonly events: readonly TicketEvent[];
  readonly notices: readonly Notice[];
  readonly jobs: readonly Job[];
  /** The ticket and its promises as they are afterwards. */
  readonly ticket: Ticket;
  readonly states: readonly MilestoneState[];
}

export interface Stamp {
  readonly at: Instant;
  readonly by: Actor;
  readonly cause: string;
}

/**
 * These events together, if the ticket's status allows the first; later ones follow from it. Work that is done
 * on a ticket on hold ends the hold.
 */
export function propose(ticket: Ticket, ...events: readonly EventBody[]): Verdict {
  const [first] = events;
  if (!first || mayHappen(first.type, ticket.status)) return { ok: true, events };
  if (!ticket.hold || !endsHold.has(first.type)) return refuse(ticket);
  return { ok: true, events: [{ type: 'resumed' }, ...events] };
}

const endsHold: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>([
  'diagnosed',
  'dispatched',
  'arrived',
  'surveyed',
  'resolved',
]);

export function refuse(ticket: Ticket): Verdict {
  return { ok: false, why: ticket.endedAt === undefined ? 'not_now' : 'finished' };
}

/** Stamps the events and works out who must hear of them and when to look again. */
export function decide(
  record: Pick<TicketRecord, 'no' | 'timeline'>,
  bodies: readonly EventBody[],
  stamp: Stamp,
  house: House,
): Decision {
  const events = bodies.map((body, index) => ({
    ...body,
    seq: record.timeline.length + index + 1,
    at: stamp.at,
    by: actorOf(body, stamp.by),
    cause: stamp.cause,
  }));
  const ticket = foldTicket({ no: record.no, timeline: [...record.timeline, ...events] });
  const states = sla(ticket, house.policy, house.calendars, stamp.at);
  const notices = noticesFor(events, ticket, states, house.policy);
  const next = nextMoment(states);
  const jobs: Job[] = notices.map(({ id, at }) => ({
    kind: 'notice',
    key: id,
    runAt: at,
    attempts: 0,
  }));
  for (const event of events)
    if (calledBackAfter(event, ticket, house.policy).length > 0)
      jobs.push({ kind: 'follow', key: String(event.seq), runAt: stamp.at, attempts: 0 });
  if (next !== undefined) jobs.push({ kind: 'milestone', key: 'next', runAt: next, attempts: 0 });
  const silence = silenceOf(ticket, house.policy);
  if (silence) jobs.push({ kind: 'answer', key: 'next', runAt: silence.at, attempts: 0 });
  return { events, notices, jobs, ticket, states };
}

/** The record after a decision; its milestone job is replaced, what else waits stays. */
export function settle(before: TicketRecord | undefined, decision: Decision): TicketRecord {
  const waiting = before?.jobs.filter(({ kind }) => !planned.has(kind)) ?? [];
  const jobs = [...waiting, ...decision.jobs];
  return {
    no: decision.ticket.no,
    live: decision.ticket.endedAt === undefined || jobs.length > 0,
    timeline: decision.ticket.timeline,
    jobs,
    notices: [...(before?.notices ?? []), ...decision.notices],
  };
}

/** Jobs that every decision plans anew; all others stay until they are done. */
const planned: ReadonlySet<Job['kind']> = new Set<Job['kind']>(['milestone', 'answer']);

/** Who gets a ticket, and its class, is the house's own conclusion even when a customer's words led to it. */
function actorOf(body: EventBody, by: Actor): Actor {
  const ours = body.type === 'assigned' || body.type === 'reclassified';
  return ours && by.who === 'customer' ? { who: 'system' } : by;
}
