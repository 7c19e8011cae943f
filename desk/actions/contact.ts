import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** A person has spoken with the customer. */
export function contact(ticket: Ticket, note?: string): Verdict {
  return propose(ticket, { type: 'contacted', ...(note && { note }) });
}
