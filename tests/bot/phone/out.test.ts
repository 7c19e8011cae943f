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
  const customer = { whom: 'customer' } as const;

  it('at a customer in the morning and the afternoon only', () => {
    assert.deepEqual(
      ['09:29', '09:30', '11:44', '11:45', '13:59', '14:00', '19:59', '20:00'].map((time) =>
        mayRing(at(time), customer),
      ),
      [false, true, true, false, false, true, true, false],
    );
    assert.equal(nextRing(at('08:00'), customer), at('09:30'));
    assert.equal(nextRing(at('12:00'), customer), at('14:00'));
    assert.equal(nextRing(at('21:00'), customer), at('09:30') + 24 * 3_600_000);
  });

  it('at a colleague by day, and at night if something presses; never so at a customer', () => {
    assert.equal(mayRing(at('06:59'), { whom: 'colleague' }), false);
    assert.equal(mayRing(at('21:59'), { whom: 'colleague' }), true);
    assert.equal(mayRing(at('03:00'), { whom: 'colleague', pressing: true }), true);
    assert.equal(mayRing(at('03:00'), { whom: 'customer', pressing: true }), false);
  });

  it('nowhere the provider has no way to, with the reason', async () => {
    const order = {
      key: 'k',
      to: '+8613812345678',
      accent: 'zh-CN',
      script: 's',
      facts: {},
    } as const;
    const rules = { calls: true, refused: async () => false, notCarried: () => 'no calls to +86' };
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
