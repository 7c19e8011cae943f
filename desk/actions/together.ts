import { decide, type Stamp, type Verdict } from '../decision.ts';
import type { EventBody } from '../events.ts';
import type { House } from '../house.ts';
import type { TicketRecord } from '../ports.ts';
import type { Ticket } from '../ticket.ts';
import { type Hand, type StaffAction, staffVerdict } from './staff.ts';

/** One thing, or several that are facts all together or not at all. */
export type Deeds = StaffAction | readonly StaffAction[];

/** Each is judged on the ticket as those before it leave it; with `seen` only if nothing else has happened to it. */
export function together(
  record: TicketRecord,
  deeds: Deeds,
  stamp: Stamp,
  by: Hand,
  seen = record.timeline.length,
) {
  return (ticket: Ticket, house: House): Verdict => {
    if (seen !== record.timeline.length) return { ok: false, why: 'changed' };
    const events: EventBody[] = [];
    let now = ticket;
    for (const action of 'do' in deeds ? [deeds] : deeds) {
      if (events.length > 0) now = decide(record, events, stamp, house).ticket;
      const verdict = staffVerdict(now, action, house, by);
      if (!verdict.ok) return verdict;
      events.push(...verdict.events);
    }
    return { ok: true, events };
  };
}
