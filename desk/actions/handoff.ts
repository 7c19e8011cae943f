import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** The customer wants a human; that is never refused, whatever the ticket's status. */
export function handoff(ticket: Ticket, words: string): Verdict {
  return propose(ticket, { type: 'handoff_requested', words });
}
