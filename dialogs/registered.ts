import type { TicketView } from '../desk/view.ts';
import { type Reply, reply } from './say.ts';
import type { Talk } from './talk.ts';
import type { Sentence } from './text/index.ts';
import { visitSaid } from './visit.ts';

/** After opening: the number, the class with its reason in the customer's words, who calls and by when. */
export function registered(talk: Talk, ticket: TicketView, again: boolean): Reply {
  const { s } = talk.say;
  const said: Sentence[] = [
    s.registered({ number: talk.say.number(ticket.no), again }),
    ...classOf(talk, ticket),
    ...contactPromise(talk, ticket),
    ...visitSaid(talk, ticket),
  ];
  if (talk.pictures) said.push(s.photosWelcome());
  said.push(s.howToFollow());
  if (talk.agreementAt) said.push(s.agreeToNews({ at: talk.agreementAt }));
  const textIt = { title: talk.say.ear.textIt, code: `text:${ticket.no}` };
  return reply(said, [
    ...(talk.texts ? [textIt] : []),
    { title: s.intentNames.progress, code: 'intent:progress' },
    { title: s.intentNames.addinfo, code: 'intent:addinfo' },
  ]);
}

/** A person takes over: which ticket, who, and by when. */
export function handedOff(talk: Talk, ticket: TicketView): Reply {
  const said = talk.say.s.handedOff({ number: talk.say.number(ticket.no) });
  return reply([said, ...contactPromise(talk, ticket)]);
}

/** Added to a ticket; if that made it graver, also its new class and who calls by when. */
export function addedTo(talk: Talk, ticket: TicketView, before: TicketView | undefined): Reply {
  const said: Sentence[] = [talk.say.s.infoAdded({ number: talk.say.number(ticket.no) })];
  if (before && before.urgency !== ticket.urgency)
    said.push(...classOf(talk, ticket), ...contactPromise(talk, ticket));
  return reply(said);
}

/** Sent back by the customer: it will be redone, by whom and when; a second time it is a major complaint, and why. */
export function returned(talk: Talk, ticket: TicketView, before: TicketView): Reply {
  const again = ticket.returns > 1;
  const said: Sentence[] = [talk.say.s.returned({ number: talk.say.number(ticket.no), again })];
  if (before.urgency !== ticket.urgency) said.push(...classOf(talk, ticket));
  return reply([...said, ...contactPromise(talk, ticket)]);
}

function contactPromise(talk: Talk, { contact }: TicketView): Sentence[] {
  if (!contact) return [];
  const { language, s, when } = talk.say;
  return [
    s.willContact({ who: contact.who[language], when: when(contact.due), late: contact.late }),
  ];
}

/** The class with its reasons; of an ordinary suggestion or booking there is nothing to say. */
function classOf(talk: Talk, ticket: TicketView): Sentence[] {
  const { kind, urgency, reasons } = ticket;
  const plain = urgency === 'general' && reasons.length === 0;
  if (plain && (kind === 'suggestion' || kind === 'booking')) return [];
  return [talk.say.s.classIs({ urgency, reasons: reasonsOf(talk, ticket) })];
}

function reasonsOf({ say }: Talk, ticket: TicketView): string[] {
  return ticket.reasons
    .slice(0, 2)
    .map(({ words, says }) =>
      say.s.because({ words: words.join(say.s.wordGap), says: says[say.language] }),
    );
}
