import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';
import type { Hand } from './staff.ts';

/** A colleague takes a ticket that nobody has yet; whoever comes second is told that it is taken. */
export function take(ticket: Ticket, { id: staff, role }: Hand): Verdict {
  const { owner } = ticket;
  if (owner.staff === staff) return { ok: true, events: [] };
  if (owner.staff !== undefined) return { ok: false, why: 'taken' };
  return propose(ticket, { type: 'assigned', role, staff, reasons: [] });
}
