import assert from 'node:assert/strict';
import type { Callback } from '../../desk/callbacks/callback.ts';
import type { Disposition } from '../../desk/callbacks/dispositions.ts';
import type { Errand, ToReach } from '../../desk/callbacks/errand.ts';
import { aRequest, day, hour, minute, openDesk } from './kit/desk.ts';

/** A desk whose customer answers each attempt as the test says; the last word goes on for ever. */
function serve(how: Partial<Record<ToReach['by'], readonly (Disposition | 'placed' | 'lost')[]>>) {
  const tried: { at: number; by: string; attempt: string; again: boolean }[] = [];
  const house = openDesk(undefined, true, undefined, async (errand: Errand) => {
    if (errand.do === 'finish') return house.callbacks.paid(errand.callback, errand.owed);
    const { by, attempt, again } = errand;
    const ways = how[by] ?? ['undeliverable'];
    const before = tried.filter((one) => one.by === by && !one.again).length;
    tried.push({ at: house.clock.now(), by, attempt, again });
    if (again) return house.callbacks.ended(attempt, 'unknown');
    const end = ways[Math.min(before, ways.length - 1)] ?? 'undeliverable';
    if (end === 'lost') return;
    if (end === 'placed') return house.callbacks.placed(attempt);
    return house.callbacks.ended(attempt, end);
  });
  let tickets = 0;
  const done = async (parts: Parameters<typeof aRequest>[0] = {}) => {
    const { ticket } = await house.desk.report(aRequest(parts), `report/${++tickets}`);
    await house.desk.staff(
      ticket.no,
      { do: 'resolve', temporary: false },
      { id: 'wang', role: 'area_lead' },
      `done/${ticket.no}`,
    );
    return ticket.no;
  };
  const callback = (): Callback => {
    const [one] = house.records.callbacks();
    assert.ok(one);
    return one;
  };
  const ends = () => callback().attempts.map(({ by, end }) => `${by} ${end?.disposition}`);
  const local = () =>
    tried.map(({ at }) => new Date(at + 8 * hour).toISOString().slice(5, 16).replace('T', ' '));
  return { ...house, tried, done, callback, ends, local };
}

describe('A customer is called back', () => {
  it('in writing an hour after the work, by telephone if nobody answers, until they are reached', async () => {
    const house = serve({ message: ['placed'], call: ['busy', 'no_answer', 'answered'] });
    await house.done();
    await house.advance(3 * day);
    assert.deepEqual(house.ends(), [
      'message unanswered',
      'call busy',
      'call no_answer',
      'call answered',
    ]);
    assert.deepEqual(house.local(), ['11-20 11:00', '11-20 15:00', '11-20 15:20', '11-21 09:30']);
    assert.equal(house.callback().end?.outcome, 'answered');
  });

  it('never outside hours, nor on a holiday, and holidays do not use the plan up', async () => {
    const house = serve({ call: ['no_answer'] });
    house.clock.at = Date.parse('2026-09-30T19:30:00+08:00');
    await house.done();
    await house.advance(14 * day);
    assert.deepEqual(house.local().slice(1, 4), ['10-08 09:30', '10-08 14:00', '10-09 09:30']);
    assert.equal(house.callback().end?.outcome, 'unreached');
  });

  it('with what failed on our side not held against the attempt', async () => {
    const house = serve({ call: ['provider_down', 'provider_down', 'window_closed', 'answered'] });
    await house.done();
    await house.advance(2 * day);
    assert.equal(house.callback().end?.outcome, 'answered');
    const reach = await house.records.tx((tx) => tx.reach('13800138000'));
    assert.deepEqual(
      reach?.attempts.map(({ by, spared }) => [by, spared === true]),
      [
        ['message', true],
        ['call', true],
        ['call', true],
        ['call', true],
        ['call', false],
      ],
    );
  });

  it('by the next way when one fails for hours on our side', async () => {
    const house = serve({ message: ['provider_down'], call: ['answered'] });
    await house.done();
    await house.advance(2 * day);
    assert.equal(house.callback().end?.outcome, 'answered');
    assert.equal(house.callback().attempts.filter(({ by }) => by === 'message').length, 24);
  });

  it('not again by a way that leads nowhere', async () => {
    for (const end of ['empty_number', 'not_carried', 'wrong_person'] as const) {
      const house = serve({ call: [end] });
      await house.done();
      await house.advance(4 * day);
      const text = end === 'not_carried' ? ['text undeliverable'] : [];
      assert.deepEqual(house.ends(), ['message undeliverable', `call ${end}`, ...text]);
      const outcome = end === 'wrong_person' ? 'wrong_person' : 'unreachable';
      assert.equal(house.callback().end?.outcome, outcome);
    }
  });

  it('never again once they asked to be left alone', async () => {
    const house = serve({ message: ['placed'] });
    await house.done();
    await house.advance(2 * hour);
    await house.desk.optOut({ account: 'web:u1', phone: '13800138000', language: 'zh-Hans' });
    await house.advance(5 * day);
    assert.deepEqual(house.ends(), ['message refused']);
    assert.equal(house.callback().end?.outcome, 'refused');
  });

  it('not about work that was sent back meanwhile', async () => {
    const house = serve({ message: ['placed'] });
    const no = await house.done();
    await house.advance(2 * hour);
    await house.desk.refuse(no, '还是脏', 'web:u1', 'refuse');
    await house.advance(5 * hour);
    assert.equal(house.callback().end?.outcome, 'superseded');
  });

  it('no more than twice a day and six times a month by telephone, whatever the plans', async () => {
    const house = serve({ call: ['no_answer'] });
    for (let n = 0; n < 9; n++)
      await house.done({ words: `第${n}次`, subject: `${n}`, account: `web:${n}` });
    await house.advance(29 * day);
    const calls = house.tried.filter(({ by }) => by === 'call');
    assert.equal(calls.length, 6);
    const days = calls.map(({ at }) => new Date(at + 8 * hour).toISOString().slice(0, 10));
    for (const one of days) assert.ok(days.filter((other) => other === one).length <= 2);
  });

  it('once for one attempt, though the house forgot what it had done', async () => {
    const house = serve({ call: ['lost'] });
    await house.done();
    await house.advance(hour + 10 * minute);
    assert.deepEqual(
      house.tried.slice(1).map(({ attempt, again }) => [attempt.split('/')[1], again]),
      [
        ['2', false],
        ['2', true],
      ],
    );
    assert.deepEqual(house.ends(), ['message undeliverable', 'call unknown']);
  });

  it('by nobody while everything is stopped', async () => {
    const house = serve({ message: ['placed'] });
    await house.callbacks.stop('boss', 'wrong words');
    await house.done();
    await house.advance(5 * hour);
    assert.deepEqual(house.tried, []);
    await house.callbacks.resume();
    await house.advance(10 * minute);
    assert.equal(house.tried.length, 1);
  });

  it('and everything done for one person can be read in one place', async () => {
    const house = serve({ call: ['busy', 'answered'] });
    await house.done();
    await house.advance(3 * day);
    const { steps } = await house.callbacks.path('13800138000');
    assert.deepEqual(
      steps.map((step) => (step.what === 'attempt' ? step.attempt.end?.disposition : step.what)),
      ['undeliverable', 'busy', 'answered', 'ended'],
    );
  });
});
