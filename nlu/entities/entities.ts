import type { Asked, Entities } from '../understanding.ts';
import { type Address, findAddress } from './address.ts';
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
  const time = findTime(folded);
  const address = withoutTime(folded, findAddress(folded, asked), time);
  const place = address?.bare ? undefined : address;
  const facts = {
    phone: phone?.digits,
    ticketNo: said(ticket),
    timeText: said(clear(time, [ticket, place])),
    addressText: said(clear(address, [phone])),
    amountText: said(clear(findAmount(folded), [phone, ticket, address])),
    areaText: said(clear(findArea(folded), [ticket])),
    productText: said(findProduct(folded)),
    nameText: said(clear(findName(folded, asked), [phone, address])),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value));
}

/** "明天上午来望京花园2栋": the time before a place is no part of its name. */
function withoutTime(
  folded: string,
  address: Address | undefined,
  time: Span | undefined,
): Address | undefined {
  if (address === undefined || address.bare || time === undefined) return address;
  if (time.start > address.start || time.end <= address.start || time.end >= address.end)
    return address;
  const rest = folded.slice(time.end, address.end);
  if (/^(?:[路街道巷弄村]|大道|大街|广场)/.test(rest)) return address;
  const lead = /^(?:请|再|就)?(?:来|到|去)?[\s,]*/.exec(rest)?.[0].length ?? 0;
  return { start: time.end + lead, end: address.end };
}

/** A span that lies inside a stronger fact is no fact of its own. */
function clear(span: Span | undefined, stronger: readonly (Span | undefined)[]): Span | undefined {
  const inside = stronger.some(
    (other) => span && other && span.start < other.end && other.start < span.end,
  );
  return inside ? undefined : span;
}
