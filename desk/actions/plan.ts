import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** The customer is told how and until when it will be solved. */
export function plan(ticket: Ticket, text: string): Verdict {
  return propose(ticket, { type: 'planned', plan: text });
}
