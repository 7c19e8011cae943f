import type { EventBody, NewRequest, Reason, Request } from '../events.ts';
import type { Policy } from '../policy.ts';
import { secondFailure } from '../reasons.ts';
import { failedBefore } from '../similar.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import { appointed } from './appoint.ts';

/** What the desk knows besides the customer's words. */
export interface Background {
  readonly policy: Policy;
  readonly vip: boolean;
  /** Earlier tickets of the same person. */
  readonly earlier: readonly Ticket[];
  readonly now: Instant;
}

/** A customer reports a problem: it is registered and given to a role at once. */
export function report(wish: NewRequest, background: Background): EventBody[] {
  const { policy, vip } = background;
  const reasons = historyReasons(wish, background);
  const { visit, ...said } = wish;
  const asked: Request = { ...said, policyVersion: policy.version, ...(vip && { vip }) };
  const request: Request =
    reasons.length === 0
      ? asked
      : {
          ...asked,
          urgency: 'major',
          alsoUrgent: wish.alsoUrgent || wish.urgency === 'urgent',
          confirmUrgency: false,
          reasons: [...reasons, ...wish.reasons],
        };
  const role = policy.routes[request.urgency][0] ?? policy.human;
  return [
    { type: 'registered', request },
    { type: 'assigned', role, reasons: request.reasons },
    ...(visit ? [appointed(visit, wish.preferredTime)] : []),
  ];
}

/** The same thing failing twice is a major complaint, whatever words the customer finds for it. */
function historyReasons(wish: NewRequest, { policy, earlier, now }: Background): Reason[] {
  const failed = failedBefore(wish, earlier, policy.history, now);
  return failed ? [secondFailure(policy.history)] : [];
}
