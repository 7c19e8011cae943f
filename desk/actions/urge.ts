import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** The customer asks us to hurry: the owner and the one above hear of it. */
export function urge(ticket: Ticket, words: string): Verdict {
  return propose(ticket, { type: 'urged', words });
}
