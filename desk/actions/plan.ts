import { propose, refuse, type Verdict } from '../decision.ts';
import type { EventBody, PlanTerms } from '../events.ts';
import type { PlanPoint, Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';

export interface PlanMade {
  /** The measures, as the customer is to read them. */
  readonly plan: string;
  readonly terms?: PlanTerms;
}

/** The customer is shown how and until when it will be solved, and asked whether they agree. */
export function plan(ticket: Ticket, { plan: words, terms }: PlanMade, policy: Policy): Verdict {
  if (missing(ticket, terms, policy).length > 0) return { ok: false, why: 'incomplete' };
  const told = policy.customer.plan.toldOnly.includes(ticket.request.kind);
  return propose(ticket, {
    type: 'planned',
    plan: words,
    ...(terms && { terms }),
    ...(told && { told }),
  });
}

/** What a plan for this ticket must name and does not. */
export function missing(
  { request }: Ticket,
  terms: PlanTerms | undefined,
  { customer }: Policy,
): readonly PlanPoint[] {
  const { mustName } = customer.plan;
  const wanted = [...(mustName[request.kind] ?? []), ...(mustName[request.urgency] ?? [])];
  return [...new Set(wanted)].filter((point) => !terms?.[point]);
}

/** The customer agrees; if we waited for them, work goes on. */
export const confirmPlan = (ticket: Ticket, words: string): Verdict =>
  answerPlan(ticket, { type: 'plan_confirmed', words });

/** The customer wants it otherwise: the owner makes another plan. */
export const changePlan = (ticket: Ticket, words: string): Verdict =>
  answerPlan(ticket, { type: 'plan_changes', words });

function answerPlan(ticket: Ticket, answer: EventBody): Verdict {
  if (ticket.asked?.about !== 'plan') return refuse(ticket);
  const waited = ticket.hold === 'customer';
  return propose(ticket, answer, ...(waited ? [{ type: 'resumed' } as const] : []));
}
