import type { Disposition } from './dispositions.ts';

/** Why something is done or waited for: codes that a console can put in words. */
export type Why =
  /** Its time has not come. */
  | 'not_due'
  /** Its time has come. */
  | 'due'
  | 'outside_hours'
  | 'daily_cap'
  | 'monthly_cap'
  /** The same person was just reached about something else. */
  | 'just_reached'
  /** Somebody stopped all callbacks. */
  | 'stopped'
  | 'lines_busy'
  /** Its place in the row of calls. */
  | 'paced'
  /** An attempt is under way. */
  | 'under_way'
  | 'opted_out'
  | 'moved_on'
  | 'too_late'
  | 'no_more_ways'
  /** After an attempt that ended so. */
  | `after_${Disposition}`;
