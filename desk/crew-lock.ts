import type { Duration, Instant } from './words.ts';

/** Tries counted against one of the locks of a sign-in. */
export interface Tries {
  readonly count: number;
  readonly since: Instant;
}

export interface Lock {
  /** Name of the page that counts. */
  readonly name: string;
  readonly most: number;
}

/**
 * Who must be slowed down. A browser in which this account has signed in before counts by itself, so that
 * strangers who guess lock out strangers and not the person whose account it is.
 */
export function locksOf(attempt: {
  readonly account: string;
  readonly address: string;
  /** Mark of a browser that has proved to be this account's. */
  readonly device?: string | undefined;
}): readonly Lock[] {
  const { account, address, device } = attempt;
  if (device) return [{ name: `tries/device/${account}/${device}`, most: 10 }];
  return [
    { name: `tries/account/${account}`, most: 10 },
    { name: `tries/address/${address}`, most: 30 },
    { name: `tries/pair/${account}/${address}`, most: 5 },
  ];
}

/** One more try, counted before it is known whether it is right; tries older than the lock are forgotten. */
export function countTry(tries: Tries | undefined, now: Instant): Tries {
  if (!tries || now - tries.since >= lockedFor) return { count: 1, since: now };
  return { count: tries.count + 1, since: tries.since };
}

/** Milliseconds until another try is heard; 0 if this one was. */
export function waitAfter({ count, since }: Tries, most: number, now: Instant): Duration {
  return count > most ? Math.max(1, since + lockedFor - now) : 0;
}

const lockedFor: Duration = 15 * 60_000;
