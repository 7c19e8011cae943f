import type { Guard } from './ports.ts';
import type { Duration, Instant } from './words.ts';

/** Wrong tries allowed against one ticket number or by one account before both wait. */
const triesAllowed = 5;
const lockedFor: Duration = 30 * 60_000;

/** Five wrong tries, the last less than half an hour ago. */
export function isLocked(guard: Guard | undefined, now: Instant): boolean {
  return guard !== undefined && guard.wrong >= triesAllowed && now - guard.since < lockedFor;
}

/** One more wrong try; tries older than the lock are forgotten. */
export function countWrong(id: string, guard: Guard | undefined, now: Instant): Guard {
  const recent = guard && now - guard.since < lockedFor ? guard.wrong : 0;
  return { id, wrong: recent + 1, since: now };
}
