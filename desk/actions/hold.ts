import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** Clocks stand still until the customer answers or parts arrive. */
export function hold(ticket: Ticket, why: 'customer' | 'parts'): Verdict {
  return propose(ticket, { type: 'held', why });
}
