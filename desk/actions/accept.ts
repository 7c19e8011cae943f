import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** The customer signs the work off. */
export function accept(ticket: Ticket, words?: string): Verdict {
  return propose(ticket, words ? { type: 'accepted', words } : { type: 'accepted' });
}
