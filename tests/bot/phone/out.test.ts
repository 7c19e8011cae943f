import assert from 'node:assert/strict';
import {
  type Attempt,
  type Happening,
  after as next,
} from '../../../bot/channels/phone/out/attempt.ts';
import { e164 } from '../../../bot/channels/phone/out/e164.ts';
import { mayRing, nextRing } from '../../../bot/channels/phone/out/hours.ts';
import { inquire } from '../../../bot/channels/phone/out/inquiry.ts';
import { whyNot } from '../../../bot/channels/phone/out/permission.ts';
import { loadPolicies } from '../../../bot/policies.ts';
import { roundTheClock } from '../../../desk/calendar.ts';

describe('A telephone, as providers want it', () => {
  for (const [written, wanted] of [
    ['13812345678', '+8613812345678'],
    ['+86 138-1234-5678', '+8613812345678'],
    ['0086 138 1234 5678', '+8613812345678'],
    ['021 6888 1234', '+862168881234'],
    ['85291234567', '+85291234567'],
    ['+852 9123 4567', '+85291234567'],
    ['(0755) 26881234', '+8675526881234'],
    ['12345', undefined],
    ['anonymous', undefined],
    ['', undefined],
    ['+0123456789', undefined],
  ] as const)
    it(`"${written}" is ${wanted}`, () => assert.equal(e164(written), wanted));
});

describe('A telephone rings', () => {
  const at = (time: string) => Date.parse(`2026-03-03T${time}:00+08:00`);
  const { calendars, outreach } = loadPolicies();
  const hours = { calendar: calendars.calling ?? roundTheClock, callees: outreach.callees };
  const customer = { whom: 'customer', to: '+8613812345678' } as const;
  const colleague = { ...customer, whom: 'colleague' } as const;

  it('at a customer in the morning and the afternoon only', () => {
    assert.deepEqual(
      ['09:29', '09:30', '11:44', '11:45', '13:59', '14:00', '19:59', '20:00'].map((time) =>
        mayRing(at(time), customer, hours),
      ),
      [false, true, true, false, false, true, true, false],
    );
    assert.equal(nextRing(at('08:00'), customer, hours), at('09:30'));
    assert.equal(nextRing(at('12:00'), customer, hours), at('14:00'));
    assert.equal(nextRing(at('21:00'), customer, hours), at('09:30') + 24 * 3_600_000);
  });

  it('at a colleague by day, and at night if something presses; never so at a customer', () => {
    assert.equal(mayRing(at('06:59'), colleague, hours), false);
    assert.equal(mayRing(at('21:59'), colleague, hours), true);
    assert.equal(mayRing(at('03:00'), { ...colleague, pressing: true }, hours), true);
    assert.equal(mayRing(at('03:00'), { ...customer, pressing: true }, hours), false);
  });

  for (const [where, to, moment, next] of [
    ['on the mainland', '+8613812345678', '2026-03-03T09:00+08:00', '2026-03-03T09:30+08:00'],
    ['on a landline', '+862168881234', '2026-03-03T20:00+08:00', '2026-03-04T09:30+08:00'],
    [
      'not in the Spring Festival',
      '+8613812345678',
      '2026-02-15T10:00+08:00',
      '2026-02-24T09:30+08:00',
    ],
    ['not on the eve of it', '+8613812345678', '2026-02-14T20:00+08:00', '2026-02-24T09:30+08:00'],
    ['in Hong Kong', '+85291234567', '2026-03-03T10:00+08:00', '2026-03-03T10:00+08:00'],
    ['in Taiwan', '+886912345678', '2026-03-03T12:00+08:00', '2026-03-03T14:00+08:00'],
    [
      'in no rule, by company time',
      '+4915112345678',
      '2026-03-03T10:00+08:00',
      '2026-03-03T10:00+08:00',
    ],
    [
      'all over America, not as on the mainland',
      '+13105550100',
      '2026-03-03T10:00+08:00',
      '2026-03-03T17:00-05:00',
    ],
  ] as const)
    it(`at a customer ${where}`, () =>
      assert.equal(
        new Date(nextRing(Date.parse(moment), { ...customer, to }, hours) ?? 0).toISOString(),
        new Date(next).toISOString(),
      ));

  it('nowhere the provider has no way to, with the reason', async () => {
    const order = {
      key: 'k',
      to: '+8613812345678',
      accent: 'zh-CN',
      script: 's',
      facts: {},
    } as const;
    const rules = {
      calls: true,
      refused: async () => false,
      notCarried: () => 'no calls to +86',
      hours,
    };
    const why = await whyNot({ ...order, ...customer }, at('10:00'), rules);
    assert.deepEqual(why, { why: 'no calls to +86' });
    const off = await whyNot({ ...order, ...customer }, at('10:00'), { ...rules, calls: false });
    assert.deepEqual(off, { why: 'calls are switched off' });
  });
});

describe('A call on its way', () => {
  const order = { key: 'k', to: '+85291234567', accent: 'zh-CN', script: 's', facts: {} } as const;
  const waiting: Attempt = {
    id: 'a',
    order: { ...order, whom: 'customer' },
    stage: 'waiting',
    due: 0,
    dialledAt: 0,
    dials: 0,
  };
  const says = (status: string, more = {}): Happening => ({
    what: 'provider says',
    state: {
      call: 'CA1',
      status,
      final: status !== 'ringing' && status !== 'in-progress',
      ...more,
    },
  });
  const dialling: Happening = { what: 'dialling' };
  const taken: Happening = { what: 'taken', call: 'CA1' };
  const answered: Happening = { what: 'answered', call: 'CA1' };
  const machine = says('in-progress', { answeredBy: 'machine_start', final: false });
  const lives = (...happenings: Happening[]): Attempt =>
    happenings.reduce((attempt, happening) => next(attempt, happening, 1000), waiting);

  for (const [what, happenings, how] of [
    ['a busy line', [taken, says('busy')], 'busy'],
    ['the callback before the answer to our request', [says('busy'), taken], 'busy'],
    ['a number that does not exist', [taken, says('failed', { code: '404' })], 'invalid number'],
    ['a carrier that refuses', [taken, says('failed', { code: '403' })], 'not carried'],
    ['a carrier that fails', [taken, says('failed', { code: '503' })], 'provider down'],
    ['a call we took back', [taken, says('canceled')], 'too late'],
    ['hanging up in the first words', [taken, answered, says('completed')], 'hung up'],
    ['hearing it all', [taken, answered, { what: 'heard' }, says('completed')], 'heard'],
    ['a machine', [taken, answered, machine, says('completed')], 'machine'],
    [
      'a key before the detector',
      [taken, answered, { what: 'alive' }, machine, says('completed')],
      'heard',
    ],
    ['an old callback after the end', [taken, says('no-answer'), says('ringing')], 'no answer'],
    ['a second end', [taken, says('no-answer'), says('completed')], 'no answer'],
    [
      'a key that was on its way when they hung up',
      [taken, answered, says('completed'), { what: 'said', end: { how: 'confirmed' } }],
      'confirmed',
    ],
  ] as const satisfies readonly (readonly [string, readonly Happening[], string])[])
    it(`ends as "${how}": ${what}`, () => {
      const attempt = lives(dialling, ...happenings);
      assert.equal(attempt.stage, 'over');
      assert.equal(attempt.end?.how, how);
    });

  it('moves no more once everybody is told', () => {
    const told = lives(dialling, taken, says('busy'), { what: 'told' });
    for (const late of [
      answered,
      says('completed'),
      { what: 'said', end: { how: 'confirmed' } },
    ] as Happening[])
      assert.equal(next(told, late, 2000), told);
  });

  it('is asked about where nobody told, patiently, and given up after an hour', async () => {
    const hour = 3_600_000;
    const ringing = { ...lives(dialling, taken), dialledAt: 0 };
    const lost = { ...lives(dialling, { what: 'lost' }), dialledAt: 0 };
    const silent = { call: async () => '', hangUp: async () => {} };
    const down = {
      ...silent,
      since: () => Promise.reject(new Error()),
      state: () => Promise.reject(new Error()),
    };
    const knowsNone = { ...silent, since: async () => [], state: async () => undefined };
    const unsure = { what: 'over', end: { how: 'unsure' } };
    assert.deepEqual(await inquire(ringing, down, 1000), { what: 'asked' });
    assert.deepEqual(await inquire(lost, down, 1000), { what: 'lost' });
    for (const attempt of [ringing, lost])
      assert.deepEqual(await inquire(attempt, down, hour + 1), unsure);
    assert.deepEqual(await inquire(lost, knowsNone, 1000), { what: 'never made' });
    assert.deepEqual(await inquire(ringing, knowsNone, 1000), unsure);
  });
});
