import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** What we waited for has come; the clocks run on. */
export function resume(ticket: Ticket): Verdict {
  return propose(ticket, { type: 'resumed' });
}
