import type { Request } from '../events.ts';
import type { TicketView } from '../view.ts';
import type { Instant, Language } from '../words.ts';
import type { Answers, Owed } from './callback.ts';
import type { CallbackPlan, Medium } from './plan.ts';

/** What must be done outside, now that it is written down. */
export type Errand = ToReach | ToFinish;

/** Reach a customer, or, `again`, see what became of the attempt. */
export interface ToReach {
  readonly do: 'reach';
  /** `callback/n`: the same attempt is made once, however often it is asked for. */
  readonly attempt: string;
  readonly callback: string;
  readonly by: Medium;
  /** It was handed out before: nobody knows yet what became of it. */
  readonly again: boolean;
  readonly purpose: CallbackPlan['purpose'];
  /** The day of the care that is to be agreed. */
  readonly careAt?: Instant;
  /** Some questions were answered before. */
  readonly begunBefore: boolean;
  readonly ticket: TicketView;
  readonly request: Request;
  /** All accounts of this person, the one that opened the ticket first. */
  readonly accounts: readonly string[];
  /** With + and country; absent: nobody knows how to dial it. */
  readonly to?: string;
  readonly language: Language;
}

/** Open what the answers owe: a suggestion, or rework. */
export interface ToFinish {
  readonly do: 'finish';
  readonly owed: Owed;
  readonly callback: string;
  readonly request: Request;
  readonly answers: Answers;
}
