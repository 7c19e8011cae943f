import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadPeople } from '../../bot/people.ts';
import type { StaffAction } from '../../desk/actions/staff.ts';
import type { TicketEvent } from '../../desk/events.ts';
import type { TicketRecord } from '../../desk/ports.ts';
import { type MilestoneState, nextMoment, sla } from '../../desk/sla.ts';
import { foldTicket, type Ticket } from '../../desk/ticket.ts';
import { kinds, urgencies } from '../../desk/words.ts';
import { aRequest, minute, openDesk, policies, TestClock } from './kit/desk.ts';

/** Whatever staff, customer and time do to a ticket, in whatever order. */
const step = fc.oneof(
  fc.record({ wait: fc.integer({ min: 0, max: 300 }) }),
  fc.record({ wish: fc.constantFrom('urge', 'add', 'cancel', 'accept', 'refuse', 'handoff') }),
  fc.record({
    staff: fc.constantFrom(...staffActions()),
    role: fc.constantFrom(...roles()),
    id: fc.constantFrom('s', 'gao-lei', 'luo-bin', 'han-xue', 'chen-hao', 'cao-yu', 'zhou-min'),
  }),
);

const demo = loadPeople(policies);

describe('Whatever happens to a ticket', () => {
  for (const people of [undefined, demo])
    it(`its record stays true to itself, and no alarm is told twice (${people ? 'people' : 'nobody'} at work)`, async () => {
      const request = fc
        .record({
          line: fc.constantFrom('cleaning', 'furniture', 'visit', 'housekeeping'),
          urgency: fc.constantFrom(...urgencies),
          kind: fc.constantFrom(...kinds),
          alsoUrgent: fc.boolean(),
          visit: fc.constantFrom(undefined, hours(2), hours(26)),
        })
        .map(({ visit, ...parts }) => ({ ...parts, ...(visit && { visit }) }));
      await fc.assert(
        fc.asyncProperty(request, fc.array(step, { maxLength: 25 }), async (parts, steps) => {
          const { desk, records, clock, advance } = openDesk(policies, true, people);
          const { ticket } = await desk.report(aRequest(parts), 'web/m0');
          const { no } = ticket;
          for (const [at, one] of steps.entries()) {
            const cause = `cause/${at}`;
            if ('wait' in one) await advance(one.wait * minute);
            else if ('staff' in one)
              await desk.staff(no, one.staff, { id: one.id, role: one.role }, cause);
            else if (one.wish === 'add')
              await desk.addInfo(no, { words: '还有', photos: [] }, 'web:u1', cause);
            else await desk[one.wish as 'urge'](no, '话', 'web:u1', cause);
            const record = records.tickets()[0];
            assert.ok(record);
            checkRecord(record, clock.now());
          }
        }),
        { numRuns: people ? 40 : 250, endOnFailure: true },
      );
    });
});

function checkRecord(record: TicketRecord, now: number): void {
  const { no, timeline, notices, jobs, live } = record;
  timeline.forEach(({ seq, at }, index) => {
    assert.equal(seq, index + 1);
    assert.ok(at >= (timeline[index - 1]?.at ?? 0) && at <= now);
  });
  assert.equal(new Set(notices.map(({ id }) => id)).size, notices.length);
  assert.equal(new Set(jobs.map(({ kind, key }) => `${kind} ${key}`)).size, jobs.length);
  const waiting = notices.filter(({ state }) => state === 'waiting').map(({ id }) => id);
  const delivering = jobs.filter(({ kind }) => kind === 'notice').map(({ key }) => key);
  assert.deepEqual(delivering, waiting);

  const ticket = foldTicket({ no, timeline });
  const policy = policies.of(ticket.request.line);
  const states = sla(ticket, policy, policies.calendars, now);
  const job = jobs.find(({ kind }) => kind === 'milestone');
  assert.equal(job?.runAt, nextMoment(states));
  assert.equal(live, ticket.endedAt === undefined || jobs.length > 0);
  checkAsked(timeline);
  for (const state of states) checkClock(state, ticket, now);
  const again = foldTicket(JSON.parse(JSON.stringify({ no, timeline })));
  assert.deepEqual(sla(again, policy, policies.calendars, now), states);
  for (const alarms of rounds(timeline)) assert.equal(new Set(alarms).size, alarms.length);
}

/** A clock runs forward, never past its budget, and its budget is what was promised: counted here by hand. */
function checkClock(state: MilestoneState, { pauses }: Ticket, now: number): void {
  const { startedAt, dueAt, metAt, limit, milestone, alarms } = state;
  if (startedAt === undefined) {
    assert.deepEqual(alarms, []);
    return;
  }
  // A visit may be over before its hour; anything else is kept after it was begun.
  const early = milestone.onSite || 'before' in milestone.from;
  if (metAt !== undefined) assert.ok(early || metAt >= startedAt);
  alarms.forEach(({ at }, index) => {
    assert.ok(at >= (alarms[index - 1]?.at ?? 0), `${milestone.id} alarms in order`);
  });
  if (dueAt === undefined) {
    assert.ok(state.state === 'paused' || state.state === 'met');
    return;
  }
  assert.ok(dueAt > startedAt, `${milestone.id} is due after it began`);
  if (state.state === 'missed') assert.ok(dueAt <= now);
  if (state.state === 'met') assert.ok((metAt ?? Number.NaN) <= dueAt);
  if ('before' in milestone.from) return;
  const stood = pauses.reduce((sum, { from, to = Number.POSITIVE_INFINITY }) => {
    const overlap = Math.min(to, dueAt) - Math.max(from, startedAt);
    return sum + Math.max(0, overlap);
  }, 0);
  assert.equal(dueAt - startedAt - stood, limit, `${milestone.id} has its whole budget`);
}

/** Whoever said no is not asked again by the house until the work begins anew. */
function checkAsked(timeline: readonly TicketEvent[]): void {
  const declined = new Set<string>();
  for (const event of timeline) {
    if (['reclassified', 'refused', 'reopened'].includes(event.type)) declined.clear();
    if (event.type === 'declined') declined.add(event.staff);
    if (event.type !== 'assigned' && event.type !== 'called_out') continue;
    if (!event.choice) declined.clear();
    assert.ok(!event.staff || !event.choice || !declined.has(event.staff));
    if (event.choice) assert.equal(event.choice.why.length === 0, event.staff === undefined);
  }
}

/** Alarms between two moments at which clocks may begin again. */
function rounds(timeline: readonly TicketEvent[]): string[][] {
  const found: string[][] = [[]];
  for (const event of timeline) {
    if (beginsAnew.has(event.type)) found.push([]);
    if (event.type === 'warned') found.at(-1)?.push(`${event.milestone} ${event.share}`);
    if (event.type === 'missed') found.at(-1)?.push(`${event.milestone} rung ${event.rung}`);
  }
  return found;
}

const beginsAnew = new Set<TicketEvent['type']>([
  'reclassified',
  'refused',
  'reopened',
  'appointed',
  'visit_dropped',
  'late',
  'replanned',
]);

function staffActions(): StaffAction[] {
  return [
    { do: 'take' },
    { do: 'decline', why: '太远' },
    { do: 'assign', role: 'customer_service', staff: 's2' },
    { do: 'assign', role: 'customer_service' },
    { do: 'contact' },
    { do: 'dispatch' },
    { do: 'arrive' },
    { do: 'plan', plan: '明天' },
    { do: 'progress', note: '一半' },
    { do: 'record', stage: 'surveyed' },
    { do: 'record', stage: 'called_back' },
    { do: 'resolve' },
    { do: 'resolve', temporary: true },
    { do: 'hold', why: 'parts' },
    { do: 'resume' },
    { do: 'accept' },
    { do: 'refuse', words: '不行' },
    { do: 'close', outcome: 'unanswered' },
    { do: 'close', outcome: 'duplicate' },
    { do: 'reopen' },
    { do: 'cancel', words: '' },
    { do: 'acknowledge' },
    { do: 'acknowledge', milestone: 'general.contact' },
    { do: 'diagnose', fault: 'simple' },
    { do: 'diagnose', fault: 'complex' },
    { do: 'file', report: 'closing' },
    { do: 'appoint', ...hours(3) },
    { do: 'appoint', ...hours(30) },
    { do: 'drop_visit' },
    { do: 'late', expected: hours(4).from },
    { do: 'replan', plan: '加一项', why: '客户要求', finish: hours(6).from },
    { do: 'record', stage: 'visit_confirmed' },
    { do: 'reclassify', urgency: 'major', kind: 'compensation' },
    { do: 'reclassify', urgency: 'general', kind: 'flaw' },
  ];
}

/** A visit so many hours after the desk opens. */
function hours(after: number): { from: number; to: number } {
  const from = new TestClock().at + after * 60 * minute;
  return { from, to: from + 60 * minute };
}

function roles(): string[] {
  return ['customer_service', 'director', 'engineer', 'project_manager'];
}
