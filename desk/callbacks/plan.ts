import type { EventType } from '../events.ts';
import type { Duration, Kind, Names } from '../words.ts';
import type { Disposition } from './dispositions.ts';

/** One promise to come back to a customer after something happened on their ticket. */
export interface CallbackPlan {
  /** Unique in its policy, e.g. `after_service`. */
  readonly id: string;
  readonly name: Names;
  /** What is to come of it: answers, advice heard, a visit arranged, or a date agreed for care. */
  readonly purpose: 'survey' | 'advice' | 'visit' | 'care';
  /** Tickets it belongs to. */
  readonly kinds: readonly Kind[];
  /** Only for customers with a yearly contract. */
  readonly vip: boolean;
  readonly after: EventType;
  /** Care by the calendar: counted from the next such day, not from the event. */
  readonly season?: Season;
  /** How long after it is due; `within` may come earlier, `on` is that day. */
  readonly when: 'within' | 'on';
  readonly delay: Duration;
  /** Not before this much has passed. */
  readonly earliest: Duration;
  /** Given up after this; holidays are not counted. */
  readonly expires: Duration;
  /** One after the other, until one succeeds. */
  readonly steps: readonly CallbackStep[];
  readonly source: string;
}

/** A way to come back, and how often it is tried. */
export interface CallbackStep {
  readonly by: Medium;
  readonly tries: number;
  /** For messages: how long we wait for an answer. */
  readonly answerWithin: Duration;
  /** How long to wait after an attempt that ended so; not named: the next step at once. */
  readonly again: Readonly<Partial<Record<Disposition, Duration>>>;
  /** Only to finish what was begun another way. */
  readonly onlyBegun: boolean;
  /** Only if no message has reached them. */
  readonly unlessWritten: boolean;
}

export const media = ['message', 'call', 'text', 'visit'] as const;
/** A message costs nothing, a text costs money, a call rings, a visit is a task for staff. */
export type Medium = (typeof media)[number];

export interface Season {
  readonly every: 'quarter_end' | 'months';
  /** For `months`: how many. */
  readonly months: number;
  /** The customer is asked this long before. */
  readonly ahead: Duration;
  /** Only for contracts at least this many months old on the day. */
  readonly signedMonths: number;
}
