import type { Actor, EventBody, NewRequest, TicketEvent } from '../../../desk/events.ts';
import type { Milestone, Policy } from '../../../desk/policy.ts';
import { foldTicket, type Ticket } from '../../../desk/ticket.ts';
import { aRequest, minute, policies } from './desk.ts';

export const customer: Actor = { who: 'customer', account: 'web:u1' };
export const system: Actor = { who: 'system' };
export const staff = (role: string): Actor => ({ who: 'staff', id: `s-${role}`, role });

/** What happened, when, and who did it (staff with the owner's role unless said). */
export type Line = readonly [at: number, body: EventBody, by?: Actor];

/** A ticket registered at `at`, assigned as its policy says, with these lines after it. */
export function aTicket(
  at: number,
  lines: readonly Line[] = [],
  request: Partial<NewRequest> & { vip?: boolean } = {},
): Ticket {
  const wish = aRequest(request);
  const policy = policies.of(wish.line);
  const role = policy.routes[wish.urgency][0] ?? '';
  const all: Line[] = [
    [at, { type: 'registered', request: { ...wish, ...request, policyVersion: 1 } }, customer],
    [at, { type: 'assigned', role, reasons: [] }, system],
    ...lines,
  ];
  const timeline = all.map(
    ([when, body, by = staff(role)], index): TicketEvent => ({
      ...body,
      seq: index + 1,
      at: when,
      by,
      cause: `test/${index}`,
    }),
  );
  return foldTicket({ no: '1234567890', timeline });
}

/** The cleaning policy with nothing but these promises for every class. */
export function promising(...milestones: Milestone[]): Policy {
  const { general, urgent, major } = { general: milestones, urgent: milestones, major: milestones };
  const none: Milestone[] = [];
  return {
    ...policies.of('cleaning'),
    tracks: {
      urgency: { general, urgent, major },
      kind: { request: none, flaw: none, compensation: none, suggestion: none, booking: none },
      callback: none,
      visit: [],
    },
  };
}

export function aMilestone(parts: Partial<Milestone> = {}): Milestone {
  return {
    id: 'test.done',
    name: { 'zh-Hans': '完成', 'zh-Hant': '完成', en: 'done' },
    from: { when: 'registered' },
    metBy: [{ type: 'resolved' }],
    limit: 30 * minute,
    owner: 'handler',
    calendar: '24x7',
    warnAt: [0.5, 0.8],
    ladder: [
      { role: 'area_lead', wait: 0 },
      { role: 'director', wait: 15 * minute },
    ],
    source: 'test',
    contact: false,
    internal: false,
    onSite: false,
    asks: false,
    callsOut: false,
    ...parts,
  };
}
