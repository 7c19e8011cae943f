import type { Instant } from '../../../../desk/words.ts';
import type { CallState } from '../parse.ts';
import type { Dial } from '../push.ts';
import type { Attempt, Happening } from './attempt.ts';

/** What became of a call nobody told us about: the provider is asked, and never dialled blindly once more. */
export async function inquire(attempt: Attempt, dial: Dial, now: Instant): Promise<Happening> {
  const state = attempt.call ? await dial.state(attempt.call) : await search(attempt, dial, now);
  if (state === 'unsure') return { what: 'over', end: { how: 'unsure' } };
  if (state === 'not known yet') return { what: 'lost' };
  if (!state) return { what: 'never made' };
  if (state.final || !attempt.call) return { what: 'provider says', state };
  // It waits at the provider past its hour, or nobody ever ended it.
  await dial.hangUp(state.call);
  return { what: 'asked' };
}

/** A lost answer or a crash: every call to them since we dialled is this one. */
async function search(
  { order, dialledAt }: Attempt,
  dial: Dial,
  now: Instant,
): Promise<CallState | 'unsure' | 'not known yet' | undefined> {
  try {
    return (await dial.since(order.to, dialledAt))[0];
  } catch {
    return now - dialledAt > longDoubt ? 'unsure' : 'not known yet';
  }
}

const longDoubt = 60 * 60_000;
