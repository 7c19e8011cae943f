import type { Policies, Satisfaction } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant, Names } from '../words.ts';
import type { Answers, Callback } from './callback.ts';
import type { CallbackPlan } from './plan.ts';

/** What a conversation needs to ask: nothing in it names a person. */
export interface Survey {
  readonly id: string;
  readonly purpose: CallbackPlan['purpose'];
  readonly ticket: string;
  readonly line: string;
  readonly lineName: Names;
  readonly levels: Satisfaction['levels'];
  readonly answers: Answers;
  /** Everything was answered, or they asked to be left alone. */
  readonly closed: boolean;
  /** The plan has ended without an answer; what is said now is late, but kept. */
  readonly late: boolean;
  /** The day of the care that is to be agreed. */
  readonly careAt?: Instant;
}

export function surveyOf(
  { id, answers, end, since }: Callback,
  plan: CallbackPlan,
  { no, request }: Ticket,
  policies: Policies,
): Survey {
  const policy = policies.of(request.line, request.policyVersion);
  const closed = end?.outcome === 'answered' || end?.outcome === 'refused';
  return {
    id,
    purpose: plan.purpose,
    ticket: no,
    line: policy.id,
    lineName: policy.name,
    levels: policy.satisfaction.levels,
    answers,
    closed,
    late: end !== undefined && !closed,
    ...(plan.season && { careAt: since + plan.season.ahead }),
  };
}
