import type { Hands } from './dispatch/staffing.ts';
import type { Calendars, Policies, Policy } from './policy.ts';
import { sla } from './sla.ts';
import type { Ticket } from './ticket.ts';
import { type Answer, type TicketView, viewOf } from './view.ts';
import type { Instant } from './words.ts';

/** What has been promised for one ticket, and the calendars it is counted by. */
export interface House {
  readonly policy: Policy;
  readonly calendars: Calendars;
  /** Who works here; without it tickets are given to roles. */
  readonly hands?: Hands;
  /** Colleagues who served this customer before, the latest first. */
  readonly served?: readonly string[];
}

/** The promises a ticket was born with. */
export function houseOf({ request }: Ticket, policies: Policies, hands?: Hands): House {
  const policy = policies.of(request.line, request.policyVersion);
  return { policy, calendars: policies.calendars, ...(hands && { hands }) };
}

/** The ticket as its customer may see it now. */
export function show(ticket: Ticket, policies: Policies, now: Instant): TicketView {
  const { policy, calendars } = houseOf(ticket, policies);
  return viewOf(ticket, policy, sla(ticket, policy, calendars, now));
}

export function answerWith(ticket: TicketView): Answer {
  return { done: true, ticket, reasons: ticket.reasons };
}
