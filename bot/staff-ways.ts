import type { Order } from '../desk/delivery.ts';
import type { StaffAddressee, Way } from './notify.ts';

/** Written where they can be written to, best first; what rings as well is telephoned and nothing else. */
export function staffTries(
  ways: readonly Way[],
  order: Order,
): readonly { readonly way: Way; readonly to: StaffAddressee }[] {
  const media = order.notice.ring ? (['call'] as const) : (['message', 'text'] as const);
  const to = addresseeOf(order);
  return media.flatMap((medium) =>
    ways.filter((way) => way.medium === medium).flatMap((way) => reached(way, to)),
  );
}

/** A bound account is written to like any other; a way that finds out by itself is tried with the role alone. */
function reached(way: Way, to: StaffAddressee): { way: Way; to: StaffAddressee }[] {
  const bound = to.account === undefined ? undefined : { ...to, customer: to.account };
  const found = [bound, to].find((one) => one && (way.suits?.(one) ?? true));
  return found ? [{ way, to: found }] : [];
}

function addresseeOf({ notice, staff }: Order): StaffAddressee {
  const hearer = staff?.hearer;
  if (!hearer) return 'role' in notice.to ? notice.to : { role: '' };
  const { id, phone, account, language } = hearer.colleague;
  return {
    role: hearer.role,
    staff: id,
    language,
    ...(phone && { phone }),
    ...(account && { account }),
  };
}
