import type { Person } from '../ports.ts';
import type { Instant } from '../words.ts';
import type { Answers, Attempt, Callback } from './callback.ts';
import type { Outcome } from './dispositions.ts';
import type { Why } from './why.ts';

/** Everything we did to come back to one person, oldest first. */
export interface Path {
  readonly phone: string;
  readonly optedOut: boolean;
  readonly steps: readonly PathStep[];
}

export type PathStep = {
  readonly at: Instant;
  readonly callback: string;
  readonly ticket: string;
} & (
  | { readonly what: 'attempt'; readonly attempt: Attempt }
  | {
      readonly what: 'ended';
      readonly outcome: Outcome;
      readonly why: Why;
      readonly answers: Answers;
    }
  | { readonly what: 'waiting'; readonly why: Why }
);

export function pathOf(
  phone: string,
  callbacks: readonly Callback[],
  person: Person | undefined,
): Path {
  const steps = callbacks.flatMap(stepsOf).sort((a, b) => a.at - b.at);
  return { phone, optedOut: person?.optedOut === true, steps };
}

function stepsOf({ id, ticket, attempts, end, answers, waits }: Callback): PathStep[] {
  const of = { callback: id, ticket };
  return [
    ...attempts.map((attempt): PathStep => ({ ...of, at: attempt.at, what: 'attempt', attempt })),
    ...(end
      ? [{ ...of, at: end.at, what: 'ended', outcome: end.outcome, why: end.why, answers } as const]
      : []),
    ...(waits && !end
      ? [{ ...of, at: waits.until, what: 'waiting', why: waits.why } as const]
      : []),
  ];
}
