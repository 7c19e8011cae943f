import type { EventBody, NewRequest, Relation } from './events.ts';
import type { History } from './policy.ts';
import { failedBefore, seemsSame } from './similar.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

export type Related = EventBody & { readonly type: 'related' };

/** What a new ticket has to do with earlier ones of the same person: a failure repeated, perhaps the same told twice. */
export function relationsTo(
  wish: NewRequest,
  earlier: readonly Ticket[],
  history: History,
  now: Instant,
): Related[] {
  const failed = failedBefore(wish, earlier, history, now);
  if (failed) return [{ type: 'related', to: failed.no, as: 'repeats' }];
  const same = earlier.find((ticket) => seemsSame(ticket, wish, history, now));
  return same ? [{ type: 'related', to: same.no, as: 'seems_same' }] : [];
}

/** How the other ticket sees it. */
export const seenFromThere: Readonly<Record<Relation, Relation>> = {
  repeats: 'repeated_by',
  repeated_by: 'repeats',
  absorbed: 'absorbed',
  split_off: 'split_from',
  split_from: 'split_off',
  seems_same: 'seems_same',
};
