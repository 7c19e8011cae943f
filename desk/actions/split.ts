import type { EventBody, Request } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Kind, Urgency } from '../words.ts';

/** What of a ticket is a thing of its own; what is not named stays as it was there. */
export interface Part {
  readonly words: string;
  readonly subject?: string;
  readonly line?: string;
  readonly urgency?: Urgency;
  readonly kind?: Kind;
}

/** The beginning of the new ticket; a colleague has read the words, so its class needs no confirming. */
export function splitOff(whole: Ticket, part: Part, policy: Policy): EventBody[] {
  const { subject: _, ...same } = whole.request;
  const { words, subject, urgency = same.urgency, kind = same.kind } = part;
  const request: Request = {
    ...same,
    line: policy.id,
    policyVersion: policy.version,
    words,
    ...(subject && { subject }),
    urgency,
    kind,
    alsoUrgent: same.alsoUrgent && urgency === 'major',
    confirmUrgency: false,
    reasons: urgency === same.urgency ? same.reasons : [],
    photos: [],
  };
  const role = policy.routes[urgency][0] ?? policy.human;
  return [
    { type: 'registered', request },
    { type: 'assigned', role, reasons: request.reasons },
    { type: 'related', to: whole.no, as: 'split_from' },
  ];
}
