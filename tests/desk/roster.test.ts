import assert from 'node:assert/strict';
import { loadPeople } from '../../bot/people.ts';
import type { CrewAccount } from '../../desk/crew.ts';
import { handsOf, mayReach } from '../../desk/crew-reach.ts';
import { isOnDuty, nextDuty } from '../../desk/duty.ts';
import type { Colleague, Roster } from '../../desk/roster.ts';
import { rosterMistakes, vacancies } from '../../desk/roster-checks.ts';
import { readRoster } from '../../desk/roster-shape.ts';
import { shanghai } from './kit/calendars.ts';
import { policies } from './kit/desk.ts';
import { aColleague, aRoster } from './kit/roster.ts';

const demo = loadPeople(policies);

describe('The demo’s people', () => {
  it('fill every role of every service line', () => {
    assert.deepEqual(vacancies(demo, policies), []);
  });

  it('answer the telephone at every hour of every day of the year', () => {
    const agents = demo.colleagues.filter(({ posts }) =>
      posts.some(({ role }) => role === 'customer_service'),
    );
    const start = shanghai('2026-01-01 00:00');
    for (let hour = 0; hour < 365 * 24; hour++)
      assert.ok(
        agents.some((one) => isOnDuty(one, demo, policies.calendars, start + hour * 3_600_000)),
        `nobody at hour ${hour}`,
      );
  });
});

describe('A roster file', () => {
  const wrong = (change: (roster: Record<string, unknown>) => void): string => {
    const json = JSON.parse(JSON.stringify(demo)) as Record<string, unknown>;
    change(json);
    const read = readRoster(json);
    return ('wrong' in read ? read.wrong : rosterMistakes(read.roster, policies)).join('\n');
  };
  const first = (json: Record<string, unknown>) =>
    (json.colleagues as Record<string, unknown>[])[0] ?? {};

  for (const [name, change, message] of [
    [
      'a telephone without country',
      (json) => Object.assign(first(json), { phone: '13900000001' }),
      /^colleagues\[0\]\.phone: write a telephone with \+ and country/,
    ],
    [
      'a role its line does not have',
      (json) => Object.assign(first(json), { posts: [{ line: 'cleaning', role: 'engineer' }] }),
      /^colleagues\[0\] \(zhou-min\)\.posts\[0\]\.role: there is no "engineer"; use customer_service/,
    ],
    [
      'a line nobody promised anything for',
      (json) => Object.assign(first(json), { posts: [{ line: 'gardening', role: 'x' }] }),
      /posts\[0\]\.line: there is no "gardening"; use cleaning/,
    ],
    [
      'an area and a shift that are not there',
      (json) => Object.assign(first(json), { areas: ['moon'], shifts: ['tea'] }),
      /areas: there is no "moon"[\s\S]*shifts: there is no "tea"/,
    ],
    [
      'an id given twice',
      (json) => Object.assign(first(json), { id: 'sun-yue' }),
      /colleagues\[1\]\.id: "sun-yue" is also the id of colleagues\[0\]/,
    ],
    [
      'a telephone of two people',
      (json) => Object.assign(first(json), { phone: '+8613900000002' }),
      /colleagues\[1\] \(sun-yue\)\.phone: is also that of zhou-min/,
    ],
    [
      'a time that no clock shows',
      (json) => Object.assign(json, { quiet: { from: '25:00', to: '07:00' } }),
      /^quiet\.from: write a time as 08:30/,
    ],
    ['a field nobody knows', (json) => Object.assign(first(json), { rank: 1 }), /rank/],
  ] as [string, (json: Record<string, unknown>) => void, RegExp][])
    it(`with ${name} is refused, and where is said`, () => {
      assert.match(wrong(change), message);
    });
});

describe('On duty', () => {
  const roster = aRoster({
    shifts: [
      { id: 'day', name: 'day', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
      { id: 'night', name: 'night', days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' },
      {
        id: 'office',
        name: 'office',
        days: [1, 2, 3, 4, 5],
        from: '09:00',
        to: '18:00',
        calendar: 'office',
      },
      { id: 'weekend', name: 'weekend', days: [6, 7], from: '09:00', to: '18:00' },
      {
        id: 'free',
        name: 'weekends, not swapped ones',
        days: [6, 7],
        from: '09:00',
        to: '18:00',
        calendar: 'office',
      },
    ],
  });
  const duty = (
    shifts: string[],
    at: string,
    more: Partial<Colleague> = {},
    all: Roster = roster,
  ) => isOnDuty(aColleague({ shifts, ...more }), all, policies.calendars, shanghai(at));

  for (const [shifts, at, expected, why] of [
    [[], '2026-03-01 03:00', true, 'without shifts always'],
    [['day'], '2026-03-03 09:00', true, 'from the first minute'],
    [['day'], '2026-03-03 18:00', false, 'not in the minute it ends'],
    [['day'], '2026-03-01 10:00', false, 'not on Sunday'],
    [['night'], '2026-03-03 23:59', true, 'before midnight'],
    [['night'], '2026-03-04 05:59', true, 'and after it'],
    [['night'], '2026-03-04 06:00', false, 'until morning'],
    [['day'], '2026-02-17 10:00', true, 'a shift without calendar knows no holiday'],
    [['office'], '2026-02-17 10:00', false, 'with it, Spring Festival is free'],
    [['office'], '2026-02-14 10:00', true, 'a make-up Saturday is worked'],
    [['day'], '2026-02-14 10:00', false, 'but not by those without that calendar'],
    [['weekend'], '2026-02-14 10:00', true, 'a weekend shift without calendar is worked'],
    [['free'], '2026-02-14 10:00', false, 'with it, that Saturday is no weekend'],
    [['office'], '2026-02-28 10:00', true, 'the second make-up Saturday, too'],
  ] as const)
    it(`${why}: ${shifts.join() || 'none'} at ${at}`, () => {
      assert.equal(duty([...shifts], at), expected);
    });

  it('never, who is away', () => {
    assert.equal(duty([], '2026-03-03 10:00', { away: true }), false);
  });

  it('by the clocks of the company, wherever the machine stands', () => {
    const elsewhere = { ...roster, zone: 'America/New_York' };
    assert.equal(duty(['day'], '2026-03-03 22:00', {}, elsewhere), true);
    assert.equal(duty(['day'], '2026-03-03 10:00', {}, elsewhere), false);
  });

  it('next: over the longest holiday, to the day work begins again', () => {
    const back = nextDuty(
      aColleague({ shifts: ['office'] }),
      roster,
      policies.calendars,
      shanghai('2026-02-14 18:00'),
    );
    assert.equal(back, shanghai('2026-02-24 09:00'));
  });

  it('next: now, while at work; later today, before it', () => {
    const next = (at: string) =>
      nextDuty(aColleague({ shifts: ['night', 'day'] }), roster, policies.calendars, shanghai(at));
    assert.equal(next('2026-03-03 10:00'), shanghai('2026-03-03 10:00'));
    assert.equal(next('2026-03-03 18:30'), shanghai('2026-03-03 22:00'));
  });
});

describe('Work areas', () => {
  const areas = [
    { id: 'east', name: 'East', words: ['Wangjing', '望京'] },
    { id: 'west', name: 'West', words: ['海淀'] },
  ];
  const roster = aRoster({ areas, colleagues: [aColleague({ id: 'lead', areas: ['west'] })] });

  it('are the same to whoever is sent and to whoever may see it, however the address is written', () => {
    const account = { name: 'lead', role: 'lead', colleague: 'lead' } as CrewAccount;
    const hands = handsOf(account, roster);
    for (const [address, may] of [
      ['WANGJING Street 1', false],
      ['望京街1号', false],
      ['海淀路2号', true],
      ['elsewhere', true],
    ] as const) {
      const place = { line: 'cleaning', urgency: 'general', address, owner, crew: [] } as const;
      assert.equal(mayReach(hands, 'ticket.read', place), may, address);
    }
  });
});

const owner = { role: 'service_staff', staff: 'somebody', taken: true } as const;
