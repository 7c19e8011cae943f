import assert from 'node:assert/strict';
import sinon from 'sinon';
import { Worker } from '../../bot/jobs/worker.ts';
import type { Log } from '../../bot/log.ts';
import type { DueJob } from '../../desk/ports.ts';

const job = (key: string, runAt = 0, ticket = '4829130576'): DueJob => ({
  kind: 'milestone',
  key,
  runAt,
  attempts: 0,
  ticket,
});

function workerOn(jobs: DueJob[], run: (job: DueJob) => Promise<void>, sideBySide?: number) {
  const error = sinon.fake();
  const log: Log = { info: sinon.fake(), warn: sinon.fake(), error };
  const clock = { at: 1000, now: () => clock.at };
  const handled = sinon.spy(async (due: DueJob) => {
    await run(due);
    jobs.splice(jobs.indexOf(due), 1);
  });
  const none = sinon.fake.rejects('none here');
  const worker = new Worker({
    clock,
    log,
    records: {
      nextDue: async () => jobs[0]?.runAt,
      dueJobs: async (now, limit) => jobs.filter(({ runAt }) => runAt <= now).slice(0, limit),
    },
    handlers: {
      milestone: handled,
      notice: none,
      answer: none,
      hook: none,
      dispatch: none,
      follow: none,
      callback: none,
      person: none,
    },
    ...(sideBySide && { sideBySide }),
  });
  const ran = () => handled.args.map(([{ key }]) => key);
  return { worker, handled, error, clock, ran };
}

/** A promise that is kept from outside. */
function gate() {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('The worker', () => {
  let time: sinon.SinonFakeTimers;
  beforeEach(() => {
    time = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => time.restore());

  it('runs what is due in order, and what that makes due, but nothing of the future', async () => {
    const jobs = [job('a', 1), job('b', 2), job('later', 5000)];
    const { worker, ran } = workerOn(jobs, async ({ key }) => {
      if (key === 'a') jobs.push(job('made by a', 3));
    });
    assert.equal(await worker.runDue(), 3);
    assert.deepEqual(ran(), ['a', 'b', 'made by a']);
    assert.deepEqual(
      jobs.map(({ key }) => key),
      ['later'],
    );
  });

  it('works on several tickets side by side, on one ticket in order, on no more than it has hands for', async () => {
    const slow = gate();
    const jobs = [job('a1', 1, 'a'), job('a2', 2, 'a'), job('b1', 3, 'b'), job('c1', 4, 'c')];
    const { worker, ran } = workerOn(jobs, ({ key }) => (key === 'a1' ? slow.passed : after()), 2);
    const all = worker.runDue();
    for (let i = 0; i < 50; i++) await Promise.resolve();
    assert.deepEqual(ran(), ['a1', 'b1', 'c1']);
    slow.open();
    assert.equal(await all, 4);
    assert.deepEqual(ran(), ['a1', 'b1', 'c1', 'a2']);
  });

  it('goes on with the others when one fails, says so, and tries it again after a rest that grows', async () => {
    let broken = true;
    const jobs = [job('bad'), job('good')];
    const { worker, ran, error, clock } = workerOn(jobs, async ({ key }) => {
      if (key === 'bad' && broken) throw new Error('out of order');
    });
    assert.equal(await worker.runDue(), 1);
    assert.equal(error.firstCall.args[0], 'job.failed');
    assert.deepEqual(
      worker.troubles.map(({ failures, why, again }) => [failures, why, again]),
      [[1, 'out of order', 6000]],
    );
    clock.at += 4999;
    assert.equal(await worker.runDue(), 0);
    clock.at += 1;
    assert.equal(await worker.runDue(), 0);
    assert.equal(worker.troubles[0]?.again, clock.at + 10_000);
    broken = false;
    clock.at += 10_000;
    assert.equal(await worker.runDue(), 1);
    assert.deepEqual(ran(), ['bad', 'good', 'bad', 'bad']);
    assert.deepEqual(worker.troubles, []);
  });

  it('sees past any number of failed jobs to those that can run', async () => {
    const bad = Array.from({ length: 100 }, (_, at) => job(`bad ${at}`, 1, `t${at}`));
    const jobs = [...bad, job('good', 2, 'other')];
    const { worker, ran, clock } = workerOn(jobs, async ({ key }) => {
      if (key !== 'good') throw new Error('no');
    });
    for (let look = 0; look < 3; look++) {
      await worker.runDue();
      clock.at += 1;
    }
    assert.equal(ran().filter((key) => key === 'good').length, 1);
  });

  it('does not run for ever what stays due although it ran', async () => {
    const jobs = [job('stays')];
    const { worker, handled, error } = workerOn(jobs, async () => {
      jobs.push(job('stays'));
    });
    assert.equal(await worker.runDue(), 1);
    assert.equal(handled.callCount, 1);
    assert.match(String(error.firstCall.args[1].cause), /still due/);
  });

  it('runs one drain after the other, so that no job is run by two at once', async () => {
    const slow = gate();
    const { worker, handled } = workerOn([job('slow')], () => slow.passed);
    const both = [worker.runDue(), worker.runDue()];
    slow.open();
    assert.deepEqual(await Promise.all(both), [1, 0]);
    assert.equal(handled.callCount, 1);
  });

  it('wakes at the very moment the next job is due', async () => {
    const jobs = [job('soon', 1120)];
    const { worker, handled, clock } = workerOn(jobs, async () => {});
    worker.start();
    await time.tickAsync(1);
    clock.at = 1120;
    await time.tickAsync(100);
    assert.equal(handled.callCount, 0);
    await time.tickAsync(30);
    assert.equal(handled.callCount, 1);
    await worker.stop();
  });

  it('looks again twice a second once started, and no more once stopped', async () => {
    const jobs: DueJob[] = [];
    const { worker, handled } = workerOn(jobs, async () => {});
    worker.start();
    assert.equal(worker.alive, true);
    await time.tickAsync(100);
    jobs.push(job('new'));
    await time.tickAsync(500);
    assert.equal(handled.callCount, 1);
    await worker.stop();
    jobs.push(job('too late'));
    await time.tickAsync(5000);
    assert.equal(handled.callCount, 1);
    assert.equal(worker.alive, false);
  });
});

async function after(): Promise<void> {}
