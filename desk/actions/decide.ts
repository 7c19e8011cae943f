import { propose, refuse, type Verdict } from '../decision.ts';
import type { SuggestionDecision } from '../events.ts';
import type { Ticket } from '../ticket.ts';

/** What becomes of a suggestion; the customer hears it as a plan. */
export function decideSuggestion(
  ticket: Ticket,
  decision: SuggestionDecision,
  note?: string,
): Verdict {
  if (ticket.request.kind !== 'suggestion') return refuse(ticket);
  return propose(ticket, { type: 'decided', decision, ...(note && { note }) });
}
