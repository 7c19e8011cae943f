import { dispositions } from './dispositions.ts';
import type { CallbackPlan, CallbackStep } from './plan.ts';

/** What is wrong with well-formed plans, field first; empty if each can be carried out. */
export function planMistakes(plans: readonly CallbackPlan[]): string[] {
  return plans.flatMap((plan, at) => {
    const path = `callbacks[${at}]`;
    const twin = plans.findIndex(({ id }) => id === plan.id) < at;
    return [
      ...(twin ? [`${path}.id: "${plan.id}" is there twice; give it its own`] : []),
      ...timeMistakes(plan, path),
      ...visitMistakes(plan, path),
      ...plan.steps.flatMap((step, n) => stepMistakes(step, plan, `${path}.steps[${n}]`)),
    ];
  });
}

function timeMistakes({ when, delay, earliest, expires }: CallbackPlan, path: string): string[] {
  if (expires <= delay) return [`${path}.expires: is over before it is due (delay)`];
  if (when === 'within' && earliest >= delay)
    return [`${path}.earliest: must come before the time promised (delay)`];
  return [];
}

/** A visit is a booking ticket: if that called for visits again, they would never end. */
function visitMistakes({ kinds, steps, season }: CallbackPlan, path: string): string[] {
  const visits = steps.some(({ by }) => by === 'visit');
  return visits && !season && kinds.includes('booking')
    ? [`${path}.kinds: a visit is itself a booking; leave booking out`]
    : [];
}

function stepMistakes(step: CallbackStep, { purpose }: CallbackPlan, path: string): string[] {
  const wrong: string[] = [];
  for (const [reason, wait] of Object.entries(step.again)) {
    const { leads } = dispositions[reason as keyof typeof dispositions];
    if (leads !== 'again') wrong.push(`${path}.again.${reason}: is never tried again; take it out`);
    else if (wait <= 0) wrong.push(`${path}.again.${reason}: must be longer than nothing`);
  }
  for (const reason of step.by === 'call' ? ownFaults : [])
    if (step.again[reason] === undefined)
      wrong.push(
        `${path}.again.${reason}: is missing; what failed on our side must not use up the call`,
      );
  if (step.by !== 'call' && step.by !== 'visit' && purpose !== 'advice' && step.answerWithin <= 0)
    wrong.push(`${path}.answerWithin: say how long an answer is waited for`);
  return wrong;
}

const ownFaults = ['provider_down', 'window_closed', 'not_placed'] as const;
