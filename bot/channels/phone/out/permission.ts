import type { Topic } from '../../../../desk/consent.ts';
import type { Instant } from '../../../../desk/words.ts';
import type { CallOrder } from './attempt.ts';
import { type CallingHours, nextRing } from './hours.ts';

export interface Rules {
  /** This customer asked not to be called about this. */
  refused(to: string, topic: Topic): Promise<boolean>;
  readonly hours: CallingHours;
  /** False: the operator has switched calls off. */
  readonly calls: boolean;
  /** Why the provider carries no calls there, e.g. to +86; undefined if it does. */
  readonly notCarried: (to: string) => string | undefined;
}

export interface Refusal {
  readonly why: string;
  /** When it would be permitted; absent: never. */
  readonly at?: Instant;
}

/** Why this call may not be made now; undefined if it may. Asked before dialling and again when somebody picks up. */
export async function whyNot(
  order: CallOrder,
  now: Instant,
  { calls, refused, notCarried, hours }: Rules,
): Promise<Refusal | undefined> {
  if (!calls) return { why: 'calls are switched off' };
  const noWay = notCarried(order.to);
  if (noWay) return { why: noWay };
  if (order.whom === 'customer' && (await refused(order.to, order.topic ?? 'progress')))
    return { why: 'asked not to be called' };
  const at = nextRing(now, order, hours);
  if (at === now) return undefined;
  return { why: 'outside hours', ...(at !== undefined && { at }) };
}
