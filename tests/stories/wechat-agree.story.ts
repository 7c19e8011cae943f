import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type Friend, openWeChat, progressTemplate, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';

const [minute, hour] = [60_000, 3_600_000];
const publicBaseUrl = 'https://bot.example.com';

describe('An account without templates asks for agreement to notifications', () => {
  let scene: WeChatScene;
  let customer: Friend;
  const open = async (settings: Readonly<Record<string, string>>) => {
    scene = await openWeChat({ settings: { PUBLIC_BASE_URL: publicBaseUrl, ...settings } });
    customer = scene.friend();
    await customer.does((phone) => phone.follow());
  };
  afterEach(() => scene.close());
  const byNotification = { WECHAT_TEMPLATE: '', WECHAT_NOTIFICATION: progressTemplate };

  it('after registering; one yes is one notification, and then the next way is taken', async () => {
    await open(byNotification);
    const no = await report(customer);
    customer.hears(`${publicBaseUrl}/wechat/agree`).by('passive');
    await customer.does((phone) => phone.agree('progress'));
    scene.time.advance(49 * hour);
    await customer.does(() => staff(no, { do: 'dispatch' }));
    customer.hears('工单进度通知', '师傅已经出发').by('template');
    await customer.does(() => staff(no, { do: 'progress', note: '零件已经订好' }));
    customer.hearsNothing();
    assert.ok(!scene.simulator.api.codes.includes(43101), 'no notification without agreement');
  });

  it('and sends none after the customer took the agreement back', async () => {
    await open(byNotification);
    const no = await report(customer);
    await customer.does((phone) => phone.agree('progress'));
    await customer.does((phone) => phone.takesBack('progress'));
    scene.time.advance(49 * hour);
    await customer.does(() => staff(no, { do: 'dispatch' }));
    customer.hearsNothing();
    assert.ok(!scene.simulator.api.codes.includes(43101));
  });

  it('on a page that WeChat’s script can believe', async () => {
    await open(byNotification);
    const answer = await fetch(`${scene.running.url}/wechat/agree?from=singlemessage`);
    const html = await answer.text();
    const data = (name: string) => new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1];
    const url = `${publicBaseUrl}/wechat/agree?from=singlemessage`;
    const signed = `jsapi_ticket=kgt8ON7yVITDhtdwci0qeT&noncestr=${data('nonce')}&timestamp=${data('at')}&url=${url}`;
    assert.equal(data('signature'), createHash('sha1').update(signed).digest('hex'));
    assert.match(html, /<wx-open-subscribe template="progress"/);
    assert.ok(answer.headers.get('content-security-policy')?.includes('res.wx.qq.com'));
    await fetch(`${scene.running.url}/wechat/agree`);
    const asked = scene.simulator.api.calls.filter(({ path }) => path.endsWith('getticket'));
    assert.equal(asked.length, 1, 'one ticket for all');
  });

  it('and does not ask where templates need no agreement', async () => {
    await open({ WECHAT_NOTIFICATION: progressTemplate });
    await report(customer);
    assert.ok(!customer.heard.includes('/wechat/agree'), customer.transcript);
    assert.equal((await fetch(`${scene.running.url}/wechat/agree`)).status, 404);
  });

  type Staff = Parameters<WeChatScene['running']['house']['desk']['staff']>;
  async function staff(no: string, action: Staff[1]): Promise<void> {
    const { desk, worker } = scene.running.house;
    const by = { id: 'li', role: 'attendant' };
    const answer = await desk.staff(no, action, by, crypto.randomUUID());
    assert.ok(answer.done, JSON.stringify(answer));
    scene.time.advance(2 * minute);
    await worker.runDue();
  }
});
