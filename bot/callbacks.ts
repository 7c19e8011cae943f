import type { Callbacks } from '../desk/callbacks/callbacks.ts';
import type { Disposition } from '../desk/callbacks/dispositions.ts';
import type { Errand, ToFinish, ToReach } from '../desk/callbacks/errand.ts';
import type { Desk } from '../desk/desk.ts';
import type { NewRequest } from '../desk/events.ts';
import type { Clock, DueJob } from '../desk/ports.ts';
import type { Language } from '../desk/words.ts';
import { reply, sayIn } from '../dialogs/say.ts';
import { callbackWords } from '../dialogs/text/callbacks.ts';
import { smsWords } from '../dialogs/text/sms.ts';
import { type Line, undelivered } from './channels/channel.ts';
import type { Log } from './log.ts';
import type { CustomerAddressee, News, Way } from './notify.ts';

/** A telephone line to customers, as far as callbacks need one. */
export interface Calling {
  /** Places one call for this attempt, however often it is asked for. */
  place(order: CallbackCall): Promise<CallState>;
  /** What became of it; `not_placed` only if it is certain that it never rang and never will. */
  trace(attempt: string): Promise<CallState>;
}

export interface CallbackCall {
  readonly attempt: string;
  readonly callback: string;
  readonly purpose: ToReach['purpose'];
  /** With + and country. */
  readonly to: string;
  readonly language: Language;
  readonly line: string;
}

/** `ended` is told later, once, when it is under way. */
export type CallState =
  | { readonly is: 'under way' }
  | { readonly is: 'over'; readonly disposition: Disposition; readonly why?: string };

export interface CallbackParts {
  readonly callbacks: Callbacks;
  readonly desk: Pick<Desk, 'report'>;
  readonly line: Pick<Line, 'begin'>;
  readonly ways: readonly Way[];
  /** Absent: no telephone to call with. */
  readonly calling?: Calling;
  /** Where a survey can be answered without any account of ours. */
  readonly linkTo: (callback: string) => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Does what a callback's moment asks for. Everything it does may be done again after a crash. */
export function callBack(parts: CallbackParts): (job: DueJob) => Promise<void> {
  return async (job) => {
    const errand = await parts.callbacks.due(job);
    if (errand) await run(errand, parts);
  };
}

function run(errand: Errand, parts: CallbackParts): Promise<void> {
  if (errand.do === 'finish') return finish(errand, parts);
  switch (errand.by) {
    case 'call':
      return call(errand, parts);
    case 'visit':
      return visit(errand, parts);
    default:
      return write(errand, parts);
  }
}

async function call(errand: ToReach, { callbacks, calling }: CallbackParts): Promise<void> {
  const { attempt, callback, purpose, to, language, ticket } = errand;
  if (!calling) return callbacks.ended(attempt, 'not_carried', 'no telephone to call with');
  if (!to) return callbacks.ended(attempt, 'empty_number', 'no such telephone');
  const order = { attempt, callback, purpose, to, language, line: ticket.lineName[language] };
  const state = errand.again ? await calling.trace(attempt) : await calling.place(order);
  if (state.is === 'over') return callbacks.ended(attempt, state.disposition, state.why);
  return errand.again ? callbacks.underWay(attempt) : callbacks.placed(attempt);
}

/** By the first of the person's accounts that can be written to. */
async function write(errand: ToReach, parts: CallbackParts): Promise<void> {
  const { callbacks } = parts;
  const { attempt, by, purpose } = errand;
  const whyNot: string[] = [];
  let later = false;
  for (const account of by === 'text' ? errand.accounts.slice(0, 1) : errand.accounts) {
    const to = { customer: account, phone: errand.request.phone, language: errand.language };
    const fit = ({ medium, suits }: Way) => medium === by && (suits?.(to) ?? true);
    for (const way of parts.ways.filter(fit)) {
      const arrival = await deliver(way, to, errand, parts);
      if (arrival.delivered)
        return purpose === 'advice'
          ? callbacks.ended(attempt, 'told', way.name)
          : callbacks.placed(attempt);
      whyNot.push(`${way.name}: ${arrival.why}`);
      later ||= arrival.retry !== 'never';
    }
  }
  const why = whyNot.join('; ') || 'no way there';
  return callbacks.ended(attempt, later ? 'provider_down' : 'undeliverable', why);
}

async function deliver(
  way: Way,
  to: CustomerAddressee,
  errand: ToReach,
  { line, clock, linkTo }: CallbackParts,
) {
  const { attempt, callback, purpose, by } = errand;
  const conversation = way.conversationOf?.(to);
  // A page that is closed may stay so for ever: another way is taken at once.
  if (way.conversationOf && !conversation) return nowhere;
  if (purpose === 'advice') return way.deliver(to, news(errand, clock), attempt);
  const link = linkTo(callback);
  if (by === 'text' && !conversation) return way.deliver(to, invitation(errand, link), attempt);
  await way.open?.(to);
  const turned =
    conversation &&
    (await line.begin(conversation, { dialog: purpose, options: { callback } }, attempt));
  if (!turned) return nowhere;
  const [first] = turned.entries;
  const text = [first?.text, by === 'text' ? smsWords[to.language ?? 'zh-Hans'].orLink(link) : '']
    .filter(Boolean)
    .join('\n');
  const words = { ...news(errand, clock), ...(text && { text }) };
  const choices = (first?.choices ?? []).map(({ title }) => ({ title, code: '' }));
  return way.deliver(to, { ...words, choices }, attempt);
}

const nowhere = undelivered('no conversation there', 'never');

/** What a way says that takes no questions: for the eye all of it, for a template the heart of it. */
function news({ ticket, language, purpose, careAt = 0 }: ToReach, clock: Clock): News {
  const words = callbackWords[language];
  const say = sayIn(language, clock.now());
  const line = ticket.lineName[language];
  const facts = { number: say.number(ticket.no), line, urgency: ticket.urgency };
  if (purpose === 'advice')
    return { text: words.advice({ line }), speak: words.adviceShort(), choices: [], facts };
  const invited =
    purpose === 'care' ? words.inviteCare({ when: say.when(careAt) }) : words.invite();
  return { ...reply(invited), facts };
}

function invitation({ language, ticket }: ToReach, url: string): News {
  const line = ticket.lineName[language];
  return reply(callbackWords[language].inviteLink({ line, url }));
}

/** A task for staff: a booking with its own promises. */
async function visit(errand: ToReach, { callbacks, desk, clock }: CallbackParts): Promise<void> {
  const { attempt, request, purpose, careAt, language } = errand;
  const words = callbackWords[language];
  const when = careAt === undefined ? '' : sayIn(language, clock.now()).when(careAt);
  const asked = purpose === 'care' ? words.careTask({ when }) : words.visitTask();
  await desk.report(requestFor(request, 'booking', asked), `callback/${attempt}`);
  return callbacks.ended(attempt, 'arranged');
}

/** What answers owe: opened once for each callback. */
async function finish(errand: ToFinish, { callbacks, desk }: CallbackParts): Promise<void> {
  const { owed, callback } = errand;
  await desk.report(owedRequest(errand), `callback/${callback}/${owed}`);
  return callbacks.paid(callback, owed);
}

/** A suggestion, care on the day agreed, or rework that could not be a reopened ticket. */
function owedRequest({ owed, request, answers }: ToFinish): NewRequest {
  const words = callbackWords[request.language];
  switch (owed) {
    case 'suggestion':
      return requestFor(request, 'suggestion', answers.word ?? '');
    case 'care': {
      const { when = '' } = answers;
      const booked = requestFor(request, 'booking', words.careBooking({ when }));
      return { ...booked, ...(when && { preferredTime: when }) };
    }
    case 'rework':
      return requestFor(
        request,
        'flaw',
        [words.reworkTask(), answers.wrong].filter(Boolean).join(' '),
      );
  }
}

function requestFor(request: NewRequest, kind: NewRequest['kind'], words: string): NewRequest {
  const { line, name, phone, address, channel, account, language, subject } = request;
  return {
    line,
    kind,
    urgency: 'general',
    alsoUrgent: false,
    confirmUrgency: false,
    reasons: [],
    words,
    ...(subject && { subject }),
    name,
    phone,
    ...(address && { address }),
    photos: [],
    channel,
    account,
    language,
  };
}
