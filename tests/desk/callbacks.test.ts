import assert from 'node:assert/strict';
import { calleeOf, firstPermitted, withoutHolidays } from '../../desk/callbacks/hours.ts';
import type { Season } from '../../desk/callbacks/plan.ts';
import { planMistakes } from '../../desk/callbacks/plan-checks.ts';
import { fraction, isSampled } from '../../desk/callbacks/sample.ts';
import { countLevels, satisfactionRate } from '../../desk/callbacks/satisfaction.ts';
import { nextSeason } from '../../desk/callbacks/season.ts';
import type { TicketEvent } from '../../desk/events.ts';
import { day, minute, policies } from './kit/desk.ts';

const { outreach, calendars } = policies;
const calling = calendars[outreach.hours.call];
const at = (text: string) => Date.parse(`${text}:00+08:00`);
const text = (instant = 0) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

describe('A telephone', () => {
  const table: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['13812345678', '+8613812345678', 'Asia/Shanghai'],
    ['8613812345678', '+8613812345678', 'Asia/Shanghai'],
    ['02168881234', '+862168881234', 'Asia/Shanghai'],
    ['01088881234', '+861088881234', 'Asia/Shanghai'],
    ['85291234567', '+85291234567', 'Asia/Hong_Kong'],
    ['0912345678', '+886912345678', 'Asia/Taipei'],
    ['12125550100', '+12125550100', 'America/New_York'],
    ['400', undefined, undefined],
  ];
  for (const [digits, to, zone] of table)
    it(`${digits} rings ${to ? `at ${to}, ${zone}` : 'nowhere we know'}`, () => {
      const callee = calleeOf(digits, outreach.callees);
      assert.deepEqual([callee?.to, callee?.zones[0]], [to, zone]);
    });
});

describe('Calling hours', () => {
  const table: readonly (readonly [from: string, opens: string])[] = [
    ['2026-03-03T09:29', '2026-03-03T09:30'],
    ['2026-03-03T10:00', '2026-03-03T10:00'],
    ['2026-03-03T11:44', '2026-03-03T14:00'],
    ['2026-03-03T19:57', '2026-03-03T19:57'],
    ['2026-03-03T19:59', '2026-03-04T09:30'],
    ['2026-03-07T12:00', '2026-03-07T14:00'],
    ['2026-02-14T20:00', '2026-02-24T09:30'],
  ];
  for (const [from, opens] of table)
    it(`at ${from} open at ${opens}`, () => {
      assert.ok(calling);
      const found = firstPermitted(at(from), outreach.least, calling, ['Asia/Shanghai']);
      assert.equal(text(found), opens);
    });

  it('hold in every zone of a country that has several', () => {
    assert.ok(calling);
    const zones = ['America/New_York', 'America/Los_Angeles'];
    const found = firstPermitted(at('2026-03-03T10:00'), minute, calling, zones);
    // 14:00 in New York is 11:00 in Los Angeles.
    assert.equal(new Date(found ?? 0).toISOString(), '2026-03-03T19:00:00.000Z');
  });

  it('do not let a week of holidays use a callback up', () => {
    assert.ok(calling);
    assert.equal(
      text(withoutHolidays(at('2026-02-14T18:00'), 3 * day, calling)),
      '2026-02-26T18:00',
    );
  });
});

describe('Care by the calendar', () => {
  const quarter: Season = { every: 'quarter_end', months: 3, ahead: 3 * day, signedMonths: 3 };
  const half: Season = { every: 'months', months: 6, ahead: 3 * day, signedMonths: 0 };
  const table: readonly (readonly [string, Season, string, string, string])[] = [
    [
      'the end of this quarter',
      quarter,
      '2026-02-10T10:00',
      '2025-01-01T10:00',
      '2026-03-28T10:00',
    ],
    [
      'not before three months of contract',
      quarter,
      '2026-02-10T10:00',
      '2026-01-15T10:00',
      '2026-06-27T10:00',
    ],
    [
      'too late for this quarter',
      quarter,
      '2026-03-29T10:00',
      '2025-01-01T10:00',
      '2026-06-27T10:00',
    ],
    ['half a year after signing', half, '2026-02-10T10:00', '2025-12-31T10:00', '2026-06-27T10:00'],
    ['the last of a short month', half, '2025-09-10T10:00', '2025-08-31T10:00', '2026-02-25T10:00'],
  ];
  for (const [what, season, now, signed, asks] of table)
    it(`asks three days ahead of ${what}`, () => {
      assert.equal(text(nextSeason(season, at(now), at(signed), 'Asia/Shanghai')), asks);
    });
});

describe('The satisfaction rate', () => {
  const rated = (callback: string, level?: string): TicketEvent => ({
    type: 'rated',
    callback,
    ...(level && { level }),
    seq: 1,
    at: 0,
    by: { who: 'system' },
    cause: callback,
  });

  it('counts the newest answer of each callback, and no silence', () => {
    const { satisfaction } = policies.of('cleaning');
    const counted = countLevels(
      [
        [rated('a', 'dissatisfied'), rated('a', 'satisfied')],
        [rated('b', 'dissatisfied'), rated('c'), rated('d', 'very_satisfied')],
        [rated('e', 'fairly_satisfied')],
      ],
      satisfaction,
    );
    assert.deepEqual(counted, { qualified: 3, unqualified: 1 });
    assert.equal(satisfactionRate(counted), 0.75);
    assert.equal(satisfactionRate({ qualified: 0, unqualified: 0 }), undefined);
  });
});

describe('The sample of answers to verify', () => {
  it('is drawn by id alone, about as large as asked for', () => {
    const ids = Array.from({ length: 5000 }, (_, n) => `${1000000000 + n * 7}.after_service.3`);
    const share = ids.filter((id) => isSampled(id, 0.05)).length / ids.length;
    assert.ok(share > 0.035 && share < 0.065, `${share}`);
    assert.equal(fraction('a'), fraction('a'));
    assert.ok(!isSampled('anything', 0) && isSampled('anything', 1));
  });
});

describe('A plan that cannot be carried out is refused', () => {
  const plan = policies.of('cleaning').callbacks[0];
  assert.ok(plan);
  const [, call] = plan.steps;
  assert.ok(call);
  const table: readonly (readonly [string, object, RegExp])[] = [
    ['over before it is due', { expires: plan.delay }, /expires: is over before/],
    ['promised before it may begin', { earliest: plan.delay }, /earliest: must come before/],
    [
      'visits that call for visits',
      { steps: [{ ...call, by: 'visit' }] },
      /kinds: a visit is itself a booking/,
    ],
    [
      'our own faults held against the customer',
      { steps: [{ ...call, again: { busy: minute } }] },
      /again.provider_down: is missing/,
    ],
    [
      'a number that does not exist, tried again',
      { steps: [{ ...call, again: { ...call.again, empty_number: minute } }] },
      /again.empty_number: is never tried again/,
    ],
    [
      'a message nobody waits for',
      { steps: [{ ...call, by: 'message', answerWithin: 0 }] },
      /answerWithin: say how long/,
    ],
  ];
  for (const [what, change, says] of table)
    it(what, () => assert.match(planMistakes([{ ...plan, ...change }]).join('\n'), says));

  it('two of one name', () => {
    assert.match(
      planMistakes([plan, plan]).join('\n'),
      /callbacks\[1\].id: "after_service" is there twice/,
    );
  });

  it('but none of the company’s own is', () => {
    for (const { callbacks } of policies.lines) assert.deepEqual(planMistakes(callbacks), []);
  });
});
