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

const historyRead = 10;
