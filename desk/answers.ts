import type { EventBody } from './events.ts';
import type { Policy } from './policy.ts';
import { signOffOf } from './sign-off.ts';
import type { MilestoneState } from './sla.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** What follows when a customer does not answer, or has nothing more to say, and when. */
export interface Silence {
  readonly at: Instant;
  readonly makes: EventBody;
}

/**
 * The next step of a question that waits for the customer's answer: asked again, or closed as unanswered. What they
 * signed off is closed as accepted.
 */
export function silenceOf(
  ticket: Ticket,
  policy: Policy,
  states: readonly MilestoneState[],
): Silence | undefined {
  const { asked } = ticket;
  if (!asked) return afterSignOff(ticket, policy, states);
  const rules = policy.customer[asked.about];
  const again = rules.remindAfter[asked.reminders];
  if (again !== undefined)
    return { at: asked.at + again, makes: { type: 'reminded', of: asked.about } };
  if (!('closeAfter' in rules)) return undefined;
  return { at: asked.at + rules.closeAfter, makes: { type: 'closed', outcome: 'unanswered' } };
}

function afterSignOff(
  ticket: Ticket,
  { customer }: Policy,
  states: readonly MilestoneState[],
): Silence | undefined {
  const { closeAccepted } = customer.acceptance;
  const signed = ticket.status === 'accepted' ? signOffOf(ticket) : undefined;
  if (closeAccepted === undefined || !signed || states.some(isOwed)) return undefined;
  return { at: signed.at + closeAccepted, makes: { type: 'closed', outcome: 'accepted' } };
}

/** Begun and not kept, late or not; a first contact cannot be made any more. */
function isOwed({ milestone, startedAt, metAt }: MilestoneState): boolean {
  return startedAt !== undefined && metAt === undefined && !milestone.contact;
}
