import type { EventBody } from './events.ts';
import type { Policy } from './policy.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** What follows when a customer does not answer, and when. */
export interface Silence {
  readonly at: Instant;
  readonly makes: EventBody;
}

/** The next step of a question that waits for the customer's answer: asked again, or closed as unanswered. */
export function silenceOf({ asked }: Ticket, { customer }: Policy): Silence | undefined {
  if (!asked) return undefined;
  const rules = customer[asked.about];
  const again = rules.remindAfter[asked.reminders];
  if (again !== undefined)
    return { at: asked.at + again, makes: { type: 'reminded', of: asked.about } };
  if (!('closeAfter' in rules)) return undefined;
  return { at: asked.at + rules.closeAfter, makes: { type: 'closed', outcome: 'unanswered' } };
}
