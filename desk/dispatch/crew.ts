import type { Calendars } from '../policy.ts';
import type { Roster } from '../roster.ts';
import type { Instant } from '../words.ts';
import type { Turn } from './turn.ts';

/** Everybody who could be asked, as things stand. */
export interface Crew {
  readonly roster: Roster;
  readonly calendars: Calendars;
  readonly work: Workload;
  readonly at: Instant;
}

/** What colleagues have in their hands. */
export interface Workload {
  /** Open tickets of this colleague. */
  load(staff: string): number;
  /** Open tickets of this line in ordinary areas that these colleagues have. */
  ordinary(line: string, staff: ReadonlySet<string>): number;
  /** Tickets of this line and role for which nobody was found yet, and whose turn is before this one's. */
  ahead(line: string, role: string, turn: Turn, no: string): number;
}
