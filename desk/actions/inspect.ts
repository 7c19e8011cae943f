import { propose, refuse, type Verdict } from '../decision.ts';
import type { InspectedAs } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';

export interface Finding {
  /** `self`: who did the work, before leaving; `lead` and `quality`: samples afterwards. */
  readonly as: InspectedAs;
  /** Numbers of the items that failed, 1 for the first; none: all is well. */
  readonly failed: readonly number[];
  readonly note?: string;
}

/** The list of the service line was gone through. What a lead or quality finds wanting afterwards is done again. */
export function inspect(ticket: Ticket, finding: Finding, { inspection }: Policy): Verdict {
  if (!inspection) return refuse(ticket);
  const { as, note } = finding;
  const failed = [...new Set(finding.failed)].filter(
    (item) => Number.isInteger(item) && item >= 1 && item <= inspection.count,
  );
  const inspected = { type: 'inspected', as, failed, ...(note && { note }) } as const;
  const isDone = ticket.status === 'resolved' || ticket.status === 'accepted';
  const again = as !== 'self' && failed.length > 0 && isDone;
  return propose(ticket, inspected, ...(again ? [{ type: 'reopened' } as const] : []));
}
