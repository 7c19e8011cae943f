import { propose, refuse, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';
import type { Hand } from './staff.ts';

/** A colleague accepts: whoever was asked, or whoever is quicker. What somebody has taken stays theirs. */
export function take(ticket: Ticket, by: Hand): Verdict {
  const out = ticket.crew.find(({ staff }) => staff === by.id);
  const asked = out ?? ticket.owner;
  if (asked.staff === by.id) {
    if (asked.taken) return { ok: true, events: [] };
    return propose(ticket, { type: 'taken', role: asked.role, staff: by.id });
  }
  if (ticket.owner.taken) return { ok: false, why: 'taken' };
  return propose(ticket, { type: 'assigned', role: by.role, staff: by.id, reasons: [] });
}

/** Whoever was asked cannot; what was taken is not passed on (首问负责). */
export function decline(ticket: Ticket, why: string, by: Pick<Hand, 'id'>): Verdict {
  const asked = [ticket.owner, ...ticket.crew].find(({ staff }) => staff === by.id);
  if (!asked?.staff || asked.taken) return refuse(ticket);
  return propose(ticket, { type: 'declined', role: asked.role, staff: asked.staff, why });
}
