import { propose, refuse, type Verdict } from '../decision.ts';
import type { EventBody } from '../events.ts';
import type { Ticket } from '../ticket.ts';

export interface Acknowledgement {
  /** Absent: every alarm that is out. */
  readonly milestone?: string;
  readonly note?: string;
}

/** A colleague has an alarm in hand: its ladder stops. The promise itself stays as late as it is. */
export function acknowledge(ticket: Ticket, { milestone, note }: Acknowledgement): Verdict {
  const out = alarmsOut(ticket).filter((id) => milestone === undefined || id === milestone);
  if (out.length === 0) return refuse(ticket);
  return propose(
    ticket,
    ...out.map((id): EventBody => ({ type: 'acknowledged', milestone: id, ...(note && { note }) })),
  );
}

/** Milestones whose last alarm nobody has taken in hand yet. */
function alarmsOut({ timeline, since }: Ticket): string[] {
  const begun = Math.min(since.urgency.seq, since.kind.seq);
  const out = new Set<string>();
  for (const event of timeline) {
    if (event.seq < begun) continue;
    if (event.type === 'warned' || event.type === 'missed') out.add(event.milestone);
    if (event.type === 'acknowledged') out.delete(event.milestone);
  }
  return [...out];
}
