import type { TicketView } from '../desk/view.ts';
import { shorten } from './draft.ts';
import { planFacts } from './news.ts';
import type { Talk } from './talk.ts';
import type { StatusFacts } from './text/facts.ts';
import type { Sentence } from './text/index.ts';

export const isOpen = ({ status }: TicketView): boolean =>
  status === 'waiting' || status === 'working';

/** Open, or finished work that nobody has signed off yet. */
export const isLive = (ticket: TicketView): boolean => isOpen(ticket) || ticket.asked !== undefined;

/** How a ticket stands, in the customer's words: status, last step, next promise. */
export function statusOf(talk: Talk, ticket: TicketView): Sentence {
  const { say } = talk;
  const { language, when } = say;
  const { next, asked, owner, plan } = ticket;
  return say.s.status({
    number: say.number(ticket.no),
    line: ticket.lineName[language],
    words: shorten(ticket.words),
    registered: when(ticket.registeredAt),
    status: ticket.status,
    stage: ticket.stage,
    who: say.news.called(owner.role[language], owner.name),
    ...(asked && { asked: asked.about }),
    ...(plan?.state === 'shown' && { plan: say.news.plan(planFacts(plan, say)) }),
    ...(ticket.hold && { hold: ticket.hold }),
    ...(ticket.absorbed && { absorbed: ticket.absorbed.map((no) => say.number(no)) }),
    ...visitOf(talk, ticket),
    last: lastOf(talk, ticket),
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

function lastOf({ say }: Talk, { last, expected, visit }: TicketView): StatusFacts['last'] {
  // With an appointment the line above says it.
  const told = last.type === 'late' && expected !== undefined && !visit;
  return {
    type: last.type,
    when: say.when(last.at),
    ...(told && { expected: say.when(expected) }),
  };
}

function visitOf({ say, now }: Talk, { visit, stage }: TicketView): Pick<StatusFacts, 'visit'> {
  if (!visit) return {};
  const { expected, confirmed } = visit;
  const passed = expected < now && stage !== 'on_site';
  return { visit: { when: say.when(expected), confirmed, passed } };
}

/** What comes next and by when; empty if nothing is promised. */
export function nextStep({ say }: Talk, { next }: TicketView): Sentence {
  if (!next) return '';
  const { language, when } = say;
  return say.s.nextStep({ what: next.what[language], when: when(next.due) });
}
