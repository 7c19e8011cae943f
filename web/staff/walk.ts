import { mayReach } from '../../desk/crew-reach.ts';
import type { Right } from '../../desk/crew-rights.ts';
import type { Span } from '../../desk/periods.ts';
import { foldTicket, type Ticket } from '../../desk/ticket.ts';
import type { StaffHouse } from './house.ts';
import { stillThere } from './long-looks.ts';
import type { Ask } from './route.ts';

/** Who asks, and whether they still wait for the answer. */
export type Asker = Pick<Ask<unknown, unknown, unknown>, 'hands' | 'request'>;
export type Looked = Pick<StaffHouse, 'board' | 'ticketsOf' | 'everyTicket' | 'looks'>;

/**
 * Tickets within reach that something may have happened to in this span, one after another, so that nothing holds
 * them all. The board says which to read; while it does not know them all yet, each one is looked at. A long look
 * waits for its turn, and ends when nobody waits for it any more.
 */
export async function* ticketsIn(
  span: Span,
  right: Right,
  { hands, request: { gone } }: Asker,
  { board, ticketsOf, everyTicket, looks }: Looked,
): AsyncIterable<Ticket> {
  const numbers = board.changedIn(span);
  const over = numbers && numbers.length <= few ? undefined : await looks.begin(gone);
  try {
    for await (const record of numbers ? ticketsOf(numbers) : everyTicket()) {
      stillThere(gone);
      const [first] = record.timeline;
      const last = record.timeline.at(-1);
      if (!first || !last || last.at < span.since || first.at >= span.until) continue;
      const ticket = foldTicket(record);
      const { request, owner, crew } = ticket;
      const { line, urgency, address = '' } = request;
      if (mayReach(hands, right, { line, urgency, address, owner, crew })) yield ticket;
    }
  } finally {
    over?.();
  }
}

/** Read in less time than it takes to notice. */
const few = 1000;
