import type { Reason } from '../events.ts';
import type { Job } from '../ports.ts';
import type { Duration, Instant, Urgency } from '../words.ts';
import { type Disposition, dispositions, type Outcome } from './dispositions.ts';
import type { Medium } from './plan.ts';
import type { Why } from './why.ts';

/** A plan at work for one ticket, as remembered. Holds nothing that names a person. */
export interface Callback {
  /** `ticket.plan.seq`: the event it follows. */
  readonly id: string;
  readonly ticket: string;
  readonly line: string;
  readonly policyVersion: number;
  readonly plan: string;
  /** The event it follows. */
  readonly seq: number;
  /** From when its times are counted: that event, or the day of a season. */
  readonly since: Instant;
  readonly attempts: readonly Attempt[];
  readonly answers: Answers;
  /** Grave words heard with them. */
  readonly grave?: { readonly urgency: Urgency; readonly reasons: readonly Reason[] };
  /** When to look at it again; absent once nothing more is to be done. */
  readonly runAt?: Instant;
  /** What it waits for now, and why. */
  readonly waits?: { readonly until: Instant; readonly why: Why };
  /** Tickets its answers still have to open. */
  readonly owes?: readonly Owed[];
  readonly end?: { readonly outcome: Outcome; readonly at: Instant; readonly why: Why };
}

/** A suggestion from a word for the company; care on the day agreed; rework for what cannot be opened again. */
export type Owed = 'suggestion' | 'rework' | 'care';

export interface Attempt {
  /** 1, 2, 3 … within its callback. */
  readonly n: number;
  /** Index into the plan's steps. */
  readonly step: number;
  readonly by: Medium;
  readonly at: Instant;
  /** Why just then and this way. */
  readonly why: Why;
  /** Handed over: it rings, or the message is out. */
  readonly placed?: Instant;
  /** When somebody must look what became of it. */
  readonly look: Instant;
  readonly end?: { readonly disposition: Disposition; readonly at: Instant; readonly why?: string };
}

/** What a survey has learned so far; absent: not asked, or not answered. */
export interface Answers {
  /** Id of a level of the policy. */
  readonly level?: string;
  readonly solved?: boolean;
  /** What was not good. */
  readonly wrong?: string;
  /** A word for the company. */
  readonly word?: string;
  /** A date for care suits, or does not. */
  readonly agreed?: boolean;
  /** The time that suits, as it was said. */
  readonly when?: string;
}

/** What one person has been bothered with, across all plans. */
export interface Reach {
  /** Digits; the identity. */
  readonly phone: string;
  /** Newest last; as many as caps look back on. */
  readonly attempts: readonly Bother[];
  /** Newest first. */
  readonly callbacks: readonly string[];
}

export interface Bother {
  /** `callback/n`. */
  readonly id: string;
  readonly by: Medium;
  readonly at: Instant;
  /** It turned out not to have bothered anybody. */
  readonly spared?: true;
}

/** Calls under way in the whole house, and whether any may be made at all. */
export interface Exchange {
  readonly stopped?: { readonly at: Instant; readonly by: string; readonly why: string };
  /** Attempts with a line in use, and since when. */
  readonly open: readonly { readonly id: string; readonly at: Instant }[];
  /** The next free moment to dial, so that calls do not begin all at once. */
  readonly slot: Instant;
}

export const quietExchange: Exchange = { open: [], slot: 0 };

export const attemptId = ({ id }: Pick<Callback, 'id'>, { n }: Pick<Attempt, 'n'>): string =>
  `${id}/${n}`;

/** The callback and attempt number in an attempt's id; undefined if it is none. */
export function splitAttempt(id: string): { callback: string; n: number } | undefined {
  const at = id.lastIndexOf('/');
  const n = Number(id.slice(at + 1));
  return at > 0 && Number.isInteger(n) && n > 0 ? { callback: id.slice(0, at), n } : undefined;
}

export const openAttempt = ({ attempts }: Callback): Attempt | undefined => {
  const last = attempts.at(-1);
  return last?.end ? undefined : last;
};

export const burned = ({ end }: Attempt): boolean => !end || dispositions[end.disposition].burned;

export const hasAnswers = ({ answers }: Callback): boolean => Object.keys(answers).length > 0;

/** When to look at it again; its key tells one state from the next, for two may follow within a millisecond. */
export function jobsOf({ runAt, attempts, owes = [], end }: Callback): readonly Job[] {
  if (runAt === undefined) return [];
  const ended = attempts.filter((one) => one.end).length;
  const placed = attempts.filter((one) => one.placed !== undefined).length;
  const key = [attempts.length, placed, ended, owes.length, end ? 1 : 0].join('.');
  return [{ kind: 'callback', key, runAt, attempts: 0 }];
}

/** After this long without news somebody asks the provider what became of a call. */
export const lookAfter: Readonly<Record<Medium, Duration>> = {
  call: 6 * 60_000,
  message: 60_000,
  text: 60_000,
  visit: 60_000,
};
