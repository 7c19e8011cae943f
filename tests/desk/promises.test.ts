import assert from 'node:assert/strict';
import type { Milestone } from '../../desk/policy.ts';
import { day, hour, minute, policies } from './kit/desk.ts';

type Promised = [line: string, milestone: string, limit: number, owner: string, from?: string];

const everyLine = ['cleaning', 'furniture', 'visit', 'housekeeping'] as const;
const everyClass = ['general', 'urgent', 'major'] as const;
const minutes30 = 30 * minute;

/** What the company has promised in writing (documents 000–003), one line per clock. */
const promises: readonly Promised[] = [
  ['cleaning', 'general.registered', 5 * minute, 'customer_service'],
  ['cleaning', 'general.pushed', 10 * minute, 'customer_service'],
  ['cleaning', 'general.contact', 30 * minute, 'service_staff'],
  ['cleaning', 'general.done', 2 * hour, 'service_staff'],
  ['cleaning', 'urgent.contact', 5 * minute, 'project_manager'],
  ['cleaning', 'urgent.dispatched', 15 * minute, 'project_manager'],
  ['cleaning', 'urgent.basic', hour, 'service_staff'],
  ['cleaning', 'urgent.plan', day, 'project_manager'],
  ['cleaning', 'urgent.report', day, 'project_manager'],
  ['cleaning', 'major.informed', 10 * minute, 'customer_service'],
  ['cleaning', 'major.contact', 30 * minute, 'director'],
  ['cleaning', 'major.survey', 2 * hour, 'director'],
  ['cleaning', 'major.plan', 2 * day, 'director'],
  ['cleaning', 'major.closed', 3 * day, 'director'],
  ['cleaning', 'booking.agreed', minutes30, 'service_staff'],
  ['furniture', 'booking.agreed', minutes30, 'engineer'],
  ['visit', 'booking.agreed', hour, 'customer_service'],
  ['housekeeping', 'booking.agreed', hour, 'customer_service'],
  // What 000 promises for a kind holds in every line that names no time of its own.
  ...everyLine.flatMap((line): Promised[] => [
    [line, 'suggestion.contact', 2 * hour, 'handler'],
    [line, 'suggestion.plan', 4 * hour, 'handler'],
    [line, 'flaw.apology', 30 * minute, 'handler'],
    [line, 'flaw.rework', hour, 'handler'],
    [line, 'flaw.signed', day, 'handler', 'resolved'],
    [line, 'flaw.callback', day, 'handler', 'resolved'],
    [line, 'compensation.evidence', hour, 'handler'],
    [line, 'compensation.negotiated', 2 * hour, 'handler'],
    [line, 'compensation.paid', 2 * day, 'handler'],
    [line, 'compensation.report', 2 * day, 'handler'],
  ]),
  ...everyClass.flatMap((track): Promised[] => [
    ['furniture', `${track}.assigned`, 5 * minute, 'customer_service'],
    ['furniture', `${track}.contact`, 10 * minute, 'engineer'],
    ['furniture', `${track}.diagnosis`, 30 * minute, 'engineer'],
    ['furniture', `${track}.progress`, hour, 'engineer'],
    ['furniture', `${track}.plan`, 2 * hour, 'engineer'],
    ['furniture', `${track}.arrival`, 4 * hour, 'engineer'],
    ['furniture', `${track}.solved`, 8 * hour, 'engineer'],
    ['furniture', `${track}.tightened`, 30 * minute, 'engineer', 'arrived'],
    ['furniture', `${track}.fixed`, 2 * hour, 'engineer', 'arrived'],
    ['furniture', `${track}.temporary`, 2 * hour, 'engineer', 'arrived'],
    ['furniture', `${track}.committed`, 2 * hour, 'technical_support', 'arrived'],
    ['visit', `${track}.contact`, hour, 'customer_service'],
    ['housekeeping', `${track}.contact`, hour, 'customer_service'],
  ]),
];

/** What 001 promises about every visit: when it is due, seen from the agreed hour, and who must see to it. */
const visits: readonly [milestone: string, due: number, staff: boolean][] = [
  ['visit.confirmed', -20 * hour, true],
  ['visit.arrival', -10 * minute, true],
  ['visit.told', 0, true],
  ['visit.substitute', 15 * minute, false],
];
const visitingStaff: Readonly<Record<string, readonly [staff: string, lead: string]>> = {
  cleaning: ['service_staff', 'area_lead'],
  furniture: ['engineer', 'technical_support'],
  visit: ['service_staff', 'customer_service'],
  housekeeping: ['service_staff', 'customer_service'],
};

describe('The written promises', () => {
  for (const [line, id, limit, owner, from = 'registered'] of promises) {
    it(`${line} ${id}: ${limit / minute} min by ${owner} from ${from}`, () => {
      const milestone = milestonesOf(line).find((one) => one.id === id);
      assert.ok(milestone);
      const start = milestone.from.when === 'event' ? milestone.from.match.type : 'registered';
      assert.deepEqual([milestone.limit, milestone.owner, start], [limit, owner, from]);
      assert.equal(milestone.calendar, '24x7');
    });
  }

  it('hold no clock that nobody promised, but for “at once”, measured as one minute', () => {
    const known = promises.map(([line, id]) => `${line} ${id}`);
    const extra = policies.lines
      .flatMap(({ id }) => milestonesOf(id).map((milestone) => `${id} ${milestone.id}`))
      .filter((name) => !known.includes(name));
    assert.deepEqual(extra, ['cleaning urgent.transfer']);
  });

  for (const line of everyLine) {
    const [staff, lead] = visitingStaff[line] ?? [];
    for (const [id, due, isStaff] of visits) {
      it(`${line} ${id}: ${due / minute} min from the agreed hour by ${isStaff ? staff : lead}`, () => {
        const milestone = policies.of(line).tracks.visit.find((one) => one.id === id);
        assert.ok(milestone && 'before' in milestone.from);
        assert.equal(milestone.limit - milestone.from.before, due);
        assert.equal(milestone.owner, isStaff ? staff : lead);
      });
    }
  }

  it('of furniture tell simple faults from complex ones', () => {
    const faults = (id: string) => milestonesOf('furniture').find((one) => one.id === id)?.faults;
    assert.deepEqual(faults('general.tightened'), ['tightening']);
    assert.deepEqual(faults('general.fixed'), ['simple']);
    for (const id of ['general.temporary', 'general.committed', 'general.progress'])
      assert.deepEqual(faults(id), ['complex', 'unknown']);
  });

  it('give ordinary areas twice the time for plan and arrival, in the general class only', () => {
    const relaxed = milestonesOf('furniture').filter(({ ordinaryLimit }) => ordinaryLimit);
    assert.deepEqual(
      relaxed.map(({ id, ordinaryLimit }) => [id, ordinaryLimit]),
      [
        ['general.plan', 4 * hour],
        ['general.arrival', 8 * hour],
      ],
    );
  });

  it('keep a fast lane for three areas, red, yellow and blue', () => {
    const { fastLane } = policies.of('furniture');
    assert.deepEqual(
      fastLane?.areas.map(({ name, colour }) => [name['zh-Hans'], colour]),
      [
        ['门厅及等候区', 'red'],
        ['专业教室', 'yellow'],
        ['教师办公室', 'blue'],
      ],
    );
    assert.deepEqual([fastLane?.people, fastLane?.material], [0.7, 0.6]);
  });

  it('to VIPs, inspections, scores and care of the cleaning line', () => {
    const { vip, inspection, terms } = policies.of('cleaning');
    assert.deepEqual(
      [vip?.response, vip?.dispatchEarlier, vip?.freeCheckMonths],
      [5 * minute, 2 * hour, 6],
    );
    assert.deepEqual(
      [inspection?.count, inspection?.items.length, inspection?.inLast],
      [12, 12, 10 * minute],
    );
    assert.deepEqual([inspection?.leaderSamplesDaily, inspection?.qualityEvery], [0.3, 'week']);
    assert.deepEqual(inspection?.score, {
      customer: 0.6,
      inspection: 0.3,
      timeliness: 0.1,
      topOfMonth: 10,
      retrainBelow: 70,
      retrainAfterMonths: 2,
      least: 3,
    });
    // The written promise names five; the others are ours until the operator has said otherwise.
    assert.deepEqual(
      inspection?.items.map(({ toConfirm = false }) => toConfirm),
      [...Array(5).fill(false), ...Array(7).fill(true)],
    );
    const numbers = Object.fromEntries(terms.map((term) => [term.id, term.numbers]));
    assert.deepEqual(numbers.quarterly_care, {
      signedMonths: 3,
      deepCleans: 1,
      confirmedAheadDays: 3,
    });
    assert.deepEqual(numbers.event_package, { hoursBefore: 2, hoursAfter: 2 });
    assert.deepEqual(numbers.existing_customers, { discount: 0.1 });
    assert.deepEqual(numbers.compensation, { deepCleans: 3 });
  });

  it('of callbacks: a day after cleaning, and a day, a week and a month after furniture work', () => {
    const plan = (line: string) =>
      policies
        .of(line)
        .callbacks.filter(({ season }) => !season)
        .map(({ delay, steps }) => [delay, ...steps.map(({ by }) => by)]);
    const dayAfter = [day, 'message', 'call', 'message', 'text'];
    for (const line of ['cleaning', 'visit', 'housekeeping'])
      assert.deepEqual(plan(line), [dayAfter]);
    assert.deepEqual(plan('furniture'), [
      dayAfter,
      [7 * day, 'message', 'text'],
      [30 * day, 'visit'],
    ]);
  });

  it('of care for contract customers: half a year, and the end of each quarter, agreed three days ahead', () => {
    const care = policies.of('cleaning').callbacks.filter(({ season }) => season);
    assert.ok(care.every(({ vip, season }) => vip && season?.ahead === 3 * day));
    assert.deepEqual(
      care.map(({ season }) => [season?.every, season?.months, season?.signedMonths]),
      [
        ['months', 6, 0],
        ['quarter_end', 3, 3],
      ],
    );
  });

  it('of satisfaction: 98 %, complaints in time and files complete 100 %, 90 % of surveys back', () => {
    for (const { satisfaction } of policies.lines) {
      const { target, complaintsInTime, filesComplete, returnRate, levels } = satisfaction;
      assert.deepEqual([target, complaintsInTime, filesComplete, returnRate], [0.98, 1, 1, 0.9]);
      assert.deepEqual(
        levels.map(({ name, qualified }) => [name['zh-Hans'], qualified]),
        [
          ['很满意', true],
          ['满意', true],
          ['较满意', true],
          ['不满意', false],
        ],
      );
    }
  });

  it('of warranty and maintenance, and of coming ten to fifteen minutes early', () => {
    const terms = (line: string) =>
      Object.fromEntries(policies.of(line).terms.map((term) => [term.id, term.numbers]));
    assert.deepEqual(terms('furniture').warranty, { years: 5, extensionYearsAtMost: 3 });
    assert.deepEqual(terms('furniture').inspection, { everyMonths: 3, engineers: 2 });
    assert.deepEqual(terms('furniture').office_inspection, { everyMonths: 6 });
    assert.deepEqual(terms('furniture').simple_fault, { minutes: 30 });
    const early = { minutesEarlyAtLeast: 10, minutesEarlyAtMost: 15 };
    assert.deepEqual(terms('visit').arrival, early);
    assert.deepEqual(terms('housekeeping').arrival, early);
    assert.deepEqual(terms('housekeeping').expectation, {
      answerMinutes: 60,
      bestSolvedMinutes: 30,
    });
  });
});

function milestonesOf(line: string): Milestone[] {
  const { urgency, kind } = policies.of(line).tracks;
  return [...Object.values(urgency), ...Object.values(kind)].flat();
}
