import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadPeople } from '../../bot/people.ts';
import { Board } from '../../desk/board.ts';
import { sorts, type Wish } from '../../desk/board-wish.ts';
import { type CrewAccount, crewRoles } from '../../desk/crew.ts';
import { handsOf, idOf, mayReach, onlyOwn } from '../../desk/crew-reach.ts';
import { dispatch } from '../../desk/dispatch/dispatch.ts';
import { needOf, rolesFrom } from '../../desk/dispatch/need.ts';
import { workloadOn } from '../../desk/dispatch/staffing.ts';
import { turnOf } from '../../desk/dispatch/turn.ts';
import type { EventBody, TicketEvent } from '../../desk/events.ts';
import type { Policies, Policy } from '../../desk/policy.ts';
import type { TicketRecord } from '../../desk/ports.ts';
import type { Roster } from '../../desk/roster.ts';
import { statuses } from '../../desk/status.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { urgencies } from '../../desk/words.ts';
import { aRequest, hour, minute, policies } from './kit/desk.ts';
import { walkedFind, walkedWork } from './kit/walked.ts';

const demo = loadPeople(policies);
const lines = ['cleaning', 'furniture'];
const roles = ['service_staff', 'area_lead', 'engineer', 'customer_service', 'project_manager'];
/** Some with few hands, so that teams become full. */
const roster: Roster = {
  ...demo,
  colleagues: demo.colleagues.map((one, at) => ({ ...one, load: 1 + (at % 3) })),
};
const staff = roster.colleagues
  .filter(({ posts }) =>
    posts.some(({ line, role }) => lines.includes(line) && roles.includes(role)),
  )
  .map(({ id }) => id)
  .slice(0, 9);
const places = ['门厅的椅子', '教师办公室', '会议室', '望京花园3号楼', '上海徐汇'];
const start = Date.parse('2026-11-20T10:00:00+08:00');

const someone = fc.constantFrom(...staff);
const given = fc.record({ role: fc.constantFrom(...roles), staff: fc.option(someone) });
/** Anything that moves a row from one shelf to another; the board believes what is on the timeline. */
const happening = fc.oneof(
  given.map(
    ({ role, staff: one }): EventBody => ({
      type: 'assigned',
      role,
      reasons: [],
      ...(one && { staff: one }),
    }),
  ),
  given.map(
    ({ role, staff: one }): EventBody => ({
      type: 'called_out',
      role,
      choice: { why: [], others: [], passed: [] },
      ...(one && { staff: one }),
    }),
  ),
  someone.map((one): EventBody => ({ type: 'taken', role: 'service_staff', staff: one })),
  fc
    .constantFrom(...urgencies)
    .map((urgency): EventBody => ({ type: 'reclassified', urgency, kind: 'request', reasons: [] })),
  fc
    .constantFrom(...places)
    .map((address): EventBody => ({ type: 'corrected', changes: { address } })),
  fc.constantFrom<EventBody>(
    { type: 'contacted' },
    { type: 'resolved', temporary: false },
    { type: 'accepted' },
    { type: 'reopened' },
    { type: 'closed', outcome: 'accepted' },
    { type: 'cancelled', words: '' },
    { type: 'held', why: 'parts' },
    { type: 'resumed' },
  ),
);
const ticketsAtMost = 8;
const which = fc.nat(ticketsAtMost - 1);
const change = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      open: which,
      line: fc.constantFrom(...lines),
      urgency: fc.constantFrom(...urgencies),
      vip: fc.boolean(),
      address: fc.constantFrom(...places),
    }),
  },
  { weight: 6, arbitrary: fc.record({ ticket: which, happens: happening }) },
  { weight: 1, arbitrary: fc.record({ late: which, by: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      policy: fc.constantFrom(...lines),
      areas: fc.boolean(),
      vip: fc.boolean(),
    }),
  },
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
type Opening = Extract<Change, { open: number }>;

const some = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
const filters = fc.record({
  open: fc.boolean(),
  late: fc.boolean(),
  vip: fc.boolean(),
  lines: some(lines),
  statuses: some(statuses),
  roles: some(roles),
  staff: some(['', ...staff]),
  within: fc.constantFrom(...staff, '@li'),
  since: fc.constant(start + hour),
  search: fc.constantFrom('椅子', '望京', '0000000001'),
});
const filterNames = [
  'open',
  'late',
  'vip',
  'lines',
  'statuses',
  'roles',
  'staff',
  'within',
  'since',
  'search',
] as const;
/** A few filters: with many nothing is left to be found. */
const wish = fc
  .tuple(
    filters,
    fc.uniqueArray(fc.constantFrom(...filterNames), { maxLength: 3 }),
    fc.constantFrom(...sorts),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(
    ([all, names, sort, limit]): Wish => ({
      ...Object.fromEntries(names.map((name) => [name, all[name]])),
      sort,
      limit,
    }),
  );

/** A board, and what happened to it. */
class Scene {
  readonly #timelines = new Map<string, TicketEvent[]>();
  readonly #policies = new Map<string, Policy>();
  readonly #all: Policies = {
    ...policies,
    lines: policies.lines,
    calendars: policies.calendars,
    outreach: policies.outreach,
    of: (line, version) =>
      (version === undefined && this.#policies.get(line)) || policies.of(line, version),
  };
  readonly board: Board;
  now = start;

  constructor(endedKept: number) {
    this.board = new Board(this.#all, endedKept);
  }

  get policies(): Policies {
    return this.#all;
  }

  get records(): TicketRecord[] {
    return [...this.#timelines.keys()].map((no) => this.#record(no));
  }

  happens(what: Change): void {
    this.now += 7 * minute;
    if ('open' in what) this.#open(numberOf(what.open), what);
    else if ('ticket' in what) this.#append(numberOf(what.ticket), what.happens);
    else if ('late' in what) this.#tellLate(numberOf(what.late), what.by);
    else this.#publish(what.policy, what.areas, what.vip);
  }

  #open(no: string, { line, urgency, vip, address }: Opening): void {
    if (this.#timelines.has(no)) return;
    const request = { ...aRequest({ line, urgency, address }), vip, policyVersion: 1 };
    this.#timelines.set(no, []);
    this.#append(no, { type: 'registered', request });
    this.#append(no, {
      type: 'assigned',
      role: policies.of(line).routes[urgency][0] ?? '',
      reasons: [],
    });
  }

  #append(no: string, body: EventBody): void {
    const timeline = this.#timelines.get(no);
    if (!timeline) return;
    const by = { who: 'system' } as const;
    timeline.push({
      ...body,
      seq: timeline.length + 1,
      at: this.now,
      by,
      cause: `test/${this.now}`,
    } as TicketEvent);
    this.board.take(this.#record(no));
  }

  /** News that was overtaken on its way. */
  #tellLate(no: string, by: number): void {
    const record = this.#record(no);
    const timeline = record.timeline.slice(0, -by);
    if (timeline.length > 0) this.board.take({ ...record, timeline });
  }

  #record(no: string): TicketRecord {
    const timeline = [...(this.#timelines.get(no) ?? [])];
    return { no, live: true, timeline, jobs: [], notices: [] };
  }

  /** A new policy: other key areas, another start for VIPs. */
  #publish(line: string, areas: boolean, early: boolean): void {
    const { fastLane, vip, ...policy } = policies.of(line);
    this.#policies.set(line, {
      ...policy,
      ...(areas && fastLane && { fastLane: { ...fastLane, areas: fastLane.areas.slice(1) } }),
      ...(vip && { vip: { ...vip, dispatchEarlier: early ? 5 * hour : 0 } }),
    });
  }
}

const numberOf = (at: number) => String(at + 1).padStart(10, '0');
const scenes = fc.record({
  changes: fc.array(change, { minLength: 20, maxLength: 80 }),
  endedKept: fc.constantFrom(0, 1, 3, 100),
});

describe('The board’s shelves', () => {
  it('answer what a walk over all rows answers, whatever happened', () => {
    fc.assert(
      fc.property(
        scenes,
        fc.array(wish, { minLength: 1, maxLength: 12 }),
        ({ changes, endedKept }, wishes) => {
          const scene = new Scene(endedKept);
          for (const one of changes) {
            scene.happens(one);
            sameWork(scene);
          }
          // Much of it is late by then.
          scene.now += 12 * hour;
          for (const one of wishes) samePages(scene, one);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('show nobody less than they may see', () => {
    const crew = fc.record({
      role: fc.constantFrom(...crewRoles),
      colleague: fc.option(someone, { nil: undefined }),
    });
    fc.assert(
      fc.property(
        scenes,
        crew,
        wish,
        ({ changes }, { role, colleague }, { within: _, ...rest }) => {
          const scene = new Scene(100);
          for (const one of changes) scene.happens(one);
          const hands = handsOf(
            { name: 'li', role, ...(colleague && { colleague }) } as CrewAccount,
            roster,
          );
          const may = {
            ...rest,
            may: (row: Parameters<typeof mayReach>[2]) => mayReach(hands, 'queue.read', row),
          };
          const narrowed = onlyOwn(hands, 'queue.read') ? { ...may, within: idOf(hands) } : may;
          assert.deepEqual(
            scene.board.find(narrowed, scene.now),
            walkedFind(scene.board, may, scene.now),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The same loads, the same places in the queue; and for each ticket the same colleague, for the same reasons. */
function sameWork(scene: Scene): void {
  const { board, policies: current, now, records } = scene;
  const kept = workloadOn(board, current);
  const walked = walkedWork(board, current);
  for (const one of staff) assert.equal(kept.load(one), walked.load(one));
  const few = new Set(staff.slice(0, 4));
  for (const line of lines) assert.equal(kept.ordinary(line, few), walked.ordinary(line, few));
  for (const record of records) {
    const ticket = foldTicket(record);
    const { line } = ticket.request;
    const policy = current.of(line);
    const turn = turnOf({ ...ticket.request, registeredAt: ticket.registeredAt }, policy);
    for (const role of roles)
      for (const no of ['another', ...records.map((one) => one.no)])
        assert.equal(kept.ahead(line, role, turn, no), walked.ahead(line, role, turn, no));
    const asking = {
      roles: rolesFrom(ticket.owner.role, ticket, policy),
      aside: new Map(),
      served: [],
    };
    const need = needOf(ticket, asking, policy, roster);
    const sent = [kept, walked].map((work) =>
      dispatch(need, { roster, calendars: policies.calendars, work, at: now }),
    );
    assert.deepEqual(sent[0], sent[1]);
  }
}

/** Page after page to the end. */
function samePages({ board, now }: Scene, first: Wish): void {
  for (let wanted = first; ; ) {
    const found = board.find(wanted, now);
    assert.deepEqual(found, walkedFind(board, wanted, now));
    if (!found.next) return;
    wanted = { ...first, after: found.next };
  }
}
