import assert from 'node:assert/strict';
import { idsAsText } from '../../../bot/channels/wechat/api.ts';
import { createCode } from '../../../bot/channels/wechat/code.ts';
import { createMenu } from '../../../bot/channels/wechat/menu.ts';
import { outcomeOf } from '../../../bot/channels/wechat/outcome.ts';
import { WeChatSimulator } from '../../../bot/channels/wechat/simulator/index.ts';
import { apiOf, HandTime, keys } from '../../kit/wechat.ts';
import { vectors } from './vectors.ts';

const second = 1000;

describe('WeChat’s interface as we call it', () => {
  let time: HandTime;
  let simulator: WeChatSimulator;
  const call = (api: ReturnType<typeof apiOf>) => createCode(api, 'link:123456', 60_000);
  beforeEach(() => {
    time = new HandTime('2026-03-03T02:00:00Z');
    simulator = new WeChatSimulator({
      account: {
        appId: keys.WECHAT_APP_ID,
        appSecret: keys.WECHAT_APP_SECRET,
        token: 't',
        mode: 'plain',
        kind: 'service',
        callback: () => '',
      },
      now: () => time.now(),
      after: time.after,
    });
  });

  it('asks for a token once, however many calls begin together', async () => {
    const api = apiOf(simulator, time);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => call(api)));
    assert.ok(outcomes.every(({ ok }) => ok));
    assert.equal(simulator.api.tokens.asked, 1);
  });

  it('shares one token between processes, and all go on when it ends', async () => {
    const [one, two] = [apiOf(simulator, time), apiOf(simulator, time)];
    assert.ok((await call(one)).ok && (await call(two)).ok);
    time.advance(118 * 60 * second);
    const outcomes = await Promise.all([call(one), call(two), call(one)]);
    assert.ok(outcomes.every(({ ok }) => ok));
    assert.deepEqual(simulator.api.codes, [], 'nobody used a token that had ended');
  });

  it('forces one refresh when the token was taken back, for twenty calls together', async () => {
    const api = apiOf(simulator, time);
    await call(api);
    simulator.api.tokens.revoke();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => call(api)));
    assert.ok(outcomes.every(({ ok }) => ok));
    assert.ok(simulator.api.tokens.asked <= 3, String(simulator.api.tokens.asked));
  });

  it('forces no more often than WeChat allows', async () => {
    const api = apiOf(simulator, time);
    simulator.api.fail('/cgi-bin/qrcode/create', { code: 40001 }, 100);
    for (let nth = 0; nth < 10; nth += 1) assert.equal((await call(api)).ok, false);
    const forced = simulator.api.calls.filter(({ body }) => body.force_refresh === true);
    assert.equal(forced.length, 1);
  });

  for (const [failure, trouble] of [
    [{ code: 40164 }, 'setup'],
    [{ code: 45009 }, 'busy'],
    [{ code: 48001 }, 'feature'],
    [{ code: 99999 }, 'content'],
    ['breaks before', 'unknown'],
    ['breaks after', 'unknown'],
    ['is no JSON', 'unknown'],
  ] as const)
    it(`makes an outcome of ${JSON.stringify(failure)}: ${trouble}, never done`, async () => {
      simulator.api.fail('/cgi-bin/qrcode/create', failure);
      const outcome = await call(apiOf(simulator, time));
      assert.ok(!outcome.ok);
      assert.equal(outcome.trouble, trouble);
      assert.ok(!/access_token|secret/.test(outcome.why), outcome.why);
    });

  it('says why it has no token', async () => {
    simulator.api.fail('/cgi-bin/stable_token', { code: 40125 });
    const outcome = await call(apiOf(simulator, time));
    assert.ok(!outcome.ok && outcome.trouble === 'setup' && /40125/.test(outcome.why));
  });

  for (const { id, raw, expect_msgid } of vectors.json_precision.filter((v) => v.expect_msgid))
    it(`reads ids digit by digit: ${id}`, () => {
      assert.equal(outcomeId(String(raw)), expect_msgid);
    });

  it('leaves numbers alone that a person wrote', () => {
    const lookalike = vectors.json_precision.find(
      ({ id }) => id === 'id-lookalike-inside-user-text',
    );
    const read = JSON.parse(idsAsText(String(lookalike?.raw)));
    assert.equal(read.Content, '{"MsgId": 1234567890123456789}');
    assert.equal(read.MsgId, '1234567890123456');
  });

  it('creates a menu that keeps WeChat’s limits, and sends none that does not', async () => {
    const api = apiOf(simulator, time);
    assert.ok((await createMenu(api)).ok);
    assert.equal(simulator.world.menu.length, 3);
    const button = { name: '一二三四五六', code: 'x' };
    assert.equal((await createMenu(api, [button])).ok, false);
    const many = Array.from({ length: 6 }, () => ({ name: '好', code: 'x' }));
    assert.equal((await createMenu(api, [{ name: '好', buttons: many }])).ok, false);
    assert.deepEqual(simulator.api.codes, []);
  });

  it('makes a picture code with a word in it', async () => {
    const outcome = await call(apiOf(simulator, time));
    assert.ok(outcome.ok && outcome.body.pictureUrl.includes('showqrcode?ticket='));
    assert.deepEqual([...simulator.world.tickets.values()], ['link:123456']);
    assert.equal((await createCode(apiOf(simulator, time), 'x'.repeat(65), 1000)).ok, false);
  });
});

function outcomeId(json: string): unknown {
  const outcome = outcomeOf<{ msgid?: unknown }>(JSON.parse(idsAsText(json)));
  return outcome.ok ? outcome.body.msgid : undefined;
}
