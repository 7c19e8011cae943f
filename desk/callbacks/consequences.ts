import type { EventBody, Reason } from '../events.ts';
import type { Policy } from '../policy.ts';
import { reworkRefused } from '../reasons.ts';
import { isOpen } from '../status.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant, Names, Urgency } from '../words.ts';
import type { Answers, Callback, Owed } from './callback.ts';
import { isSampled } from './sample.ts';

/** What somebody answered, and how grave their words were. */
export interface Heard {
  readonly answers: Answers;
  /** Class of the words themselves; null if they name no problem. */
  readonly urgency: Urgency | null;
  readonly reasons: readonly Reason[];
}

/** What answers make of the ticket, and what they still have to open. */
export interface Consequences {
  readonly events: readonly EventBody[];
  readonly owes: readonly Owed[];
}

/** What a customer may be told of what follows. */
export interface Followed {
  /** The work begins again. */
  readonly sentBack: boolean;
  /** Somebody calls in person, by when. */
  readonly promised?: { readonly who: Names; readonly by: Instant };
}

/** Everything that follows from the answers of one callback; what had followed before does not follow again. */
export function consequences(
  callback: Callback,
  heard: Heard,
  ticket: Ticket,
  policy: Policy,
  share: number,
  now: Instant,
): Consequences {
  const { answers } = heard;
  const before = ratedBefore(callback, ticket);
  const rated = ratedEvent(callback, answers);
  const bad = isBad(answers, policy) && !(before && isBad(before, policy));
  const back = bad ? sendBack(answers, ticket, policy, now) : { events: [], owes: [] };
  const grave = bad || before ? isGrave(answers, heard, ticket, policy) : false;
  const events: EventBody[] = [rated, ...back.events];
  if (grave) events.push(...toManager(heard, ticket, policy, back.events));
  const first = answers.level !== undefined && before?.level === undefined;
  if (first && !bad && isSampled(callback.id, share))
    events.push({ type: 'verification_asked', role: policy.satisfaction.followUp.verifier });
  const word: Owed[] = answers.word && !before?.word ? ['suggestion'] : [];
  return { events: same(rated, before) ? events.slice(1) : events, owes: [...back.owes, ...word] };
}

/** Not satisfied, or not solved. */
export function isBad({ level, solved }: Answers, { satisfaction }: Policy): boolean {
  const found = satisfaction.levels.find(({ id }) => id === level);
  return found?.qualified === false || solved === false;
}

function ratedBefore({ id }: Callback, { timeline }: Ticket): Answers | undefined {
  const last = timeline.findLast((event) => event.type === 'rated' && event.callback === id);
  return last?.type === 'rated' ? last : undefined;
}

function ratedEvent({ id, end }: Callback, answers: Answers): EventBody & { type: 'rated' } {
  const { level, solved, wrong, word } = answers;
  return {
    type: 'rated',
    callback: id,
    ...(level && { level }),
    ...(solved !== undefined && { solved }),
    ...(wrong && { wrong }),
    ...(word && { word }),
    ...(end && { late: true as const }),
  };
}

const same = (one: Answers, other: Answers | undefined): boolean =>
  other !== undefined &&
  one.level === other.level &&
  one.solved === other.solved &&
  one.wrong === other.wrong &&
  one.word === other.word;

/** Opened again if it is not too long ago, else rework as a ticket of its own; a second failure is a major one. */
function sendBack(
  { wrong }: Answers,
  ticket: Ticket,
  policy: Policy,
  now: Instant,
): { events: EventBody[]; owes: Owed[] } {
  const words = wrong ?? '';
  if (isOpen(ticket.status))
    return { events: words ? [{ type: 'added', words, photos: [] }] : [], owes: [] };
  const since = ticket.resolvedAt ?? ticket.endedAt ?? ticket.registeredAt;
  if (ticket.status === 'cancelled' || now - since > policy.satisfaction.followUp.reopenWithin)
    return { events: [], owes: ['rework'] };
  const back: EventBody =
    ticket.status === 'resolved'
      ? { type: 'refused', words }
      : { type: 'reopened', ...(words && { words }) };
  const { urgency, kind } = ticket.request;
  const wasRework = ticket.returns > 0 || kind === 'flaw' || kind === 'compensation';
  return {
    events: [
      back,
      ...(wasRework && urgency !== 'major'
        ? toMajor(ticket, policy, [reworkRefused(policy.history, words ? [words] : [])])
        : []),
    ],
    owes: [],
  };
}

/** Grave words, or a second failure, and nobody was promised a call yet for this. */
function isGrave(answers: Answers, heard: Heard, ticket: Ticket, policy: Policy): boolean {
  const promised = ticket.timeline.findLast(({ type }) => type === 'callback_promised');
  const rated = ticket.timeline.findLast(({ type }) => type === 'resolved');
  if (promised && promised.seq > (rated?.seq ?? 0)) return false;
  return isBad(answers, policy) && heard.urgency === 'major';
}

function toManager(
  { reasons }: Heard,
  ticket: Ticket,
  policy: Policy,
  already: readonly EventBody[],
): EventBody[] {
  const raised = already.some(({ type }) => type === 'reclassified');
  const raise = !raised && ticket.request.urgency !== 'major' && ticket.status !== 'cancelled';
  return [
    ...(raise ? toMajor(ticket, policy, reasons) : []),
    { type: 'callback_promised', role: policy.satisfaction.followUp.manager, reasons },
  ];
}

function toMajor(ticket: Ticket, policy: Policy, why: readonly Reason[]): EventBody[] {
  const reasons = [...why, ...ticket.request.reasons];
  const role = policy.routes.major[0] ?? ticket.owner.role;
  return [
    { type: 'reclassified', urgency: 'major', kind: ticket.request.kind, reasons },
    { type: 'assigned', role, reasons },
  ];
}
