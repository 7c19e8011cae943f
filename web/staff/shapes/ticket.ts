import { z } from 'zod';
import { type Row, rowOf } from '../../../desk/board-row.ts';
import { idOf, mayReach } from '../../../desk/crew-reach.ts';
import type { Correction, Reason, TicketEvent } from '../../../desk/events.ts';
import { explainDeadline } from '../../../desk/explain.ts';
import { houseOf } from '../../../desk/house.ts';
import type { TicketRecord } from '../../../desk/ports.ts';
import { type MilestoneState, sla } from '../../../desk/sla.ts';
import { foldTicket, type Ticket } from '../../../desk/ticket.ts';
import { action } from './action.ts';
import { outputs } from './names.ts';
import { row, rowFields, type Sight, showRow } from './row.ts';
import { clear, datedFacts, type Veil, veilOf } from './veil.ts';
import { instant, iso, language, names } from './words.ts';

const reason = z
  .strictObject({
    rule: z.string(),
    words: z.array(z.string()),
    says: names,
    source: z.string().optional(),
  })
  .register(outputs, { id: 'Reason' });

const clock = z
  .strictObject({
    milestone: z.string(),
    name: names,
    owner: z.string(),
    state: z.enum(['waiting', 'running', 'warned', 'missed', 'paused', 'met', 'met_late', 'void']),
    /** Milliseconds. */
    limit: z.int(),
    limitBy: z.string().optional(),
    startedAt: instant.optional(),
    dueAt: instant.optional(),
    metAt: instant.optional(),
    /** A colleague has the last alarm in hand. */
    acknowledgedAt: instant.optional(),
    source: z.string(),
    /** What it counts from. */
    because: z.looseObject({ what: z.string() }).optional(),
    /** Day by day and pause by pause, why it is due when it is. */
    why: z.array(z.looseObject({ what: z.string() })),
  })
  .register(outputs, { id: 'Clock' });

const event = z
  .strictObject({
    seq: z.int(),
    at: instant,
    type: z.string(),
    by: z.strictObject({
      who: z.enum(['customer', 'staff', 'system']),
      id: z.string().optional(),
      role: z.string().optional(),
      name: z.string().optional(),
    }),
    /** What this kind of event says. */
    facts: z.record(z.string(), z.unknown()),
  })
  .register(outputs, { id: 'Event' });

const photo = z.strictObject({ id: z.string(), contentType: z.string(), name: z.string() });

export const ticket = z
  .strictObject({
    ...rowFields,
    language,
    preferredTime: z.string().optional(),
    /** How to get in; only for whoever has the ticket in hand. */
    access: z.string().optional(),
    reasons: z.array(reason),
    photos: z.array(photo),
    returns: z.int(),
    clocks: z.array(clock),
    timeline: z.array(event),
    notices: z.array(
      z.strictObject({
        at: instant,
        to: z.string(),
        what: z.string(),
        state: z.string(),
        outcome: z.string().optional(),
      }),
    ),
    related: z.array(row),
    /** What this colleague may do with it, by right; whether it can be done now is for the desk to say. */
    may: z.array(z.string()),
  })
  .register(outputs, { id: 'Ticket' });

/** The whole ticket as this colleague may see it. */
export function showTicket(
  record: TicketRecord,
  related: readonly Row[],
  sight: Sight,
): z.input<typeof ticket> {
  const it = foldTicket(record);
  const row = rowOf(record, sight.policies);
  const base = showRow(row, sight);
  const { preferredTime, access } = it.request;
  const me = idOf(sight.hands);
  const inHand = [it.owner, ...it.crew].some(({ staff }) => staff === me);
  const veil = base.masked ? veilOf(row) : clear;
  return {
    ...base,
    subject: veil.words(it.request.subject ?? ''),
    words: veil.words(it.request.words),
    language: it.request.language,
    ...(preferredTime && { preferredTime: veil.words(preferredTime) }),
    ...(inHand && access && { access }),
    reasons: it.request.reasons.map((one) => showReason(one, veil)),
    photos: it.photos.map(({ name, ...photo }) => ({ ...photo, name: veil.words(name) })),
    returns: it.returns,
    clocks: clocksOf(it, sight),
    timeline: it.timeline.map((one) => showEvent(one, veil, sight)),
    notices: record.notices.map(({ at, to, what, state, outcome }) => ({
      at: iso(at),
      to: 'role' in to ? (to.staff ?? to.role) : 'customer',
      what,
      state,
      ...(outcome && { outcome: veil.words(outcome) }),
    })),
    // What is shown in full for once is this ticket alone.
    related: related.map((one) => showRow(one, { ...sight, unmasked: false })),
    may: actionsOf(sight, it),
  };
}

function actionsOf({ hands }: Sight, { owner, crew, request }: Ticket): string[] {
  const { line, urgency, address = '' } = request;
  const place = { line, owner, crew, urgency, address };
  return Object.keys(action).filter((name) =>
    mayReach(hands, `ticket.${name as keyof typeof action}`, place),
  );
}

function clocksOf(it: Ticket, { policies, now }: Sight): z.input<typeof clock>[] {
  const house = houseOf(it, policies);
  return sla(it, house.policy, house.calendars, now).map((state) => {
    const told = explainDeadline(it, state.milestone.id, house, now);
    return {
      milestone: state.milestone.id,
      name: state.milestone.name,
      owner: state.owner,
      state: state.state,
      limit: state.limit,
      ...(state.limitBy && { limitBy: state.limitBy }),
      ...times(state),
      source: state.milestone.source,
      ...(told && { because: { ...told.because } }),
      why: told?.steps.map((step) => dated(step)) ?? [],
    };
  });
}

function times({ startedAt, dueAt, metAt, acknowledgedAt }: MilestoneState) {
  return {
    ...(startedAt !== undefined && { startedAt: iso(startedAt) }),
    ...(dueAt !== undefined && { dueAt: iso(dueAt) }),
    ...(metAt !== undefined && { metAt: iso(metAt) }),
    ...(acknowledgedAt !== undefined && { acknowledgedAt: iso(acknowledgedAt) }),
  };
}

/** Instants inside an explanation, as all others: UTC. */
function dated<T extends { readonly what: string }>(step: T): T & { what: string } {
  const entries = Object.entries(step).map(([name, value]) =>
    instants.has(name) && typeof value === 'number' ? [name, iso(value)] : [name, value],
  );
  return Object.fromEntries(entries);
}

const instants: ReadonlySet<string> = new Set(['at', 'from', 'to', 'start', 'end']);

function showReason({ rule, words, says, source }: Reason, veil: Veil): z.input<typeof reason> {
  return { rule, words: words.map(veil.words), says, ...(source && { source }) };
}

function showEvent(it: TicketEvent, veil: Veil, { hands }: Sight): z.input<typeof event> {
  const { seq, at, by, cause: _cause, type, ...rest } = it;
  // The request as it was first told stands on the ticket itself, with what was corrected since.
  const told = type === 'corrected' ? withoutAccess(rest) : rest;
  const facts = type === 'registered' ? {} : veil.facts(datedFacts(told));
  if (by.who !== 'staff') return { seq, at: iso(at), type, by: { who: by.who }, facts };
  const name = hands.roster.colleagues.find(({ id }) => id === by.id)?.name;
  return { seq, at: iso(at), type, by: { ...by, ...(name && { name }) }, facts };
}

/** How to get in is for whoever has the ticket in hand: here only that it was told. */
function withoutAccess(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { access, place, ...changes } = facts.changes as Correction;
  const told = [access && 'access', place && 'place'].filter(Boolean);
  return { ...facts, changes, ...(told.length > 0 && { told }) };
}
