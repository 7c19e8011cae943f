import { propose, type Verdict } from '../decision.ts';
import type { EventBody, VisitTime } from '../events.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';

export interface Appointing extends VisitTime {
  /** As the customer said it. */
  readonly words?: string;
}

/** A visit is agreed, or moved; saying the same again changes nothing. */
export function appoint(ticket: Ticket, { words, ...visit }: Appointing): Verdict {
  const { appointment } = ticket.visit;
  if (appointment?.promised === visit.from && appointment.to === visit.to) return propose(ticket);
  return propose(ticket, appointed(visit, words));
}

/** No visit ends before it begins. */
export function appointed({ from, to }: VisitTime, words?: string): EventBody {
  return { type: 'appointed', from, to: Math.max(from, to), ...(words && { words }) };
}

/** The agreed time still suits; without one, or said twice, nothing changes. */
export function confirmVisit(ticket: Ticket, words?: string): Verdict {
  const { appointment } = ticket.visit;
  if (!appointment || appointment.confirmed) return propose(ticket);
  return propose(ticket, { type: 'visit_confirmed', ...(words && { note: words }) });
}

/** The agreed time suits no longer; nothing to drop changes nothing. */
export function dropVisit(ticket: Ticket, words?: string): Verdict {
  if (!ticket.visit.appointment) return propose(ticket);
  return propose(ticket, { type: 'visit_dropped', ...(words && { words }) });
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
