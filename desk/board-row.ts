import { isErased } from './erase.ts';
import { houseOf } from './house.ts';
import type { Somebody } from './mask.ts';
import type { Policies } from './policy.ts';
import type { TicketRecord } from './ports.ts';
import { type MilestoneState, sla } from './sla.ts';
import type { Status } from './status.ts';
import { foldTicket, type Owner, type Ticket } from './ticket.ts';
import type { Instant, Kind, Urgency } from './words.ts';

/** One ticket on the board: enough to list, sort and find it. */
export interface Row {
  readonly no: string;
  /** Events on its timeline: a change raises it, so it is the ticket's version. */
  readonly seq: number;
  readonly line: string;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly status: Status;
  readonly hold?: 'customer' | 'parts';
  readonly owner: Owner;
  /** Who was called out beside the owner. */
  readonly crew: readonly Owner[];
  readonly vip: boolean;
  /** A person must still confirm the class. */
  readonly confirmUrgency: boolean;
  readonly registeredAt: Instant;
  readonly changedAt: Instant;
  readonly endedAt?: Instant;
  /** The next promise not yet kept: its milestone and when it is, or was, due. */
  readonly next?: { readonly milestone: string; readonly due: Instant };
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly subject: string;
  /** The beginning of what the customer said. */
  readonly words: string;
  readonly channel: string;
  /** Everybody it ever named, to be masked in its words. */
  readonly people: readonly Somebody[];
  /** Its customer was forgotten. */
  readonly erased?: true;
}

/** Throws if the record is no ticket, or was born with a policy that is gone. */
export function rowOf(record: TicketRecord, policies: Policies): Row {
  const ticket = foldTicket(record);
  const { request } = ticket;
  const { policy, calendars } = houseOf(ticket, policies);
  const changedAt = record.timeline.at(-1)?.at ?? ticket.registeredAt;
  // When a promise is due does not depend on when one looks.
  const next = nextOf(sla(ticket, policy, calendars, changedAt));
  return {
    no: ticket.no,
    seq: record.timeline.length,
    line: policy.id,
    kind: request.kind,
    urgency: request.urgency,
    status: ticket.status,
    ...(ticket.hold && { hold: ticket.hold }),
    owner: ticket.owner,
    crew: ticket.crew,
    vip: request.vip === true,
    confirmUrgency: request.confirmUrgency,
    registeredAt: ticket.registeredAt,
    changedAt,
    ...(ticket.endedAt !== undefined && { endedAt: ticket.endedAt }),
    ...(next && { next }),
    name: request.name,
    phone: request.phone,
    address: request.address ?? '',
    subject: request.subject ?? '',
    words: request.words.slice(0, wordsKept),
    channel: request.channel,
    people: peopleOf(ticket),
    ...(isErased(record) && { erased: true }),
  };
}

/** Everybody a ticket ever named. */
export function peopleOf({ request, timeline }: Ticket): Somebody[] {
  const people: Somebody[] = [request];
  for (const event of timeline) {
    if (event.type === 'registered') people.push(event.request);
    if (event.type === 'corrected') people.push({ name: '', phone: '', ...event.changes });
  }
  const told = people.map(({ name, phone, address }) => ({
    name,
    phone,
    ...(address && { address }),
  }));
  return told.filter((one, at) => told.findIndex((other) => isSame(one, other)) === at);
}

const isSame = (a: Somebody, b: Somebody): boolean =>
  a.name === b.name && a.phone === b.phone && a.address === b.address;

/** It tells more of the ticket than the other one, or, once its customer was forgotten, less. */
export function isNewer(row: Row, other: Row): boolean {
  return row.seq > other.seq || (row.seq === other.seq && row.erased === true && !other.erased);
}

/** Late at `now`: the next promise should have been kept by then. */
export function isLate({ next, endedAt }: Row, now: Instant): boolean {
  return endedAt === undefined && next !== undefined && next.due <= now;
}

/** Who has it in their hands: its owner, and who was called out. */
export function handsOn({ owner, crew }: Pick<Row, 'owner' | 'crew'>): ReadonlySet<string> {
  return new Set([owner, ...crew].flatMap(({ staff }) => (staff ? [staff] : [])));
}

const wordsKept = 80;

function nextOf(states: readonly MilestoneState[]): Row['next'] {
  let next: Row['next'];
  for (const { milestone, state, dueAt } of states) {
    if (dueAt === undefined || !ahead.has(state)) continue;
    if (next === undefined || dueAt < next.due) next = { milestone: milestone.id, due: dueAt };
  }
  return next;
}

const ahead: ReadonlySet<MilestoneState['state']> = new Set(['running', 'warned', 'missed']);
