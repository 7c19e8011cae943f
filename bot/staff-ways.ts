import type { Order } from '../desk/delivery.ts';
import { accountsOf } from '../desk/roster.ts';
import type { StaffAddressee, Way } from './notify.ts';

/**
 * Written where they can be written to, best first: where they are bound, then wherever else; the first that
 * delivers is the last. What rings as well is telephoned and nothing else.
 */
export function staffTries(ways: readonly Way[], order: Order): readonly Try[] {
  const media = order.notice.ring ? (['call'] as const) : (['message', 'text'] as const);
  const to = addresseeOf(order);
  const tries = media.flatMap((medium) =>
    ways.filter((way) => way.medium === medium).flatMap((way) => reached(way, to)),
  );
  const isBound = ({ to: one }: Try) => 'customer' in one;
  return [...tries.filter(isBound), ...tries.filter((one) => !isBound(one))];
}

interface Try {
  readonly way: Way;
  readonly to: StaffAddressee;
}

/** A bound account is written to like any other; a way that finds out by itself is tried with the role alone. */
function reached(way: Way, to: StaffAddressee): Try[] {
  const bound = (to.accounts ?? []).map((account) => ({ ...to, customer: account }));
  const found = [...bound, to].find((one) => way.suits?.(one) ?? true);
  return found ? [{ way, to: found }] : [];
}

function addresseeOf({ notice, staff }: Order): StaffAddressee {
  const hearer = staff?.hearer;
  if (!hearer) return 'role' in notice.to ? notice.to : { role: '' };
  const { id, phone, language } = hearer.colleague;
  const accounts = accountsOf(hearer.colleague);
  return {
    role: hearer.role,
    staff: id,
    language,
    ...(phone && { phone }),
    ...(accounts.length > 0 && { accounts }),
  };
}
