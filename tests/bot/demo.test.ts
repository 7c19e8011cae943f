import assert from 'node:assert/strict';
import { DemoClock } from '../../bot/clock.ts';
import { advance, demo, duration } from '../../bot/demo.ts';
import { openHouse } from './kit/house.ts';

const hour = 3_600_000;

/** Jobs that write down when they ran; `then` schedules another after the first. */
function schedule(times: number[], then?: number) {
  const clock = new DemoClock({ now: () => 1000 });
  const due = times.map((time) => 1000 + time);
  const ran: number[] = [];
  let kept = -1;
  return {
    clock,
    ran,
    kept: () => kept,
    nextDue: async () => (due.length > 0 ? Math.min(...due) : undefined),
    runDue: async () => {
      const now = due.filter((time) => time <= clock.now());
      for (const time of now) {
        due.splice(due.indexOf(time), 1);
        ran.push(clock.now() - 1000);
        if (then !== undefined && ran.length === 1) due.push(clock.now() + then);
      }
      return now.length;
    },
    outbox: () => [{ to: 'duty', text: 'late' }],
    keep: async (ahead: number) => {
      kept = ahead;
    },
  };
}

describe('the demo clock', () => {
  for (const [text, expected] of [
    ['24h', 24 * hour],
    ['90m', 1.5 * hour],
    ['30s', 30_000],
    ['2d', 48 * hour],
    ['1d12h', 36 * hour],
    ['0s', 0],
    ['-1h', undefined],
    ['1.5h', undefined],
    ['h', undefined],
    ['', undefined],
    ['999999d', undefined],
  ] as const)
    it(`reads ${JSON.stringify(text)} as ${expected ?? 'nothing'}`, () =>
      assert.equal(duration(text), expected));

  it('runs each job at its own time on the way, also those that jobs schedule', async () => {
    const parts = schedule([3 * hour, hour, 30 * hour], 4 * hour);
    assert.equal(await advance(parts, 24 * hour), 3);
    assert.deepEqual(parts.ran, [hour, 3 * hour, 5 * hour]);
    assert.equal(parts.clock.now(), 1000 + 24 * hour);
    assert.equal(parts.kept(), 24 * hour);
  });

  it('does not wait for ever for a job that cannot run', async () => {
    const parts = { ...schedule([]), nextDue: async () => 0, runDue: async () => 0 };
    await advance(parts, hour);
    assert.equal(parts.clock.ahead, hour);
  });

  it('goes forward only', () => {
    assert.throws(() => new DemoClock().advance(-1), RangeError);
    assert.throws(() => new DemoClock().advance(Number.NaN), RangeError);
  });

  it('is read and moved over HTTP, one leap after the other', async () => {
    const jobs = schedule([hour, 3 * hour]);
    const gate = Promise.withResolvers<void>();
    const parts = {
      ...jobs,
      nextDue: async () => {
        await gate.promise;
        return jobs.nextDue();
      },
    };
    await using house = await openHouse({ mounts: [demo(parts)] });
    const leap = () => house.ask('POST', '/demo/clock', { body: { advance: '2h' } });
    const leaps = Promise.all([leap(), leap()]);
    // Both are in the house before either may move the clock.
    while (!(await house.ask('GET', '/metrics')).body.includes('hotline_requests_now 3'));
    gate.resolve();
    const [first, second] = await leaps;
    assert.deepEqual([first.body.jobs, second.body.jobs], [1, 1]);
    assert.deepEqual(parts.ran, [hour, 3 * hour]);
    const now = await house.ask('GET', '/demo/clock');
    assert.deepEqual(now.body, { now: '1970-01-01T04:00:01.000Z', ahead: 4 * hour });
    const outbox = await house.ask('GET', '/demo/outbox');
    assert.deepEqual(outbox.body, { outbox: [{ to: 'duty', text: 'late' }] });
    for (const body of [{}, { advance: 5 }, { advance: 'tomorrow' }, [], '{'])
      assert.equal((await house.ask('POST', '/demo/clock', { body })).status, 400);
  });
});
