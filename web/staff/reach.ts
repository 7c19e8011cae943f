import type { Row } from '../../desk/board-row.ts';
import { rowOf } from '../../desk/board-row.ts';
import { mayReach } from '../../desk/crew-reach.ts';
import type { Right } from '../../desk/crew-rights.ts';
import type { TicketRecord } from '../../desk/ports.ts';
import type { StaffHouse } from './house.ts';
import { Problem } from './problem.ts';
import type { Ask } from './route.ts';

type Who = Pick<Ask<unknown, unknown, unknown>, 'hands'>;

/** The ticket, if this colleague may know that it exists: what is out of reach and what is not there look alike. */
export async function reachTicket(
  no: string,
  { hands }: Who,
  { records, policies }: StaffHouse,
): Promise<{ record: TicketRecord; row: Row }> {
  const record = await records.tx((tx) => tx.ticket(no));
  const row = record && rowOf(record, policies);
  if (record && row && mayReach(hands, 'ticket.read', row)) return { record, row };
  throw new Problem(404, 'unknown', 'There is no such ticket, or it is not yours to see.');
}

/** Throws a problem if this right of theirs does not reach so far. */
export function mustReach(right: Right, row: Row, { hands }: Who): void {
  if (mayReach(hands, right, row)) return;
  throw new Problem(403, 'forbidden', `${right} is not yours to do with this ticket.`);
}
