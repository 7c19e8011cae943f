import assert from 'node:assert/strict';
import { cloudOf } from '../../bot/channels/connector/cloud.ts';
import { connector } from '../../bot/channels/connector/index.ts';
import { Azure, credentials } from '../kit/azure.ts';
import { HandClock, openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from '../web/kit/crew.ts';

const minute = 60_000;

describe('A colleague takes over in Teams, by way of Azure', () => {
  let azure: Azure;
  let running: RunningHouse;
  let agent: Clerk;
  let no = '';

  const open = async (settings = {}) => {
    const channels = [connector(credentials, () => cloudOf(credentials, azure.elsewhere))];
    running = await openHouse(settings, new HandClock('2026-03-03T02:00:00Z'), { channels });
    azure.talksTo(running.url);
    agent = await Clerk.of(running, 'zhou-min');
  };
  const does = (what: string, body?: unknown) =>
    agent.post(`/tickets/${no}/conversation/${what}`, body);

  before(async () => {
    azure = await new Azure().opens();
  });
  after(() => azure.close());
  beforeEach(async function () {
    // The SDK costs as much start-up as everything else together.
    this.timeout(30_000);
    azure.refusal = undefined;
    await open();
    for (const words of [
      '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦',
      '朝阳区望京花园3号楼2单元501，我姓王，电话13812345678',
      '尽快',
      '确认提交',
    ])
      assert.equal(await azure.says(words), 200);
    assert.match(azure.heard, /已为您登记/);
    no = (await running.house.store.liveTickets())[0]?.no ?? '';
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('and what they say is there at once; the bot is silent, and comes back with what was agreed', async () => {
    assert.equal((await does('join')).status, 204);
    assert.match(azure.heard, /客服同事周敏来了/);
    const before = azure.said.length;
    await azure.says('有人吗');
    assert.equal(azure.said.length, before, 'the bot is silent');
    const { body } = await does('say', { text: '您好，下午三点上门可以吗？' });
    assert.deepEqual(body, { delivered: true });
    assert.equal(azure.heard, '您好，下午三点上门可以吗？');
    assert.equal(azure.said.at(-1)?.conversation, 'a:1');
    await azure.says('可以');
    const talk = await agent.get(`/tickets/${no}/conversation`);
    assert.equal(talk.body.said.at(-1).text, '可以');
    assert.deepEqual((await does('leave', { agreed: '下午三点上门' })).body, { delivered: true });
    assert.match(azure.heard, /你们说好的：下午三点上门/);
    await azure.says('我的工单进度');
    assert.match(azure.heard, /\d{3} \d{3} \d{4}/);
    assert.ok(azure.tokens > 0);
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    assert.equal(record?.timeline.filter(({ type }) => type === 'contacted').length, 1);
  });

  it('says each thing once, however often it is asked to', async () => {
    await does('join');
    const before = azure.said.length;
    const extra = { headers: { 'Idempotency-Key': 'the-same' } };
    const say = () => agent.post(`/tickets/${no}/conversation/say`, { text: '马上到' }, extra);
    assert.deepEqual((await say()).body, { delivered: true });
    assert.deepEqual((await say()).body, { delivered: true });
    assert.equal(azure.said.length, before + 1);
  });

  it('goes on over a restart: where they can be answered is kept with the conversation', async () => {
    await does('join');
    const { dataDir } = running;
    await running.house.close();
    await open({ DATA_DIR: dataDir });
    assert.deepEqual((await does('say', { text: '还在' })).body, { delivered: true });
    assert.equal(azure.heard, '还在');
  });

  it('is told when it did not reach them, and why; a forgotten takeover comes back to the bot', async () => {
    await does('join');
    azure.refusal = 403;
    const { body } = await does('say', { text: '您好' });
    assert.deepEqual(body, { delivered: false, why: 'Azure: 403' });
    azure.refusal = undefined;
    await azure.says('还在吗');
    running.clock.advance(11 * minute);
    await running.house.worker.runDue();
    assert.match(azure.heard, /抱歉让您久等.*周敏/);
  });
});
