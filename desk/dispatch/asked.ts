import type { TicketEvent } from '../events.ts';
import type { Policy } from '../policy.ts';
import { isOpen, isWork } from '../status.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';

/** The owner of a ticket, or whoever is called out to the place, is asked one after the other until somebody takes it. */
export type Seat = 'assigned' | 'called_out';

/** How far the asking has come in this round. */
export interface Asked {
  /** The role that was asked for first. */
  readonly role: string;
  /** Who is to answer; absent once somebody did. */
  readonly pending?: { readonly role: string; readonly staff: string; readonly since: Instant };
  /** Since when nobody can be found. */
  readonly vacant?: Instant;
  /** Times everybody was asked in vain. */
  readonly rounds: number;
  /** Who was asked in vain. */
  readonly aside: ReadonlyMap<string, 'declined' | 'unanswered'>;
}

/** undefined if this house asks nobody: nobody works here, or a person chose. */
export function askedFor(seat: Seat, timeline: readonly TicketEvent[]): Asked | undefined {
  let asked: Asked | undefined;
  for (const event of timeline) asked = after(asked, event, seat);
  return asked;
}

/** Who said no to this ticket, for whichever seat and whenever, since the asking began anew. */
export function declinedIn(timeline: readonly TicketEvent[]): ReadonlySet<string> {
  const declined = new Set<string>();
  for (const event of timeline) {
    const chosen = event.type === 'assigned' || event.type === 'called_out';
    if (beginsAnew.has(event.type) || (chosen && !event.choice)) declined.clear();
    if (event.type === 'declined') declined.add(event.staff);
  }
  return declined;
}

/** From here on everybody may be asked again. */
export const beginsAnew: ReadonlySet<TicketEvent['type']> = new Set<TicketEvent['type']>([
  'reclassified',
  'refused',
  'reopened',
]);

/** When to ask the next one, or again; undefined while nobody is waited for. */
export function askAgainAt(
  asked: Asked | undefined,
  { status, request }: Ticket,
  { dispatch }: Policy,
  now: Instant,
): Instant | undefined {
  if (!asked || !isOpen(status)) return undefined;
  const { pending, vacant } = asked;
  const grade = request.alsoUrgent ? 'urgent' : request.urgency;
  if (pending) return pending.since + dispatch.acceptWithin[grade];
  if (vacant === undefined) return undefined;
  // Nobody's telephone rings all night: each round is asked for after twice the rest.
  const rest = dispatch.retry * 2 ** Math.min(asked.rounds - 1, mostDoublings);
  return vacant + rest * (Math.floor((now - vacant) / rest) + 1);
}

function after(asked: Asked | undefined, event: TicketEvent, seat: Seat): Asked | undefined {
  switch (event.type) {
    case 'reclassified':
    case 'refused':
    case 'reopened':
      return undefined;
    case 'assigned':
    case 'called_out':
      return event.type === seat ? seated(asked, event) : asked;
    case 'declined': {
      if (asked?.pending?.staff !== event.staff) return asked;
      const { pending: _, ...rest } = asked;
      return { ...rest, aside: new Map(asked.aside).set(event.staff, 'declined') };
    }
    default:
      return answers(event, asked, seat) ? settled(asked) : asked;
  }
}

function seated(before: Asked | undefined, event: TicketEvent & { type: Seat }): Asked | undefined {
  const { choice, role, staff } = event;
  if (!choice) return undefined;
  const aside = new Map(before?.aside);
  if (before?.pending) aside.set(before.pending.staff, 'unanswered');
  const rounds = before?.rounds ?? 0;
  const first = { role: before?.role ?? choice.passed[0] ?? role, rounds };
  if (staff) return { ...first, aside, pending: { role, staff, since: choice.from ?? event.at } };
  // Who did not answer may be asked once more in the next round of calls; who declined may not.
  const declined = [...aside].filter(([, how]) => how === 'declined');
  return { ...first, aside: new Map(declined), vacant: event.at, rounds: rounds + 1 };
}

/** Whoever works on it has taken it, whether they said so or not. */
function answers(event: TicketEvent, asked: Asked | undefined, seat: Seat): boolean {
  if (event.by.who !== 'staff' || !isWork(event)) return false;
  return seat === 'assigned' || event.by.id === asked?.pending?.staff;
}

function settled(asked: Asked | undefined): Asked | undefined {
  return asked && { role: asked.role, aside: asked.aside, rounds: asked.rounds };
}

const mostDoublings = 5;
