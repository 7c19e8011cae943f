import assert from 'node:assert/strict';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';

describe('The console', () => {
  let running: RunningHouse;
  let agent: Clerk;
  beforeEach(async () => {
    running = await openHouse();
    agent = await Clerk.of(running, 'zhou-min');
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  async function reports(account: string, cause: string): Promise<string> {
    const request = aRequest({ account });
    return (await running.house.desk.report(request, cause)).ticket.no;
  }

  it('merges two tickets of one customer; the younger leads to the older', async () => {
    const older = await reports('web:u1', 'web/m1');
    running.clock.advance(60_000);
    const younger = await reports('wechat:o1', 'wechat/m1');
    const merged = await agent.post(`/tickets/${younger}/merge`, { with: older });
    assert.deepEqual([merged.status, merged.body.no], [200, older]);
    const { body } = await agent.get(`/tickets/${younger}`);
    assert.equal(body.status, 'closed');
    const again = await agent.post(`/tickets/${older}/merge`, { with: older });
    assert.deepEqual([again.status, again.body.code], [422, 'not_now']);
  });

  it('splits a part off as a ticket of its own', async () => {
    const whole = await reports('web:u1', 'web/m1');
    const part = { words: '窗户坏了', subject: '窗户', line: 'furniture' };
    const split = await agent.post(`/tickets/${whole}/split`, part);
    assert.equal(split.status, 201);
    const { body } = await agent.get(`/tickets/${split.body.no}`);
    assert.deepEqual([body.line, body.words], ['furniture', '窗户坏了']);
    const nowhere = await agent.post(`/tickets/${whole}/split`, { ...part, line: 'gardening' });
    assert.equal(nowhere.status, 400);
  });

  it('explains any deadline in words', async () => {
    const no = await reports('web:u1', 'web/m1');
    const path = `/tickets/${no}/clocks/general.contact`;
    const told = await agent.get(path);
    assert.equal(told.status, 200);
    assert.match(told.body.lines[0], /服务人员与您确认需求：由服务人员在登记起30分钟内完成/);
    const english = await agent.get(path, { query: { language: 'en' } });
    assert.match(english.body.lines.at(-2), /10:30: due$/);
    assert.equal((await agent.get(`/tickets/${no}/clocks/no.such`)).status, 404);
  });
});
