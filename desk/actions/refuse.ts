import { propose, type Verdict } from '../decision.ts';
import type { EventBody } from '../events.ts';
import type { Policy } from '../policy.ts';
import { reworkRefused } from '../reasons.ts';
import type { Ticket } from '../ticket.ts';

/** Not satisfied: the work begins again; when it was rework already, the service has failed twice. */
export function refuseWork(ticket: Ticket, words: string, policy: Policy): Verdict {
  const { urgency, kind } = ticket.request;
  const wasRework = ticket.returns > 0 || kind === 'flaw' || kind === 'compensation';
  const refused: EventBody = { type: 'refused', words };
  if (!wasRework || urgency === 'major') return propose(ticket, refused);
  const reasons = [
    reworkRefused(policy.history, [...refusals(ticket), words]),
    ...ticket.request.reasons,
  ];
  const role = policy.routes.major[0] ?? ticket.owner.role;
  return propose(
    ticket,
    refused,
    { type: 'reclassified', urgency: 'major', kind, reasons },
    { type: 'assigned', role, reasons },
  );
}

/** What the customer said each time they sent the work back. */
const refusals = ({ timeline }: Ticket): string[] =>
  timeline.flatMap((event) => (event.type === 'refused' && event.words ? [event.words] : []));
