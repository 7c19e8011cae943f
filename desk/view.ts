import type { EventType, Reason, TicketEvent } from './events.ts';
import type { Policy } from './policy.ts';
import { type SignOff, signOffOf } from './sign-off.ts';
import type { MilestoneState } from './sla.ts';
import { type CustomerStatus, customerStatus, isOpen, type Status } from './status.ts';
import type { Owner, Plan, Ticket } from './ticket.ts';
import type { Instant, Kind, Names, Urgency } from './words.ts';

/** A ticket as its customer may see it; never holds another person's data. */
export interface TicketView {
  readonly no: string;
  readonly line: string;
  readonly lineName: Names;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly reasons: readonly Reason[];
  /** 待处理 / 处理中 / 已完成, as promised to customers (000), and cancelled. */
  readonly status: CustomerStatus;
  /** Where it stands exactly. */
  readonly stage: Status;
  /** Clocks stand still: waiting for the customer or for parts. */
  readonly hold?: 'customer' | 'parts';
  readonly registeredAt: Instant;
  readonly words: string;
  readonly subject?: string;
  /** Who looks after it: their role, and the colleague who took it where this line gives names. */
  readonly owner: { readonly role: Names; readonly staff?: string; readonly name?: string };
  /** Who of us spoke with the customer last, told like the owner. */
  readonly spoke?: TicketView['owner'];
  /** What we asked and have no answer to. */
  readonly asked?: AskedView;
  /** The newest plan of this round. */
  readonly plan?: Plan;
  /** When somebody will be there, as agreed or as we now say; absent once they are. */
  readonly expected?: Instant;
  /** Times the customer sent the work back. */
  readonly returns: number;
  /** The customer's sign-off. */
  readonly signed?: SignOff;
  /** Numbers of tickets that were about the same and go on here. */
  readonly absorbed?: readonly string[];
  /** When we come; `expected` is later if we said so. */
  readonly visit?: {
    readonly from: Instant;
    readonly to: Instant;
    readonly expected: Instant;
    /** We asked whether it still suits. */
    readonly asked: boolean;
    readonly confirmed: boolean;
  };
  /** The last thing that happened that a customer cares about. */
  readonly last: { readonly type: EventType; readonly at: Instant };
  /** When a person will have spoken with the customer; absent once that has happened or was never promised. */
  readonly contact?: PromiseView;
  /** The next promise not yet kept, if any. */
  readonly next?: PromiseView;
}

export interface AskedView {
  readonly about: 'acceptance' | 'plan';
  /** Without an answer it is closed then; absent if it is not closed for that. */
  readonly closesAt?: Instant;
}

export interface PromiseView {
  readonly milestone: string;
  readonly what: Names;
  /** The role that must keep it. */
  readonly who: Names;
  readonly due: Instant;
  readonly late: boolean;
}

/** How the desk answers a customer's wish concerning one ticket. */
export type Answer =
  | { readonly done: true; readonly ticket: TicketView; readonly reasons: readonly Reason[] }
  | {
      readonly done: false;
      readonly why: RefusalCode;
      readonly ticket?: TicketView;
      readonly owner?: Owner;
    };

/**
 * `unknown`: no such ticket, or not proven to be this person's (one answer for both, so that nothing leaks).
 * `locked`: five wrong tries; wait. `finished`: the ticket is closed or cancelled, the wish comes too late.
 * For colleagues: `taken`: somebody else, the `owner`, has it; `changed`: it is not as they saw it any more; `incomplete`: a plan
 * does not name what plans of this kind must name; `own_work`: nobody inspects what they did themselves; `no_picture`:
 * the ticket has no such picture.
 */
export type RefusalCode =
  | 'unknown'
  | 'locked'
  | 'finished'
  | 'not_now'
  | 'taken'
  | 'changed'
  | 'incomplete'
  | 'own_work'
  | 'no_picture';

/** What its customer may see of a ticket. */
export function viewOf(
  ticket: Ticket,
  policy: Policy,
  states: readonly MilestoneState[],
): TicketView {
  const { request } = ticket;
  const last = ticket.timeline.findLast(isNews) ?? ticket.timeline[0];
  const ahead = states.filter(({ state }) => unkept.has(state)).sort(byDue);
  const open = isOpen(ticket.status);
  const contact = open ? ahead.find(({ milestone }) => milestone.contact) : undefined;
  const next = ahead.find(({ milestone }) => !milestone.internal && (open || !milestone.contact));
  return {
    no: ticket.no,
    line: policy.id,
    lineName: policy.name,
    kind: request.kind,
    urgency: request.urgency,
    reasons: request.reasons,
    status: customerStatus[ticket.status],
    stage: ticket.status,
    ...answersOf(ticket, policy),
    owner: ownerOf(ticket, policy),
    ...spokeOf(ticket, policy),
    ...expectedOf(ticket),
    returns: ticket.returns,
    ...(ticket.hold && { hold: ticket.hold }),
    registeredAt: ticket.registeredAt,
    words: request.words,
    ...(request.subject && { subject: request.subject }),
    ...absorbedBy(ticket),
    ...(open && visitOf(ticket)),
    last: { type: last?.type ?? 'registered', at: last?.at ?? ticket.registeredAt },
    ...(contact && { contact: promiseOf(contact, policy) }),
    ...(next && { next: promiseOf(next, policy) }),
  };
}

/** The last word on when we come, unless we came since. */
function expectedOf({ timeline, since }: Ticket): Pick<TicketView, 'expected'> {
  const last = timeline.findLast(({ type, seq }) => seq >= since.urgency.seq && says.has(type));
  if (last?.type === 'late') return { expected: last.expected };
  return last?.type === 'appointed' ? { expected: last.from } : {};
}

const says: ReadonlySet<EventType> = new Set<EventType>([
  'late',
  'appointed',
  'arrived',
  'resolved',
  'closed',
  'cancelled',
]);

/** What is asked of the customer, and what they answered. */
function answersOf(ticket: Ticket, { customer }: Policy): Pick<TicketView, Answers> {
  const { asked, plan } = ticket;
  const signed = signOffOf(ticket);
  const closesAt =
    asked?.about === 'acceptance' ? asked.at + customer.acceptance.closeAfter : undefined;
  return {
    ...(asked && { asked: { about: asked.about, ...(closesAt !== undefined && { closesAt }) } }),
    ...(plan && { plan }),
    ...(signed && { signed }),
  };
}

type Answers = 'asked' | 'plan' | 'signed';

function absorbedBy({ relations }: Ticket): Pick<TicketView, 'absorbed'> {
  const absorbed = relations.flatMap(({ to, as }) => (as === 'absorbed' ? [to] : []));
  return absorbed.length > 0 ? { absorbed } : {};
}

function visitOf({ visit: { appointment } }: Ticket): Pick<TicketView, 'visit'> {
  if (!appointment) return {};
  const { promised: from, to, expected, asked, confirmed } = appointment;
  return { visit: { from, to, expected: expected.promised, asked, confirmed } };
}

/** Promises that can still be kept and have a due instant; a paused one is told by `hold`. */
const unkept: ReadonlySet<MilestoneState['state']> = new Set(['running', 'warned', 'missed']);

function byDue(a: MilestoneState, b: MilestoneState): number {
  return (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity);
}

function promiseOf(
  { milestone, owner, dueAt, state }: MilestoneState,
  policy: Policy,
): PromiseView {
  return {
    milestone: milestone.id,
    what: milestone.name,
    who: policy.roles[owner] ?? policy.name,
    due: dueAt ?? 0,
    late: state === 'missed',
  };
}

/** Who is only asked may still decline: no name is given before they took it. */
function ownerOf({ owner }: Ticket, { roles, name: line, customer }: Policy): TicketView['owner'] {
  const role = roles[owner.role] ?? line;
  const { staff, name, taken } = owner;
  if (!customer.names || !taken || !staff) return { role };
  return name ? { role, staff, name } : { role, staff };
}

/** Not always the owner: whoever was called out rings the customer as well. */
function spokeOf({ timeline, owner, crew }: Ticket, policy: Policy): Pick<TicketView, 'spoke'> {
  const by = timeline.findLast(({ type }) => type === 'contacted')?.by;
  const role = by?.who === 'staff' && policy.roles[by.role];
  if (!role) return {};
  const hand = [owner, ...crew].find(({ staff }) => staff === by.id);
  const { staff, name } = hand ?? {};
  if (!policy.customer.names || !staff) return { spoke: { role } };
  return { spoke: { role, staff, ...(name && { name }) } };
}

/** Our own bookkeeping is no news to a customer. */
function isNews(event: TicketEvent): boolean {
  return !bookkeeping.has(event.type) && !(event.type === 'person_left' && event.unanswered);
}

const bookkeeping: ReadonlySet<EventType> = new Set<EventType>([
  'informed',
  'noted',
  'called_out',
  'declined',
  'warned',
  'missed',
  'reminded',
  'rated',
  'callback_promised',
  'verification_asked',
  'verified',
  'acknowledged',
  'asked',
  'filed',
  'related',
  'inspected',
  'decided',
]);
