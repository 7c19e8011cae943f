import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker, type WorkerParts } from '../../bot/jobs/worker.ts';
import type { Log } from '../../bot/log.ts';
import { Desk } from '../../desk/desk.ts';
import { Later } from '../../desk/later.ts';
import { ticketNumbers } from '../../desk/number.ts';
import type { TicketRecord } from '../../desk/ports.ts';
import { openStore, type Store } from '../../store/store.ts';
import { aRequest, hour, minute, policies } from '../desk/kit/desk.ts';
import { HandClock } from '../kit/house.ts';

/** Desk and worker on the real store, with time in the story's hands and notices that only count. */
describe('The worker and its store', () => {
  let dir = '';
  let store: Store;
  let clock: HandClock;
  let errors: string[] = [];
  /** Every notice that was handed out, as often as it was. */
  let rung: string[] = [];

  const keys = [{ name: 'test', key: Buffer.alloc(32, 7) }];
  const log: Log = { info: () => {}, warn: () => {}, error: (what) => void errors.push(what) };
  const deskOn = () =>
    new Desk({ records: store, clock, policies, numbers: ticketNumbers('test secret') });

  /** `slow`: delivering takes a while, as it does in real life. */
  function worker(slow = false): Worker {
    const later = new Later({ records: store, clock, policies });
    return new Worker({
      clock,
      log,
      records: store,
      handlers: {
        milestone: (job) => later.milestoneDue(job),
        notice: async (job) => {
          const order = await later.noticeDue(job);
          if (!order) return;
          rung.push(order.notice.id);
          if (slow) for (let i = 0; i < 20; i++) await new Promise(setImmediate);
          await later.delivered(job.ticket, order.notice.id, {
            state: 'delivered',
            outcome: 'test',
          });
        },
        // These tickets have no other jobs.
      } as WorkerParts['handlers'],
    });
  }

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hotline-'));
    clock = new HandClock('2026-03-03T02:00:00Z');
    errors = [];
    rung = [];
    store = await openStore({ dir, keys });
  });
  afterEach(async () => {
    assert.deepEqual(errors, []);
    await store.close();
    await rm(dir, { recursive: true });
  });

  async function reports(count: number): Promise<string[]> {
    const numbers: string[] = [];
    for (let i = 0; i < count; i++) {
      const phone = `138001380${String(i).padStart(2, '0')}`;
      const request = aRequest({ phone, account: `web:u${i}`, address: `科技路${i}号` });
      numbers.push((await deskOn().report(request, `web/m${i}`)).ticket.no);
      clock.advance(minute);
    }
    return numbers;
  }

  const alarms = ({ timeline }: TicketRecord): string[] =>
    timeline.flatMap((e) => {
      if (e.type === 'missed') return [`${e.milestone} ${e.rung}`];
      return e.type === 'warned' ? [`${e.milestone} ${e.share}`] : [];
    });

  /** Each alarm and each notice once, whoever did it. */
  async function nothingTwice(): Promise<void> {
    assert.equal(new Set(rung).size, rung.length);
    for (const record of await store.liveTickets()) {
      const told = alarms(record);
      assert.equal(new Set(told).size, told.length, record.no);
      assert.ok(record.notices.every(({ state }) => state === 'delivered'));
    }
  }

  it('catches up after two hours down, the earliest first, each rung once', async () => {
    const numbers = await reports(20);
    clock.advance(2 * hour);
    await store.close();
    store = await openStore({ dir, keys });
    const due = (await store.dueJobs(clock.now(), 1000)).filter(({ kind }) => kind === 'milestone');
    assert.deepEqual(
      due.map(({ ticket }) => ticket),
      numbers,
    );
    await worker().runDue();
    await nothingTwice();
    for (const record of await store.liveTickets())
      assert.ok(alarms(record).includes('general.contact 2'), 'the top of the ladder');
    assert.ok(((await store.nextDue()) ?? Number.POSITIVE_INFINITY) > clock.now());
  });

  it('goes on in the middle of a ladder after a restart', async () => {
    await reports(1);
    clock.advance(30 * minute);
    await worker().runDue();
    await store.close();
    store = await openStore({ dir, keys });
    clock.advance(10 * minute);
    await worker().runDue();
    const contact = async () =>
      alarms((await store.liveTickets())[0] ?? assert.fail()).filter((alarm) =>
        alarm.startsWith('general.contact'),
      );
    assert.deepEqual(await contact(), ['general.contact 0']);
    clock.advance(5 * minute);
    await worker().runDue();
    assert.deepEqual(await contact(), ['general.contact 0', 'general.contact 1']);
    await nothingTwice();
  });

  it('may have a twin: two at once on one store tell nothing twice and leave nothing out', async () => {
    await reports(30);
    const [one, two] = [worker(true), worker(true)];
    for (let i = 0; i < 12; i++) {
      clock.advance(10 * minute);
      await Promise.all([one.runDue(), two.runDue()]);
    }
    await nothingTwice();
    const records = await store.liveTickets();
    const notices = records.flatMap((record) => record.notices);
    assert.equal(rung.length, notices.length);
    assert.deepEqual([...one.troubles, ...two.troubles], []);
  });

  it('lets what a dead twin had in hand go out after two minutes, and not before', async () => {
    await reports(1);
    const [job] = (await store.dueJobs(clock.now(), 10)).filter(({ kind }) => kind === 'notice');
    assert.ok(job);
    const later = new Later({ records: store, clock, policies });
    assert.ok(await later.noticeDue(job));
    clock.advance(minute);
    await worker().runDue();
    assert.ok(!rung.includes(job.key));
    clock.advance(minute);
    await worker().runDue();
    assert.ok(rung.includes(job.key));
  });
});
