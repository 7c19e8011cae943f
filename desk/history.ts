import { decide, type Stamp, settle } from './decision.ts';
import { houseOf } from './house.ts';
import { acquaint, meet } from './people.ts';
import type { Policies } from './policy.ts';
import type { Tx } from './ports.ts';
import { type Related, seenFromThere } from './relations.ts';
import { foldTicket, type Ticket } from './ticket.ts';

/** The newest of these tickets; customers' histories are not read further back. */
export async function loadTickets(
  numbers: readonly string[] | undefined,
  tx: Tx,
): Promise<Ticket[]> {
  const newest = numbers?.slice(0, historyRead) ?? [];
  const records = await Promise.all(newest.map((no) => tx.ticket(no)));
  return records.flatMap((record) => (record ? [foldTicket(record)] : []));
}

/** Makes sure that person and account know their ticket. */
export async function introduce({ no, request }: Ticket, tx: Tx): Promise<void> {
  tx.savePerson(meet(await tx.person(request.phone), request, no));
  const account = await tx.account(request.account);
  tx.saveAccount(acquaint(account, request.account, no, request.phone));
}

/** Their person does not know this yet: another telephone, or the way to them. */
export function isNews({ request }: Ticket, { request: before }: Ticket): boolean {
  const { phone, place, access } = request;
  return phone !== before.phone || place !== before.place || access !== before.access;
}

/** Colleagues who had these tickets, the latest first. */
export function servedBy(tickets: readonly Ticket[]): readonly string[] {
  const staff = tickets
    .toSorted((a, b) => b.registeredAt - a.registeredAt)
    .flatMap(({ owner }) => (owner.taken && owner.staff ? [owner.staff] : []));
  return [...new Set(staff)];
}

/** Where a ticket goes on: itself, or the one it was merged into. */
export async function followed(ticket: Ticket, tx: Tx): Promise<Ticket> {
  let here = ticket;
  for (let hops = 0; here.mergedInto !== undefined && hops < hopsAllowed; hops++) {
    const record = await tx.ticket(here.mergedInto);
    if (!record) break;
    here = foldTicket(record);
  }
  return here;
}

/** Writes on the other ticket, too, what a new one has to do with it. */
export async function relate(
  no: string,
  { to, as }: Related,
  stamp: Stamp,
  policies: Policies,
  tx: Tx,
): Promise<void> {
  const record = await tx.ticket(to);
  if (!record) return;
  const house = houseOf(foldTicket(record), policies);
  const related = { type: 'related', to: no, as: seenFromThere[as] } as const;
  tx.saveTicket(settle(record, decide(record, [related], stamp, house)));
}

const historyRead = 10;
/** Merged, and merged again: more than this is a circle. */
const hopsAllowed = 8;
