import type { Instant } from '../../../../desk/words.ts';
import type { CallOrder } from './attempt.ts';
import { mayRing, nextRing } from './hours.ts';

export interface Rules {
  /** This customer asked not to be called. */
  refused(to: string): Promise<boolean>;
  /** Countries the provider does not carry calls to, e.g. +86. */
  readonly notCarried: readonly string[];
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
  { refused, notCarried }: Rules,
): Promise<Refusal | undefined> {
  const country = notCarried.find((prefix) => order.to.startsWith(prefix));
  if (country) return { why: `the provider carries no calls to ${country}` };
  if (order.whom === 'customer' && (await refused(order.to)))
    return { why: 'asked not to be called' };
  return mayRing(now, order) ? undefined : { why: 'outside hours', at: nextRing(now, order) };
}
