import assert from 'node:assert/strict';
import { foldTicket } from '../../desk/ticket.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { png, quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';
import { openWeChat } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';
import { Clerk } from '../web/kit/crew.ts';
import { watching } from '../web/kit/watching.ts';

const minute = 60_000;

const signIn = (running: RunningHouse, name: string) => Clerk.of(running, name);

const timeline = async (running: RunningHouse, no: string) => {
  const record = await running.house.store.tx((tx) => tx.ticket(no));
  return record?.timeline.map(({ type }) => type) ?? [];
};

describe('A colleague takes over a web chat', () => {
  let running: RunningHouse;
  let visitor: Visitor;
  let agent: Clerk;
  let no = '';
  const does = (clerk: Clerk, what: string, body?: unknown) =>
    clerk.post(`/tickets/${no}/conversation/${what}`, body);

  beforeEach(async () => {
    running = await openHouse();
    visitor = await Visitor.arrives(running.url);
    no = await quickReport(visitor);
    agent = await signIn(running, 'zhou-min');
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('hears how to get in: on the ticket, and not among the words everybody reads', async () => {
    await does(agent, 'join');
    await visitor.says('门禁密码2580#');
    await visitor.shows(png, '就是这里，钥匙盒密码1357');
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    const { access = '' } = foldTicket(record ?? { no, timeline: [] }).request;
    assert.match(access, /2580#/);
    assert.match(access, /1357/);
    const added = record?.timeline.filter(({ type }) => type === 'added') ?? [];
    assert.match(JSON.stringify(added), /就是这里/);
    assert.doesNotMatch(JSON.stringify(added), /2580|1357/);
    const { body } = await agent.get(`/tickets/${no}`);
    assert.doesNotMatch(JSON.stringify(body), /2580|1357/);
  });

  it('with all that was said, while the bot is silent, and gives it back with what was agreed', async () => {
    assert.equal((await does(agent, 'join')).status, 204);
    await visitor.says('喂，有人吗');
    visitor.hears('周敏', '不用再讲一遍').hearsNothingOf('工单');
    const said = await does(agent, 'say', { text: '您好，我看到了，下午三点上门可以吗？' });
    assert.deepEqual(said.status, 200);
    await visitor.says('可以，三点我在');
    assert.equal(visitor.heard.text, '您好，我看到了，下午三点上门可以吗？');
    const { body } = await agent.get(`/tickets/${no}/conversation`);
    assert.equal(body.person, 'zhou-min');
    assert.deepEqual(
      body.said.slice(-4).map(({ from }: { from: string }) => from),
      ['bot', 'user', 'staff', 'user'],
    );
    await does(agent, 'leave', { agreed: '今天下午三点上门。' });
    await visitor.says('好的');
    visitor.hears('你们说好的：今天下午三点上门。之后');
    await visitor.says('我的单子怎么样了');
    visitor.hears(no.slice(0, 3));
    const types = await timeline(running, no);
    assert.ok(types.indexOf('person_joined') < types.indexOf('contacted'));
    assert.equal(types.filter((type) => type === 'contacted').length, 1);
    assert.equal((await does(agent, 'say', { text: '还在吗' })).body.code, 'not_joined');
  });

  it('and hears at once when the customer says something', async () => {
    await does(agent, 'join');
    const watch = await watching(running.url, agent);
    assert.deepEqual(await watch.next(), ['hello', undefined]);
    await visitor.says('有人吗');
    assert.deepEqual(await watch.next(), ['said', no]);
  });

  it('alone: a second one hears who is there, a worker may not, and joining again changes nothing', async () => {
    await does(agent, 'join');
    const director = await signIn(running, 'han-xue');
    const second = await does(director, 'join');
    assert.deepEqual(
      [second.status, second.body.detail],
      [409, '周敏 speaks with the customer already.'],
    );
    assert.equal((await does(await signIn(running, 'quality'), 'join')).status, 403);
    assert.equal((await does(agent, 'join')).status, 204);
    const types = await timeline(running, no);
    assert.equal(types.filter((type) => type === 'person_joined').length, 1);
  });

  it('and forgets it: after ten minutes the bot is back, with a word to the customer and to the colleague', async () => {
    await does(agent, 'join');
    await does(agent, 'say', { text: '我查一下' });
    running.clock.advance(5 * minute);
    await running.house.worker.runDue();
    await visitor.says('查到了吗');
    running.clock.advance(9 * minute);
    await running.house.worker.runDue();
    await visitor.says('还在吗');
    visitor.hearsNothingOf('抱歉让您久等');
    running.clock.advance(minute);
    await running.house.worker.runDue();
    await visitor.says('我想查进度');
    visitor.hears('抱歉让您久等', '周敏', /\d{3} \d{3} \d{4}/);
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    const told = record?.notices.filter(({ what }) => what === 'staff.forgotten');
    assert.deepEqual(
      told?.map(({ to }) => ('staff' in to ? to.staff : undefined)),
      ['zhou-min'],
    );
  });

  it('and says goodbye by silence: nobody waits, and half an hour later the bot is back without excuses', async () => {
    await does(agent, 'join');
    await does(agent, 'say', { text: '好了，都安排好了' });
    running.clock.advance(31 * minute);
    await running.house.worker.runDue();
    await visitor.says('谢谢');
    visitor.hears('周敏先忙别的去了').hearsNothingOf('抱歉');
    assert.ok((await timeline(running, no)).includes('person_left'));
  });

  it('and a restart between leaves the person there and the bot silent', async () => {
    await does(agent, 'join');
    running = await running.restart();
    visitor = await visitor.goesOn(running.url);
    await visitor.says('有人吗');
    visitor.hearsNothingOf('工单', '请问');
  });
});

describe('A colleague takes over on WeChat', () => {
  it('and both hear each other there', async () => {
    const scene = await openWeChat();
    try {
      const customer = scene.friend();
      await customer.does((phone) => phone.follow());
      const no = await report(customer);
      const agent = await signIn(scene.running, 'zhou-min');
      const does = (what: string, body?: unknown) =>
        agent.post(`/tickets/${no}/conversation/${what}`, body);
      assert.equal((await does('join')).status, 204);
      customer.hears('客服同事周敏来了');
      const { body } = await does('say', { text: '王先生，师傅一小时内到' });
      assert.deepEqual(body, { delivered: true });
      customer.hears('王先生，师傅一小时内到');
      await customer.says('好的，谢谢');
      const { body: talk } = await agent.get(`/tickets/${no}/conversation`);
      assert.equal(talk.said.at(-1).text, '好的，谢谢');
      await does('leave', { agreed: '一小时内上门' });
      customer.hears('你们说好的：一小时内上门');
      await customer.says('我的工单进度');
      customer.hears(/\d{3} \d{3} \d{4}/);
    } finally {
      await scene.close();
    }
  });
});

describe('Where nobody can be spoken to', () => {
  for (const [where, conversation, channel] of [
    ['a terminal, after npm run chat', 'terminal:1', 'terminal'],
    ['a call, and no provider is set up', 'phone:CA1', 'phone'],
  ] as const)
    it(`${where}: a colleague is told to call the customer`, async () => {
      const running = await openHouse({ DEMO: '0', HOST: '127.0.0.1' });
      try {
        const { line, desk, staff } = running.house;
        const password = 'correct horse battery';
        await staff.crew.add({ name: 'zhou', role: 'agent', password, own: true });
        await line.create(conversation, `${channel}:me`, channel, 'zh-CN');
        const { ticket } = await desk.report(aRequest({ channel }), `${conversation}/m1`);
        const agent = await Clerk.signsIn(running.url, 'zhou', password);
        const { status, body } = await agent.post(`/tickets/${ticket.no}/conversation/join`);
        assert.deepEqual([status, body.code], [422, 'silent']);
        assert.match(body.detail, /call the customer/);
        assert.ok(!(await timeline(running, ticket.no)).includes('person_joined'));
      } finally {
        await running.remove();
      }
    });
});
