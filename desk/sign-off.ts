import type { Actor } from './events.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** The acceptance sheet of the written procedure: who took the work over, when, in which words, and where. */
export interface SignOff {
  readonly at: Instant;
  readonly name: string;
  readonly words?: string;
  /** Whose account said so, e.g. `wechat:o6…`; or which colleague wrote it down for them. */
  readonly by: Actor;
}

/** The customer's sign-off of the present round; undefined if there is none. */
export function signOffOf({ timeline, request }: Ticket): SignOff | undefined {
  const last = timeline.findLast(({ type }) => isSignOrReturn.has(type));
  if (last?.type !== 'accepted') return undefined;
  const { at, by, words } = last;
  return { at, by, name: request.name, ...(words && { words }) };
}

const isSignOrReturn: ReadonlySet<string> = new Set(['accepted', 'refused', 'reopened']);
