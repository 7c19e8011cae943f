import type { Asked, Entities } from '../understanding.ts';
import { findAddress } from './address.ts';
import { findAmount, findArea } from './amount.ts';
import { findName } from './name.ts';
import { findPhone } from './phone.ts';
import { findProduct } from './product.ts';
import { findTicket, type Span } from './ticket.ts';
import { findTime } from './time.ts';

/** The facts in an utterance, as said (phone: digits only); of corrected facts the final one. */
export function findEntities(text: string, folded: string, asked: Asked | undefined): Entities {
  const said = (span: Span | undefined) => span && text.slice(span.start, span.end);
  const phone = findPhone(folded, asked);
  const ticket = findTicket(folded, asked, phone);
  const address = findAddress(folded, asked);
  const facts = {
    phone: phone?.digits,
    ticketNo: said(ticket),
    timeText: said(clear(findTime(folded), [ticket])),
    addressText: said(clear(address, [phone])),
    amountText: said(clear(findAmount(folded), [phone, ticket, address])),
    areaText: said(clear(findArea(folded), [ticket])),
    productText: said(findProduct(folded)),
    nameText: said(clear(findName(folded, asked), [phone, address])),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value));
}

/** A span that lies inside a stronger fact is no fact of its own. */
function clear(span: Span | undefined, stronger: readonly (Span | undefined)[]): Span | undefined {
  const inside = stronger.some(
    (other) => span && other && span.start < other.end && other.start < span.end,
  );
  return inside ? undefined : span;
}
