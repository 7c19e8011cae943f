import assert from 'node:assert/strict';
import type { Attempt } from '../../desk/ports.ts';
import { Caller } from '../kit/caller.ts';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';

const [minute, hour] = [60_000, 3_600_000];

describe('News reach a customer on WeChat by the next way when one is closed', () => {
  let scene: WeChatScene;
  let customer: Friend;
  beforeEach(async () => {
    scene = await openWeChat();
    customer = scene.friend();
    await customer.does((phone) => phone.follow());
  });
  afterEach(() => scene.close());

  it('a message while there is one, then the template, then a text; every reason is on the ticket', async () => {
    const no = await report(customer);
    scene.time.advance(49 * hour);
    scene.simulator.api.fail('/cgi-bin/message/template/send', { code: 43116 });
    await customer.does(() => dispatch(no));
    customer.hearsNothing();
    const [first, last] = await attempts(no);
    assert.match(`${first?.way}: ${first?.why}`, /^wechat: .*writes again; 43116/);
    assert.deepEqual([last?.way, last?.arrived], ['demo outbox', true]);
    const text = (await outbox()).findLast((one) => one.text.includes('出发'));
    assert.equal(text?.to.phone, '13812345678');
  });

  it('a text at once where the customer has left the account', async () => {
    const no = await report(customer);
    await customer.does((phone) => phone.unfollow());
    await customer.does(() => dispatch(no));
    customer.hearsNothing();
    const [first, last] = await attempts(no);
    assert.match(String(first?.why), /left us/);
    assert.equal(last?.way, 'demo outbox');
  });

  it('the account that holds the telephone, for what was reported by telephone', async () => {
    const caller = await (await Caller.calls(scene.running.url)).presses('1');
    await caller.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await caller.says('朝阳区望京花园3号楼2单元501');
    await caller.says('我姓王');
    await caller.says('尽快');
    await caller.presses('1');
    await customer.says('绑定手机 13812345678');
    const code = (await outbox()).findLast((one) => one.text.includes('验证码'))?.text;
    await customer.says(/\d{6}/.exec(code ?? '')?.[0] ?? '');
    const [ticket] = await scene.running.house.store.liveTickets();
    await customer.does(() => dispatch(ticket?.no ?? ''));
    customer.hears('师傅已经出发').by('message');
  });

  it('the template as long as WeChat is too busy for messages', async () => {
    const no = await report(customer);
    scene.simulator.api.fail('/cgi-bin/message/custom/send', { code: -1 });
    await customer.does(() => dispatch(no));
    customer.hears('师傅已经出发').by('template');
  });

  async function dispatch(no: string): Promise<void> {
    const { desk, worker } = scene.running.house;
    const by = { id: 'li', role: 'attendant' };
    const answer = await desk.staff(no, { do: 'dispatch' }, by, crypto.randomUUID());
    assert.ok(answer.done, JSON.stringify(answer));
    scene.time.advance(2 * minute);
    await worker.runDue();
  }

  async function attempts(no: string): Promise<readonly Attempt[]> {
    const record = await scene.running.house.store.tx((tx) => tx.ticket(no));
    return record?.notices.find(({ what }) => what === 'customer.dispatched')?.attempts ?? [];
  }

  async function outbox() {
    const answer = await fetch(`${scene.running.url}/demo/outbox`);
    return ((await answer.json()) as { outbox: { to: { phone?: string }; text: string }[] }).outbox;
  }
});
