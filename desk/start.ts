import type { Mark } from './events.ts';
import { matches } from './match.ts';
import type { Milestone, Promised } from './policy.ts';
import type { Ticket } from './ticket.ts';
import type { Anchor } from './visit.ts';
import type { Instant } from './words.ts';

/** Where the clock of a promise begins. `at` and `seq`: from then on it can be kept. */
export interface Beginning extends Mark {
  /** The limit is counted from here; before `at` only if a visit was agreed at short notice. */
  readonly counted: Instant;
  /** Alarms before this event were for another hour than the one now promised. */
  readonly told: number;
}

/** undefined while what it counts from has not happened. `met`: milestones kept so far. */
export function beginningOf(
  milestone: Pick<Milestone, 'from' | 'onSite'>,
  since: Mark,
  ticket: Ticket,
  met: ReadonlyMap<string, Mark>,
): Beginning | undefined {
  const { from, onSite } = milestone;
  if ('before' in from) {
    const anchor = anchorOf(from.when, ticket);
    if (!anchor) return undefined;
    const counted = anchor.promised - from.before;
    return { at: Math.max(counted, anchor.at), seq: anchor.seq, counted, told: anchor.seq };
  }
  const mark = markOf(from, since, ticket, met);
  if (!mark) return undefined;
  const atVisit = onSite && from.when !== 'event';
  const visit = atVisit ? ticket.visit.appointment : undefined;
  // What was booked begins when it was booked for, and before a time is agreed nothing can be late on site.
  if (atVisit && !visit && ticket.request.kind === 'booking') return undefined;
  if (!visit || visit.promised <= mark.at)
    return { at: mark.at, seq: mark.seq, counted: mark.at, told: mark.seq };
  const { promised } = visit;
  return { at: promised, seq: mark.seq, counted: promised, told: Math.max(mark.seq, visit.seq) };
}

function markOf(
  from: Exclude<Milestone['from'], { before: unknown }>,
  since: Mark,
  { timeline }: Ticket,
  met: ReadonlyMap<string, Mark>,
): Mark | undefined {
  if (from.when === 'registered') return since;
  if (from.when === 'met') return met.get(from.milestone);
  return timeline.find((event) => event.seq >= since.seq && matches(event, from.match));
}

function anchorOf(when: Promised, { visit }: Ticket): Anchor | undefined {
  return when === 'expected' ? visit.appointment?.expected : visit[when];
}
