import type { Calendar } from './calendar.ts';
import { reach } from './clockwork.ts';
import type { Milestone } from './policy.ts';
import type { Beginning } from './start.ts';
import type { Pause, Ticket } from './ticket.ts';
import type { Duration, Instant } from './words.ts';

/** What a clock will say, and when. */
export type Alarm =
  /** The customer is asked to confirm. */
  | { readonly what: 'ask'; readonly at: Instant }
  | { readonly what: 'warn'; readonly at: Instant; readonly share: number }
  | { readonly what: 'miss'; readonly at: Instant; readonly rung: number };

/** A running clock. */
export interface RunningClock {
  readonly limit: Duration;
  readonly start: Beginning;
  readonly dueAt: Instant;
  readonly pauses: readonly Pause[];
  readonly calendar: Calendar;
}

/** What the timeline says was told already. */
export interface Told {
  readonly asked: boolean;
  /** Of the last warning; 0 if none. */
  readonly share: number;
  /** Of the last miss; -1 if none. */
  readonly rung: number;
  /** When a colleague last took an alarm in hand. */
  readonly acknowledgedAt?: Instant;
  /** What they need not hear again. */
  readonly quiet?: 'warnings' | 'ladder';
}

/** A question, warnings before it is due, then one rung of the ladder after the other, less what was told. */
export function alarmsOf(milestone: Milestone, clock: RunningClock, told: Told): Alarm[] {
  const { start, limit, dueAt, pauses, calendar } = clock;
  const alarms: Alarm[] = [];
  // Who has only just agreed on the time is not asked whether it suits.
  if (milestone.asks && !told.asked && told.rung < 0 && start.counted === start.at)
    alarms.push({ what: 'ask', at: start.at });
  if (told.quiet === undefined && told.rung < 0) {
    for (const share of milestone.warnAt) {
      if (share <= told.share) continue;
      const at = reach(start.counted, Math.round(share * limit), pauses, calendar);
      if (at !== undefined) alarms.push({ what: 'warn', at, share });
    }
  }
  if (told.quiet === 'ladder') return alarms;
  milestone.ladder.forEach((step, rung) => {
    if (rung <= told.rung) return;
    const at = reach(dueAt, step.wait, pauses, calendar);
    if (at !== undefined) alarms.push({ what: 'miss', at, rung });
  });
  return alarms;
}

export function toldOf(
  { id }: Pick<Milestone, 'id'>,
  start: Beginning,
  { timeline }: Ticket,
): Told {
  let told: Told = { asked: false, share: 0, rung: -1 };
  for (const event of timeline) {
    if (event.seq < start.told || !('milestone' in event) || event.milestone !== id) continue;
    if (event.type === 'asked') told = { ...told, asked: true };
    else if (event.type === 'warned') told = { ...told, share: Math.max(told.share, event.share) };
    else if (event.type === 'missed')
      told = { asked: told.asked, share: told.share, rung: Math.max(told.rung, event.rung) };
    else if (event.type === 'acknowledged') {
      const quiet = told.rung < 0 ? 'warnings' : 'ladder';
      told = { ...told, acknowledgedAt: event.at, quiet };
    }
  }
  return told;
}
