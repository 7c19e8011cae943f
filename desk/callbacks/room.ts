import type { Instant } from '../words.ts';
import { dayOf, instantOf } from '../zone.ts';
import { type Bother, type Callback, type Reach, splitAttempt } from './callback.ts';
import type { Outreach } from './outreach.ts';
import type { Medium } from './plan.ts';
import type { Why } from './why.ts';

/** The first moment from `at` on at which caps leave room for one more attempt, and what it waited for. */
export function roomFrom(
  at: Instant,
  by: Medium,
  callback: Pick<Callback, 'id'>,
  reach: Reach | undefined,
  { caps, apart }: Outreach,
  zone: string,
): { at: Instant; why: Why } {
  const bothers = (reach?.attempts ?? []).filter(({ spared }) => !spared);
  const others = bothers.filter(({ id }) => splitAttempt(id)?.callback !== callback.id);
  const last = Math.max(...others.map((one) => one.at), -Infinity);
  if (at < last + apart) return { at: last + apart, why: 'just_reached' };
  const kind = kindOf(by);
  const same = bothers.filter((one) => kindOf(one.by) === kind);
  const { daily, monthly } = caps[kind];
  const today = same.filter((one) => dayOf(one.at, zone) === dayOf(at, zone));
  if (today.length >= daily)
    return { at: instantOf(dayOf(at, zone) + 1, 0, zone), why: 'daily_cap' };
  const recent = same.filter((one) => one.at > at - month).sort(byTime);
  const oldest = recent[recent.length - monthly];
  return oldest ? { at: oldest.at + month, why: 'monthly_cap' } : { at, why: 'due' };
}

/** A text is a message that costs money. */
const kindOf = (by: Medium): 'call' | 'message' => (by === 'call' ? 'call' : 'message');

const byTime = (a: Bother, b: Bother): number => a.at - b.at;

export const month = 30 * 86_400_000;
