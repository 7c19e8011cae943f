import { areaOf } from './areas.ts';
import { roundTheClock } from './calendar.ts';
import { explain, reach, type Step, used } from './clockwork.ts';
import type { TicketEvent } from './events.ts';
import type { Calendars, Match, Milestone, Policy, Rung } from './policy.ts';
import type { Mark, Ticket } from './ticket.ts';
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
  /** The limit that holds for this ticket. */
  readonly limit: Duration;
  readonly owner: string;
  readonly ladder: readonly Rung[];
  /** Alarms not yet on the timeline, earliest first; none once met, paused or void. */
  readonly alarms: readonly Alarm[];
}

export type Alarm =
  | { readonly what: 'warn'; readonly at: Instant; readonly share: number }
  | { readonly what: 'miss'; readonly at: Instant; readonly rung: number };

/** Every promise that holds for the ticket, computed from its history alone: the class's first, then the kind's. */
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
    for (const milestone of track) states.push(judge(milestone, since, scene));
  };
  run(tracks.urgency[urgency], ticket.since.urgency);
  if (alsoUrgent && urgency === 'major') run(tracks.urgency.urgent, ticket.since.urgency);
  run(tracks.kind[kind], ticket.since.kind);
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

/** Why it is due when it is: start, days, pauses, end. Empty while it waits for its start. */
export function why(
  state: MilestoneState,
  ticket: Ticket,
  calendars: Calendars,
  now: Instant,
): Step[] {
  if (state.startedAt === undefined) return [];
  const calendar = calendars[state.milestone.calendar] ?? roundTheClock;
  const steps = explain(state.startedAt, state.dueAt ?? now, ticket.pauses, calendar);
  return state.dueAt === undefined ? steps : [...steps, { what: 'due', at: state.dueAt }];
}

/** The role that must keep a promise; `handler` is whoever owns the ticket. */
function keeperOf({ owner }: Milestone, ticket: Ticket): string {
  return owner === 'handler' ? ticket.owner.role : owner;
}

/** Does this event count for this matcher? A temporary fix is not a final one; a role must be the very role. */
export function matches(event: TicketEvent, match: Match): boolean {
  if (event.type !== match.type) return false;
  if (match.only === undefined) return true;
  if (event.type === 'resolved') return !event.temporary;
  if ('role' in event) return event.role === match.only;
  return event.by.who === 'staff' && event.by.role === match.only;
}

interface Scene {
  readonly ticket: Ticket;
  readonly policy: Policy;
  readonly calendars: Calendars;
  readonly until: Instant;
  /** Milestones met so far, for those that count from them. */
  readonly met: Map<string, Mark>;
}

function judge(milestone: Milestone, since: Mark, scene: Scene): MilestoneState {
  const { ticket, until } = scene;
  const limit = limitOf(milestone, scene);
  const fixed = { milestone, limit, owner: keeperOf(milestone, ticket), ladder: milestone.ladder };
  const start = startOf(milestone, since, scene);
  if (!start) {
    return { ...fixed, state: ticket.endedAt === undefined ? 'waiting' : 'void', alarms: [] };
  }
  const calendar = scene.calendars[milestone.calendar] ?? roundTheClock;
  const dueAt = reach(start.at, limit, ticket.pauses, calendar);
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
  if (ticket.hold) return { ...fixed, ...times, state: missed ? 'missed' : 'paused', alarms: [] };
  const alarms = alarmsOf(milestone, limit, start, dueAt ?? until, scene);
  const gone = used(start.at, until, ticket.pauses, calendar) / limit;
  const warned = milestone.warnAt.some((share) => gone >= share);
  return { ...fixed, ...times, state: missed ? 'missed' : warned ? 'warned' : 'running', alarms };
}

function limitOf(milestone: Milestone, { ticket, policy }: Scene): Duration {
  const ordinary = milestone.ordinaryLimit;
  const limit =
    ordinary === undefined || areaOf(ticket.request, policy) ? milestone.limit : ordinary;
  const vip = ticket.request.vip && milestone.contact ? policy.vip?.response : undefined;
  return vip === undefined ? limit : Math.min(limit, vip);
}

function startOf(milestone: Milestone, since: Mark, scene: Scene): Mark | undefined {
  const { from } = milestone;
  if (from.when === 'registered') return since;
  if (from.when === 'met') return scene.met.get(from.milestone);
  return scene.ticket.timeline.find((e) => e.seq >= since.seq && matches(e, from.match));
}

/** The first event that keeps the promise; what started a clock keeps a promise only at registration. */
function metBy(milestone: Milestone, start: Mark, ticket: Ticket): TicketEvent | undefined {
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

/** Warnings before it is due, then one rung of the ladder after the other, less what the timeline has already. */
function alarmsOf(
  milestone: Milestone,
  limit: Duration,
  start: Mark,
  dueAt: Instant,
  { ticket, calendars }: Scene,
): Alarm[] {
  const calendar = calendars[milestone.calendar] ?? roundTheClock;
  const told = toldSince(milestone, start, ticket);
  const alarms: Alarm[] = [];
  for (const share of milestone.warnAt) {
    if (share <= told.share || told.rung >= 0) continue;
    const at = reach(start.at, Math.round(share * limit), ticket.pauses, calendar);
    if (at !== undefined) alarms.push({ what: 'warn', at, share });
  }
  milestone.ladder.forEach((step, rung) => {
    if (rung <= told.rung) return;
    const at = reach(dueAt, step.wait, ticket.pauses, calendar);
    if (at !== undefined) alarms.push({ what: 'miss', at, rung });
  });
  return alarms;
}

function toldSince(
  milestone: Milestone,
  start: Mark,
  ticket: Ticket,
): { share: number; rung: number } {
  let share = 0;
  let rung = -1;
  for (const event of ticket.timeline) {
    if (event.seq < start.seq) continue;
    if (event.type === 'warned' && event.milestone === milestone.id) {
      share = Math.max(share, event.share);
    } else if (event.type === 'missed' && event.milestone === milestone.id) {
      rung = Math.max(rung, event.rung);
    }
  }
  return { share, rung };
}
