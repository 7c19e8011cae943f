import assert from 'node:assert/strict';
import { Caller } from '../kit/caller.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';
import { Clerk } from '../web/kit/crew.ts';

describe('A worker with nothing but the keys of a telephone', () => {
  let running: RunningHouse;
  let no = '';
  beforeEach(async () => {
    running = await openHouse({ PHONE_SPEECH: '0' });
    no = await quickReport(await Visitor.arrives(running.url));
    const director = await signIn('han-xue');
    const action = { do: 'assign', role: 'service_staff', staff: 'wang-guilan' };
    assert.equal((await director.post(`/tickets/${no}/actions`, action)).status, 200);
    const worker = await signIn('wang-guilan');
    assert.equal((await worker.send('PUT', '/session/code', { code: '1111' })).status, 400);
    assert.equal((await worker.send('PUT', '/session/code', { code: '24680' })).status, 204);
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  const signIn = (name: string) => Clerk.of(running, name);
  const types = async () => {
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    return record?.timeline.map(({ type }) => type) ?? [];
  };
  /** Whoever calls for the first time is asked for a language before anything else. */
  const pound = async (caller: Caller) => {
    for (let at = 0; at < 2 && !caller.phone.transcript.includes('员工报工'); at++)
      await caller.presses('#');
    caller.hears('员工报工');
  };
  /** From anybody's telephone, up to the question what to report. */
  const reports = async (code: string, number = no) => {
    const caller = await Caller.calls(running.url, { from: '+8613700000000' });
    await pound(caller);
    await caller.presses(number);
    caller.hears('个人代码');
    await caller.presses(`${code}#`);
    return caller;
  };

  it('reports arrived and, in another call, done; both are facts of the ticket, by their name', async () => {
    const first = await reports('24680');
    first.hears('已到现场请按1', '已完成请按2');
    await first.presses('1');
    first.hears('已记下：到达现场');
    assert.equal(first.phone.state, 'over');
    const second = await reports('24680');
    await second.presses('2');
    second.hears('已记下：处理完成');
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    const done = record?.timeline.findLast(({ type }) => type === 'resolved');
    assert.deepEqual(done?.by.who === 'staff' && done.by.id, 'wang-guilan');
    assert.ok((await types()).includes('arrived'));
    const conversation = done?.cause.slice(0, done.cause.lastIndexOf('/')) ?? '';
    const { entries } = await running.house.line.since(conversation, 0);
    const keyed = entries.filter(({ from }) => from === 'user').map(({ text }) => text);
    assert.deepEqual(keyed, [no, '****', '已完成']);
  });

  it('changes nothing with a wrong code or number and is locked after five', async () => {
    const before = (await types()).length;
    for (const [code, number] of [
      ['13579', no],
      ['24680', '1000000000'],
    ] as const)
      (await reports(code, number)).hears('不对，什么都没有改动');
    for (let at = 0; at < 3; at++) await reports('99887');
    (await reports('24680')).hears('试得太多了');
    assert.equal((await types()).length, before);
  });

  it('is let go by whoever pressed the key by mistake', async () => {
    const caller = await Caller.calls(running.url, {
      from: '+8613700000001',
      colleague: 'is away',
    });
    await pound(caller);
    await caller.presses('0');
    caller.hears('人工');
  });
});
