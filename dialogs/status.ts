import type { TicketView } from '../desk/view.ts';
import { shorten } from './draft.ts';
import type { Talk } from './talk.ts';
import type { Sentence } from './text/index.ts';

export const isOpen = ({ status }: TicketView): boolean =>
  status === 'waiting' || status === 'working';

/** How a ticket stands, in the customer's words: status, last step, next promise. */
export function statusOf({ say }: Talk, ticket: TicketView): Sentence {
  const { language, when } = say;
  const { next, visit, owner } = ticket;
  return say.s.status({
    number: say.number(ticket.no),
    line: ticket.lineName[language],
    words: shorten(ticket.words),
    registered: when(ticket.registeredAt),
    status: ticket.status,
    ...(ticket.hold && { hold: ticket.hold }),
    ...(isOpen(ticket) && { who: say.news.called(owner.role[language], owner.name) }),
    ...(visit && { visit: { when: when(visit.expected), confirmed: visit.confirmed } }),
    last: { type: ticket.last.type, when: when(ticket.last.at) },
    ...(next && {
      next: {
        what: next.what[language],
        who: next.who[language],
        when: when(next.due),
        late: next.late,
      },
    }),
  });
}
