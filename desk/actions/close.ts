import { propose, refuse, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

export type Outcome = 'accepted' | 'unanswered' | 'duplicate';

/** The end: signed off, done and unanswered, or a duplicate of another ticket. */
export function close(ticket: Ticket, outcome: Outcome): Verdict {
  const fits = {
    accepted: ticket.status === 'accepted',
    unanswered: ticket.status === 'resolved',
    duplicate: true,
  };
  return fits[outcome] ? propose(ticket, { type: 'closed', outcome }) : refuse(ticket);
}
