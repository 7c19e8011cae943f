import type { TicketEvent } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Notice } from '../ports.ts';
import type { Owner, Ticket } from '../ticket.ts';
import { beginsAnew } from './asked.ts';
import { rolesFrom } from './need.ts';

/** A notice to a colleague, or to whoever of a role can be reached. */
export interface ToldStaff {
  readonly to: Extract<Notice['to'], { role: string }>;
  readonly what:
    | 'staff.new'
    | 'staff.reclassified'
    | 'staff.assigned'
    | 'staff.called_out'
    | 'staff.unmanned'
    | 'staff.followed';
  readonly facts?: Notice['facts'];
}

/** The owner as somebody to be told. */
export function addressOf({ role, staff }: Owner): ToldStaff['to'] {
  return staff ? { role, staff } : { role };
}

/** A ticket goes to whoever owns it in place of the first role of its route, and to the others of it. */
export function alongRoute(
  route: readonly string[],
  owner: Owner,
  what: 'staff.new' | 'staff.reclassified',
): ToldStaff[] {
  const others = route.slice(1).filter((role) => role !== owner.role);
  return [addressOf(owner), ...others.map((role) => ({ role }))].map((to) => ({ to, what }));
}

/** Whoever was chosen hears of it; if that took more than the rules allow, so does the next one up, at once. */
export function handed(event: Handing, ticket: Ticket, policy: Policy): ToldStaff[] {
  const { choice, role, staff } = event;
  const what = event.type === 'assigned' ? 'staff.assigned' : 'staff.called_out';
  const told: ToldStaff[] = staff || !choice ? [{ to: addressOf(event), what }] : [];
  const alarmed = alarmedBy(event, ticket.owner.role, ticket, policy);
  if (!choice || !alarmed) return told;
  const known = staff ? alarmedBefore(event, ticket, policy) : noRoles;
  const alarm = { what: 'staff.unmanned', facts: { asked: choice.passed[0] ?? role } } as const;
  const hears = event.type === 'called_out' ? [addressOf(ticket.owner)] : [];
  const roles = alarmed.filter((one) => !known.has(one)).map((one) => ({ role: one }));
  return [...told, ...[...hears, ...roles].map((to) => ({ to, ...alarm }))];
}

type Handing = Extract<TicketEvent, { type: 'assigned' | 'called_out' }>;

/** The roles to be told that hands are short, or that there are none; undefined if all went by the rules. */
function alarmedBy(
  event: Handing,
  owner: string,
  ticket: Ticket,
  policy: Policy,
): readonly string[] | undefined {
  const { choice, role, staff } = event;
  const stretched = choice?.why.some(({ is }) => is === 'needed') || !staff;
  if (!choice || (choice.passed.length === 0 && !stretched)) return undefined;
  const up = upFrom(
    event.type === 'called_out' ? owner : (choice.passed[0] ?? role),
    ticket,
    policy,
  );
  // While nobody at all could be found, everybody who was asked for hears it.
  return staff
    ? up.slice(0, 1).filter((one) => one !== role)
    : [...new Set([...up, ...choice.passed])];
}

/** Who heard in this round that hands are short: until there are none at all they hear no more of it. */
function alarmedBefore(event: Handing, ticket: Ticket, policy: Policy): ReadonlySet<string> {
  const roles = new Set<string>();
  let owner = '';
  for (const before of ticket.timeline.slice(0, event.seq - 1)) {
    if (beginsAnew.has(before.type)) roles.clear();
    if (before.type !== 'assigned' && before.type !== 'called_out') continue;
    if (before.type === 'assigned') owner = before.role;
    if (before.type === event.type && !before.staff) roles.clear();
    else for (const role of alarmedBy(before, owner, ticket, policy) ?? []) roles.add(role);
  }
  return roles;
}

const noRoles: ReadonlySet<string> = new Set();

/** 首问负责: whoever took it first hears what becomes of it, though it is with somebody else. */
export function forFirstReceiver(
  events: readonly TicketEvent[],
  { owner, firstReceiver }: Ticket,
): ToldStaff | undefined {
  const staff = firstReceiver?.staff;
  if (!firstReceiver || !staff || staff === owner.staff) return undefined;
  const news = events.findLast(({ type, by }) => {
    const theirs = by.who === 'staff' && by.id === staff;
    return worthFollowing.has(type) && !theirs;
  });
  if (!news) return undefined;
  return { to: addressOf(firstReceiver), what: 'staff.followed', facts: { event: news.type } };
}

const worthFollowing: ReadonlySet<TicketEvent['type']> = new Set([
  'assigned',
  'reclassified',
  'urged',
  'cancelled',
  'refused',
  'reopened',
  'resolved',
  'accepted',
  'closed',
  'missed',
]);

/** Those above a role, who are told when it cannot keep what it promised. */
function upFrom(role: string, ticket: Ticket, policy: Policy): readonly string[] {
  return rolesFrom(role, ticket, policy).slice(1);
}
