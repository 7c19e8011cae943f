import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';

/** Steps of the work that are simply recorded, with a remark if there is one. */
export type Stage =
  | 'diagnosed'
  | 'surveyed'
  | 'negotiated'
  | 'paid'
  | 'reported_back'
  | 'called_back'
  | 'visit_confirmed';

export function record(ticket: Ticket, type: Stage, note?: string): Verdict {
  return propose(ticket, { type, ...(note && { note }) });
}
