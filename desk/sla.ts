import { type Alarm, alarmsOf, type RunningClock, toldOf } from './alarms.ts';
import { areaOf } from './areas.ts';
import { type Calendar, roundTheClock } from './calendar.ts';
import { reach, used } from './clockwork.ts';
import type { Mark, TicketEvent } from './events.ts';
import { matches } from './match.ts';
import type { Calendars, Milestone, Policy, Rung } from './policy.ts';
import { type Beginning, beginningOf } from './start.ts';
import type { Pause, Ticket } from './ticket.ts';
import type { Duration, Instant } from './words.ts';

/** How one promise stands. */
export interface MilestoneState {
  readonly milestone: Milestone;
  /** `void`: the ticket ended before it was due. `waiting`: what it counts from has not happened. */
  readonly state:
    | 'waiting'
    | 'running'
    | 'warned'
    | 'missed'
    | 'paused'
    | 'met'
    | 'met_late'
    | 'void';
  readonly startedAt?: Instant;
  /** Absent while waiting, and while paused before it was due. */
  readonly dueAt?: Instant;
  readonly metAt?: Instant;
  /** A colleague has the last alarm in hand: nobody else is told until it is missed anew. */
  readonly acknowledgedAt?: Instant;
  /** The limit that holds for this ticket, and what made it another than the class's own. */
  readonly limit: Duration;
  readonly limitBy?: 'vip' | 'ordinary_area';
  readonly owner: string;
  readonly ladder: readonly Rung[];
  /** Alarms not yet on the timeline, earliest first; none once met, paused or void. */
  readonly alarms: readonly Alarm[];
}

/** Every promise that holds for the ticket, computed from its history alone: the class's first, the kind's, the visit's. */
export function sla(
  ticket: Ticket,
  policy: Policy,
  calendars: Calendars,
  now: Instant,
): MilestoneState[] {
  const { urgency, kind, alsoUrgent } = ticket.request;
  const { tracks } = policy;
  const until = ticket.endedAt === undefined ? now : Math.min(now, ticket.endedAt);
  const scene: Scene = { ticket, policy, calendars, until, met: new Map() };
  const states: MilestoneState[] = [];
  const run = (track: readonly Milestone[], since: Mark) => {
    for (const milestone of track)
      if (holds(milestone, ticket)) states.push(judge(milestone, since, scene));
  };
  run(tracks.urgency[urgency], ticket.since.urgency);
  if (alsoUrgent && urgency === 'major') run(tracks.urgency.urgent, ticket.since.urgency);
  run(tracks.kind[kind], ticket.since.kind);
  run(tracks.visit, ticket.since.kind);
  // A personal call outlives the round it was promised in.
  const promised = ticket.timeline.findLast(({ type }) => type === 'callback_promised');
  if (promised) run(tracks.callback, promised);
  return states;
}

/** The next instant at which a promise becomes warned, missed, or climbs its ladder; may lie in the past. */
export function nextMoment(states: readonly MilestoneState[]): Instant | undefined {
  let next: Instant | undefined;
  for (const { alarms } of states) {
    const [first] = alarms;
    if (first && (next === undefined || first.at < next)) next = first.at;
  }
  return next;
}

/** The calendar a promise is counted by. */
export function calendarOf({ calendar }: Milestone, calendars: Calendars): Calendar {
  return calendars[calendar] ?? roundTheClock;
}

/** Pauses that stop this clock: the hour of a visit does not wait for anybody. */
export function pausesFor({ from }: Milestone, { pauses }: Ticket): readonly Pause[] {
  return 'before' in from ? [] : pauses;
}

interface Scene {
  readonly ticket: Ticket;
  readonly policy: Policy;
  readonly calendars: Calendars;
  readonly until: Instant;
  /** Milestones met so far, for those that count from them. */
  readonly met: Map<string, Mark>;
}

/** Some promises are only for some faults; those about a visit begin only once one is agreed, and early enough. */
function holds(milestone: Milestone, ticket: Ticket): boolean {
  const { from, faults, limit } = milestone;
  if (faults && !faults.includes(ticket.fault ?? 'unknown')) return false;
  if (!('before' in from)) return true;
  const begins = beginningOf(milestone, ticket.since.kind, ticket, new Map());
  return begins !== undefined && begins.counted + limit > begins.at;
}

function judge(milestone: Milestone, since: Mark, scene: Scene): MilestoneState {
  const { ticket, until } = scene;
  const bound = limitOf(milestone, scene);
  const { limit } = bound;
  const fixed = {
    milestone,
    ...bound,
    owner: keeperOf(milestone, ticket),
    ladder: milestone.ladder,
  };
  const start = beginningOf(milestone, since, ticket, scene.met);
  if (!start) {
    return { ...fixed, state: ticket.endedAt === undefined ? 'waiting' : 'void', alarms: [] };
  }
  const calendar = calendarOf(milestone, scene.calendars);
  const pauses = pausesFor(milestone, ticket);
  const dueAt = reach(start.counted, limit, pauses, calendar);
  const times = dueAt === undefined ? { startedAt: start.at } : { startedAt: start.at, dueAt };
  const met = metBy(milestone, start, ticket);
  if (met) {
    scene.met.set(milestone.id, met);
    const late = dueAt !== undefined && isLate(met, dueAt, milestone, ticket);
    return { ...fixed, ...times, metAt: met.at, state: late ? 'met_late' : 'met', alarms: [] };
  }
  const missed = dueAt !== undefined && until >= dueAt;
  if (ticket.endedAt !== undefined) {
    return { ...fixed, ...times, state: missed ? 'missed' : 'void', alarms: [] };
  }
  const clock = { limit, start, dueAt: dueAt ?? until, pauses, calendar };
  return { ...fixed, ...times, ...unkept(milestone, clock, missed, scene) };
}

/** How a promise stands that is neither kept nor over. */
function unkept(
  milestone: Milestone,
  clock: RunningClock,
  missed: boolean,
  { ticket, until }: Scene,
): Pick<MilestoneState, 'state' | 'alarms' | 'acknowledgedAt'> {
  const { limit, start, pauses, calendar } = clock;
  const told = toldOf(milestone, start, ticket);
  const { acknowledgedAt } = told;
  const heard = acknowledgedAt === undefined ? {} : { acknowledgedAt };
  if (ticket.hold && pauses === ticket.pauses)
    return { ...heard, state: missed ? 'missed' : 'paused', alarms: [] };
  const alarms = alarmsOf(milestone, clock, told);
  if (missed) return { ...heard, state: 'missed', alarms };
  const gone = used(start.counted, until, pauses, calendar) / limit;
  const warned = milestone.warnAt.some((share) => gone >= share);
  return { ...heard, state: warned ? 'warned' : 'running', alarms };
}

/** The role that must keep a promise; `handler` is whoever owns the ticket. */
function keeperOf({ owner }: Milestone, ticket: Ticket): string {
  return owner === 'handler' ? ticket.owner.role : owner;
}

function limitOf(
  milestone: Milestone,
  { ticket, policy }: Scene,
): Pick<MilestoneState, 'limit' | 'limitBy'> {
  const { limit, ordinaryLimit } = milestone;
  const vip = ticket.request.vip && milestone.contact ? policy.vip?.response : undefined;
  const ordinary = ordinaryLimit !== undefined && !areaOf(ticket.request, policy);
  const own = ordinary ? ordinaryLimit : limit;
  if (vip !== undefined && vip < own) return { limit: vip, limitBy: 'vip' };
  return ordinary ? { limit: own, limitBy: 'ordinary_area' } : { limit: own };
}

/** The first event that keeps the promise; what started a clock keeps a promise only at registration. */
function metBy(milestone: Milestone, start: Beginning, ticket: Ticket): TicketEvent | undefined {
  const first = milestone.from.when === 'registered' ? start.seq : start.seq + 1;
  for (let index = first - 1; index < ticket.timeline.length; index++) {
    const event = ticket.timeline[index];
    if (!event || (milestone.contact && event.by.who !== 'staff')) continue;
    if (milestone.metBy.some((match) => matches(event, match))) return event;
  }
  return undefined;
}

/** On the very millisecond it was due, the order of events decides. */
function isLate(met: Mark, dueAt: Instant, milestone: Milestone, ticket: Ticket): boolean {
  if (met.at !== dueAt) return met.at > dueAt;
  return ticket.timeline.some(
    (e) => e.type === 'missed' && e.milestone === milestone.id && e.seq < met.seq && e.at === dueAt,
  );
}
