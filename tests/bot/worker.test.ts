import assert from 'node:assert/strict';
import sinon from 'sinon';
import { Worker } from '../../bot/jobs/worker.ts';
import type { Log } from '../../bot/log.ts';
import type { DueJob } from '../../desk/ports.ts';

const job = (key: string, runAt = 0): DueJob => ({
  kind: 'milestone',
  key,
  runAt,
  attempts: 0,
  ticket: '4829130576',
});

function workerOn(jobs: DueJob[], run: (job: DueJob) => Promise<void>) {
  const error = sinon.fake();
  const log: Log = { info: sinon.fake(), warn: sinon.fake(), error };
  const handled = sinon.spy(async (due: DueJob) => {
    await run(due);
    jobs.splice(jobs.indexOf(due), 1);
  });
  const worker = new Worker({
    clock: { now: () => 1000 },
    log,
    records: {
      dueJobs: async (now, limit) => jobs.filter(({ runAt }) => runAt <= now).slice(0, limit),
      nextDue: async () => jobs[0]?.runAt,
    },
    handlers: {
      milestone: handled,
      notice: sinon.fake.rejects('no notices here'),
      follow: sinon.fake.rejects('nobody to call back here'),
      callback: sinon.fake.rejects('nobody to call back here'),
    },
  });
  return { worker, handled, error };
}

describe('The worker', () => {
  let time: sinon.SinonFakeTimers;
  beforeEach(() => {
    time = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => time.restore());

  it('runs what is due in order, and what that makes due, but nothing of the future', async () => {
    const jobs = [job('a', 1), job('b', 2), job('later', 5000)];
    const { worker, handled } = workerOn(jobs, async ({ key }) => {
      if (key === 'a') jobs.push(job('made by a', 3));
    });
    assert.equal(await worker.runDue(), 3);
    assert.deepEqual(
      handled.args.map(([{ key }]) => key),
      ['a', 'b', 'made by a'],
    );
    assert.deepEqual(
      jobs.map(({ key }) => key),
      ['later'],
    );
  });

  it('goes on with the others when one job fails, says so, and tries it again next time', async () => {
    let broken = true;
    const { worker, handled, error } = workerOn([job('bad'), job('good')], async ({ key }) => {
      if (key === 'bad' && broken) throw new Error('out of order');
    });
    assert.equal(await worker.runDue(), 1);
    assert.equal(error.firstCall.args[0], 'job.failed');
    broken = false;
    assert.equal(await worker.runDue(), 1);
    assert.deepEqual(
      handled.args.map(([{ key }]) => key),
      ['bad', 'good', 'bad'],
    );
  });

  it('runs one drain after the other, so that no job is run by two at once', async () => {
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { worker, handled } = workerOn([job('slow')], () => gate);
    const both = [worker.runDue(), worker.runDue()];
    open();
    assert.deepEqual(await Promise.all(both), [1, 0]);
    assert.equal(handled.callCount, 1);
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
