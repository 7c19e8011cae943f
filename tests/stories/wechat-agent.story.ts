import assert from 'node:assert/strict';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';

const minute = 60_000;
const agent = 'test1@ourcompany';

describe('A customer on WeChat wants a person, and WeChat’s own service desk is used', () => {
  let scene: WeChatScene;
  let friend: Friend;
  const open = async (desk = 'wechat', ...online: string[]) => {
    scene = await openWeChat({ settings: { WECHAT_SERVICE_DESK: desk } });
    for (const one of online) scene.simulator.agents.online.add(one);
    friend = scene.friend();
    await friend.does((phone) => phone.follow());
  };
  afterEach(() => scene.close());
  const openid = 'oWang';

  it('is handed over, talks with the agent, and comes back to a bot that was silent', async () => {
    await open('wechat', agent);
    await friend.says('转人工');
    friend.hears('正在为你接入人工客服');
    await friend.says('快点');
    friend.hearsNothing();
    await scene.simulator.agents.take(openid, agent);
    await friend.does(async (phone) => {
      await phone.say('我家水管漏水');
      scene.simulator.agents.say(openid, '您好，我是小李');
    });
    friend.hears('小李').by('agent');
    await scene.simulator.agents.end(openid);
    await friend.says('沙发的扶手掉漆了，麻烦处理');
    friend.hears('地址').by('passive');
  });

  it('is handed over with the ticket marked, if there is one', async () => {
    await open('wechat', agent);
    const no = await report(friend);
    await friend.says('转人工');
    friend.hears('正在为你接入人工客服');
    const ticket = await scene.running.house.store.tx((tx) => tx.ticket(no));
    assert.ok(ticket?.timeline.some(({ type }) => type === 'handoff_requested'));
  });

  it('is handed to one agent, if only that one may serve', async () => {
    await open(agent, agent);
    const { answers } = await friend.phone.say('转人工');
    assert.match(JSON.stringify(answers), /TransInfo.*test1@ourcompany/);
  });

  for (const online of [[], ['other@ourcompany']])
    it(`is promised a call instead when ${online.length ? 'only others are' : 'nobody is'} there`, async () => {
      await open(agent, ...online);
      await friend.says('转人工');
      friend.hears('没有客服在线', '电话').by('passive');
      await friend.says('13812345678');
      while (!/已为您登记|联系您/.test(friend.heard)) await friend.says('1');
      const [ticket] = await scene.running.house.store.liveTickets();
      assert.ok(ticket?.timeline.some(({ type }) => type === 'handoff_requested'));
    });

  it('is promised a call when it takes too long to find out who is there', async () => {
    await open('wechat', agent);
    const { api } = scene.simulator;
    const release = api.hold('/cgi-bin/customservice/getonlinekflist');
    const asked = api.called('/cgi-bin/customservice/getonlinekflist');
    const sent = friend.says('转人工');
    await asked;
    scene.time.advance(4000);
    await sent;
    friend.hearsNothing();
    release();
    await friend.waits();
    friend.hears('没有客服在线', '电话').by('message');
  });

  it('leaves the queue by a word, or after half an hour', async () => {
    await open('wechat', agent);
    await friend.says('转人工');
    await friend.says('不等了');
    assert.notEqual(friend.heard, '');
    await friend.says('转人工');
    friend.hears('正在为你接入人工客服');
    scene.time.advance(31 * minute);
    await friend.says('沙发的扶手掉漆了，麻烦处理');
    friend.hears('地址');
  });

  it('is handed over once when WeChat repeats the wish', async () => {
    await open('wechat', agent);
    const { answers } = await friend.phone.say('转人工', { unheard: 2 });
    assert.equal(answers.length, 3);
    assert.ok(answers.every((answer) => JSON.stringify(answer).includes('transfer_customer')));
  });
});
