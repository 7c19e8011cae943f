import { type CustomerNoticeKind, customerNews } from './customer-notices.ts';
import { addressOf, alongRoute, forFirstReceiver, handed } from './dispatch/told.ts';
import type { TicketEvent } from './events.ts';
import type { Milestone, Policy } from './policy.ts';
import type { Notice } from './ports.ts';
import type { MilestoneState } from './sla.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** What colleagues are told; `dialogs/text` words each of them. */
export const staffNoticeKinds = [
  'staff.new',
  'staff.confirm_urgency',
  'staff.assigned',
  'staff.called_out',
  'staff.unmanned',
  'staff.followed',
  'staff.urged',
  'staff.added',
  'staff.corrected',
  'staff.cancelled',
  'staff.handoff',
  'staff.forgotten',
  'staff.unanswered',
  'staff.reclassified',
  'staff.reopened',
  'staff.accepted',
  'staff.plan_confirmed',
  'staff.plan_changes',
  'staff.warned',
  'staff.missed',
  'staff.call_back',
  'staff.verify',
  'staff.wanting',
] as const;
export type StaffNoticeKind = (typeof staffNoticeKinds)[number];
export type NoticeKind = StaffNoticeKind | CustomerNoticeKind;

/** Notices that hand a ticket to somebody: once delivered, that role has been informed. */
export const handsOver: ReadonlySet<string> = new Set<NoticeKind>([
  'staff.new',
  'staff.assigned',
  'staff.called_out',
  'staff.reclassified',
  'staff.reopened',
]);

/** Who must hear of these events. Nobody hears twice of one decision, unless of two milestones. */
export function noticesFor(
  events: readonly TicketEvent[],
  ticket: Ticket,
  states: readonly MilestoneState[],
  policy: Policy,
): Notice[] {
  const notices = new Map<string, Notice>();
  const note = (seq: number, at: Instant, key: string, { to, what, facts }: Told) =>
    notices.set(key, {
      id: `${ticket.no}.${seq}.${notices.size + 1}`,
      at,
      to,
      what,
      facts: { line: policy.id, ...labels(ticket), ...facts },
      state: 'waiting',
    });
  for (const event of events) {
    const told = [...tellStaff(event, ticket, states, policy), ...tellCustomer(event, ticket)];
    for (const one of told) {
      const { to, what, facts } = one;
      const key = JSON.stringify([to, facts?.milestone ?? facts?.seq]);
      // That a ticket is now theirs says more than what else happened to it.
      const before = notices.get(key);
      if (before && (handsOver.has(before.what) || !handsOver.has(what))) continue;
      note(event.seq, event.at, key, one);
    }
  }
  const first = forFirstReceiver(events, ticket);
  const last = events.at(-1);
  const heard = (staff?: string) =>
    [...notices.values()].some(({ to }) => 'role' in to && to.staff === staff);
  if (first && last && !heard(first.to.staff)) note(last.seq, last.at, 'first receiver', first);
  return [...notices.values()];
}

interface Told {
  readonly to: Notice['to'];
  readonly what: NoticeKind;
  readonly facts?: Notice['facts'];
}

function tellCustomer(event: TicketEvent, ticket: Ticket): Told[] {
  const what = customerNews(event, ticket);
  return what ? [{ to: { customer: true }, what, facts: { seq: event.seq } }] : [];
}

function tellStaff(
  event: TicketEvent,
  ticket: Ticket,
  states: readonly MilestoneState[],
  policy: Policy,
): Told[] {
  const owner = addressOf(ticket.owner);
  const { urgency, confirmUrgency } = ticket.request;
  switch (event.type) {
    case 'registered':
      return [
        ...alongRoute(policy.routes[urgency], ticket.owner, 'staff.new'),
        ...(confirmUrgency ? roles([policy.human], 'staff.confirm_urgency') : []),
      ];
    case 'assigned':
      if (event.by.who !== 'staff' && !event.choice) return [];
      return handed(event, ticket, policy);
    case 'called_out':
      return handed(event, ticket, policy);
    case 'urged':
      return [owner, ...ticket.crew.map(addressOf), ...above(owner.role, policy)].map((to) => ({
        to,
        what: 'staff.urged',
      }));
    case 'handoff_requested':
      return roles([policy.human], 'staff.handoff');
    case 'person_left':
      if (event.unanswered && event.by.who === 'staff') {
        const to = { role: event.by.role, staff: event.by.id };
        return [{ to, what: 'staff.unanswered' }];
      }
      return event.forgotten && event.by.who === 'staff'
        ? [
            { to: { role: event.by.role, staff: event.by.id }, what: 'staff.forgotten' },
            ...roles([policy.human], 'staff.handoff'),
          ]
        : [];
    case 'reclassified':
      return alongRoute(policy.routes[urgency], ticket.owner, 'staff.reclassified');
    case 'refused':
    case 'reopened':
      return [owner, ...above(owner.role, policy)].map((to) => ({
        to,
        what: 'staff.reopened',
        facts: failedWith(event, ticket),
      }));
    case 'inspected':
      return event.as === 'self' || event.failed.length === 0
        ? []
        : [{ to: owner, what: 'staff.wanting', facts: failedWith(event, ticket) }];
    case 'callback_promised':
      return promisedCall(event, states, policy);
    case 'verification_asked':
      return roles([event.role], 'staff.verify');
    case 'warned':
    case 'missed':
      return alarm(event, ticket, states);
    default: {
      const what = plainly[event.type];
      return what ? [{ to: owner, what }] : [];
    }
  }
}

/** Numbers of the items that an inspection found wanting at the same time. */
function failedWith({ cause }: TicketEvent, { timeline }: Ticket): Notice['facts'] {
  const found = timeline.find((event) => event.type === 'inspected' && event.cause === cause);
  const failed = found?.type === 'inspected' ? found.failed : [];
  return failed.length > 0 ? { failed: failed.join(',') } : {};
}

const plainly: { readonly [K in TicketEvent['type']]?: StaffNoticeKind } = {
  added: 'staff.added',
  corrected: 'staff.corrected',
  cancelled: 'staff.cancelled',
  accepted: 'staff.accepted',
  plan_confirmed: 'staff.plan_confirmed',
  plan_changes: 'staff.plan_changes',
};

function alarm(
  event: TicketEvent & { type: 'warned' | 'missed' },
  ticket: Ticket,
  states: readonly MilestoneState[],
): Told[] {
  const state = states.find(({ milestone }) => milestone.id === event.milestone);
  if (!state) return [];
  const keeper = keeperOf(state.owner, ticket);
  const facts = { milestone: event.milestone, due: state.dueAt ?? event.at };
  if (event.type === 'warned') {
    return [{ to: keeper, what: 'staff.warned', facts: { ...facts, share: event.share } }];
  }
  const rung = state.ladder[event.rung];
  const hear = [...(event.rung === 0 ? [keeper] : []), ...(rung ? [{ role: rung.role }] : [])];
  return hear.map((to) => ({ to, what: 'staff.missed', facts: { ...facts, rung: event.rung } }));
}

/** Whoever has that role on this ticket. */
function keeperOf(role: string, { owner, crew }: Ticket): Notice['to'] {
  return addressOf([owner, ...crew].find((one) => one.role === role) ?? { role });
}

/** The milestone of that name in any track; undefined if this policy knows none. */
export function milestoneOf(id: string, { tracks }: Pick<Policy, 'tracks'>): Milestone | undefined {
  const { urgency, kind, visit, callback } = tracks;
  for (const track of [...Object.values(urgency), ...Object.values(kind), visit, callback]) {
    const found = track.find((milestone) => milestone.id === id);
    if (found) return found;
  }
  return undefined;
}

/** A call in person, told beside all else: it has a clock of its own. */
function promisedCall(
  { role, at }: TicketEvent & { type: 'callback_promised' },
  states: readonly MilestoneState[],
  { tracks }: Policy,
): Told[] {
  const call = states.find(({ milestone }) => tracks.callback.includes(milestone));
  const facts = call && { milestone: call.milestone.id, due: call.dueAt ?? at };
  return [{ to: { role }, what: 'staff.call_back', ...(facts && { facts }) }];
}

/** The role next above, told when a customer has to ask twice. The field works beside the desk, not above it. */
function above(role: string, policy: Policy): Notice['to'][] {
  const ladder = Object.keys(policy.roles);
  const next = ladder.slice(ladder.indexOf(role) + 1).find((one) => one !== policy.dispatch.field);
  return next ? [{ role: next }] : [];
}

function roles(list: readonly string[], what: NoticeKind): Told[] {
  return list.map((role) => ({ to: { role }, what }));
}

function labels(ticket: Ticket): Notice['facts'] {
  return { urgency: ticket.request.urgency, kind: ticket.request.kind };
}
