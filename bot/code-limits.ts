import { countWrong, isLocked } from '../desk/guard.ts';
import type { Guard } from '../desk/ports.ts';
import type { Duration, Instant } from '../desk/words.ts';

/** Text messages with codes: by one account, to one telephone, or all of them. */
export interface Texts {
  readonly sent: readonly { readonly cause: string; readonly at: Instant }[];
}

const minute: Duration = 60_000;
const day: Duration = 24 * 60 * minute;

/** Texts cost money and wake people: a minute apart and five a day for each, a hundred an hour for all. */
export function mayText(each: readonly Texts[], all: Texts, now: Instant): boolean {
  const lastHour = all.sent.filter(({ at }) => now - at < 60 * minute).length;
  return lastHour < 100 && each.every(({ sent }) => isModest(sent, now));
}

const isModest = (sent: Texts['sent'], now: Instant): boolean =>
  sent.every(({ at }) => now - at >= minute) && sent.filter(({ at }) => now - at < day).length < 5;

/** With one more; what is older than `kept` counts no more. */
export function texted(
  { sent }: Texts,
  cause: string,
  now: Instant,
  kept: 'a day' | 'an hour',
): Texts {
  const age = kept === 'a day' ? day : 60 * minute;
  return { sent: [...sent.filter(({ at }) => now - at < age), { cause, at: now }] };
}

/** Wrong codes from all accounts together: more than honest people mistype while a code is good. */
const storm = { tries: 50, within: 10 * minute };

/** Five wrong ones lock an account; many from everywhere lock everybody for a while. */
export function mayTry(own: Guard | undefined, all: Guard | undefined, now: Instant): boolean {
  const stormy = all !== undefined && all.wrong >= storm.tries && now - all.since < storm.within;
  return !stormy && !isLocked(own, now);
}

/** A try counts before it is judged, so that many at once cannot slip through. */
export function tried(
  own: Guard | undefined,
  all: Guard | undefined,
  now: Instant,
): { readonly own: Guard; readonly all: Guard } {
  const fresh = !all || now - all.since >= storm.within;
  const both = fresh ? { wrong: 1, since: now } : { wrong: all.wrong + 1, since: all.since };
  return { own: countWrong('', own, now), all: { id: '', ...both } };
}

/** It was right after all; that must not wipe out the wrong ones before it. */
export const forgiven = (guard: Guard): Guard => ({
  ...guard,
  wrong: Math.max(0, guard.wrong - 1),
});
