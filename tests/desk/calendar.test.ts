import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addWorking,
  type Calendar,
  explainWorking,
  roundTheClock,
  type Span,
  weekCalendar,
  workingBetween,
} from '../../desk/calendar.ts';
import { dayOf, instantOf, parseDay } from '../../desk/zone.ts';
import { nineToFive, shanghai } from './kit/calendars.ts';
import { hour, minute, policies } from './kit/desk.ts';

describe('Working time', () => {
  const cases: [what: string, start: string, hours: number, end: string][] = [
    ['stays within a day', '2026-11-17 09:00', 3, '2026-11-17 12:00'],
    ['may end exactly at closing time', '2026-11-17 13:00', 4, '2026-11-17 17:00'],
    ['begins at opening time when asked before', '2026-11-17 06:00', 1, '2026-11-17 10:00'],
    ['begins the next day when asked after closing', '2026-11-17 20:00', 1, '2026-11-18 10:00'],
    ['leaps over a weekend', '2026-11-20 16:00', 4, '2026-11-23 12:00'],
    ['leaps over Spring Festival', '2026-02-14 16:00', 2, '2026-02-24 10:00'],
    ['counts a make-up Saturday', '2026-02-27 16:00', 2, '2026-02-28 10:00'],
    ['leaps over National Day to Thursday', '2026-09-30 16:00', 2, '2026-10-08 10:00'],
    ['counts the make-up Sunday before National Day', '2026-09-18 16:00', 9, '2026-09-20 17:00'],
  ];
  for (const [what, start, hours, end] of cases) {
    it(`${what}: ${start} + ${hours} h = ${end}`, () => {
      assert.equal(addWorking(shanghai(start), hours * hour, nineToFive), shanghai(end));
    });
  }

  it('knows a lunch break from a day off', () => {
    const { office } = policies.calendars;
    assert.ok(office);
    const start = shanghai('2026-11-20 11:30');
    assert.equal(addWorking(start, hour, office), shanghai('2026-11-20 13:30'));
    const end = shanghai('2026-11-23 09:30');
    assert.equal(workingBetween(start, end, office), 6 * hour);
  });

  it('tells day by day what it counted', () => {
    const steps = explainWorking(
      shanghai('2026-09-30 16:00'),
      shanghai('2026-10-10 10:00'),
      nineToFive,
    );
    const told = steps.map(({ what, day }) => `${day} ${what}`);
    assert.deepEqual(told.slice(0, 2), ['2026-09-30 open', '2026-10-01 holiday']);
    assert.deepEqual(told.slice(-3), ['2026-10-08 open', '2026-10-09 open', '2026-10-10 open']);
    assert.equal(steps.filter(({ what }) => what === 'holiday').length, 7);
    const last = steps.at(-1);
    assert.ok(last?.what === 'open' && last.makeUp);
  });

  it('runs on through the night round the clock', () => {
    const start = shanghai('2026-11-20 23:00');
    assert.equal(addWorking(start, 2 * hour, roundTheClock), shanghai('2026-11-21 01:00'));
    assert.equal(workingBetween(start, start + 30 * hour, roundTheClock), 30 * hour);
  });

  it('keeps to the wall clock of a zone that changes its clocks', () => {
    const newYork = { ...nineToFive, zone: 'America/New_York', holidays: new Map() };
    const friday = Date.parse('2026-03-06T16:00:00-05:00');
    assert.equal(addWorking(friday, 2 * hour, newYork), Date.parse('2026-03-09T10:00:00-04:00'));
  });
});

describe('A zone', () => {
  it('shows its own wall clock, also in the hours after it changed', () => {
    const day = parseDay('2026-03-08') ?? 0;
    const newYork = (hours: number) => instantOf(day, hours * hour, 'America/New_York');
    assert.equal(newYork(1), Date.parse('2026-03-08T01:00:00-05:00'));
    assert.equal(newYork(4), Date.parse('2026-03-08T04:00:00-04:00'));
    assert.equal(dayOf(newYork(4), 'America/New_York'), day);
  });
});

describe('A calendar', () => {
  const parts = { ...nineToFive, id: 'test' };
  const wrong: [what: string, change: Partial<Calendar>, says: RegExp][] = [
    ['that never opens', { week: [[], [], [], [], [], [], []] }, /never opens/],
    ['with six days', { week: parts.week.slice(1) }, /seven days/],
    ['whose hours overlap', week([span(9, 13), span(12, 17)]), /overlap/],
    ['whose hours run backwards', week([span(17, 9)]), /end before/],
    ['that goes past midnight', week([span(20, 25)]), /midnight/],
    [
      'with a day that is both holiday and working day',
      { makeUpDays: new Set([parseDay('2026-10-01') ?? 0]) },
      /2026-10-01/,
    ],
  ];
  for (const [what, change, says] of wrong) {
    it(`${what} is refused`, () => {
      const made = weekCalendar({ ...parts, ...change });
      assert.ok('wrong' in made);
      assert.match(made.wrong, says);
    });
  }
});

describe('Whatever the hours', () => {
  const start = fc.integer({
    min: shanghai('2026-01-01 00:00'),
    max: shanghai('2026-12-31 00:00'),
  });
  const length = fc.integer({ min: 0, max: 200 * hour });

  it('the time between a start and its deadline is the time that was given', () => {
    fc.assert(
      fc.property(calendars(), start, length, (calendar, at, given) => {
        assert.equal(workingBetween(at, addWorking(at, given, calendar), calendar), given);
      }),
    );
  });

  it('two lengths after each other are one length', () => {
    fc.assert(
      fc.property(calendars(), start, length, length, (calendar, at, a, b) => {
        assert.equal(
          addWorking(addWorking(at, a, calendar), b, calendar),
          addWorking(at, a + b, calendar),
        );
      }),
    );
  });

  it('no moment is counted twice or lost where stretches meet', () => {
    fc.assert(
      fc.property(calendars(), start, length, length, (calendar, at, a, b) => {
        const whole = workingBetween(at, at + a + b, calendar);
        const parts =
          workingBetween(at, at + a, calendar) + workingBetween(at + a, at + a + b, calendar);
        assert.equal(parts, whole);
      }),
    );
  });
});

function span(from: number, to: number): Span {
  return { from: from * hour, to: to * hour };
}

function week(spans: readonly Span[]): Partial<Calendar> {
  return { week: Array.from({ length: 7 }, () => spans) };
}

/** Weeks with up to three spans a day, holidays kept; at least one day is open. */
function calendars(): fc.Arbitrary<Calendar> {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 0, maxLength: 6 });
  const spans = times.map((list) => {
    const sorted = list.toSorted((a, b) => a - b);
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, at) => ({
      from: (sorted[2 * at] ?? 0) * minute,
      to: (sorted[2 * at + 1] ?? 0) * minute,
    }));
  });
  return fc.array(spans, { minLength: 7, maxLength: 7 }).map((days) => {
    const made = weekCalendar({ ...nineToFive, week: days, makeUp: days[1] ?? [] });
    return 'wrong' in made ? nineToFive : made;
  });
}
