import assert from 'node:assert/strict';
import { Handsets } from '../../bot/channels/sms/handsets.ts';
import { groupNumber } from '../../desk/number.ts';
import { Caller } from '../kit/caller.ts';
import { account, type CallingHouse, openCallingHouse } from '../kit/exchange.ts';
import { quickReport } from '../kit/scenes.ts';
import { Texter } from '../kit/texter.ts';
import { Visitor } from '../kit/visitor.ts';
import { openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { Clerk } from '../web/kit/crew.ts';

const mine = '+8613900000001';

describe('A worker on the road, by text messages alone', () => {
  let house: CallingHouse;
  let worker: Texter;
  let customer: Texter;
  let no = '';

  const signIn = (name: string) => Clerk.of(house.running, name);
  const give = async (number: string, staff: string) => {
    const agent = await signIn('han-xue');
    const action = { do: 'assign', role: 'service_staff', staff };
    const { status, body } = await agent.post(`/tickets/${number}/actions`, action);
    assert.equal(status, 200, JSON.stringify(body));
  };
  const types = async (number = no) => {
    const record = await house.running.house.store.tx((tx) => tx.ticket(number));
    return record?.timeline.map(({ type }) => type) ?? [];
  };
  const binds = async (name: string, texter: Texter) => {
    const { body } = await (await signIn(name)).post('/session/binding');
    await texter.writes(`员工绑定 ${body.code}`);
    return texter;
  };
  const texted = (number: string) =>
    house.exchange.texts.filter(({ to }) => to === number).map(({ body }) => body);

  beforeEach(async () => {
    house = await openCallingHouse({ DEMO: '1' });
    worker = new Texter(house.exchange, mine);
    customer = new Texter(house.exchange, '+8613812345678');
    (await binds('wang-guilan', worker)).hears('王桂兰，绑定好了');
    no = await quickReport(await Visitor.arrives(house.running.url));
  });
  afterEach(async () => {
    await house.remove();
    assert.deepEqual(house.running.errors, []);
    assert.deepEqual(house.exchange.rest.breaches, []);
    assert.deepEqual(house.exchange.failures, []);
  });

  it('works a whole ticket: hears of it, sees it, takes it, tells, is late, arrives, patches, finishes', async () => {
    await give(no, 'wang-guilan');
    await house.look();
    assert.match(texted(mine).join('\n'), new RegExp(no.slice(-4)));
    await worker.writes('我的单');
    worker.hears(/\d{3} \d{3} \d{4} \[一般\]/, '望京花园');
    await worker.writes(`我的单 ${no.slice(-4)}`);
    worker.hears('13812345678', 'uri.amap.com', '厨房地面还是黏的');
    await worker.writes('接单');
    worker.hears('已经在您手上');
    await worker.writes('已联系 下午到');
    worker.hears('已记下', '已联系');
    await worker.writes('出发');
    worker.hears('已记下');
    await house.look();
    await worker.writes('晚到20分钟');
    worker.hears('已记下');
    house.running.clock.advance(30 * 60_000);
    await house.look();
    customer.hears(/晚|推迟|预计/);
    await worker.writes('到了');
    await worker.writes('临时处理 先擦了油烟机');
    worker.hears('已记下', '临时处理');
    await worker.writes('等配件');
    worker.hears('已记下');
    await worker.writes('继续');
    worker.hears('已记下');
    await worker.writes('完成 厨房地面重新做了一遍');
    worker.hears('照片');
    await worker.shows();
    worker.hears('收到1张');
    await worker.writes('好了');
    worker.hears('配件');
    await worker.writes('没有');
    worker.hears('收费');
    await worker.writes('80元');
    worker.hears('1. 地面无积灰', '12. ');
    await worker.writes('全部合格');
    worker.hears('满意、不满意，还是不在场', '1. 满意');
    await worker.writes('1');
    worker.hears('厨房地面重新做了一遍', '80元', '客户：满意', '确认完成吗', '1. 确认');
    const before = await types();
    await worker.writes('1');
    worker.hears('收不回来');
    assert.deepEqual(await types(), before);
    await worker.writes(worker.echo);
    worker.hears('已记下', '完成');
    const happened = await types();
    for (const type of ['contacted', 'dispatched', 'late', 'arrived', 'held', 'resumed'] as const)
      assert.ok(happened.includes(type), type);
    assert.deepEqual(happened.slice(before.length).slice(0, 4), [
      'noted',
      'inspected',
      'resolved',
      'accepted',
    ]);
    await worker.writes('我的单');
    worker.hears('手上没有工单');
  });

  it('is asked for the digits by nobody who only pretends to be them: blind words finish nothing', async () => {
    await give(no, 'wang-guilan');
    await worker.writes('完成 擦过了');
    for (const words of ['没有', '没有', '免费', '全部合格', '满意', '确认'])
      await worker.writes(words);
    worker.hears('收不回来');
    const right = worker.echo;
    const before = await types();
    await worker.writes(right === '123456' ? '654321' : '123456');
    worker.hears('确认完成吗');
    await worker.writes(right);
    worker.hearsNothingOf('已记下');
    assert.deepEqual(await types(), before);
    await worker.writes('确认');
    house.running.clock.advance(11 * 60_000);
    await worker.writes(worker.echo);
    worker.hearsNothingOf('已记下');
    assert.deepEqual(await types(), before);
  });

  it('tells the customer what they read as written only once the digits came back', async () => {
    await give(no, 'wang-guilan');
    await worker.writes('已联系');
    const before = await types();
    await worker.writes('进展 下午四点做完');
    worker.hearsNothingOf('已记下');
    assert.deepEqual(await types(), before);
    await worker.writes(worker.echo);
    worker.hears('已记下', '进展');
    assert.ok((await types()).includes('progressed'));
  });

  it('puts promises off until an agreed visit only once the digits came back', async () => {
    await give(no, 'wang-guilan');
    const before = await types();
    await worker.writes('已联系 约好明天下午三点');
    worker.hears('3月4日', '15:00–16:00', '对吗');
    await worker.writes('对');
    worker.hears(`约好上门 ${groupNumber(no)}`, '3月4日', '15:00–16:00').hearsNothingOf('已记下');
    assert.deepEqual(await types(), before);
    await worker.writes(worker.echo);
    worker.hears('已记下', '约好上门');
    assert.deepEqual((await types()).slice(before.length), ['contacted', 'appointed']);
    await house.look();
    const record = await house.running.house.store.tx((tx) => tx.ticket(no));
    const news = record?.notices.find(({ what }) => what === 'customer.appointed');
    assert.equal(news?.state, 'delivered');
    assert.match(news?.said ?? '', /明天 15:00/);
  });

  it('is told what the digits are for, so that words slipped in between are not taken for their own', async () => {
    await give(no, 'wang-guilan');
    await worker.writes('进展 下午四点做完');
    worker.hears(`进展 ${groupNumber(no)}`, '下午四点做完');
    const before = await types();
    const own = worker.echo;
    // Somebody else writes in their name.
    await worker.writes('进展 你们自己擦吧');
    worker.hears('你们自己擦吧');
    await worker.writes(own === worker.echo ? '000000' : own);
    worker.hearsNothingOf('已记下');
    assert.deepEqual(await types(), before);
  });

  it('mistypes the digits without that being an answer', async () => {
    await give(no, 'wang-guilan');
    await worker.writes('进展');
    await worker.writes('下午四点做完');
    const wrong = String(((Number(worker.echo) + 1) % 900_000) + 100_000);
    await worker.writes(wrong);
    worker.hearsNothingOf(wrong, '收不回来');
    await worker.writes('下午四点做完');
    worker.hears('下午四点做完');
    await worker.writes(worker.echo);
    worker.hears('已记下', '进展');
  });

  it('confirms what was meant then, not what the same words mean by now', async () => {
    await give(no, 'wang-guilan');
    await worker.writes('转给刘洋');
    worker.hears(groupNumber(no), '刘洋');
    const digits = worker.echo;
    const other = await quickReport(await Visitor.arrives(house.running.url));
    await give(other, 'wang-guilan');
    await give(no, 'liu-yang');
    const before = await types(other);
    await worker.writes(digits);
    worker.hearsNothingOf('已把1张单交给');
    assert.deepEqual(await types(other), before);
  });

  it('hands over at the end of the shift, by name, once the digits came back', async () => {
    await give(no, 'wang-guilan');
    await worker.writes('交班');
    worker.hears('交给谁');
    await worker.writes('刘洋');
    assert.equal((await types()).at(-1), 'assigned');
    const before = await types();
    await worker.writes(worker.echo);
    worker.hears('已把1张单交给刘洋');
    assert.equal((await types()).length, before.length + 1);
  });

  it('declines with a reason, in English, and it goes on to somebody else', async () => {
    const owner = async () =>
      String((await (await signIn('han-xue')).get(`/tickets/${no}`)).body.owner.staff);
    const asked = await owner();
    const other = await binds(asked, new Texter(house.exchange, '+8613900000003'));
    await other.writes('not mine');
    await other.writes('that is not in my district');
    other.hears('Noted', 'not mine');
    assert.ok((await types()).includes('declined'));
    assert.notEqual(await owner(), asked);
  });

  for (const words of [
    '我快到了吧可能',
    '客户说完成了吗？',
    '66',
    '到了没有客户',
    '好的',
    '😀',
    'T恤',
  ])
    it(`changes nothing by “${words}”`, async () => {
      await give(no, 'wang-guilan');
      const before = await types();
      await worker.writes(words);
      worker.hears('什么都没有改动');
      assert.deepEqual(await types(), before);
    });

  it('stays bound elsewhere, hears of each thing once, and may be bound by a new telephone', async () => {
    const { rosters } = house.running.house;
    await rosters.change({ of: 'wang-guilan', set: { account: 'wechat:oGuilan' } });
    (await binds('wang-guilan', worker)).hears('绑定好了');
    const other = await binds('wang-guilan', new Texter(house.exchange, '+8613900000002'));
    other.hears('绑定好了');
    const { colleagues } = await rosters.current();
    const guilan = colleagues.find(({ id }) => id === 'wang-guilan');
    assert.equal(guilan?.account, 'wechat:oGuilan');
    assert.equal(guilan?.accounts?.length, 1);
    assert.ok(!JSON.stringify(guilan).includes('13900000002'));
    await give(no, 'wang-guilan');
    await house.look();
    assert.equal(texted('+8613900000002').filter((text) => text.includes(no.slice(-4))).length, 1);
    assert.deepEqual(texted(mine), []);
    // The old telephone is a customer's again.
    await worker.writes('我的单');
    worker.hearsNothingOf('望京', '手上');
  });

  it('leaves nothing of a customer’s telephone behind who is to be forgotten', async () => {
    await customer.writes('查进度');
    customer.hears('四位');
    const { store, line, desk } = house.running.house;
    const handsets = new Handsets(store.kept, await store.secret('sms'));
    const conversation = handsets.accountOf('+8613812345678');
    assert.ok((await line.since(conversation, 0)).entries.length > 0);
    const cancels = { do: 'cancel', words: '客户改主意了' } as const;
    await desk.staff(no, cancels, { id: 'han-xue', role: 'director' }, 'desk/1');
    await house.look();
    const admin = await signIn('admin');
    const { status } = await admin.send('DELETE', '/customers/13812345678');
    assert.ok(status < 300, String(status));
    assert.deepEqual((await line.since(conversation, 0)).entries, []);
    assert.equal(await handsets.phoneOf(conversation), undefined);
  });

  it('is nobody any more once the account is out of use, and by guessing nobody becomes somebody', async () => {
    await give(no, 'wang-guilan');
    await (await signIn('admin')).send('PATCH', '/accounts/wang-guilan', { disabled: true });
    await worker.writes('我的单');
    worker.hearsNothingOf('望京', '手上');
    const eve = new Texter(house.exchange, '+8613700000009');
    const { body } = await (await signIn('han-xue')).post('/session/binding');
    const wrong = (at: number) => String(100_000 + ((Number(body.code) + at) % 900_000));
    for (let at = 1; at <= 5; at += 1) await eve.writes(`员工绑定 ${wrong(at)}`);
    await eve.writes(`员工绑定 ${body.code}`);
    eve.hears('绑定码不对');
  });

  it('is no colleague on the telephone by having texted from it', async () => {
    await give(no, 'wang-guilan');
    const caller = await Caller.calls(house.running.url, { ...account, from: mine });
    await caller.says('我的单');
    caller.hearsNothingOf('望京');
  });
});

describe('A worker who is bound on WeChat and by text messages', () => {
  let scene: WeChatScene;
  beforeEach(async () => {
    scene = await openWeChat();
  });
  afterEach(() => scene.close());

  /** From the telephone on the demo's page; resolves to everything it shows. */
  const texts = async (words?: string): Promise<string> => {
    const answer = await fetch(`${scene.running.url}/demo/phone/texts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ number: mine, ...(words && { words }) }),
    });
    const { thread } = (await answer.json()) as { thread: { who: string; text: string }[] };
    return thread.flatMap(({ who, text }) => (who === 'me' ? [] : text)).join('\n');
  };

  it('is served in both places, in whatever order they were bound, and told of everything once', async () => {
    const worker = scene.friend('Guilan');
    await worker.does((phone) => phone.follow());
    const { house, url } = scene.running;
    const clerk = await Clerk.signsIn(url, 'wang-guilan', house.staff.demo?.password ?? '');
    const code = async () => (await clerk.post('/session/binding')).body.code;
    assert.match(await texts(`员工绑定 ${await code()}`), /绑定好了/);
    await worker.says(`员工绑定 ${await code()}`);
    worker.hears('绑定好了');
    assert.match(await texts('我的单'), /手上没有工单/);
    const no = await quickReport(await Visitor.arrives(url));
    const agent = await Clerk.signsIn(url, 'han-xue', house.staff.demo?.password ?? '');
    await worker.does(async () => {
      const action = { do: 'assign', role: 'service_staff', staff: 'wang-guilan' };
      await agent.post(`/tickets/${no}/actions`, action);
      await house.worker.runDue();
    });
    worker.hears(no.slice(-4));
    assert.ok(!(await texts()).includes(no.slice(-4)));
    await worker.says('已联系');
    worker.hears('已记下');
    assert.match(await texts('出发'), /已记下[\s\S]*出发/);
  });
});
