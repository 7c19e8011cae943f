import { periodName, within } from '../periods.ts';
import type { Calendars, Policy } from '../policy.ts';
import { type MilestoneState, sla } from '../sla.ts';
import { foldTicket, type Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import type { Scope } from './satisfaction.ts';
import { areaNameOf, type Group, rate, Tally } from './tally.ts';

export interface Kept {
  readonly inTime: number;
  readonly late: number;
  /** Not due yet, or standing still. */
  readonly open: number;
}

export interface PromiseRow {
  readonly group: Group;
  readonly counts: Kept;
  /** In time ÷ (in time + late). */
  readonly rate: number | undefined;
}

/** What was promised, and kept or not; every round of a ticket that was opened again counts. */
export class PromiseReport {
  readonly #scope: Scope;
  readonly #tally: Tally<Kept>;
  readonly #complaints = new Tally([], none);

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#tally = new Tally(scope.by, none);
  }

  add(ticket: Ticket, policy: Policy, calendars: Calendars, now: Instant): void {
    const { per, zone, areas } = this.#scope;
    for (const { state, keeper, counts, at } of promisesOf(ticket, policy, calendars, now)) {
      if (!within(at, this.#scope)) continue;
      const { line, urgency, kind } = ticket.request;
      this.#tally.add(
        {
          period: periodName(at, per, zone),
          line,
          urgency,
          kind,
          milestone: state.milestone.id,
          area: areaNameOf(ticket, areas),
          colleague: keeper,
        },
        counts,
      );
      if (isComplaint(ticket)) this.#complaints.add({}, counts);
    }
  }

  get rows(): readonly PromiseRow[] {
    return this.#tally.rows.map(({ group, counts }) => rowOf(group, counts));
  }

  get total(): PromiseRow {
    return rowOf({}, this.#tally.total);
  }

  get complaints(): PromiseRow {
    return rowOf({}, this.#complaints.total);
  }
}

export interface Promised {
  readonly state: MilestoneState;
  /** Who had to keep it; '' if it was in nobody's hands. */
  readonly keeper: string;
  readonly counts: Partial<Kept>;
  /** When it was due; where that is open, when it began. */
  readonly at: Instant;
}

/** Every promise of every round, but those that were never due. */
export function promisesOf(
  ticket: Ticket,
  policy: Policy,
  calendars: Calendars,
  now: Instant,
): readonly Promised[] {
  return roundsOf(ticket).flatMap((round, index, all) => {
    const isLast = index === all.length - 1;
    const until = isLast ? now : (round.timeline.at(-1)?.at ?? now);
    return sla(round, policy, calendars, until).flatMap((state): Promised[] => {
      const counts = countOf(state, isLast);
      const at = state.dueAt ?? state.startedAt;
      return counts && at !== undefined
        ? [{ state, counts, at, keeper: keeperOf(state, round) }]
        : [];
    });
  });
}

/** The ticket as it was whenever it was sent back, and as it is now. */
function roundsOf(ticket: Ticket): readonly Ticket[] {
  const before = ticket.timeline.flatMap((event, index) =>
    event.type === 'refused' || event.type === 'reopened'
      ? [foldTicket({ no: ticket.no, timeline: ticket.timeline.slice(0, index) })]
      : [],
  );
  return [...before, ticket];
}

function countOf({ state }: MilestoneState, isLast: boolean): Partial<Kept> | undefined {
  if (state === 'met') return { inTime: 1 };
  if (state === 'met_late' || state === 'missed') return { late: 1 };
  const goesOn = state === 'running' || state === 'warned' || state === 'paused';
  return goesOn && isLast ? { open: 1 } : undefined;
}

const keeperOf = (state: MilestoneState, { owner, crew }: Ticket): string =>
  [owner, ...crew].find(({ role }) => role === state.owner)?.staff ?? '';

const isComplaint = ({ request: { kind, urgency } }: Ticket): boolean =>
  kind === 'flaw' || kind === 'compensation' || urgency === 'major';

const none: Kept = { inTime: 0, late: 0, open: 0 };

const rowOf = (group: Group, counts: Kept): PromiseRow => ({
  group,
  counts,
  rate: rate(counts.inTime, counts.inTime + counts.late),
});
