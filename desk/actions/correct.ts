import { propose, type Verdict } from '../decision.ts';
import type { Correction } from '../events.ts';
import type { Ticket } from '../ticket.ts';

/** A fact was wrong or has changed; saying the same again changes nothing. */
export function correct(ticket: Ticket, changes: Correction): Verdict {
  const fresh = changesTo(ticket, changes);
  return fresh ? propose(ticket, { type: 'corrected', changes: fresh }) : propose(ticket);
}

/** Only what really differs; undefined if nothing does. */
export function changesTo(ticket: Ticket, changes: Correction): Correction | undefined {
  const fresh = correctable.flatMap((field) => {
    const value = changes[field];
    return value === undefined || isSame(value, ticket.request[field]) ? [] : [[field, value]];
  });
  return fresh.length > 0 ? (Object.fromEntries(fresh) as Correction) : undefined;
}

const isSame = (a: Correction[keyof Correction], b: typeof a): boolean =>
  typeof a === 'object' && typeof b === 'object'
    ? a.latitude === b.latitude && a.longitude === b.longitude
    : a === b;

const correctable = [
  'name',
  'phone',
  'address',
  'place',
  'access',
  'preferredTime',
  'subject',
] as const satisfies readonly (keyof Correction)[];
