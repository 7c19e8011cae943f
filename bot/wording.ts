import type { Order } from '../desk/delivery.ts';
import { milestoneOf } from '../desk/notices.ts';
import type { Urgency } from '../desk/words.ts';
import { type NewsReply, newsReply } from '../dialogs/news.ts';
import { type Say, sayIn } from '../dialogs/say.ts';
import type { NoticeFacts } from '../dialogs/text/facts.ts';
import { smsWords } from '../dialogs/text/sms.ts';
import { type AskingFacts, askingScript } from './asking.ts';
import type { News, NotifyParts, Way } from './notify.ts';
import { staffWords } from './staff-wording.ts';

/** What a notice says, by the promises its ticket was born with. */
export function wordsOf(parts: NotifyParts, order: Order): News {
  const { clock } = parts;
  const { ticket, customer, batch } = order;
  if (!batch) return staffWords(parts, order);
  const say = sayIn(customer.language, clock.now());
  const facts = factsOf(parts, order, say);
  const news = newsReply(batch.happened, ticket, say);
  const { no } = ticket;
  return { ...news, facts, ticket: no, pressing: batch.pressing, ...callOf(news, order, say) };
}

/** By telephone a question is answered with a key. */
function callOf(news: NewsReply, { ticket, customer }: Order, { ear }: Say): Pick<News, 'call'> {
  const about = ticket.asked?.about;
  if (!news.asked || !about) return {};
  const words = `${ear.calling} ${news.speak}`;
  const facts: AskingFacts = { words, no: ticket.no, about, account: customer.account };
  return { call: { script: askingScript, facts } };
}

/** A text message says where it can be answered: where it came from, or, if nobody reads there, elsewhere. */
export function suited(words: News, { medium, conversationOf }: Way, { customer }: Order): News {
  if (medium !== 'text' || words.choices.length === 0) return words;
  const { language } = customer;
  if (conversationOf) return { ...words, text: `${words.text}\n${smsWords[language].howToAnswer}` };
  return { ...words, text: `${words.text}\n${sayIn(language, 0).news.howToAnswer}`, choices: [] };
}

function factsOf({ policies }: NotifyParts, order: Order, say: Say): NoticeFacts {
  const { notice, ticket, policyVersion } = order;
  const policy = policies.of(ticket.line, policyVersion);
  const milestone = milestoneOf(String(notice.facts.milestone ?? ''), policy);
  const what = (milestone?.name ?? ticket.next?.what)?.[say.language];
  const due = Number(notice.facts.due ?? ticket.next?.due ?? 0);
  return {
    number: say.number(ticket.no),
    line: ticket.lineName[say.language],
    urgency: (notice.facts.urgency ?? ticket.urgency) as Urgency,
    ...(what && due > 0 && { promise: { what, due: say.when(due) } }),
  };
}
