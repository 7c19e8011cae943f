import assert from 'node:assert/strict';
import { Caller } from '../kit/caller.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

describe('A customer telephones where the provider knows keys only', () => {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse({ PHONE_SPEECH: '0' });
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('is never listened to, and is told every key', async () => {
    const caller = await Caller.calls(running.url);
    assert.equal(caller.phone.listens?.input, 'dtmf');
    await caller.presses('1');
    assert.equal(caller.phone.listens?.input, 'dtmf');
    caller.hears('报修或投诉请按1', '转人工请按0', '重听请按星号');
  });

  it('has something to report: a person hears it, or calls back', async () => {
    const caller = await Caller.calls(running.url, { colleague: 'is away' });
    await caller.presses('1');
    await caller.presses('1');
    caller.hears('转接人工', '现在没有客服接起电话', '请按1');
    await caller.presses('1');
    caller.hears('已为您登记', '前联系您');
    const [ticket] = await running.house.store.liveTickets();
    assert.ok(ticket?.timeline.some(({ type }) => type === 'handoff_requested'));
  });

  it('follows and urges a ticket: wrong digits tell nothing, right ones everything', async () => {
    const no = await quickReport(await Visitor.arrives(running.url));
    const caller = await Caller.calls(running.url);
    await caller.presses('1');
    caller.hears('有正在处理的工单');
    await caller.presses('2');
    caller.hears('工单号的后四位');
    await caller.presses(no.endsWith('0000') ? '1111' : '0000');
    caller.hears('不对').hearsNothingOf('厨房');
    await caller.presses(no.slice(-4));
    caller.hears('待处理', '催一下请按1');
    await caller.presses('1');
    caller.hears('已为您催办');
  });

  it('proves a ticket from another telephone with ten keys and four', async () => {
    const no = await quickReport(await Visitor.arrives(running.url));
    const caller = await Caller.calls(running.url, { from: 'anonymous' });
    await caller.presses('1');
    await caller.presses('2');
    caller.hears('请用按键输入');
    await caller.presses(no);
    await caller.presses('5678');
    caller.hears('待处理', '厨房');
  });

  it('is silent three times, or presses 0, and gets a person', async () => {
    const silent = await Caller.calls(running.url);
    await silent.presses('1');
    for (let times = 0; times < 3; times += 1) await silent.keepsSilent();
    silent.hears('转接人工');
    const hurried = await Caller.calls(running.url);
    await hurried.presses('0');
    hurried.hears('转接人工');
  });

  it('leaves a telephone number for a call back when none is shown', async () => {
    const caller = await Caller.calls(running.url, { from: 'anonymous', colleague: 'is away' });
    await caller.presses('1');
    await caller.presses('0');
    caller.hears('请用按键输入号码');
    await caller.presses('13500001111#');
    await caller.presses('1');
    caller.hears('已为您登记');
  });

  it('hears English after pressing 2', async () => {
    const caller = await Caller.calls(running.url);
    await caller.presses('2');
    caller.hears('Check progress: press 2', 'press 0').hearsNothingOf(/请/);
  });
});
