import { propose, type Verdict } from '../decision.ts';
import type { EventBody, Reason } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Kind, Urgency } from '../words.ts';

export interface Labels {
  readonly urgency: Urgency;
  readonly kind: Kind;
  readonly reasons?: readonly Reason[];
}

/** A person confirms or changes the class; a new urgency brings the owner its policy names. */
export function reclassify(ticket: Ticket, labels: Labels, policy: Policy): Verdict {
  const { urgency, kind, reasons = [] } = labels;
  const events: EventBody[] = [{ type: 'reclassified', urgency, kind, reasons }];
  const role = policy.routes[urgency][0];
  if (urgency !== ticket.request.urgency && role && role !== ticket.owner.role) {
    events.push({ type: 'assigned', role, reasons });
  }
  return propose(ticket, ...events);
}
