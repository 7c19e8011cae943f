import { propose, type Verdict } from '../decision.ts';
import type { Reason } from '../events.ts';
import type { Ticket } from '../ticket.ts';

export interface Assignment {
  readonly role: string;
  readonly staff?: string;
  readonly reasons?: readonly Reason[];
}

/** A role or a named colleague takes the ticket over. */
export function assign(ticket: Ticket, { role, staff, reasons = [] }: Assignment): Verdict {
  return propose(ticket, { type: 'assigned', role, ...(staff && { staff }), reasons });
}
