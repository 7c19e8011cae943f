import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import type { EventType } from '../../desk/events.ts';
import type { Match, Milestone } from '../../desk/policy.ts';
import { type Kind, kinds, type Urgency, urgencies } from '../../desk/words.ts';
import { aRequest, day, hour, minute, openDesk, policies } from './kit/desk.ts';

/** How a colleague does what keeps a promise. */
const deeds: { readonly [type in EventType]?: (now: number, only?: string) => StaffAction } = {
  contacted: () => ({ do: 'contact' }),
  diagnosed: () => ({ do: 'record', stage: 'diagnosed' }),
  dispatched: () => ({ do: 'dispatch' }),
  arrived: () => ({ do: 'arrive' }),
  surveyed: () => ({ do: 'record', stage: 'surveyed' }),
  planned: () => ({
    do: 'plan',
    plan: '更换',
    terms: { responsibility: '我方', compensation: '免费深度清洁三次' },
  }),
  progressed: () => ({ do: 'progress', note: '一半了' }),
  negotiated: () => ({ do: 'record', stage: 'negotiated' }),
  paid: () => ({ do: 'record', stage: 'paid' }),
  resolved: () => ({ do: 'resolve' }),
  reported_back: () => ({ do: 'record', stage: 'reported_back' }),
  called_back: () => ({ do: 'record', stage: 'called_back' }),
  filed: (_, only) => ({ do: 'file', report: only as 'closing' | 'responsibility' }),
  appointed: (now) => ({ do: 'appoint', from: now + day, to: now + day + hour }),
  visit_confirmed: () => ({ do: 'record', stage: 'visit_confirmed' }),
  late: (now) => ({ do: 'late', expected: now + 6 * day }),
  replanned: (now) => ({ do: 'replan', plan: '再加一天', why: '缺料', finish: now + 6 * day }),
};

/**
 * Every promise of every policy file, twice: once somebody does in time what keeps it, and nobody is alarmed;
 * once nobody does anything, and each warning and each rung of the ladder is told at its minute to its people.
 */
for (const { id: line, tracks } of policies.lines) {
  describe(`Promises of ${line}`, () => {
    for (const urgency of urgencies) both(line, tracks.urgency[urgency], { urgency });
    for (const kind of kinds) both(line, tracks.kind[kind], { kind });
    both(line, tracks.visit, {});
  });
}

interface Labels {
  readonly urgency?: Urgency;
  readonly kind?: Kind;
}

function both(line: string, track: readonly Milestone[], labels: Labels): void {
  for (const milestone of track) {
    const atOnce = milestone.metBy.some(({ type }) => type === 'registered');
    const title = `${milestone.id} (${milestone.name['zh-Hans']}, ${limitOf(milestone) / minute} min)`;
    if (atOnce) {
      it(`${title}: kept by opening the ticket`, () => keptAtOnce(line, milestone, labels));
      continue;
    }
    for (const match of milestone.metBy) {
      if (!(match.type in deeds) && match.type !== 'informed') continue;
      it(`${title}: kept by ${match.type}${match.only ? `:${match.only}` : ''}`, () =>
        kept(line, milestone, match, labels));
    }
    it(`${title}: broken, then ${ladderText(milestone)}`, () => broken(line, milestone, labels));
  }
}

async function keptAtOnce(line: string, milestone: Milestone, labels: Labels): Promise<void> {
  const scene = await begin(line, milestone, labels);
  await scene.advance(3 * day);
  assert.deepEqual(scene.alarms(), []);
}

async function kept(line: string, milestone: Milestone, match: Match, labels: Labels) {
  const scene = await begin(line, milestone, labels, match.type === 'informed');
  const early = (milestone.warnAt[0] ?? 1) * 0.9;
  const moment = scene.start + Math.round(early * limitOf(milestone));
  await scene.advance(moment - scene.clock.now());
  const deed = deeds[match.type]?.(scene.clock.now(), match.only);
  if (deed) await scene.staff(deed, match.only ?? milestone.owner);
  await scene.advance(5 * day);
  assert.deepEqual(scene.alarms(), []);
}

async function broken(line: string, milestone: Milestone, labels: Labels): Promise<void> {
  const scene = await begin(line, milestone, labels);
  const limit = limitOf(milestone);
  const owner = milestone.owner === 'handler' ? scene.owner() : milestone.owner;
  await scene.advance(scene.start + limit + day - scene.clock.now());
  const at = (when: number) => (when - scene.start) / minute;
  const warned = milestone.warnAt.map((share) => `${at(scene.start + share * limit)}' ${owner}`);
  const missed = milestone.ladder.map(({ role, wait }, rung) => {
    const hear = rung === 0 ? [...new Set([owner, role])] : [role];
    return `${at(scene.start + limit + wait)}' ${hear.join(' ')}`;
  });
  assert.deepEqual(scene.told('staff.warned'), warned);
  assert.deepEqual(scene.told('staff.missed'), missed);
}

async function begin(line: string, milestone: Milestone, labels: Labels, reaches = false) {
  const open = openDesk(policies, reaches);
  const visit = { from: open.clock.now() + 3 * day, to: open.clock.now() + 3 * day + hour };
  const onVisit = milestone.from.when === 'appointment' || milestone.from.when === 'expected';
  const wish = { line, subject: '茶几', words: '茶几坏了', ...labels };
  const request = aRequest({ ...wish, ...(onVisit && { visit }) });
  const { ticket } = await open.desk.report(request, 'web/m1');
  let causes = 0;
  const staff = async (action: StaffAction, role: string) => {
    const by = { id: 's1', role };
    const answer = await open.desk.staff(ticket.no, action, by, `console/${causes++}`);
    assert.ok(answer.done, `${action.do}: ${JSON.stringify(answer)}`);
  };
  const [fault] = milestone.faults ?? [];
  if (fault && fault !== 'unknown') await staff({ do: 'diagnose', fault }, 'engineer');
  for (const action of preparing(milestone, visit)) await staff(action, milestone.owner);
  const start = startOf(milestone, visit.from, open.clock.now());
  return { ...open, start, staff, ...heard(open, ticket.no, milestone, start) };
}

/** What this ticket's alarms about the milestone were, in minutes from the start of its clock. */
function heard(open: ReturnType<typeof openDesk>, no: string, { id }: Milestone, start: number) {
  const alarms = () =>
    open
      .timeline(no)
      .filter((e) => (e.type === 'warned' || e.type === 'missed') && e.milestone === id)
      .map(({ type, at }) => `${type} ${(at - start) / minute}'`);
  const told = (what: string): string[] => {
    const notices = open.records.tickets().flatMap((record) => record.notices);
    const byMinute = new Map<number, string[]>();
    for (const { what: kind, facts, to, at } of notices) {
      if (kind !== what || facts.milestone !== id || !('role' in to)) continue;
      const when = (at - start) / minute;
      byMinute.set(when, [...new Set([...(byMinute.get(when) ?? []), to.role])]);
    }
    return [...byMinute].map(([when, roles]) => `${when}' ${roles.join(' ')}`);
  };
  const owner = () =>
    open.timeline(no).findLast((e) => e.type === 'assigned')?.role ?? assert.fail('nobody has it');
  return { alarms, told, owner };
}

/** What must have happened before this clock runs. */
function preparing({ from }: Milestone, visit: { from: number; to: number }): StaffAction[] {
  if (from.when === 'event')
    return from.match.type === 'arrived' ? [{ do: 'arrive' }] : [{ do: 'resolve' }];
  if (from.when === 'finish')
    return [{ do: 'replan', plan: '换整块面板', why: '面板已裂', finish: visit.from }];
  if (from.when === 'dropped') return [{ do: 'appoint', ...visit }, { do: 'drop_visit' }];
  return [];
}

function startOf({ from }: Milestone, visit: number, now: number): number {
  if (!('before' in from) || from.when === 'dropped') return now;
  return visit - from.before;
}

/** The ticket lies in no key area, so an ordinary area's time holds where there is one. */
function limitOf({ limit, ordinaryLimit }: Milestone): number {
  return ordinaryLimit ?? limit;
}

function ladderText({ ladder, warnAt }: Milestone): string {
  const rungs = ladder.map(({ role, wait }) => `${role} after ${wait / minute} min`);
  return `${warnAt.length} warnings and ${rungs.join(', ')}`;
}
