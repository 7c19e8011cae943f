import assert from 'node:assert/strict';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

const minute = 60_000;

describe('A customer follows a ticket in the web chat', () => {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse();
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('hears at once how it stands, and is told the truth when a promise is late', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    await customer.says('我的单子到哪一步了');
    customer.hears('待处理', '下一步', /10:30前/);
    running.clock.advance(45 * minute);
    await running.house.worker.runDue();
    await customer.says('查进度');
    customer.hears('已超时', '对不起');
  });

  it('asks how it stands after the service was restarted, in the same conversation', async () => {
    const before = await Visitor.arrives(running.url);
    const no = await quickReport(before);
    running = await running.restart();
    const customer = await before.goesOn(running.url);
    await customer.says('进度怎么样了');
    assert.equal(customer.ticketNumber, no);
  });

  it('goes on with an open form after a restart', async () => {
    const before = await Visitor.arrives(running.url);
    await before.says('书桌抽屉卡住了，拉不开');
    await before.says('杭州市文三路90号5幢201');
    before.hears('怎么称呼');
    running = await running.restart();
    const customer = await before.goesOn(running.url);
    await customer.says('姓林');
    customer.hears('联系电话');
  });

  it('gets to a ticket from another browser only with number and last four digits', async () => {
    const no = await quickReport(await Visitor.arrives(running.url));
    const elsewhere = await Visitor.arrives(running.url);
    await elsewhere.says('查进度');
    elsewhere.hears('工单号');
    await elsewhere.says(no);
    elsewhere.hears('后四位').hearsNothingOf('厨房', '待处理');
    await elsewhere.says('0000');
    elsewhere.hears('对不上').hearsNothingOf('厨房');
    await elsewhere.says('5678');
    elsewhere.hears('待处理', '厨房');
  });

  it('hears the same words for a wrong number as for wrong digits, and is locked out after five tries', async () => {
    const no = await quickReport(await Visitor.arrives(running.url));
    const stranger = await Visitor.arrives(running.url);
    await stranger.says(`查一下${no}`);
    const wrong: string[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1)
      wrong.push((await stranger.says(`000${attempt}`)).text);
    assert.deepEqual([...new Set(wrong)].length, 1, stranger.transcript);
    await stranger.says('0009');
    stranger.hears('锁定');
    await stranger.says(`查一下${no}`);
    await stranger.says('5678');
    stranger.hears('锁定').hearsNothingOf('厨房');
    const other = await Visitor.arrives(running.url);
    const unknown = await other.says('查一下4829130574');
    if (/后四位/.test(unknown.text)) {
      await other.says('5678');
      assert.equal(other.heard.text, wrong[0]);
    }
  });

  it('is offered the numbers one slip away when a digit is wrong', async () => {
    const customer = await Visitor.arrives(running.url);
    const no = await quickReport(customer);
    const elsewhere = await Visitor.arrives(running.url);
    const slip = no.slice(0, 9) + String((Number(no[9]) + 1) % 10);
    await elsewhere.says('查进度');
    await elsewhere.says(slip);
    elsewhere.hears('有一位不对');
  });

  it('urges, adds, moves and cancels its own ticket, each written on the timeline once', async () => {
    const customer = await Visitor.arrives(running.url);
    const no = await quickReport(customer);
    await customer.says('怎么还没人来啊，催一下');
    customer.hears('已为您催办');
    await customer.says('补充一下，小区大门密码是2580');
    customer.hears('已补充');
    await customer.says('时间改到周六下午吧');
    customer.hears('周六下午');
    await customer.says('不用来了，帮我取消这单');
    customer.hears('要取消', no.slice(0, 3));
    await customer.picks('确认取消');
    customer.hears('已取消');
    await customer.says('催一下');
    customer.hears(/没有查到|工单号/);
    const types = await timelineOf(running, customer, no);
    assert.deepEqual(
      types.filter((type) => ['urged', 'corrected', 'added', 'cancelled'].includes(type)),
      ['urged', 'corrected', 'added', 'corrected', 'cancelled'],
    );
  });

  it('keeps a ticket when the customer thinks better of cancelling it', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    await customer.says('取消我的工单');
    await customer.picks('先不取消');
    customer.hears('不取消');
    await customer.says('查进度');
    customer.hears('待处理');
  });

  it('tells the right people, and alarms the next one up when a promise is missed', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    const outbox = async () =>
      (await (await fetch(`${running.url}/demo/outbox`)).json()) as {
        outbox: { at: string; to: { role?: string }; text: string }[];
      };
    await post(`${running.url}/demo/clock`, { advance: '1s' });
    assert.ok((await outbox()).outbox.some(({ text }) => text.startsWith('【新工单】')));
    await post(`${running.url}/demo/clock`, { advance: '3h' });
    const alarms = (await outbox()).outbox;
    assert.ok(alarms.some(({ text }) => text.startsWith('【将超时】')));
    assert.ok(alarms.some(({ text }) => text.startsWith('【已超时】')));
    assert.equal(new Set(alarms.map((alarm) => JSON.stringify(alarm))).size, alarms.length);
    assert.ok(!JSON.stringify(alarms).includes('13812345678'));
  });
});

async function timelineOf(
  running: RunningHouse,
  _customer: Visitor,
  no: string,
): Promise<string[]> {
  const record = await running.house.store.tx((tx) => tx.ticket(no));
  return record?.timeline.map(({ type }) => type) ?? [];
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.text());
}
