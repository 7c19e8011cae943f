import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from '../kit/caller.ts';
import { account, openCallingHouse } from '../kit/exchange.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

for (const speech of ['1', '0'])
  describe(`A caller is listened to${speech === '1' ? '' : ', by keys alone'}`, () => {
    let running: RunningHouse;
    beforeEach(async () => {
      running = await openHouse({ PHONE_SPEECH: speech });
    });
    afterEach(async () => {
      assert.deepEqual(running.errors, []);
      await running.remove();
    });

    it('is called back after hanging up in the queue, once, with what was said', async () => {
      const caller = await Caller.calls(running.url, { colleague: 'lets wait' });
      await caller.presses('1');
      await caller.presses('0');
      caller.hears('不要挂机', '下一位就是您', '不想等请按1');
      await caller.phone.hangsUp();
      await eventually(async () => (await tickets(running)).length === 1);
      const [ticket] = await tickets(running);
      assert.ok(ticket?.timeline.some(({ type }) => type === 'handoff_requested'));
      assert.equal(requestOf(ticket)?.phone, '13812345678');
    });

    it('leaves the queue with a key and is called back', async () => {
      const caller = await Caller.calls(running.url, { colleague: 'lets wait' });
      await caller.presses('1');
      await caller.presses('0');
      await caller.presses('1');
      caller.hears('我们给您回电', '联系您').hearsNothingOf('没有客服');
      assert.equal((await tickets(running)).length, 1);
    });

    it('who has talked with somebody is not called back, whichever word of it comes first', async () => {
      const caller = await Caller.calls(running.url, { colleague: 'lets wait' });
      await caller.presses('1');
      await caller.presses('0');
      await caller.phone.hasTalked();
      assert.deepEqual(await tickets(running), []);
    });
  });

describe('A caller need not repeat', () => {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse();
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('an address that is on file for their telephone: it is used and never read out', async () => {
    await quickReport(await Visitor.arrives(running.url));
    const caller = await Caller.calls(running.url);
    await caller.presses('1');
    await caller.says('卧室的窗帘杆掉下来了，今天上午刚发现的');
    caller.hears('还是上次登记的那个地址吗', '是上次的地址请按1').hearsNothingOf('望京');
    await caller.presses('1');
    while (!/请核对/.test(caller.phone.heard)) await caller.says(answers(caller.phone.heard));
    caller.hears('上次登记的地址').hearsNothingOf('望京');
    await caller.presses('1');
    caller.hears('已为您登记').hearsNothingOf('望京');
    const ticket = (await tickets(running)).find((one) => requestOf(one)?.channel === 'phone');
    assert.equal(requestOf(ticket)?.address, '朝阳区望京花园3号楼2单元501');
  });

  it('another address is simply said', async () => {
    await quickReport(await Visitor.arrives(running.url));
    const caller = await Caller.calls(running.url);
    await caller.presses('1');
    await caller.says('卧室的窗帘杆掉下来了，今天上午刚发现的');
    await caller.says('不是');
    caller.hears('地址是哪里');
    await caller.says('海淀区中关村南大街5号1201');
    while (!/请核对/.test(caller.phone.heard)) await caller.says(answers(caller.phone.heard));
    caller.hears('中关村南大街');
  });
});

describe('A caller who cannot name their ticket', () => {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse();
    await quickReport(await Visitor.arrives(running.url));
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  const asked = async () => {
    const caller = await Caller.calls(running.url);
    await caller.presses('1');
    await caller.says('查进度');
    return caller.hears('工单号的后四位', '不记得也没关系');
  };

  it('gets a person at once', async () =>
    (await (await asked()).says('不记得了')).hears('转接人工'));

  it('drops it, and may say something else', async () => {
    const caller = await asked();
    await caller.says('算了');
    caller.hears('有需要随时告诉我').hearsNothingOf('后四位');
    await caller.says('卧室的窗帘杆掉下来了');
    caller.hears('地址');
  });

  it('says goodbye, and is not held back', async () => {
    const caller = await asked();
    await caller.says('再见');
    assert.equal(caller.phone.state, 'over');
  });
});

describe('A caller who is hard to understand', () => {
  let running: RunningHouse;
  let caller: Caller;
  beforeEach(async () => {
    running = await openHouse();
    caller = await Caller.calls(running.url);
    await caller.presses('1');
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('is asked before unsure words count, by key or by word', async () => {
    await caller.says('厨房的灯不亮了', 0.31);
    caller.hears('您是说：厨房的灯不亮了', '是请按1，不是请按2');
    await caller.presses('2');
    caller.hears('请再说一遍');
    await caller.says('厨房的门关不上了，门锁坏了', 0.42);
    await caller.says('对', 0.95);
    caller.hears('地址');
    await caller.says('朝阳区望京花园3号楼2单元501', 0.2);
    await caller.presses('1');
    caller.hears('称呼');
  });

  it('is asked from the first word on', async () => {
    const other = await Caller.calls(running.url, { from: 'anonymous' });
    await other.says('厨房的灯不亮了', 0.3);
    other.hears('转成文字保存', '您是说：厨房的灯不亮了');
    await other.presses('1');
    other.hears('地址');
  });

  it('says something else instead, and only that counts', async () => {
    await caller.says('厨房的灯不亮了', 0.31);
    await caller.says('客厅的空调不制冷，一直滴水');
    caller.hears('地址');
    await caller.phone.hangsUp();
  });

  it('is believed by a recogniser that does not tell how sure it is', async () => {
    await caller.phone.says('厨房的门关不上了，门锁坏了', Number.NaN);
    caller.hears('地址');
  });
});

describe('A caller with keys alone', () => {
  it('corrects what is read back, and goes on after hanging up', async () => {
    const running = await openHouse();
    const first = await Caller.calls(running.url);
    await first.presses('1');
    await first.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await first.phone.hangsUp();
    const caller = await Caller.calls(running.url);
    caller.hears('接着登记请按1');
    await caller.presses('1');
    while (!/请核对/.test(caller.phone.heard)) await caller.says(answers(caller.phone.heard));
    caller.hears('修改请按2');
    await caller.presses('2');
    caller.hears('要改哪一项');
    for (let more = 0; more < 2 && !/电话请按/.test(caller.phone.heard); more += 1)
      await caller.presses('9');
    await caller.presses(/电话请按(\d)/.exec(caller.phone.heard)?.[1] ?? '');
    caller.hears('请用按键输入号码，按井号结束');
    await caller.presses('13700003333#');
    caller.hears('幺 三 七，零 零 零 零，三 三 三 三', '确认提交请按1');
    await caller.presses('1');
    const [ticket] = await tickets(running);
    assert.equal(requestOf(ticket)?.phone, '13700003333');
    assert.deepEqual(running.errors, []);
    await running.remove();
  });
});

describe('A ticket number by text message', () => {
  it('is promised only once the provider has taken it, and said again if not', async () => {
    const house = await openCallingHouse();
    const caller = await reported(house.running, account);
    house.exchange.troubles.push({ status: 400, code: 21614 });
    await caller.presses('1');
    caller.hears('短信没能发出', '请记一下工单号').hearsNothingOf('已经发出');
    assert.deepEqual(house.exchange.texts, []);
    const other = await reported(house.running, { ...account, from: '+85291234567' });
    await other.presses('1');
    other.hears('短信已经发出');
    assert.deepEqual(
      house.exchange.texts.map(({ to }) => to),
      ['+85291234567'],
    );
    assert.deepEqual(house.exchange.rest.breaches, []);
    await house.remove();
  });
});

describe('An English caller', () => {
  it('comes through to a ticket without hearing a Chinese word, and asks how it stands', async () => {
    const running = await openHouse();
    const caller = await Caller.calls(running.url, { from: '+14155550100' });
    await caller.presses('2');
    await caller.says('The cleaning yesterday was bad, the kitchen floor is still sticky');
    while (!/submit/i.test(caller.phone.heard)) {
      caller.hearsNothingOf(/\p{Script=Han}/u);
      await caller.says(englishAnswers(caller.phone.heard));
    }
    caller.hearsNothingOf(/\p{Script=Han}/u);
    await caller.presses('1');
    caller.hears('ticket number', /contact you/).hearsNothingOf(/\p{Script=Han}/u);
    const [ticket] = await tickets(running);
    await caller.phone.hangsUp();
    const again = await Caller.calls(running.url, { from: '+14155550100' });
    again.hears('ticket in progress');
    await again.says('How is my ticket going?');
    again.hears('last four digits of the ticket number');
    await again.presses(ticket?.no.slice(-4) ?? '');
    again.hears('waiting').hearsNothingOf(/\p{Script=Han}/u);
    assert.deepEqual(running.errors, []);
    await running.remove();
  });
});

type Ticket = Awaited<ReturnType<RunningHouse['house']['store']['liveTickets']>>[number];

const tickets = ({ house }: RunningHouse) => house.store.liveTickets();

function requestOf(ticket: Ticket | undefined) {
  const registered = ticket?.timeline.find((event) => event.type === 'registered');
  return registered?.type === 'registered' ? registered.request : undefined;
}

function answers(heard: string): string {
  if (/地址/.test(heard)) return '朝阳区望京花园3号楼2单元501';
  if (/称呼|姓名/.test(heard)) return '我姓王';
  if (/方面/.test(heard)) return '家政';
  return '尽快';
}

function englishAnswers(heard: string): string {
  if (/address/i.test(heard)) return '8 Happiness Road, building 3, flat 502';
  if (/name/i.test(heard)) return 'Anna Lee';
  if (/which service/i.test(heard)) return 'cleaning';
  return 'as soon as possible';
}

async function reported(
  { url }: RunningHouse,
  more: Parameters<typeof Caller.calls>[1],
): Promise<Caller> {
  const caller = await Caller.calls(url, more);
  await caller.presses('1');
  await caller.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
  while (!/请核对/.test(caller.phone.heard)) await caller.says(answers(caller.phone.heard));
  await caller.presses('1');
  return caller.hears('已为您登记', '短信发工单号请按1');
}

async function eventually(so: () => Promise<boolean>): Promise<void> {
  for (let times = 0; times < 100 && !(await so()); times += 1) await sleep(20);
  assert.ok(await so());
}
