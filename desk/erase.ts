import type { Actor, TicketEvent } from './events.ts';
import type { Notice, TicketRecord } from './ports.ts';

/**
 * The ticket without anything that says whose it was: what happened and when stays, who and where and every
 * word somebody typed goes. The only change ever made to a timeline.
 */
export function erased(record: TicketRecord): TicketRecord {
  return {
    ...record,
    timeline: record.timeline.map(erasedEvent),
    notices: record.notices.map(
      ({ said: _, attempts, ...notice }): Notice => ({
        ...notice,
        ...(attempts && { attempts: attempts.map(({ to: _to, ...attempt }) => attempt) }),
      }),
    ),
  };
}

/** Blob ids of every picture of the ticket. */
export function picturesOf(record: TicketRecord): string[] {
  return record.timeline.flatMap((event) => {
    const photos =
      event.type === 'registered' ? event.request.photos : 'photos' in event && event.photos;
    return (photos || []).map(({ id }) => id);
  });
}

/** Where this customer may have spoken about it: every beginning of what caused their events. */
export function conversationsOf(record: TicketRecord): string[] {
  const causes = record.timeline
    .filter(({ by }) => by.who === 'customer')
    .map(({ cause }) => cause);
  const parts = causes.map((cause) => cause.split('/'));
  return [
    ...new Set(parts.flatMap((all) => all.map((_, at) => all.slice(0, at).join('/')))),
  ].filter(Boolean);
}

function erasedEvent(event: TicketEvent): TicketEvent {
  const { by, seq, at, type } = event;
  const rest = scrub(event) as TicketEvent;
  return { ...rest, type, seq, at, by: anonymous(by), cause: `erased/${seq}` } as TicketEvent;
}

const anonymous = (by: Actor): Actor =>
  by.who === 'customer' ? { who: 'customer', account: 'erased' } : by;

function scrub(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return lists.has(key) ? [] : value.map((one) => scrub(one));
  if (typeof value === 'string') return texts.has(key) ? '' : value;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !gone.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, scrub(inner, name)]));
}

/** Fields somebody typed, or that say who and where. */
const texts = new Set([
  'name',
  'phone',
  'address',
  'preferredTime',
  'subject',
  'words',
  'note',
  'plan',
  'account',
  'responsibility',
  'compensation',
  'price',
]);
const lists = new Set(['photos', 'words']);
const gone = new Set(['place', 'access', 'changes']);
