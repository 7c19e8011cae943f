import type { Medium } from './consent.ts';
import type { EventType, TicketEvent } from './events.ts';
import type { Ticket } from './ticket.ts';

/** What a customer is told unasked. */
export const customerNoticeKinds = [
  'customer.registered',
  'customer.assigned',
  'customer.contacted',
  'customer.appointed',
  'customer.visit_asked',
  'customer.dispatched',
  'customer.late',
  'customer.arrived',
  'customer.planned',
  'customer.replanned',
  'customer.progress',
  'customer.held',
  'customer.resumed',
  'customer.resolved',
  'customer.signed_off',
  'customer.reopened',
  'customer.asked_again',
  'customer.plan_asked_again',
  'customer.merged',
  'customer.closed',
  'customer.cancelled',
] as const;
export type CustomerNoticeKind = (typeof customerNoticeKinds)[number];

export interface CustomerNotice {
  /** How far we go to say it: what they see for themselves is worth no text message, let alone a call. */
  readonly media: readonly Medium[];
  /** Said at night, too: always, or where the matter is urgent. */
  readonly atNight?: 'always' | 'urgent';
  /** Once one of these has happened it is not news any more. */
  readonly overtakenBy: readonly EventType[];
}

const ended: readonly EventType[] = ['resolved', 'accepted', 'refused', 'closed', 'cancelled'];
const writing: readonly Medium[] = ['message', 'text'];
const calling: readonly Medium[] = ['message', 'text', 'call'];

/** Every kind of news: how far we go, when it may be said, and what makes it old. */
export const customerNotices: Readonly<Record<CustomerNoticeKind, CustomerNotice>> = {
  'customer.registered': { media: writing, overtakenBy: ended },
  'customer.assigned': {
    media: ['message'],
    overtakenBy: ['assigned', 'contacted', 'dispatched', 'late', 'arrived', 'planned', ...ended],
  },
  'customer.contacted': {
    media: ['message'],
    overtakenBy: ['dispatched', 'late', 'arrived', 'planned', ...ended],
  },
  'customer.appointed': {
    media: writing,
    overtakenBy: ['appointed', 'dispatched', 'late', 'arrived', ...ended],
  },
  'customer.visit_asked': {
    media: calling,
    overtakenBy: ['visit_confirmed', 'appointed', 'dispatched', 'late', 'arrived', ...ended],
  },
  'customer.dispatched': {
    media: writing,
    atNight: 'urgent',
    overtakenBy: ['dispatched', 'late', 'arrived', 'held', ...ended],
  },
  'customer.late': {
    media: calling,
    atNight: 'always',
    overtakenBy: ['late', 'arrived', 'held', ...ended],
  },
  'customer.arrived': { media: ['message'], atNight: 'urgent', overtakenBy: ended },
  'customer.planned': {
    media: calling,
    atNight: 'urgent',
    overtakenBy: ['planned', 'plan_confirmed', 'plan_changes', ...ended],
  },
  'customer.replanned': {
    media: calling,
    atNight: 'urgent',
    overtakenBy: ['replanned', ...ended],
  },
  'customer.progress': {
    media: writing,
    atNight: 'urgent',
    overtakenBy: ['progressed', ...ended],
  },
  'customer.held': { media: writing, overtakenBy: ['resumed', ...ended] },
  'customer.resumed': { media: ['message'], overtakenBy: ['held', 'dispatched', ...ended] },
  'customer.resolved': { media: calling, overtakenBy: ['reminded', 'reopened', ...ended] },
  'customer.signed_off': { media: writing, overtakenBy: ['reopened', 'refused'] },
  'customer.reopened': { media: writing, overtakenBy: ['dispatched', 'arrived', ...ended] },
  'customer.asked_again': { media: calling, overtakenBy: ['reopened', ...ended] },
  'customer.plan_asked_again': {
    media: calling,
    overtakenBy: ['planned', 'plan_confirmed', 'plan_changes', ...ended],
  },
  'customer.merged': { media: writing, overtakenBy: ended },
  'customer.closed': { media: writing, overtakenBy: ['reopened'] },
  'customer.cancelled': { media: calling, overtakenBy: ['reopened'] },
};

/** What the customer must hear of this event; undefined if nothing, or if they said it themselves and got their answer. */
export function customerNews(event: TicketEvent, ticket: Ticket): CustomerNoticeKind | undefined {
  if (event.by.who === 'customer') return undefined;
  switch (event.type) {
    case 'registered':
      return 'customer.registered';
    case 'assigned':
    case 'taken':
      return isNewFace(event, ticket) ? 'customer.assigned' : undefined;
    case 'resolved':
      return event.temporary ? 'customer.progress' : 'customer.resolved';
    case 'refused':
    case 'reopened':
      return 'customer.reopened';
    case 'reminded':
      return event.of === 'plan' ? 'customer.plan_asked_again' : 'customer.asked_again';
    case 'related':
      return event.as === 'absorbed' ? 'customer.merged' : undefined;
    case 'closed':
      // A duplicate goes on as the other ticket, which speaks for both; who signed off needs no more words.
      return event.outcome === 'duplicate' || isFormality(event) ? undefined : 'customer.closed';
    default:
      return plainly[event.type];
  }
}

const isFormality = (event: TicketEvent & { type: 'closed' }): boolean =>
  event.outcome === 'accepted' && event.by.who === 'system';

const plainly: { readonly [K in EventType]?: CustomerNoticeKind } = {
  contacted: 'customer.contacted',
  appointed: 'customer.appointed',
  asked: 'customer.visit_asked',
  replanned: 'customer.replanned',
  dispatched: 'customer.dispatched',
  late: 'customer.late',
  arrived: 'customer.arrived',
  planned: 'customer.planned',
  progressed: 'customer.progress',
  // They said it to a colleague: whatever was said there, they hear what was written down.
  accepted: 'customer.signed_off',
  held: 'customer.held',
  resumed: 'customer.resumed',
  cancelled: 'customer.cancelled',
};

/**
 * Somebody by name took it over, later than with the registration or the return that the answer told of. Who is
 * only asked may still decline.
 */
function isNewFace(
  event: TicketEvent & { type: 'assigned' | 'taken' },
  { owner, timeline }: Ticket,
): boolean {
  if (!event.staff || event.staff !== owner.staff || !owner.taken) return false;
  const before = timeline.filter(({ seq }) => seq < event.seq);
  if (before.some(({ cause, by }) => cause === event.cause && by.who === 'customer')) return false;
  const last = before.findLast((one) => one.type === event.type);
  return last?.type !== event.type || last.staff !== event.staff;
}

/** Is what a notice would say still the truth? `seq`: the event it tells of. */
export function isStillTrue(kind: CustomerNoticeKind, seq: number, { timeline }: Ticket): boolean {
  const { overtakenBy } = customerNotices[kind];
  return !timeline.some((event) => event.seq > seq && overtakes(event, overtakenBy));
}

/** A temporary repair ends nothing. */
const overtakes = (event: TicketEvent, list: readonly EventType[]): boolean =>
  list.includes(event.type) && !(event.type === 'resolved' && event.temporary);

export const isCustomerKind = (what: string): what is CustomerNoticeKind => what in customerNotices;
