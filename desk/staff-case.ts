import type { Choice } from './dispatch/choice.ts';
import type { EventType } from './events.ts';
import type { Notice } from './ports.ts';
import { areasAt, type Roster } from './roster.ts';
import type { MilestoneState } from './sla.ts';
import type { Hearer } from './staff-out.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** What a colleague who is told of a ticket needs to know; nothing in it tells who the customer is. */
export interface StaffCase {
  readonly hearer?: Hearer;
  /** What they have to do, by when: the owner's side of a promise. */
  readonly duty?: { readonly task: EventType; readonly due: Instant };
  /** Name of the work area. */
  readonly area?: string;
  readonly vip?: true;
  /** How many pictures there are to look at. */
  readonly photos?: number;
  /** Why it comes to them, or why to nobody. */
  readonly choice?: Choice;
}

export function staffCase(
  notice: Notice,
  ticket: Ticket,
  states: readonly MilestoneState[],
  roster: Roster | undefined,
): Omit<StaffCase, 'hearer'> {
  const duty = dutyOf(notice, states);
  const address = ticket.request.address ?? '';
  const [area] = areasAt(address, roster?.areas ?? []);
  const choice = choiceFor(notice, ticket);
  return {
    ...(duty && { duty }),
    ...(area && { area: area.name }),
    ...(ticket.request.vip && { vip: true }),
    ...(ticket.photos.length > 0 && { photos: ticket.photos.length }),
    ...(choice && { choice }),
  };
}

/** The milestone the notice is about; else the next of this role that is not kept, or of anybody who works for it. */
function dutyOf({ to, facts }: Notice, states: readonly MilestoneState[]): StaffCase['duty'] {
  const role = 'role' in to ? to.role : undefined;
  const open = states
    .filter(({ state, dueAt }) => unkept.has(state) && dueAt !== undefined)
    .filter(({ milestone }) => !milestone.internal)
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  const found =
    states.find(({ milestone }) => milestone.id === facts.milestone) ??
    open.find(({ owner }) => owner === role) ??
    open[0];
  const task = found?.milestone.metBy[0]?.type;
  return task && found?.dueAt !== undefined ? { task, due: found.dueAt } : undefined;
}

const unkept: ReadonlySet<MilestoneState['state']> = new Set(['running', 'warned', 'missed']);

function choiceFor({ to, what }: Notice, { timeline }: Ticket): Choice | undefined {
  const staff = 'role' in to ? to.staff : undefined;
  for (const event of timeline.toReversed()) {
    if (event.type !== 'assigned' && event.type !== 'called_out') continue;
    if (event.choice && (what === 'staff.unmanned' || (staff && event.staff === staff)))
      return event.choice;
  }
  return undefined;
}
