import { roundTheClock } from '../calendar.ts';
import { mayTell, type Topic, type Wishes } from '../consent.ts';
import type { EventType } from '../events.ts';
import type { Calendars } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import {
  type Attempt,
  type Callback,
  type Exchange,
  hasAnswers,
  openAttempt,
  type Reach,
} from './callback.ts';
import { type Disposition, dispositions, type Outcome } from './dispositions.ts';
import { type Callee, firstPermitted, withoutHolidays } from './hours.ts';
import type { Outreach } from './outreach.ts';
import type { CallbackPlan, CallbackStep } from './plan.ts';
import { roomFrom } from './room.ts';
import type { Why } from './why.ts';

/** What is to be done for one callback at one moment. */
export type Next =
  | { readonly do: 'wait'; readonly until: Instant; readonly why: Why }
  | { readonly do: 'attempt'; readonly step: number; readonly why: Why }
  /** Nobody said yet what became of the open attempt. */
  | { readonly do: 'look' }
  /** The open attempt ends by itself. */
  | { readonly do: 'settle'; readonly disposition: Disposition }
  | { readonly do: 'end'; readonly outcome: Outcome; readonly why: Why };

export interface Scene {
  readonly now: Instant;
  readonly ticket: Pick<Ticket, 'timeline'>;
  /** What this person and their accounts refuse. */
  readonly wishes: readonly Wishes[];
  readonly reach: Reach | undefined;
  readonly exchange: Exchange;
  readonly outreach: Outreach;
  readonly calendars: Calendars;
  /** undefined: no rule knows how to dial this person. */
  readonly callee: Callee | undefined;
}

/** Decides from the record alone, so that the same moment after a crash decides the same. */
export function next(callback: Callback, plan: CallbackPlan, scene: Scene): Next {
  if (callback.end) return { do: 'end', outcome: callback.end.outcome, why: callback.end.why };
  const open = openAttempt(callback);
  if (open) return whileOpen(open, callback, plan, scene);
  const leads = lastLeads(callback);
  if (leads && leads !== 'again' && leads !== 'next')
    return { do: 'end', outcome: kept(leads, callback), why: afterLast(callback) };
  if (isUnwanted(plan, scene.wishes)) return { do: 'end', outcome: 'refused', why: 'opted_out' };
  if (movedOn(callback, scene.ticket))
    return { do: 'end', outcome: kept('superseded', callback), why: 'moved_on' };
  const turn = turnOf(callback, plan, scene.wishes);
  if (!turn) return { do: 'end', outcome: exhausted(callback), why: 'no_more_ways' };
  return attemptOrWait(turn, callback, plan, scene);
}

/** When the plan is given up, whatever happens. */
export function expiryOf(
  { since }: Callback,
  { expires }: CallbackPlan,
  scene: Pick<Scene, 'outreach' | 'calendars'>,
): Instant {
  return withoutHolidays(since, expires, hoursFor('call', scene));
}

/** The hours that hold for a way of reaching somebody. */
export function hoursFor(
  by: CallbackStep['by'],
  { outreach, calendars }: Pick<Scene, 'outreach' | 'calendars'>,
) {
  return calendars[by === 'call' ? outreach.hours.call : outreach.hours.message] ?? roundTheClock;
}

/** They want nothing of this kind by any of our ways. */
export function isUnwanted({ purpose, steps }: CallbackPlan, wishes: readonly Wishes[]): boolean {
  const asking = steps.flatMap(({ by }) => (by === 'visit' ? [] : [by]));
  const ways = asking.length > 0 ? asking : (['message', 'call'] as const);
  return !ways.some((by) => mayTell(wishes, topicOf(purpose), by));
}

/** What a plan speaks about, as people may refuse it. */
export const topicOf = (purpose: CallbackPlan['purpose']): Topic =>
  purpose === 'survey' ? 'survey' : 'care';

/** The ticket was opened again, cancelled or closed as a duplicate since. */
export function movedOn({ seq }: Callback, { timeline }: Pick<Ticket, 'timeline'>): boolean {
  return timeline.some(
    (event) =>
      event.seq > seq &&
      (overtaking.has(event.type) || (event.type === 'closed' && event.outcome === 'duplicate')),
  );
}

const overtaking: ReadonlySet<EventType> = new Set(['reopened', 'refused', 'cancelled']);

function whileOpen(open: Attempt, callback: Callback, plan: CallbackPlan, scene: Scene): Next {
  const { now } = scene;
  const rings = open.by === 'call';
  // A conversation by telephone is not cut short; a message that waits for an answer is.
  if (!rings && !isWanted(open, plan, scene.wishes))
    return { do: 'settle', disposition: 'refused' };
  if (!rings && movedOn(callback, scene.ticket)) return { do: 'settle', disposition: 'superseded' };
  if (now < open.look) return { do: 'wait', until: open.look, why: 'under_way' };
  if (rings || open.placed === undefined) return { do: 'look' };
  const answerBy = open.placed + (plan.steps[open.step]?.answerWithin ?? 0);
  if (now < answerBy) return { do: 'wait', until: answerBy, why: 'under_way' };
  return { do: 'settle', disposition: 'unanswered' };
}

/** Answers that were given are not forgotten because the ticket moved on. */
const kept = (outcome: Outcome, callback: Callback): Outcome =>
  outcome === 'superseded' && hasAnswers(callback) ? 'partly' : outcome;

const lastLeads = ({ attempts }: Callback) => {
  const end = attempts.at(-1)?.end;
  return end && dispositions[end.disposition].leads;
};

function afterLast({ attempts }: Callback): Why {
  const end = attempts.at(-1)?.end;
  return end ? `after_${end.disposition}` : 'due';
}

/** Which step it is, and from when. */
interface Turn {
  readonly step: number;
  readonly from: Instant;
  readonly why: Why;
}

function turnOf(
  callback: Callback,
  plan: CallbackPlan,
  wishes: readonly Wishes[],
): Turn | undefined {
  const last = callback.attempts.at(-1);
  if (!last?.end) {
    const delay = plan.when === 'on' ? plan.delay : plan.earliest;
    return stepFrom(0, callback, plan, wishes, callback.since + delay, 'due');
  }
  const { disposition, at } = last.end;
  const why: Why = `after_${disposition}`;
  const step = plan.steps[last.step];
  const wait = step?.again[disposition];
  const here = callback.attempts.filter((one) => one.step === last.step);
  const tried = here.filter(isBurned).length;
  const inVain = here.length - tried;
  if (
    step &&
    dispositions[disposition].leads === 'again' &&
    wait !== undefined &&
    tried < step.tries &&
    inVain < mostInVain &&
    isWanted(step, plan, wishes)
  )
    return { step: last.step, from: at + wait, why };
  return stepFrom(last.step + 1, callback, plan, wishes, at, why);
}

function stepFrom(
  first: number,
  callback: Callback,
  plan: CallbackPlan,
  wishes: readonly Wishes[],
  from: Instant,
  why: Why,
): Turn | undefined {
  const step = plan.steps.findIndex(
    (one, at) => at >= first && isMeant(one, callback) && isWanted(one, plan, wishes),
  );
  return step < 0 ? undefined : { step, from, why };
}

/** Nobody is texted at a number that is somebody else's or nobody's. */
function isMeant({ by, onlyBegun, unlessWritten }: CallbackStep, callback: Callback): boolean {
  const { attempts } = callback;
  const isNotTheirs = attempts.some(({ end }) => end && notTheirs.has(end.disposition));
  return (
    (!onlyBegun || hasAnswers(callback)) &&
    !(unlessWritten && attempts.some((one) => one.by === 'message' && isBurned(one))) &&
    !(isNotTheirs && (by === 'call' || by === 'text'))
  );
}

const notTheirs: ReadonlySet<Disposition> = new Set<Disposition>(['wrong_person', 'empty_number']);

const isWanted = (
  { by }: Pick<CallbackStep, 'by'>,
  { purpose }: CallbackPlan,
  wishes: readonly Wishes[],
) => by === 'visit' || mayTell(wishes, topicOf(purpose), by);

function attemptOrWait(turn: Turn, callback: Callback, plan: CallbackPlan, scene: Scene): Next {
  const { now, exchange } = scene;
  const expiry = expiryOf(callback, plan, scene);
  const by = plan.steps[turn.step]?.by ?? 'message';
  const room =
    by === 'visit'
      ? { at: turn.from, why: 'not_due' as const }
      : roomFor(by, turn, callback, scene);
  if (!room || Math.max(room.at, now) >= expiry)
    return { do: 'end', outcome: hasAnswers(callback) ? 'partly' : 'expired', why: 'too_late' };
  if (room.at > now) return { do: 'wait', until: room.at, why: room.why };
  if (exchange.stopped) return { do: 'wait', until: Math.min(now + pause, expiry), why: 'stopped' };
  return (
    (by === 'call' && line(callback, scene)) || { do: 'attempt', step: turn.step, why: turn.why }
  );
}

/** The first moment at which this person may be bothered this way; undefined if there is none. */
function roomFor(by: CallbackStep['by'], turn: Turn, callback: Callback, scene: Scene) {
  const { outreach, callee, now } = scene;
  const hours = hoursFor(by, scene);
  const zones = callee?.zones ?? [hours.zone];
  let at = Math.max(turn.from, now);
  let why: Why = turn.from > now ? (turn.why === 'due' ? 'not_due' : turn.why) : 'due';
  for (let rounds = 0; rounds < 40; rounds++) {
    const open = firstPermitted(at, outreach.least, hours, zones);
    if (open === undefined) return undefined;
    if (open > at) why = 'outside_hours';
    const room = roomFrom(open, by, callback, scene.reach, outreach, zones[0] ?? hours.zone);
    if (room.at === open) return { at: open, why };
    ({ at, why } = room);
  }
  return undefined;
}

/** A wait for a free line or for its place in the row; undefined: it may dial. */
function line({ waits }: Callback, { now, exchange, outreach }: Scene): Next | undefined {
  // A line whose end nobody told is not held for ever.
  const taken = exchange.open.filter(({ at }) => now - at < longestCall);
  if (taken.length >= outreach.pace.lines)
    return { do: 'wait', until: now + brief, why: 'lines_busy' };
  // Whose turn had come while all lines were busy does not queue again.
  const itsTurn = waits && inRow.has(waits.why) && waits.until <= now;
  if (exchange.slot > now && !itsTurn) return { do: 'wait', until: exchange.slot, why: 'paced' };
  return undefined;
}

const inRow: ReadonlySet<Why> = new Set<Why>(['paced', 'lines_busy']);
/** Times that one way may fail on our side before the next is taken: six hours, at a quarter of an hour each. */
const mostInVain = 24;
const longestCall = 30 * 60_000;
const pause = 5 * 60_000;
const brief = 20_000;

function exhausted(callback: Callback): Outcome {
  if (hasAnswers(callback)) return 'partly';
  const ends = callback.attempts.map(({ end }) => end?.disposition);
  if (ends.includes('wrong_person')) return 'wrong_person';
  return callback.attempts.some((one) => isBurned(one) && one.end?.disposition !== 'empty_number')
    ? 'unreached'
    : 'unreachable';
}

const isBurned = ({ end }: Attempt): boolean => !end || dispositions[end.disposition].burned;
