import assert from 'node:assert/strict';
import { type Calling, type CallState, callBack } from '../../bot/callbacks.ts';
import type { Log } from '../../bot/log.ts';
import { Callbacks } from '../../desk/callbacks/callbacks.ts';
import { Desk } from '../../desk/desk.ts';
import { ticketNumbers } from '../../desk/number.ts';
import type { Records, Tx } from '../../desk/ports.ts';
import { aRequest, day, minute, policies, TestClock } from './kit/desk.ts';
import { MemoryRecords } from './kit/records.ts';

class Killed extends Error {}

/** Dies at one step: before or after the nth thing it does, be that a save or a call. */
class Mortal {
  readonly #at: number;
  #step = 0;

  constructor(at: number) {
    this.#at = at;
  }

  get outlived(): boolean {
    return this.#step < this.#at;
  }

  async does<T>(work: () => Promise<T>): Promise<T> {
    if (++this.#step === this.#at) throw new Killed();
    const result = await work();
    if (++this.#step === this.#at) throw new Killed();
    return result;
  }
}

/** One callback by telephone in a house that is killed at this step and rises again. */
async function life(killedAt: number) {
  const records = new MemoryRecords();
  const clock = new TestClock();
  const mortal = new Mortal(killedAt);
  const rings = new Map<string, number>();
  const over = new Map<string, CallState>();
  const mortalRecords: Records = {
    ...records,
    tx: <T>(work: (tx: Tx) => Promise<T>) => mortal.does(() => records.tx(work)),
    dueJobs: (now, limit) => records.dueJobs(now, limit),
    nextDue: () => records.nextDue(),
    liveTickets: () => records.liveTickets(),
  };
  const plain = { records, clock, policies };
  const callbacks = new Callbacks({ ...plain, records: mortalRecords });
  const desk = new Desk({ ...plain, numbers: ticketNumbers('crash') });
  const calling: Calling = {
    place: ({ attempt }) =>
      mortal.does(async () => {
        rings.set(attempt, (rings.get(attempt) ?? 0) + 1);
        // Who was called is told to be busy, answered only after three calls.
        over.set(attempt, { is: 'over', disposition: rings.size < 3 ? 'busy' : 'answered' });
        return { is: 'under way' };
      }),
    trace: async (attempt) =>
      over.get(attempt) ?? { is: 'over', disposition: 'not_placed', why: 'never dialled' },
  };
  const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
  const run = callBack({
    callbacks,
    desk,
    line: { begin: async () => undefined },
    ways: [],
    calling,
    linkTo: (callback) => callback,
    clock,
    log,
  });
  const { ticket } = await desk.report(aRequest(), 'report');
  const staff = { id: 'li', role: 'area_lead' };
  await desk.staff(ticket.no, { do: 'resolve', temporary: false }, staff, 'done');
  const end = clock.now() + 5 * day;
  for (;;) {
    const jobs = (await records.dueJobs(end, 100)).filter(
      ({ kind }) => kind === 'follow' || kind === 'callback',
    );
    const [job] = jobs;
    if (!job) break;
    clock.at = Math.max(clock.at, job.runAt);
    try {
      await (job.kind === 'follow' ? callbacks.follow(job) : run(job));
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      clock.at += minute;
    }
  }
  return { mortal, rings, callbacks: records.callbacks() };
}

describe('A house that is killed', () => {
  it('at any step calls nobody twice for one attempt, and every plan still has one outcome', async () => {
    let lives = 0;
    for (let step = 1; ; step++) {
      const { mortal, rings, callbacks } = await life(step);
      for (const [attempt, times] of rings) assert.equal(times, 1, `${attempt} at step ${step}`);
      assert.equal(callbacks.length, 1);
      assert.equal(callbacks[0]?.end?.outcome, 'answered', `at step ${step}`);
      for (const { end, n } of callbacks[0]?.attempts ?? []) assert.ok(end, `${n} at step ${step}`);
      if (mortal.outlived) break;
      lives += 1;
    }
    assert.ok(lives > 20, `${lives} places to die`);
  });
});
