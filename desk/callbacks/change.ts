import type { Instant } from '../words.ts';
import {
  type Attempt,
  attemptId,
  type Callback,
  type Exchange,
  lookAfter,
  openAttempt,
  type Reach,
} from './callback.ts';
import { type Disposition, dispositions, type Outcome } from './dispositions.ts';
import type { CallbackPlan } from './plan.ts';
import { month } from './room.ts';
import type { Why } from './why.ts';

/** The callback with one more attempt, written down before anybody is bothered. */
export function begin(
  callback: Callback,
  plan: CallbackPlan,
  step: number,
  why: Why,
  now: Instant,
): Callback {
  const by = plan.steps[step]?.by ?? 'message';
  const look = now + lookAfter[by];
  const attempt: Attempt = { n: callback.attempts.length + 1, step, by, at: now, why, look };
  const { waits: _, ...rest } = callback;
  return { ...rest, attempts: [...callback.attempts, attempt], runAt: look };
}

/** It rings, or the message is out; undefined if the attempt is over already. */
export function place(callback: Callback, n: number, now: Instant): Callback | undefined {
  const open = openAttempt(callback);
  if (open?.n !== n) return undefined;
  const look = now + (open.by === 'call' ? lookAfter.call : 0);
  return { ...changed(callback, { ...open, placed: open.placed ?? now, look }), runAt: look };
}

/** Somebody has to look again later what became of the open attempt. */
export function postpone(callback: Callback, now: Instant): Callback {
  const open = openAttempt(callback);
  if (!open) return callback;
  const look = now + lookAfter[open.by];
  return { ...changed(callback, { ...open, look }), runAt: look };
}

/** The attempt has ended so; undefined if it had ended before: the first word stands. */
export function end(
  callback: Callback,
  n: number,
  disposition: Disposition,
  now: Instant,
  why?: string,
): Callback | undefined {
  const open = openAttempt(callback);
  if (open?.n !== n) return undefined;
  const ended: Attempt = { ...open, end: { disposition, at: now, ...(why && { why }) } };
  return { ...changed(callback, ended), runAt: now };
}

/** Nothing more is tried. */
export function conclude(callback: Callback, outcome: Outcome, why: Why, at: Instant): Callback {
  const { waits: _, runAt: __, ...rest } = callback;
  const owes = callback.owes?.length ? { runAt: at } : {};
  return { ...rest, ...owes, end: { outcome, why, at } };
}

/** The person has been bothered once more; what caps no longer look at is forgotten. */
export function bother(reach: Reach, callback: Callback, attempt: Attempt): Reach {
  const recent = reach.attempts.filter(({ at }) => at > attempt.at - month);
  const { by, at } = attempt;
  return { ...reach, attempts: [...recent, { id: attemptId(callback, attempt), by, at }] };
}

/** An attempt that bothered nobody after all does not count. */
export function spare(reach: Reach, id: string, disposition: Disposition): Reach {
  if (dispositions[disposition].burned) return reach;
  const attempts = reach.attempts.map((one) =>
    one.id === id ? { ...one, spared: true as const } : one,
  );
  return { ...reach, attempts };
}

/** A person's list of callbacks with one more, newest first. */
export function enlist(reach: Reach, { id }: Callback): Reach {
  if (reach.callbacks.includes(id)) return reach;
  return { ...reach, callbacks: [id, ...reach.callbacks].slice(0, callbacksKept) };
}

export const unreached = (phone: string): Reach => ({ phone, attempts: [], callbacks: [] });

/** The exchange with a line taken, and the row moved on. */
export function take(exchange: Exchange, id: string, now: Instant, gap: number): Exchange {
  const open = exchange.open.filter((one) => one.id !== id);
  return {
    ...exchange,
    open: [...open, { id, at: now }],
    slot: Math.max(exchange.slot, now + gap),
  };
}

/** The line is free again. */
export function release(exchange: Exchange, id: string): Exchange {
  return { ...exchange, open: exchange.open.filter((one) => one.id !== id) };
}

function changed(callback: Callback, attempt: Attempt): Callback {
  const attempts = callback.attempts.map((one) => (one.n === attempt.n ? attempt : one));
  return { ...callback, attempts };
}

const callbacksKept = 100;
