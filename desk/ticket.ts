import type {
  Correction,
  Fault,
  Mark,
  Photo,
  PlanTerms,
  Relation,
  Request,
  TicketEvent,
} from './events.ts';
import type { TicketRecord } from './ports.ts';
import { isOpen, isWork, type Status, stageAfter } from './status.ts';
import { arranged, type Visit } from './visit.ts';
import { type Instant, urgencies } from './words.ts';

/** A ticket as its timeline tells it. Nothing in it is stored: fold again and it is the same. */
export interface Ticket {
  readonly no: string;
  readonly status: Status;
  /** As it stands now: corrections and reclassification applied. */
  readonly request: Request;
  readonly registeredAt: Instant;
  readonly owner: Owner;
  /** Called out to the place beside the owner. */
  readonly crew: readonly Owner[];
  /** 首问负责: whoever took it first hears of everything until the end. */
  readonly firstReceiver?: Owner;
  /** Clocks stand still, and why. */
  readonly hold?: 'customer' | 'parts';
  readonly pauses: readonly Pause[];
  /** Where the clocks of each track begin. */
  readonly since: { readonly urgency: Mark; readonly kind: Mark };
  /** Those sent with the report and those added later. */
  readonly photos: readonly Photo[];
  /** Times the customer sent the work back or had it opened again. */
  readonly returns: number;
  /** When the work was last called finished. */
  readonly resolvedAt?: Instant;
  /** The newest plan of this round. */
  readonly plan?: Plan;
  /** What we ask the customer and have no answer to: is it done well, is the plan right. */
  readonly asked?: Asked;
  /** Closed or cancelled at. */
  readonly endedAt?: Instant;
  /** What is agreed about the visit of this round. */
  readonly visit: Visit;
  /** As diagnosed. */
  readonly fault?: Fault;
  /** Ended as a duplicate: everything goes on there. */
  readonly mergedInto?: string;
  readonly relations: readonly { readonly to: string; readonly as: Relation }[];
  /** A colleague speaks with the customer instead of the bot. */
  readonly person?: Presence;
  readonly timeline: readonly TicketEvent[];
}

export interface Presence extends Mark {
  readonly staff: string;
  readonly role: string;
  readonly conversation: string;
}

export interface Owner {
  readonly role: string;
  readonly staff?: string;
  readonly name?: string;
  /** They accepted it, began to work on it, or were given it by a colleague. */
  readonly taken?: true;
}

export interface Plan {
  readonly words: string;
  readonly terms: PlanTerms;
  readonly state: 'told' | 'shown' | 'confirmed' | 'changes';
  readonly at: Instant;
}

export interface Asked {
  readonly about: 'acceptance' | 'plan';
  readonly at: Instant;
  /** How often they were reminded since. */
  readonly reminders: number;
}

export interface Pause {
  readonly from: Instant;
  /** Absent while it lasts. */
  readonly to?: Instant;
  readonly why: 'customer' | 'parts';
}

/** Throws if the record does not begin with a registration: then it is not a ticket. */
export function foldTicket(record: Pick<TicketRecord, 'no' | 'timeline'>): Ticket {
  const [first] = record.timeline;
  if (first?.type !== 'registered') throw new Error(`Ticket ${record.no} has no registration`);
  const draft = begin(record.no, first.at, first.request, record.timeline);
  for (const event of record.timeline) apply(draft, event);
  const { stage, round: _, ...ticket } = draft;
  return { ...ticket, status: draft.hold ? 'on_hold' : stage };
}

type Draft = { -readonly [K in keyof Omit<Ticket, 'status'>]: Ticket[K] } & {
  /** The status under a hold. */
  stage: Status;
  /** Beginning of the present round: registration, or the last time it was opened again. */
  round: Mark;
};

function begin(no: string, at: Instant, request: Request, timeline: readonly TicketEvent[]): Draft {
  const mark = { at, seq: 1 };
  return {
    no,
    stage: 'registered',
    request,
    registeredAt: at,
    owner: { role: '' },
    crew: [],
    pauses: [],
    since: { urgency: mark, kind: mark },
    photos: request.photos,
    returns: 0,
    visit: {},
    relations: [],
    timeline,
    round: mark,
  };
}

function apply(draft: Draft, event: TicketEvent): void {
  draft.stage = stageAfter(draft.stage, event);
  if (event.by.who === 'staff' && isWork(event)) takeUp(draft, event.by.id);
  switch (event.type) {
    case 'assigned':
      draft.owner = ownerOf(event);
      if (draft.owner.staff && event.by.who === 'staff' && !event.choice)
        takeUp(draft, draft.owner.staff);
      return;
    case 'called_out':
      draft.crew = [...draft.crew.filter(({ role }) => role !== event.role), ownerOf(event)];
      return;
    case 'taken':
      takeUp(draft, event.staff);
      return;
    case 'declined':
      draft.crew = draft.crew.filter(({ staff }) => staff !== event.staff);
      return;
    case 'held':
      draft.hold = event.why;
      draft.pauses = [...draft.pauses, { from: event.at, why: event.why }];
      return;
    case 'resumed':
      endPause(draft, event.at);
      return;
    case 'added':
    case 'noted':
      draft.photos = [...draft.photos, ...(event.photos ?? [])];
      return;
    case 'corrected':
      draft.request = corrected(draft.request, event.changes);
      return;
    case 'reclassified':
      reclassify(draft, event);
      return;
    case 'person_joined':
      if (event.by.who !== 'staff') return;
      draft.person = {
        at: event.at,
        seq: event.seq,
        staff: event.by.id,
        role: event.by.role,
        conversation: event.conversation,
      };
      return;
    case 'person_left':
      delete draft.person;
      return;
    case 'planned':
      draft.plan = planOf(event);
      if (event.told) delete draft.asked;
      else draft.asked = { about: 'plan', at: event.at, reminders: 0 };
      return;
    case 'plan_confirmed':
    case 'plan_changes':
      answerPlan(draft, event.type === 'plan_confirmed' ? 'confirmed' : 'changes');
      return;
    case 'reminded':
      if (draft.asked) draft.asked = { ...draft.asked, reminders: draft.asked.reminders + 1 };
      return;
    case 'resolved':
      if (event.temporary) return;
      draft.resolvedAt = event.at;
      draft.asked = { about: 'acceptance', at: event.at, reminders: 0 };
      return;
    case 'accepted':
      delete draft.asked;
      return;
    case 'refused':
    case 'reopened':
      newRound(draft, event);
      return;
    case 'closed':
    case 'cancelled':
      endPause(draft, event.at);
      delete draft.asked;
      draft.endedAt = event.at;
      if (event.type === 'closed' && event.into) draft.mergedInto = event.into;
      return;
    case 'related':
      draft.relations = [...draft.relations, { to: event.to, as: event.as }];
      return;
    case 'diagnosed':
      if (event.fault) draft.fault = event.fault;
      return;
    default:
      draft.visit = arranged(draft.visit, event);
      return;
  }
}

/** A pin belongs to its address: another address has none until it is shown one. */
function corrected(request: Request, changes: Correction): Request {
  const { place, ...rest } = request;
  const elsewhere =
    changes.address !== undefined && !changes.address.includes(request.address ?? '');
  return { ...rest, ...(place && !elsewhere && { place }), ...changes };
}

function ownerOf({ role, staff, name }: TicketEvent & { type: 'assigned' | 'called_out' }): Owner {
  return { role, ...(staff && { staff }), ...(name && { name }) };
}

/** Work says the same as "I take it". */
function takeUp(draft: Draft, staff: string): void {
  const taken = (one: Owner): Owner => (one.staff === staff ? { ...one, taken: true } : one);
  draft.owner = taken(draft.owner);
  draft.crew = draft.crew.map(taken);
  if (!draft.firstReceiver && draft.owner.taken) draft.firstReceiver = draft.owner;
}

function planOf({ plan, terms = {}, told, at }: TicketEvent & { type: 'planned' }): Plan {
  return { words: plan, terms, state: told ? 'told' : 'shown', at };
}

function answerPlan(draft: Draft, state: Plan['state']): void {
  if (draft.plan) draft.plan = { ...draft.plan, state };
  delete draft.asked;
}

function endPause(draft: Draft, at: Instant): void {
  delete draft.hold;
  draft.pauses = draft.pauses.map((pause) =>
    pause.to === undefined ? { ...pause, to: at } : pause,
  );
}

/** A higher class is promised from now on; a lower one from the start, so that nobody gains time by it. */
function reclassify(draft: Draft, event: TicketEvent & { type: 'reclassified' }): void {
  const { urgency, kind } = draft.request;
  const here = { at: event.at, seq: event.seq };
  const rank = urgencies.indexOf(event.urgency) - urgencies.indexOf(urgency);
  draft.since = {
    urgency: rank > 0 ? here : rank < 0 ? draft.round : draft.since.urgency,
    kind: event.kind === kind ? draft.since.kind : here,
  };
  draft.request = {
    ...draft.request,
    urgency: event.urgency,
    kind: event.kind,
    alsoUrgent: draft.request.alsoUrgent && event.urgency === 'major',
    confirmUrgency: false,
    reasons: event.reasons.length > 0 ? event.reasons : draft.request.reasons,
  };
}

/** Sent back or opened again: every promise of its class is given anew. */
function newRound(draft: Draft, event: TicketEvent): void {
  draft.round = { at: event.at, seq: event.seq };
  draft.since = { urgency: draft.round, kind: draft.round };
  draft.returns += 1;
  draft.crew = [];
  delete draft.plan;
  delete draft.asked;
  delete draft.endedAt;
  delete draft.mergedInto;
  draft.visit = {};
}

/** The order in which a customer looks at tickets. */
export function openThenNewest(a: Ticket, b: Ticket): number {
  const ended = Number(a.endedAt !== undefined) - Number(b.endedAt !== undefined);
  return ended || b.registeredAt - a.registeredAt;
}

/** Work is still to be done, or to be signed off. */
export const isLive = ({ status, asked }: Ticket): boolean => isOpen(status) || asked !== undefined;
