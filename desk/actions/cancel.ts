import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** The customer needs it no longer; what is already done cannot be cancelled. */
export function cancel(ticket: Ticket, words: string): Verdict {
  return propose(ticket, { type: 'cancelled', words });
}
