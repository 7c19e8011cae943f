import { explain, type Step } from './clockwork.ts';
import type { TicketEvent } from './events.ts';
import type { House } from './house.ts';
import type { Milestone, Promised } from './policy.ts';
import { calendarOf, type MilestoneState, pausesFor, sla } from './sla.ts';
import type { Ticket } from './ticket.ts';
import type { Duration, Instant, Names } from './words.ts';

/** How a deadline came about, as facts that `dialogs/text` words in any language. */
export interface Explanation {
  readonly milestone: string;
  readonly what: Names;
  readonly who: Names;
  /** Where it is promised. */
  readonly source: string;
  readonly state: MilestoneState['state'];
  readonly limit: Duration;
  readonly limitBy?: MilestoneState['limitBy'];
  readonly because: Because;
  /** Start, each day, each pause, due: empty while it waits for its start. */
  readonly steps: readonly Step[];
  readonly dueAt?: Instant;
  readonly metAt?: Instant;
  readonly acknowledgedAt?: Instant;
}

/** What the clock counts from. */
export type Because =
  | { readonly what: 'registered' | 'refused' | 'reopened' | 'reclassified' }
  | { readonly what: 'milestone'; readonly name: Names }
  | { readonly what: 'event'; readonly type: TicketEvent['type'] }
  | {
      readonly what: Promised;
      /** How long before that instant the clock begins. */
      readonly before: Duration;
    };

/** undefined if no such promise holds for this ticket. */
export function explainDeadline(
  ticket: Ticket,
  milestoneId: string,
  house: House,
  now: Instant,
): Explanation | undefined {
  const { policy, calendars } = house;
  const states = sla(ticket, policy, calendars, now);
  const state = states.find(({ milestone }) => milestone.id === milestoneId);
  if (!state) return undefined;
  const { milestone, startedAt, dueAt, metAt, acknowledgedAt, limitBy } = state;
  const end = dueAt ?? metAt ?? now;
  const steps =
    startedAt === undefined
      ? []
      : explain(startedAt, end, pausesFor(milestone, ticket), calendarOf(milestone, calendars));
  return {
    milestone: milestoneId,
    what: milestone.name,
    who: policy.roles[state.owner] ?? policy.name,
    source: milestone.source,
    state: state.state,
    limit: state.limit,
    ...(limitBy && { limitBy }),
    because: becauseOf(milestone, state, ticket, states),
    steps: dueAt === undefined ? steps : [...steps, { what: 'due', at: dueAt }],
    ...(dueAt !== undefined && { dueAt }),
    ...(metAt !== undefined && { metAt }),
    ...(acknowledgedAt !== undefined && { acknowledgedAt }),
  };
}

function becauseOf(
  { from, onSite }: Milestone,
  { startedAt }: MilestoneState,
  ticket: Ticket,
  states: readonly MilestoneState[],
): Because {
  if ('before' in from) return { what: from.when, before: from.before };
  if (onSite && startedAt !== undefined && startedAt === ticket.visit.appointment?.promised)
    return { what: 'appointment', before: 0 };
  if (from.when === 'event') return { what: 'event', type: from.match.type };
  if (from.when === 'met') {
    const before = states.find(({ milestone }) => milestone.id === from.milestone);
    if (before) return { what: 'milestone', name: before.milestone.name };
  }
  const began = ticket.timeline.find(({ at, type }) => at === startedAt && begins.has(type));
  return { what: (began?.type ?? 'registered') as 'registered' };
}

const begins: ReadonlySet<TicketEvent['type']> = new Set([
  'registered',
  'refused',
  'reopened',
  'reclassified',
]);
