import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

export interface Work {
  /** It works for now; the final repair is still to come. */
  readonly temporary?: boolean;
  readonly note?: string;
}

/** The work is done, for now or for good. */
export function resolve(ticket: Ticket, { temporary = false, note }: Work): Verdict {
  return propose(ticket, { type: 'resolved', temporary, ...(note && { note }) });
}
