import assert from 'node:assert/strict';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';

const hour = 3_600_000;

describe('Callbacks, seen from the console', () => {
  let running: RunningHouse;
  let no: string;
  let director: Clerk;
  let agent: Clerk;
  let password: string;
  const phone = '13812345678';
  beforeEach(async () => {
    running = await openHouse();
    const { desk, staff } = running.house;
    no = (await desk.report(aRequest({ phone, account: 'phone:CA1' }), 'CA1/1')).ticket.no;
    password = staff.demo?.password ?? '';
    await signIn();
  });
  afterEach(() => running.remove());

  const signIn = async () => {
    director = await Clerk.signsIn(running.url, 'han-xue', password);
    agent = await Clerk.signsIn(running.url, 'zhou-min', password);
  };
  const done = async () => {
    const staff = { id: 'li', role: 'area_lead' };
    await running.house.desk.staff(no, { do: 'resolve', temporary: false }, staff, 'done');
  };
  const pass = async (by: number) => {
    for (let n = 0; n < 4; n++) {
      await running.house.worker.runDue();
      running.clock.advance(by / 4);
    }
    await running.house.worker.runDue();
  };

  it('are stopped and resumed by who may, and say so', async () => {
    assert.equal((await agent.send('POST', '/callbacks/stop', { why: '话术有误' })).status, 403);
    await director.send('POST', '/callbacks/stop', { why: '话术有误' });
    const { body } = await agent.send('GET', '/callbacks');
    assert.equal(body.stopped?.why, '话术有误');
    await done();
    await pass(3 * hour);
    assert.deepEqual(
      (await running.house.callbacks.path(phone)).steps.map(({ what }) => what),
      ['waiting'],
    );
    // A shift later.
    await signIn();
    await director.send('POST', '/callbacks/resume');
    await pass(hour / 4);
    const { body: path } = await agent.send('GET', `/callbacks/people/${phone}`);
    assert.equal(path.steps[0]?.what, 'attempt');
    assert.equal(path.steps[0]?.outcome, 'undeliverable');
  });

  it('are verified by another person than who served the customer', async () => {
    await done();
    const { callbacks, desk, store } = running.house;
    await running.house.worker.runDue();
    const id = `${no}.after_service.3`;
    const heard = { answers: { level: 'satisfied' }, urgency: null, reasons: [] };
    await callbacks.finished(id, heard);
    const record = await store.tx((tx) => tx.ticket(no));
    const asked = record?.timeline.some(({ type }) => type === 'verification_asked');
    const verify = (who: string) =>
      desk.staff(no, { do: 'verify', agrees: true }, { id: who, role: 'customer_service' }, who);
    assert.equal((await verify('li')).done, false, 'li did the work');
    assert.equal((await verify('zhou-min')).done, asked, 'only what was drawn is verified');
    assert.equal((await verify('chen-hao')).done, false, 'once');
  });
});
