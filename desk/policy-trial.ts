import type { Calendars, Policy } from './policy.ts';
import { type MilestoneState, sla } from './sla.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** What another policy would make of one open ticket. */
export interface Effect {
  readonly no: string;
  readonly changes: readonly Shift[];
}

/** One promise that would be due at another time, would come new, or would be gone. */
export interface Shift {
  readonly milestone: string;
  readonly before?: Due;
  readonly after?: Due;
}

export interface Due {
  /** Absent while it waits for something or is paused. */
  readonly dueAt?: Instant;
  readonly missed: boolean;
}

/**
 * Open tickets keep the policy they were born with; this says what would be different for each of them
 * under `policy`. Promises that are kept already are history and left out.
 */
export function tryPolicy(
  policy: Policy,
  tickets: readonly { readonly ticket: Ticket; readonly born: Policy }[],
  calendars: Calendars,
  now: Instant,
): Effect[] {
  return tickets.flatMap(({ ticket, born }) => {
    const before = dues(sla(ticket, born, calendars, now));
    const after = dues(sla(ticket, policy, calendars, now));
    const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((milestone) =>
      shift(milestone, before.get(milestone), after.get(milestone)),
    );
    return changes.length > 0 ? [{ no: ticket.no, changes }] : [];
  });
}

function dues(states: readonly MilestoneState[]): Map<string, Due> {
  const open = states.filter(({ state }) => !over.has(state));
  return new Map(
    open.map(({ milestone, dueAt, state }) => [
      milestone.id,
      { ...(dueAt !== undefined && { dueAt }), missed: state === 'missed' },
    ]),
  );
}

const over: ReadonlySet<MilestoneState['state']> = new Set(['met', 'met_late', 'void']);

function shift(milestone: string, before: Due | undefined, after: Due | undefined): Shift[] {
  if (before && after && before.dueAt === after.dueAt && before.missed === after.missed) return [];
  return [{ milestone, ...(before && { before }), ...(after && { after }) }];
}
