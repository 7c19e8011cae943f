import type { Instant } from '../../../../desk/words.ts';
import type { Dial } from '../push.ts';
import type { Attempt, Happening } from './attempt.ts';

/** What became of a call nobody told us about: the provider is asked, and never dialled blindly once more. */
export async function inquire(attempt: Attempt, dial: Dial, now: Instant): Promise<Happening> {
  const { call, order, dialledAt } = attempt;
  const unsure = { what: 'over', end: { how: 'unsure' } } as const;
  try {
    // A lost answer or a crash: every call to them since we dialled is this one.
    const state = call ? await dial.state(call) : (await dial.since(order.to, dialledAt))[0];
    if (!state) return call ? unsure : { what: 'never made' };
    if (state.final || !call) return { what: 'provider says', state };
    // It waits at the provider past its hour, or nobody ever ended it.
    await dial.hangUp(call);
    return { what: 'asked' };
  } catch {
    if (now - dialledAt > longDoubt) return unsure;
    return { what: call ? 'asked' : 'lost' };
  }
}

const longDoubt = 60 * 60_000;
