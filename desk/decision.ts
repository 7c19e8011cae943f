import { silenceOf } from './answers.ts';
import { calledBackAfter } from './callbacks/follow.ts';
import { askAgainAt, askedFor, type Seat } from './dispatch/asked.ts';
import { type Manning, manned, nextFor } from './dispatch/manned.ts';
import type { Actor, EventBody, TicketEvent } from './events.ts';
import type { House } from './house.ts';
import { noticesFor } from './notices.ts';
import type { Job, Notice, TicketRecord } from './ports.ts';
import { alsoRung } from './ring.ts';
import { type MilestoneState, nextMoment, sla } from './sla.ts';
import { mayHappen } from './status.ts';
import { foldTicket, type Ticket } from './ticket.ts';
import type { RefusalCode } from './view.ts';
import type { Duration, Instant } from './words.ts';

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
  const events = stamped(record, staffed(record, bodies, stamp, house), stamp);
  const ticket = foldTicket({ no: record.no, timeline: [...record.timeline, ...events] });
  const states = sla(ticket, house.policy, house.calendars, stamp.at);
  const told = noticesFor(events, ticket, states, house.policy);
  const notices = house.hands ? alsoRung(told, ticket) : told;
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
  // Words in the conversation are not on the ticket: whoever runs this job looks when the last ones were.
  if (ticket.person)
    jobs.push({
      kind: 'person',
      key: 'present',
      runAt: ticket.person.at + mostSilence,
      attempts: 0,
    });
  for (const seat of seats) {
    const runAt = askAgainAt(askedFor(seat, ticket.timeline), ticket, house.policy, stamp.at);
    if (runAt !== undefined) jobs.push({ kind: 'dispatch', key: seat, runAt, attempts: 0 });
  }
  const silence = silenceOf(ticket, house.policy, states);
  if (silence) jobs.push({ kind: 'answer', key: 'next', runAt: silence.at, attempts: 0 });
  return { events, notices, jobs, ticket, states };
}

export const seats: readonly Seat[] = ['assigned', 'called_out'];

/** Where people work here, tickets are given to somebody, not only to a role. */
function staffed(
  record: Pick<TicketRecord, 'no' | 'timeline'>,
  bodies: readonly EventBody[],
  stamp: Stamp,
  house: House,
): readonly EventBody[] {
  const manning = manningOf(record, stamp, house);
  return manning ? manned(bodies, manning) : bodies;
}

/** What asking the next one for a seat makes true; nothing if nobody is waited for, or nobody new can be found. `silent` has had their chance, whatever the hour. */
export function askNext(
  seat: Seat,
  record: Pick<TicketRecord, 'no' | 'timeline'>,
  stamp: Stamp,
  house: House,
  silent?: string,
): readonly EventBody[] {
  const manning = manningOf(record, stamp, house);
  return manning ? nextFor(seat, manning, silent) : [];
}

function manningOf(
  { no, timeline }: Pick<TicketRecord, 'no' | 'timeline'>,
  stamp: Stamp,
  { policy, calendars, hands, served }: House,
): Manning | undefined {
  if (!hands) return undefined;
  return {
    no,
    timeline,
    policy,
    crew: { ...hands, calendars, at: stamp.at },
    ...(served && { served }),
    stamp: (some) => stamped({ timeline }, some, stamp),
  };
}

function stamped(
  { timeline }: Pick<TicketRecord, 'timeline'>,
  bodies: readonly EventBody[],
  { at, by, cause }: Stamp,
): TicketEvent[] {
  return bodies.map((body, index) => ({
    ...body,
    seq: timeline.length + index + 1,
    at,
    by: actorOf(body, index, by),
    cause,
  }));
}

/** The record after a decision; what decisions plan is replaced, what else waits stays. */
export function settle(before: TicketRecord | undefined, decision: Decision): TicketRecord {
  const waiting = before?.jobs.filter(({ kind }) => !planned.has(kind)) ?? [];
  const jobs = [...waiting, ...decision.jobs.map((job) => notSooner(job, before))];
  return {
    no: decision.ticket.no,
    live: decision.ticket.endedAt === undefined || jobs.length > 0,
    timeline: decision.ticket.timeline,
    jobs,
    notices: [...(before?.notices ?? []), ...decision.notices],
  };
}

/** Whoever looked at a conversation and found it going on looks again when they said, whatever else happens. */
function notSooner(job: Job, before: TicketRecord | undefined): Job {
  const looked = job.kind === 'person' && before?.jobs.find(({ kind }) => kind === 'person');
  return looked && looked.runAt > job.runAt ? { ...job, runAt: looked.runAt } : job;
}

/** A colleague who says nothing for so long, while the customer waits, has forgotten the conversation. */
export const mostSilence: Duration = 10 * 60_000;
/** Nobody waits, and nothing more was said for so long: the conversation is over. */
export const longSilence: Duration = 30 * 60_000;

/** Jobs that every decision plans anew; all others stay until they are done. */
const planned: ReadonlySet<Job['kind']> = new Set<Job['kind']>([
  'milestone',
  'dispatch',
  'answer',
  'person',
]);

/** Who gets a ticket, and its class, is the house's own conclusion even when a customer's words led to it. */
function actorOf(body: EventBody, index: number, by: Actor): Actor {
  if (body.type === 'called_out') return { who: 'system' };
  const follows = index > 0 && body.type === 'assigned' && body.choice !== undefined;
  const ours = body.type === 'assigned' || body.type === 'reclassified';
  return follows || (ours && by.who === 'customer') ? { who: 'system' } : by;
}
