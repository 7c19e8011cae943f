import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** Somebody is at the customer's. */
export function arrive(ticket: Ticket, note?: string): Verdict {
  return propose(ticket, { type: 'arrived', ...(note && { note }) });
}
