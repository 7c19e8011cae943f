import { type Hands, mayReach } from '../../desk/crew-reach.ts';
import type { Right } from '../../desk/crew-rights.ts';
import type { Span } from '../../desk/periods.ts';
import type { TicketRecord } from '../../desk/ports.ts';
import { foldTicket, type Ticket } from '../../desk/ticket.ts';
import type { StaffHouse } from './house.ts';

/**
 * Tickets within reach that something may have happened to in this span, one after another, so that nothing holds
 * them all. The board says which to read; where it does not know all of them any more, each one is looked at.
 */
export async function* ticketsIn(
  span: Span,
  right: Right,
  hands: Hands,
  house: StaffHouse,
): AsyncIterable<Ticket> {
  const records = house.board.knowsAll ? fromBoard(span, house) : house.everyTicket();
  for await (const record of records) {
    const [first] = record.timeline;
    const last = record.timeline.at(-1);
    if (!first || !last || last.at < span.since || first.at >= span.until) continue;
    const ticket = foldTicket(record);
    const { request, owner, crew } = ticket;
    const { line, urgency, address = '' } = request;
    if (mayReach(hands, right, { line, urgency, address, owner, crew })) yield ticket;
  }
}

async function* fromBoard(
  { since, until }: Span,
  { board, records }: StaffHouse,
): AsyncIterable<TicketRecord> {
  const rows = [...board.rows()].filter(
    ({ changedAt, registeredAt }) => changedAt >= since && registeredAt < until,
  );
  for (const { no } of rows) {
    const record = await records.tx((tx) => tx.ticket(no));
    if (record) yield record;
  }
}
