import type { NewRequest } from '../desk/events.ts';
import type { TicketView } from '../desk/view.ts';
import type { Kind, Urgency } from '../desk/words.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { placeFor } from './arrival.ts';
import type { FormState, Judged } from './form.ts';
import { type Reply, reply } from './say.ts';
import type { Talk } from './talk.ts';
import { visitIn } from './visit.ts';

/** What a form is filled in for. */
export type Purpose = 'report' | 'suggestion' | 'booking' | 'handoff';

/** Class and kind of what was heard, with the reasons that counted. */
export function judge(heard: Understanding, purpose: Purpose): Judged {
  return {
    urgency: heard.urgency ?? 'general',
    alsoUrgent: heard.alsoUrgent,
    confirmUrgency: heard.confirmUrgency,
    kind: purpose === 'report' ? (heard.kind ?? 'request') : kindOf(purpose),
    reasons: heard.urgency ? heard.reasons.filter(({ suppressed }) => !suppressed) : [],
  };
}

/** The graver of two judgements; a danger once heard stays on the ticket beside a complaint. */
export function worse(a: Judged, b: Judged): Judged {
  const graver = isGraver(b.urgency, a.urgency);
  const explained = a.urgency === b.urgency && a.reasons.length === 0;
  const [kept, other] = graver || explained ? [b, a] : [a, b];
  const danger = kept.urgency === 'major' && other.urgency === 'urgent';
  return { ...kept, alsoUrgent: a.alsoUrgent || b.alsoUrgent || danger };
}

export const isGraver = (a: Urgency, b: Urgency): boolean => order.indexOf(a) > order.indexOf(b);

const order: readonly Urgency[] = ['general', 'urgent', 'major'];

export const unjudged = (purpose: Purpose): Judged => ({
  urgency: 'general',
  alsoUrgent: false,
  confirmUrgency: false,
  kind: kindOf(purpose),
  reasons: [],
});

const kindOf = (purpose: Purpose): Kind =>
  purpose === 'suggestion' || purpose === 'booking' ? purpose : 'request';

/** A filled form as the desk wants it. */
export function requestOf(talk: Talk, form: FormState): NewRequest {
  const { facts, judged, photos, access } = form;
  const { description, line, product, address, name, phone, time } = facts;
  const visit = visitIn(talk, time);
  const place = placeFor(form);
  return {
    ...judged,
    line: line || (talk.lines[0]?.id ?? ''),
    words: description ?? '',
    name: name ?? '',
    phone: phone ?? '',
    photos,
    channel: talk.channel,
    account: talk.account,
    language: talk.say.language,
    ...(product && { subject: product }),
    ...(address && { address }),
    ...(address && place && { place }),
    ...(access && { access }),
    ...(time && { preferredTime: time }),
    ...(visit && { visit }),
  };
}

/** The open ticket that may be about the same problem, if any. */
export async function similarTo(
  talk: Talk,
  { facts, similar }: FormState,
): Promise<TicketView | undefined> {
  if (similar) return (await talk.desk.ticketsOf(talk.account)).find(({ no }) => no === similar);
  return talk.desk.similar({
    account: talk.account,
    words: facts.description ?? '',
    ...(facts.line && { line: facts.line }),
    ...(facts.product && { subject: facts.product }),
    ...(facts.address && { address: facts.address }),
  });
}

export function similarQuestion({ say }: Talk, ticket: TicketView | undefined): Reply {
  const choices = [
    { title: say.s.appendIt, code: 'yes' },
    { title: say.s.newOne, code: 'no' },
  ];
  if (!ticket) return reply([], choices);
  const facts = {
    number: say.number(ticket.no),
    when: say.when(ticket.registeredAt),
    words: shorten(ticket.words),
  };
  return reply(say.s.similar(facts), choices);
}

/** The first `most` characters, so that a long story does not fill the screen. */
export function shorten(text: string, most = 60): string {
  const all = [...text];
  return all.length > most ? `${all.slice(0, most).join('')}…` : text;
}
