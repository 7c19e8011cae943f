import type { StaffAction } from './actions/staff.ts';
import type { CrewRole } from './crew.ts';
import type { InspectedAs } from './events.ts';

/**
 * How far a right reaches: `own` tickets in one's hands, or taken by nobody yet that one's post and area could take;
 * `area` those in one's areas as well (all, for who has none); `all` everything. Absent: not at all.
 */
export type Reach = 'own' | 'area' | 'all';

/** Something a colleague does with a ticket, or sees of the house. */
export type Right = `ticket.${StaffAction['do']}` | (typeof otherRights)[number];

export const otherRights = [
  'queue.read',
  'ticket.read',
  'ticket.register',
  'ticket.bulk',
  'ticket.merge',
  'ticket.split',
  /** Name, telephone and address without asking. */
  'personal.read',
  /** The same, one ticket at a time, and written down. */
  'personal.unmask',
  'conversation.read',
  'conversation.join',
  'attachment.read',
  'attachment.add',
  'people.read',
  'people.write',
  'accounts.read',
  'accounts.write',
  'policies.read',
  'policies.write',
  'customers.read',
  'customers.write',
  'customers.export',
  'customers.erase',
  'webhooks.read',
  'webhooks.write',
  'inspections.read',
  'inspections.write',
  'suggestions.read',
  'reports.read',
  'suggestions.write',
  'callbacks.read',
  'callbacks.write',
  'audit.read',
] as const;

type Row = Readonly<Record<CrewRole, Reach | undefined>>;

/** A row of the table: agent, worker, lead, director, quality, admin. */
function row(...reach: readonly (Reach | '-')[]): Row {
  const [agent, worker, lead, director, quality, admin] = reach.map((one) =>
    one === '-' ? undefined : one,
  );
  return { agent, worker, lead, director, quality, admin };
}

/** Who may do what, and how far: the only place that says so. The compiler misses a new action here. */
export const rights: Readonly<Record<Right, Row>> = {
  //                          agent   worker  lead    director quality admin
  'queue.read': /*         */ row('all', 'own', 'area', 'all', 'all', 'all'),
  'ticket.read': /*        */ row('all', 'own', 'area', 'all', 'all', 'all'),
  'ticket.register': /*    */ row('all', '-', 'all', 'all', '-', '-'),
  'ticket.bulk': /*        */ row('all', '-', 'area', 'all', '-', '-'),
  'ticket.merge': /*       */ row('all', '-', 'area', 'all', '-', '-'),
  'ticket.split': /*       */ row('all', '-', 'area', 'all', '-', '-'),
  'personal.read': /*      */ row('all', 'own', 'area', 'all', '-', '-'),
  'personal.unmask': /*    */ row('all', 'own', 'area', 'all', 'all', 'all'),
  'conversation.read': /*  */ row('all', 'own', 'area', 'all', 'all', '-'),
  'conversation.join': /*  */ row('all', '-', 'area', 'all', '-', '-'),
  'attachment.read': /*    */ row('all', 'own', 'area', 'all', 'all', '-'),
  'attachment.add': /*     */ row('all', 'own', 'area', 'all', 'all', '-'),

  'ticket.take': /*        */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.decline': /*     */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.assign': /*      */ row('all', '-', 'area', 'all', '-', '-'),
  'ticket.contact': /*     */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.dispatch': /*    */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.arrive': /*      */ row('-', 'own', 'area', 'all', '-', '-'),
  'ticket.plan': /*        */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.progress': /*    */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.record': /*      */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.resolve': /*     */ row('-', 'own', 'area', 'all', '-', '-'),
  'ticket.hold': /*        */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.resume': /*      */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.accept': /*      */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.refuse': /*      */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.close': /*       */ row('all', '-', 'area', 'all', '-', '-'),
  'ticket.reopen': /*      */ row('all', '-', 'area', 'all', 'all', '-'),
  'ticket.cancel': /*      */ row('all', '-', 'area', 'all', '-', '-'),
  'ticket.correct': /*     */ row('all', '-', 'area', 'all', '-', '-'),
  'ticket.acknowledge': /* */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.diagnose': /*    */ row('-', 'own', 'area', 'all', '-', '-'),
  'ticket.file': /*        */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.appoint': /*     */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.late': /*        */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.replan': /*      */ row('-', 'own', 'area', 'all', '-', '-'),
  'ticket.drop_visit': /* */ row('all', 'own', 'area', 'all', '-', '-'),
  'ticket.note': /*        */ row('all', 'own', 'area', 'all', 'all', '-'),
  'ticket.inspect': /*     */ row('-', 'own', 'area', '-', 'all', '-'),
  'ticket.decide': /*      */ row('all', '-', 'area', 'all', 'all', '-'),
  'ticket.verify': /*      */ row('all', '-', 'area', 'all', 'all', '-'),
  'ticket.reclassify': /*  */ row('all', '-', 'area', 'all', '-', '-'),

  'people.read': /*        */ row('all', 'own', 'all', 'all', 'all', 'all'),
  'people.write': /*       */ row('-', '-', '-', 'all', '-', 'all'),
  'accounts.read': /*      */ row('-', '-', '-', 'all', '-', 'all'),
  'accounts.write': /*     */ row('-', '-', '-', '-', '-', 'all'),
  'policies.read': /*      */ row('all', 'all', 'all', 'all', 'all', 'all'),
  'policies.write': /*     */ row('-', '-', '-', 'all', '-', 'all'),
  'customers.read': /*     */ row('all', '-', 'all', 'all', '-', '-'),
  'customers.write': /*    */ row('all', '-', '-', 'all', '-', '-'),
  'customers.export': /*   */ row('-', '-', '-', 'all', '-', 'all'),
  'customers.erase': /*    */ row('-', '-', '-', '-', '-', 'all'),
  'webhooks.read': /*      */ row('-', '-', '-', '-', '-', 'all'),
  'webhooks.write': /*     */ row('-', '-', '-', '-', '-', 'all'),
  'inspections.read': /*   */ row('-', 'own', 'area', 'all', 'all', '-'),
  'inspections.write': /*  */ row('-', 'own', 'area', '-', 'all', '-'),
  'suggestions.read': /*   */ row('all', '-', 'all', 'all', 'all', '-'),
  'suggestions.write': /*  */ row('all', '-', 'all', 'all', 'all', '-'),
  'reports.read': /*       */ row('-', '-', 'area', 'all', 'all', '-'),
  'callbacks.read': /*     */ row('all', '-', 'all', 'all', 'all', '-'),
  'callbacks.write': /*    */ row('-', '-', '-', 'all', '-', 'all'),
  'audit.read': /*         */ row('-', '-', '-', '-', '-', 'all'),
};

/** As what each may go through the list: nobody signs a sample that is another's to take. */
export const inspectsAs: Readonly<Record<CrewRole, readonly InspectedAs[]>> = {
  agent: [],
  worker: ['self'],
  lead: ['self', 'lead'],
  director: [],
  quality: ['quality'],
  admin: [],
};

export function reachOf(role: CrewRole, right: Right): Reach | undefined {
  return rights[right][role];
}
