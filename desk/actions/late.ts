import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';

export interface Delay {
  /** When they will be there. */
  readonly expected: Instant;
  readonly note?: string;
}

/** They will not be there as said; the customer hears it before they wait in vain. */
export function late(ticket: Ticket, { expected, note }: Delay): Verdict {
  return propose(ticket, { type: 'late', expected, ...(note && { note }) });
}
