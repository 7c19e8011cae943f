import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** It was not finished after all. */
export function reopen(ticket: Ticket, words?: string): Verdict {
  return propose(ticket, { type: 'reopened', ...(words && { words }) });
}
