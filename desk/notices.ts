import type { TicketEvent } from './events.ts';
import type { Milestone, Policy } from './policy.ts';
import type { Notice } from './ports.ts';
import type { MilestoneState } from './sla.ts';
import type { Ticket } from './ticket.ts';

/** Every sentence a notice may need; `dialogs/text` words each of them. */
export const noticeKinds = [
  'staff.new',
  'staff.confirm_urgency',
  'staff.assigned',
  'staff.urged',
  'staff.added',
  'staff.corrected',
  'staff.cancelled',
  'staff.handoff',
  'staff.reclassified',
  'staff.reopened',
  'staff.accepted',
  'staff.warned',
  'staff.missed',
  'staff.call_back',
  'staff.verify',
  'customer.dispatched',
  'customer.planned',
  'customer.progress',
  'customer.held',
  'customer.resolved',
  'customer.closed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Notices that hand a ticket to somebody: once delivered, that role has been informed. */
export const handsOver: ReadonlySet<string> = new Set<NoticeKind>([
  'staff.new',
  'staff.assigned',
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
  for (const event of events) {
    for (const { to, what, facts } of tell(event, ticket, states, policy)) {
      const key = JSON.stringify([to, facts?.milestone]);
      // That a ticket is now theirs says more than what else happened to it.
      const told = notices.get(key);
      if (told && (handsOver.has(told.what) || !handsOver.has(what))) continue;
      notices.set(key, {
        id: `${ticket.no}.${event.seq}.${notices.size + 1}`,
        at: event.at,
        to,
        what,
        facts: { line: policy.id, ...labels(ticket), ...facts },
        state: 'waiting',
      });
    }
  }
  return [...notices.values()];
}

interface Told {
  readonly to: Notice['to'];
  readonly what: NoticeKind;
  readonly facts?: Notice['facts'];
}

function tell(
  event: TicketEvent,
  ticket: Ticket,
  states: readonly MilestoneState[],
  policy: Policy,
): Told[] {
  const owner = ticket.owner;
  const { urgency, confirmUrgency } = ticket.request;
  switch (event.type) {
    case 'registered':
      return [
        ...roles(policy.routes[urgency], 'staff.new'),
        ...(confirmUrgency ? roles([policy.human], 'staff.confirm_urgency') : []),
      ];
    case 'assigned':
      if (event.by.who !== 'staff') return [];
      return [{ to: owner, what: 'staff.assigned' }];
    case 'urged':
      return [owner, ...above(owner.role, policy)].map((to) => ({ to, what: 'staff.urged' }));
    case 'handoff_requested':
      return roles([policy.human], 'staff.handoff');
    case 'reclassified':
      return roles(policy.routes[urgency], 'staff.reclassified');
    case 'refused':
    case 'reopened':
      return [owner, ...above(owner.role, policy)].map((to) => ({ to, what: 'staff.reopened' }));
    case 'callback_promised':
      return roles([event.role], 'staff.call_back');
    case 'verification_asked':
      return roles([event.role], 'staff.verify');
    case 'warned':
    case 'missed':
      return alarm(event, ticket, states);
    default: {
      const plain = plainly[event.type];
      if (plain?.startsWith('staff')) return [{ to: owner, what: plain }];
      if (!plain) return [];
      return event.type === 'resolved' && event.temporary
        ? [{ to: { customer: true }, what: 'customer.progress' }]
        : [{ to: { customer: true }, what: plain }];
    }
  }
}

const plainly: { readonly [K in TicketEvent['type']]?: NoticeKind } = {
  added: 'staff.added',
  corrected: 'staff.corrected',
  cancelled: 'staff.cancelled',
  accepted: 'staff.accepted',
  dispatched: 'customer.dispatched',
  planned: 'customer.planned',
  progressed: 'customer.progress',
  held: 'customer.held',
  resolved: 'customer.resolved',
  closed: 'customer.closed',
};

function alarm(
  event: TicketEvent & { type: 'warned' | 'missed' },
  { owner }: Ticket,
  states: readonly MilestoneState[],
): Told[] {
  const state = states.find(({ milestone }) => milestone.id === event.milestone);
  if (!state) return [];
  const keeper = state.owner === owner.role ? owner : { role: state.owner };
  const facts = { milestone: event.milestone, due: state.dueAt ?? event.at };
  if (event.type === 'warned') {
    return [{ to: keeper, what: 'staff.warned', facts: { ...facts, share: event.share } }];
  }
  const rung = state.ladder[event.rung];
  const hear = [...(event.rung === 0 ? [keeper] : []), ...(rung ? [{ role: rung.role }] : [])];
  return hear.map((to) => ({ to, what: 'staff.missed', facts: { ...facts, rung: event.rung } }));
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

/** The role next above, told when a customer has to ask twice. */
function above(role: string, policy: Policy): Notice['to'][] {
  const ladder = Object.keys(policy.roles);
  const next = ladder[ladder.indexOf(role) + 1];
  return next ? [{ role: next }] : [];
}

function roles(list: readonly string[], what: NoticeKind): Told[] {
  return list.map((role) => ({ to: { role }, what }));
}

function labels(ticket: Ticket): Notice['facts'] {
  return { urgency: ticket.request.urgency, kind: ticket.request.kind };
}
