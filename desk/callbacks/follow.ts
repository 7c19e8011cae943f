import type { TicketEvent } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import type { Callback, Reach } from './callback.ts';
import type { CallbackPlan } from './plan.ts';
import { nextSeason } from './season.ts';

/** The plans that begin with this event of a ticket. */
export function calledBackAfter(
  event: TicketEvent,
  { request }: Pick<Ticket, 'request'>,
  { callbacks }: Policy,
): readonly CallbackPlan[] {
  if (event.type === 'resolved' && event.temporary) return [];
  return callbacks.filter(
    ({ after, kinds, vip }) =>
      after === event.type && kinds.includes(request.kind) && (!vip || request.vip === true),
  );
}

/** A callback as it begins: nothing tried, to be looked at when its time comes. */
export function begun(
  plan: CallbackPlan,
  event: Pick<TicketEvent, 'seq' | 'at'>,
  { no, request }: Pick<Ticket, 'no' | 'request'>,
  season: { readonly signedAt: Instant; readonly zone: string },
): Callback {
  const since = plan.season
    ? nextSeason(plan.season, event.at, season.signedAt, season.zone)
    : event.at;
  return {
    id: callbackId(plan, event, no, since),
    ticket: no,
    line: request.line,
    policyVersion: request.policyVersion,
    plan: plan.id,
    seq: event.seq,
    since,
    attempts: [],
    answers: {},
    runAt: since + (plan.when === 'on' ? plan.delay : plan.earliest),
  };
}

function callbackId(
  { id, season }: CallbackPlan,
  { seq }: Pick<TicketEvent, 'seq'>,
  no: string,
  since: Instant,
): string {
  return season ? `${no}.${id}.${since}` : `${no}.${id}.${seq}`;
}

/** Has this person been promised the same care on the same day already, through another ticket? */
export function isPromised(callback: Callback, reach: Reach | undefined): boolean {
  const tail = callback.id.slice(callback.ticket.length);
  return (reach?.callbacks ?? []).some((id) => id.endsWith(tail));
}
