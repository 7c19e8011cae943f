import { type CustomerNoticeKind, isCustomerKind } from '../desk/customer-notices.ts';
import type { TicketEvent } from '../desk/events.ts';
import type { Happening } from '../desk/outgoing.ts';
import type { Plan } from '../desk/ticket.ts';
import type { TicketView } from '../desk/view.ts';
import type { Asked } from '../nlu/understanding.ts';
import type { Choice, Reply, Say } from './say.ts';
import type { NewsFacts, NewsLine, PlanFacts } from './text/news/index.ts';

/** News as one message: for the eye, for the ear, and in 20 characters. */
export interface NewsReply extends Reply {
  readonly brief: string;
  /** What it asks, so that a bare "yes" in answer is understood. */
  readonly asked?: Asked;
}

/** Everything that happened to a ticket since the customer last heard of it, in one message. */
export function newsReply(happened: readonly Happening[], ticket: TicketView, say: Say): NewsReply {
  const facts = factsOf(ticket, say);
  const said = happened.flatMap(({ what, event }) =>
    isCustomerKind(what) ? [say.news.says[what]({ ...facts, ...toldIn(event, ticket, say) })] : [],
  );
  const about = say.news.about(facts);
  const asks = happened.findLast(({ what }) => isCustomerKind(what) && questions[what])?.what;
  const question = asks && isCustomerKind(asks) ? questions[asks] : undefined;
  const stillAsked = question && isAsked(question, ticket);
  return {
    text: about.text + said.map(({ text }) => text).join('\n'),
    speak: about.speak + said.map(spoken).join('\n'),
    brief: said.at(-1)?.brief ?? '',
    choices: stillAsked ? answersTo(question, ticket.no, say) : [],
    ...(stillAsked && { asked: 'acceptance_prompt' as const }),
  };
}

const spoken = ({ text, speak = text }: NewsLine): string => speak;

/** What news may ask. */
export type Question = 'acceptance' | 'plan' | 'visit';

const isAsked = (question: Question, { asked, visit }: TicketView): boolean =>
  question === 'visit' ? visit?.asked === true && !visit.confirmed : asked?.about === question;

const questions: Partial<Readonly<Record<CustomerNoticeKind, Question>>> = {
  'customer.resolved': 'acceptance',
  'customer.asked_again': 'acceptance',
  'customer.planned': 'plan',
  'customer.plan_asked_again': 'plan',
  'customer.visit_asked': 'visit',
};

/** What can be picked in answer; the code says which ticket, so that it may be picked days later. */
export function answersTo(
  question: Question,
  no: string,
  { news: { answers } }: Say,
): readonly Choice[] {
  switch (question) {
    case 'acceptance':
      return [
        { title: answers.good, code: `accept:${no}` },
        { title: answers.bad, code: `refuse:${no}` },
      ];
    case 'plan':
      return [
        { title: answers.agree, code: `plan_yes:${no}` },
        { title: answers.change, code: `plan_no:${no}` },
      ];
    case 'visit':
      return [
        { title: answers.suits, code: `visit_yes:${no}` },
        { title: answers.another, code: `visit_no:${no}` },
      ];
  }
}

/** The plan, point by point. */
export function planFacts(plan: Plan, { when }: Say): PlanFacts {
  const { finish, ...terms } = plan.terms;
  return {
    ...terms,
    words: plan.words,
    ...(finish !== undefined && { finish: when(finish) }),
    asks: plan.state !== 'told',
  };
}

/** What this event alone tells; remarks among colleagues stay there. */
function toldIn(
  event: TicketEvent | undefined,
  { spoke }: TicketView,
  { when, number, news, language }: Say,
): Partial<NewsFacts> {
  if (event?.type === 'contacted' && spoke)
    return { who: news.called(spoke.role[language], spoke.name) };
  if (event?.type === 'progressed') return { note: event.note };
  if (event?.type === 'related') return { other: number(event.to) };
  if (event?.type !== 'replanned') return {};
  const { plan, why, finish } = event;
  return { replan: { plan, why, finish: when(finish) } };
}

function factsOf(ticket: TicketView, say: Say): NewsFacts {
  const { language, when } = say;
  const { owner, contact, next, expected, plan, hold, asked } = ticket;
  return {
    number: say.number(ticket.no),
    line: ticket.lineName[language],
    who: say.news.called(owner.role[language], owner.name),
    ...(contact && { contact: { who: contact.who[language], when: when(contact.due) } }),
    ...(next && { next: { what: next.what[language], when: when(next.due) } }),
    ...(expected !== undefined && { expected: when(expected) }),
    ...(plan && { plan: planFacts(plan, say) }),
    ...(hold && { hold }),
    major: ticket.urgency === 'major',
    ...(asked?.closesAt !== undefined && { closesAt: when(asked.closesAt) }),
    unanswered: ticket.stage === 'closed' && ticket.signed === undefined,
  };
}
