import type { TicketEvent } from './events.ts';
import type { Match } from './policy.ts';

/** Does this event count for this matcher? A temporary fix is not a final one; a role must be the very role. */
export function matches(event: TicketEvent, match: Match): boolean {
  if (event.type !== match.type) return false;
  if (match.only === undefined) return true;
  if (event.type === 'resolved') return !event.temporary;
  if (event.type === 'filed') return event.report === match.only;
  if ('role' in event) return event.role === match.only;
  return event.by.who === 'staff' && event.by.role === match.only;
}
