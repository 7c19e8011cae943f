import type { EventBody, TicketEvent } from '../events.ts';
import { milestoneOf } from '../notices.ts';
import type { Policy } from '../policy.ts';
import { isOpen } from '../status.ts';
import { foldTicket, type Ticket } from '../ticket.ts';
import { type Asked, askAgainAt, askedFor, declinedIn, type Seat } from './asked.ts';
import type { Crew } from './crew.ts';
import { dispatch } from './dispatch.ts';
import { needOf, rolesFrom } from './need.ts';

/** Whoever is asked knows what these events make of the ticket. */
export interface Manning {
  readonly no: string;
  readonly timeline: readonly TicketEvent[];
  readonly policy: Policy;
  readonly crew: Crew;
  /** Colleagues who served this customer before. */
  readonly served?: readonly string[];
  /** Stamps events as they will stand on the timeline. */
  stamp(bodies: readonly EventBody[]): readonly TicketEvent[];
}

/** The same events, each assignment with a colleague and the reasons for the choice, and the assignments that must follow. */
export function manned(bodies: readonly EventBody[], manning: Manning): readonly EventBody[] {
  const done: EventBody[] = [];
  for (const body of [...bodies, ...following(bodies, manning)]) {
    if (body.type === 'assigned') done.push(assigned(body, done, manning));
    else done.push(body);
  }
  const out = calledOut(done, manning);
  return out ? [...done, out] : done;
}

/** The next one for a seat whose time to answer is over, or for which nobody was found; nothing if there is nobody still. */
export function nextFor(seat: Seat, manning: Manning, silent?: string): readonly EventBody[] {
  const ticket = standing([], manning);
  const asked = askedFor(seat, manning.timeline);
  const due = askAgainAt(asked, ticket, manning.policy, manning.crew.at);
  if (!asked || due === undefined) return [];
  if (silent !== undefined && asked.pending?.staff !== silent) return [];
  if (asked.pending && silent === undefined && due > manning.crew.at) return [];
  const sent = choose(seat, asked.role, [], manning);
  if (!sent || (!sent.staff && asked.vacant !== undefined)) return [];
  return [seat === 'assigned' ? { type: seat, reasons: [], ...sent } : { type: seat, ...sent }];
}

/** Work that begins again and a ticket that was declined need somebody, too. */
function following(bodies: readonly EventBody[], manning: Manning): EventBody[] {
  if (bodies.some(({ type }) => type === 'assigned')) return [];
  const { owner } = standing(bodies, manning);
  const declined = bodies.find((body) => body.type === 'declined');
  const again = bodies.some(({ type }) => type === 'refused' || type === 'reopened');
  const asks = again || (declined && declined.staff === owner.staff);
  const asked = askedFor('assigned', manning.timeline);
  const role = again ? owner.role : (asked?.role ?? owner.role);
  const next: EventBody = { type: 'assigned', role, reasons: [] };
  return asks && choose('assigned', role, bodies, manning) ? [next] : [];
}

function assigned(
  body: EventBody & { type: 'assigned' },
  before: readonly EventBody[],
  manning: Manning,
): EventBody {
  if (body.choice) return body;
  if (body.staff) {
    const name = manning.crew.roster.colleagues.find(({ id }) => id === body.staff)?.name;
    return name ? { ...body, name } : body;
  }
  return { ...body, ...choose('assigned', body.role, before, manning) };
}

/** An emergency needs the nearest pair of hands beside whoever answers for it; so does a visit that nobody came to. */
function calledOut(bodies: readonly EventBody[], manning: Manning): EventBody | undefined {
  const { field } = manning.policy.dispatch;
  const ticket = standing(bodies, manning);
  if (bodies.some((body) => isNoShow(body, manning)) && isOpen(ticket.status)) {
    const sent = choose('called_out', field, bodies, manning, whoDidNotCome(ticket));
    return sent && { type: 'called_out', ...sent };
  }
  const { urgency, alsoUrgent, kind } = ticket.request;
  const emergency = (urgency === 'urgent' || alsoUrgent) && kind !== 'suggestion';
  if (!emergency || !isOpen(ticket.status) || ticket.owner.role === field) return undefined;
  const asked = askedFor('called_out', ticket.timeline);
  const declined = bodies.some((body) => body.type === 'declined' && body.role === field);
  if (asked && !declined) return undefined;
  const sent = choose('called_out', field, bodies, manning);
  return sent && { type: 'called_out', ...sent };
}

/** Said once: further rungs of the same miss only tell others of it. */
function isNoShow(body: EventBody, { policy }: Manning): boolean {
  if (body.type !== 'missed' || body.rung > 0) return false;
  return milestoneOf(body.milestone, policy)?.callsOut === true;
}

function whoDidNotCome({ timeline, owner }: Ticket): readonly string[] {
  const sent = timeline.findLast(({ type }) => type === 'dispatched' || type === 'called_out');
  const away = sent && 'staff' in sent ? sent.staff : undefined;
  return [owner.staff, away].flatMap((one) => one ?? []);
}

/** Asks for the next one of a seat. `absent`: not these. */
function choose(
  seat: Seat,
  role: string,
  bodies: readonly EventBody[],
  manning: Manning,
  absent: readonly string[] = [],
): ReturnType<typeof dispatch> {
  const ticket = standing(bodies, manning);
  const { policy, crew, served = [] } = manning;
  const asked = askedFor(seat, ticket.timeline);
  const aside = new Map(asked?.aside);
  if (asked?.pending) aside.set(asked.pending.staff, 'unanswered');
  for (const staff of absent) aside.set(staff, 'unanswered');
  for (const staff of declinedIn(ticket.timeline)) aside.set(staff, 'declined');
  const roles =
    seat === 'called_out' ? [role] : inOrder(rolesFrom(role, ticket, policy), asked?.pending);
  const again = workerOf(ticket);
  const asking = { roles, aside, served, ...(again && { again }) };
  return dispatch(needOf(ticket, asking, policy, crew.roster), crew);
}

/** Who does not answer is not asked again before the rungs above were. */
function inOrder(roles: readonly string[], pending: Asked['pending']): readonly string[] {
  const at = pending ? roles.indexOf(pending.role) + 1 : 0;
  return [...roles.slice(at), ...roles.slice(0, at)];
}

function standing(bodies: readonly EventBody[], { no, timeline, stamp }: Manning): Ticket {
  return foldTicket({ no, timeline: [...timeline, ...stamp(bodies)] });
}

/** Whoever did the work that was sent back. */
function workerOf({ timeline, returns }: Ticket): string | undefined {
  if (returns === 0) return undefined;
  const done = timeline.findLast(({ type, by }) => type === 'resolved' && by.who === 'staff');
  return done?.by.who === 'staff' ? done.by.id : undefined;
}
