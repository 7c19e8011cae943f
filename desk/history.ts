import { acquaint, meet } from './people.ts';
import type { Tx } from './ports.ts';
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

/** Colleagues who had these tickets, the latest first. */
export function servedBy(tickets: readonly Ticket[]): readonly string[] {
  const staff = tickets
    .toSorted((a, b) => b.registeredAt - a.registeredAt)
    .flatMap(({ owner }) => (owner.taken && owner.staff ? [owner.staff] : []));
  return [...new Set(staff)];
}

const historyRead = 10;
