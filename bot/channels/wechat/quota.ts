import type { Duration, Instant } from '../../../desk/words.ts';

/** How many messages WeChat still takes for one person, as far as we know. */
export interface Allowance {
  /** Given by what the person wrote. */
  readonly talk?: Bucket;
  /** Given by a tap, a scan or a new follow: few, and for a minute only. */
  readonly tap?: Bucket;
}

interface Bucket {
  readonly left: number;
  readonly until: Instant;
}

export type Trigger = 'talk' | 'tap' | 'enter';

const minute: Duration = 60_000;
const given: Readonly<Record<Trigger, { readonly left: number; readonly lasts: Duration }>> = {
  talk: { left: 5, lasts: 48 * 60 * minute },
  tap: { left: 3, lasts: minute },
  /** A mini program's session. */
  enter: { left: 2, lasts: minute },
};

/** A new message gives five again; that it does not add them is the careful reading of what WeChat writes. */
export function granted(before: Allowance, trigger: Trigger, now: Instant): Allowance {
  const { left, lasts } = given[trigger];
  return { ...before, [trigger === 'talk' ? 'talk' : 'tap']: { left, until: now + lasts } };
}

export function left({ talk, tap }: Allowance, now: Instant): number {
  return leftIn(talk, now) + leftIn(tap, now);
}

/** One less: of those that expire first. */
export function spent(before: Allowance, now: Instant): Allowance {
  const from = leftIn(before.tap, now) > 0 ? 'tap' : 'talk';
  const bucket = before[from];
  return bucket ? { ...before, [from]: { ...bucket, left: Math.max(0, bucket.left - 1) } } : before;
}

/** WeChat says that there is nothing left; it counts better than we do. */
export const nothingLeft: Allowance = {};

function leftIn(bucket: Bucket | undefined, now: Instant): number {
  return bucket && bucket.until > now ? bucket.left : 0;
}
