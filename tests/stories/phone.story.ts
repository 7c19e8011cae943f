import assert from 'node:assert/strict';
import { Caller } from '../kit/caller.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

describe('A customer telephones', () => {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse();
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('reports by speaking, hears all read back, and gets a number said twice', async () => {
    const caller = await reported(running);
    caller.hears(
      '已为您登记',
      '再说一遍',
      /会在今天 10点30分前联系您/,
      '短信发工单号请按1',
      '查进度请按2',
    );
    await caller.presses('1');
    caller.hears('短信');
    const { outbox } = (await (await fetch(`${running.url}/demo/outbox`)).json()) as {
      outbox: { to: object; text: string }[];
    };
    const text = outbox.find(({ to }) => 'customer' in to && to.customer === '+8613812345678');
    assert.ok(text?.text.includes(await ticketNumber(running)));
    const [ticket] = await running.house.store.liveTickets();
    const registered = ticket?.timeline.find((event) => event.type === 'registered');
    assert.equal(registered?.request.phone, '13812345678');
    assert.equal(registered?.request.channel, 'phone');
    await caller.says('谢谢，再见');
    caller.hears('再见');
    assert.equal(caller.phone.state, 'over');
  });

  it('asks how it stands: wrong digits tell nothing, right ones everything', async () => {
    await reported(running);
    const no = await ticketNumber(running);
    const caller = await Caller.calls(running.url);
    await caller.says('查一下进度');
    caller.hears('工单号的后四位').hearsNothingOf('厨房', '保洁');
    await caller.presses(no.endsWith('0000') ? '1111' : '0000');
    caller.hears('不对').hearsNothingOf('厨房');
    await caller.presses(no.slice(-4));
    caller.hears('待处理', '厨房');
    await caller.says('催一下');
    caller.hears('已为您催办');
  });

  it('proves a ticket from another telephone by its number and the last four digits', async () => {
    await reported(running);
    const no = await ticketNumber(running);
    const caller = await Caller.calls(running.url, { from: '+8613900000000' });
    await caller.presses('1');
    await caller.presses('2');
    caller.hears('工单号', '按键');
    await caller.presses(no);
    caller.hears('后四位');
    await caller.presses('5678');
    caller.hears('待处理');
  });

  it('corrects a fact while it is read back', async () => {
    const caller = await toReadBack(running);
    await caller.says('电话错了，应该是13700003333');
    caller.hears('幺 三 七，零 零 零 零，三 三 三 三');
    await caller.presses('1');
    const [ticket] = await running.house.store.liveTickets();
    const registered = ticket?.timeline.find((event) => event.type === 'registered');
    assert.equal(registered?.request.phone, '13700003333');
  });

  it('is silent three times and gets a person', async () => {
    const caller = await Caller.calls(running.url);
    await caller.presses('1');
    await caller.keepsSilent();
    caller.hears('没有听到');
    await caller.keepsSilent();
    caller.hears('还是没有听到', '转人工请按0');
    await caller.keepsSilent();
    caller.hears('转接人工');
    assert.match(caller.phone.transcript, /talks with a person/);
  });

  it('presses 0 at any time and gets a person', async () => {
    for (const steps of [[], ['1'], ['1', '厨房地面没擦干净']]) {
      const caller = await Caller.calls(running.url, { from: 'anonymous' });
      for (const step of steps) await (step === '1' ? caller.presses(step) : caller.says(step));
      await caller.presses('0');
      caller.hears('转接人工');
    }
  });

  it('is called back when nobody answers', async () => {
    const caller = await Caller.calls(running.url, { colleague: 'refuses' });
    await caller.says('卫生间的镜子没擦干净');
    await caller.presses('0');
    caller.hears('现在没有客服接起电话');
    if (/哪方面/.test(caller.phone.heard)) await caller.presses('1');
    caller.hears('已为您登记');
    const [ticket] = await running.house.store.liveTickets();
    assert.ok(ticket?.timeline.some(({ type }) => type === 'handoff_requested'));
    assert.ok(JSON.stringify(ticket).includes('镜子'));
  });

  it('speaks English throughout after pressing 2', async () => {
    const caller = await Caller.calls(running.url, { from: '+14155550100' });
    caller.hears('For English, press 2');
    await caller.presses('2');
    caller.hears('Report', 'press 0').hearsNothingOf(/请/);
    await caller.says('There is water pouring out from behind the washing machine');
    caller.hears('water valve', 'address').hearsNothingOf(/请/);
    assert.equal(caller.phone.listens?.language, 'en-US');
  });

  it('hangs up in the middle and goes on with the next call, or in the web chat', async () => {
    const visitor = await Visitor.arrives(running.url);
    await quickReport(visitor);
    const caller = await Caller.calls(running.url);
    await caller.presses('1');
    await caller.says('沙发扶手掉漆了，露出里面的木头');
    await caller.says('徐汇区漕溪北路18号1201');
    await caller.phone.hangsUp();
    const again = await Caller.calls(running.url);
    again.hears('上次的登记还没有完成', '接着登记请按1').hearsNothingOf('漕溪北路', '沙发');
    await again.phone.hangsUp();
    const back = await visitor.comesBack();
    back.hears('上次的登记还没有完成');
    await back.picks('接着登记');
    while (!/请核对/.test(back.heard.text)) await back.says('尽快');
    back.hears('沙发扶手掉漆', '望京花园').hearsNothingOf('漕溪北路');
  });

  it('asks not to be called, and is not, though the house knows nothing but the number', async () => {
    const caller = await Caller.calls(running.url);
    await caller.presses('1');
    await caller.says('不要再给我打电话了');
    caller.hears('不会再主动');
    const person = await running.house.store.tx((tx) => tx.person('13812345678'));
    assert.deepEqual(person?.refuses, [{ medium: 'call' }]);
  });

  it('goes on after a restart of the service', async () => {
    const caller = await toReadBack(running);
    running = await running.restart();
    caller.phone.movesTo(running.url);
    await caller.presses('1');
    caller.hears('已为您登记');
  });
});

async function toReadBack({ url }: RunningHouse): Promise<Caller> {
  const caller = await Caller.calls(url);
  await caller.presses('1');
  await caller.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
  caller.hears('地址');
  await caller.says('朝阳区望京花园3号楼2单元501');
  await caller.says('我姓王');
  await caller.says('尽快');
  return caller.hears('请核对', '幺 三 八，幺 二 三 四，五 六 七 八', '确认提交请按1');
}

async function reported(running: RunningHouse): Promise<Caller> {
  return (await toReadBack(running)).presses('1');
}

async function ticketNumber({ house }: RunningHouse): Promise<string> {
  const [ticket] = await house.store.liveTickets();
  assert.ok(ticket);
  return ticket.no;
}
