import { propose, type Verdict } from '../decision.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';

export interface Appointing {
  readonly from: Instant;
  readonly to: Instant;
  /** As the customer said it. */
  readonly words?: string;
}

/** A visit is agreed, or moved; saying the same again changes nothing, and no visit ends before it begins. */
export function appoint(ticket: Ticket, { from, to, words }: Appointing): Verdict {
  const { appointment } = ticket.visit;
  if (appointment?.promised === from && appointment.to === to) return propose(ticket);
  const event = { type: 'appointed', from, to: Math.max(from, to) } as const;
  return propose(ticket, words ? { ...event, words } : event);
}

/** We come later than agreed; the customer hears it. */
export function late(ticket: Ticket, expected: Instant, note?: string): Verdict {
  return propose(ticket, { type: 'late', expected, ...(note && { note }) });
}

export interface Replanning {
  readonly plan: string;
  readonly why: string;
  readonly finish: Instant;
}

/** More or other work than agreed: the customer hears what, why and until when. */
export function replan(ticket: Ticket, { plan, why, finish }: Replanning): Verdict {
  return propose(ticket, { type: 'replanned', plan, why, finish });
}
