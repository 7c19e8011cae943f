import {
  addWorking,
  type Calendar,
  type DayStep,
  explainWorking,
  workingBetween,
} from './calendar.ts';
import type { Pause } from './ticket.ts';
import type { Duration, Instant } from './words.ts';

/** Why a deadline lies where it lies: data that can be worded in any language. */
export type Step =
  | DayStep
  | { readonly what: 'started'; readonly at: Instant }
  | {
      readonly what: 'paused';
      readonly from: Instant;
      readonly to?: Instant;
      readonly why: Pause['why'];
    }
  | { readonly what: 'due'; readonly at: Instant };

/** When a budget of working time that runs from `start` is used up; undefined while a pause has no end. */
export function reach(
  start: Instant,
  budget: Duration,
  pauses: readonly Pause[],
  calendar: Calendar,
): Instant | undefined {
  let at = start;
  let left = budget;
  for (const pause of pauses) {
    if (pause.to !== undefined && pause.to <= at) continue;
    const worked = workingBetween(at, pause.from, calendar);
    if (worked >= left) break;
    if (pause.to === undefined) return undefined;
    left -= worked;
    at = pause.to;
  }
  return addWorking(at, left, calendar);
}

/** Working time used between two instants, pauses left out. */
export function used(
  start: Instant,
  end: Instant,
  pauses: readonly Pause[],
  calendar: Calendar,
): Duration {
  return stretches(start, end, pauses).reduce(
    (sum, [from, to]) => sum + workingBetween(from, to, calendar),
    0,
  );
}

/** The same walk as `reach`, told day by day and pause by pause. */
export function explain(
  start: Instant,
  end: Instant,
  pauses: readonly Pause[],
  calendar: Calendar,
): Step[] {
  const steps: Step[] = [{ what: 'started', at: start }];
  let at = start;
  for (const pause of pauses) {
    if (pause.from >= end || (pause.to !== undefined && pause.to <= at)) continue;
    steps.push(...explainWorking(at, pause.from, calendar), { what: 'paused', ...pause });
    at = pause.to ?? end;
  }
  steps.push(...explainWorking(at, end, calendar));
  return steps;
}

function stretches(
  start: Instant,
  end: Instant,
  pauses: readonly Pause[],
): [from: Instant, to: Instant][] {
  const found: [Instant, Instant][] = [];
  let at = start;
  for (const pause of pauses) {
    if (pause.from >= end || (pause.to !== undefined && pause.to <= at)) continue;
    found.push([at, pause.from]);
    at = pause.to ?? end;
  }
  found.push([at, end]);
  return found;
}
