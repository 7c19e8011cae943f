import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** A remark among colleagues; the customer never sees it. */
export function note(ticket: Ticket, text: string): Verdict {
  return propose(ticket, { type: 'noted', note: text });
}
