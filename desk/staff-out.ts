import type { Crew } from './dispatch/crew.ts';
import { isThere } from './dispatch/fit.ts';
import { isPressing, rolesFrom } from './dispatch/need.ts';
import { endOf, isOnDuty, nextDuty } from './duty.ts';
import { handsOver, milestoneOf } from './notices.ts';
import type { Policy } from './policy.ts';
import type { Notice, TicketRecord } from './ports.ts';
import { type Colleague, holds } from './roster.ts';
import { isOpen } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** Who hears a notice to staff, in which of their roles. */
export interface Hearer {
  readonly role: string;
  readonly colleague: Colleague;
}

export interface StaffOut {
  /** The record as it is from now on; to be saved before anything is said. */
  readonly record: TicketRecord;
  /** It is said now. */
  readonly goes: boolean;
  /** Absent where only a role is known. */
  readonly hearer?: Hearer;
}

/** A notice to a colleague has come up: what is settled meanwhile is dropped, and what can wait lets them sleep. */
export function staffOut(
  record: TicketRecord,
  notice: Notice,
  ticket: Ticket,
  policy: Policy,
  crew: Crew | undefined,
): StaffOut {
  if (notice.state !== 'waiting' || !('role' in notice.to)) return { record, goes: false };
  if (!crew) return { record, goes: true };
  if (isOutdone(notice, record)) {
    const outcome = 'there is a newer one';
    return { record: overtaken(record, notice, outcome), goes: false };
  }
  if (isSettled(notice, ticket))
    return { record: overtaken(record, notice, 'was settled before it was said'), goes: false };
  const pressing = isPressing(ticket);
  const hearer = hearerOf(notice.to, pressing, ticket, policy, crew);
  if (!hearer) return { record, goes: true };
  const until = pressing ? crew.at : quietUntil(hearer.colleague, crew);
  if (until > crew.at) return { record: postponed(record, notice, until, crew.at), goes: false };
  const taskOf = ({ facts }: Notice) =>
    milestoneOf(String(facts.milestone ?? ''), policy)?.metBy[0]?.type;
  const same = (other: Notice) =>
    saysTheSame(other, notice, hearer) && taskOf(other) === taskOf(notice);
  if (record.notices.some(same))
    return { record: overtaken(record, notice, 'they heard it already'), goes: false };
  return { record: heard(record, notice, hearer), goes: true, hearer };
}

/** That nobody could be found is told once, as it stands by then. */
function isOutdone({ what, to, ring, at }: Notice, { notices }: TicketRecord): boolean {
  if (what !== 'staff.unmanned' || !('role' in to)) return false;
  return notices.some(
    (other) =>
      other.what === what &&
      'role' in other.to &&
      other.to.role === to.role &&
      other.ring === ring &&
      other.state === 'waiting' &&
      other.at > at,
  );
}

/** Two roles of one ticket, or two promises with one task, may come to the same colleague. */
function saysTheSame(other: Notice, notice: Notice, { colleague }: Hearer): boolean {
  return (
    other.id !== notice.id &&
    other.heardBy === colleague.id &&
    other.at === notice.at &&
    other.what === notice.what &&
    other.ring === notice.ring &&
    other.facts.due === notice.facts.due &&
    other.facts.event === notice.facts.event
  );
}

function heard(record: TicketRecord, { id }: Notice, { colleague }: Hearer): TicketRecord {
  const notices = record.notices.map((one) =>
    one.id === id ? { ...one, heardBy: colleague.id } : one,
  );
  return { ...record, notices };
}

/** Named, or the first of the role who is at work; then the rungs above; then whoever of the role can be reached. */
function hearerOf(
  to: { readonly role: string; readonly staff?: string },
  pressing: boolean,
  ticket: Ticket,
  policy: Policy,
  crew: Crew,
): Hearer | undefined {
  const named = crew.roster.colleagues.find(({ id, away }) => id === to.staff && !away);
  if (named) return { role: to.role, colleague: named };
  for (const role of rolesFrom(to.role, ticket, policy)) {
    const team = crew.roster.colleagues.filter((one) => !one.away && holds(one, policy.id, role));
    const there = team.filter((one) => isThere(one, pressing, crew)).sort(byRoom(crew));
    const [colleague] = there.length > 0 ? there : pressing ? [] : team.sort(byReturn(crew));
    if (colleague) return { role, colleague };
  }
  const off = crew.roster.colleagues.find((one) => !one.away && holds(one, policy.id, to.role));
  return off && { role: to.role, colleague: off };
}

const byRoom =
  ({ work }: Crew) =>
  (a: Colleague, b: Colleague): number =>
    work.load(a.id) / a.load - work.load(b.id) / b.load;

const byReturn = (crew: Crew) => (a: Colleague, b: Colleague) =>
  quietUntil(a, crew) - quietUntil(b, crew);

/** At night, until their shift begins; those on call, until the night is over; now, if they are at work. */
function quietUntil(one: Colleague, { roster, calendars, at }: Crew): Instant {
  const night = endOf(roster.quiet, roster.zone, at);
  if (night === undefined) return at;
  if (one.shifts.length === 0) return night;
  if (isOnDuty(one, roster, calendars, at)) return at;
  return nextDuty(one, roster, calendars, at) ?? night;
}

/** Somebody else has it by now, or it is over; a telephone need not ring for what is taken. */
export function isSettled(
  { to, what, ring }: Pick<Notice, 'to' | 'what' | 'ring'>,
  { owner, crew, status }: Ticket,
): boolean {
  if (!('role' in to)) return false;
  const seat = [owner, ...crew].find(({ staff }) => staff === to.staff);
  const handed = handsOver.has(what) && to.staff !== undefined;
  if (handed && (!seat || !isOpen(status))) return true;
  const taken = (seat ?? owner).taken === true;
  return (
    ring === true &&
    (!isOpen(status) || (what !== 'staff.missed' && what !== 'staff.call_back' && taken))
  );
}

function overtaken(record: TicketRecord, { id }: Notice, outcome: string): TicketRecord {
  const jobs = record.jobs.filter(({ kind, key }) => kind !== 'notice' || key !== id);
  const notices = record.notices.map((one) =>
    one.id === id ? { ...one, state: 'overtaken' as const, outcome } : one,
  );
  const ended = record.timeline.some(({ type }) => type === 'closed' || type === 'cancelled');
  return { ...record, jobs, notices, live: record.live && (!ended || jobs.length > 0) };
}

function postponed(
  record: TicketRecord,
  { id }: Notice,
  until: Instant,
  now: Instant,
): TicketRecord {
  const jobs = record.jobs.map((job) =>
    job.kind === 'notice' && job.key === id ? { ...job, runAt: until } : job,
  );
  const notices = record.notices.map((one) =>
    one.id === id
      ? {
          ...one,
          attempts: [...(one.attempts ?? []), { at: now, arrived: false, why: 'off duty' }],
        }
      : one,
  );
  return { ...record, jobs, notices };
}
