import { propose, refuse, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';
import type { Hand } from './staff.ts';

export interface Verification {
  /** The customer says the same again. */
  readonly agrees: boolean;
  readonly note?: string;
}

/** Asked once more whether the answers are right: by somebody who has not served this customer. */
export function verify(ticket: Ticket, { agrees, note }: Verification, { id }: Hand): Verdict {
  const { timeline } = ticket;
  const asked = timeline.findLast(({ type }) => type === 'verification_asked');
  const done = timeline.some(({ type, seq }) => type === 'verified' && seq > (asked?.seq ?? 0));
  const served = timeline.some(({ by }) => by.who === 'staff' && by.id === id);
  if (!asked || done || served) return refuse(ticket);
  return propose(ticket, { type: 'verified', agrees, ...(note && { note }) });
}
