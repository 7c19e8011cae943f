import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wechat } from '../../../bot/channels/wechat/index.ts';
import { posted, replied, signature } from '../../../bot/channels/wechat/simulator/envelope.ts';
import type { AccountSettings } from '../../../bot/channels/wechat/simulator/world.ts';
import { createLog } from '../../../bot/log.ts';
import { MemoryStorage } from '../../../dialogs/sdk.ts';
import { type House, openHouse } from '../kit/house.ts';
import { vectors } from './vectors.ts';

const account = {
  appId: 'wxba5fad812f8e6fb9',
  appSecret: 'secret',
  token: 'AAAAA',
  aesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
  mode: 'secure',
  kind: 'service',
  callback: () => '',
} as const satisfies AccountSettings;

const at = 1_714_036_504_000;

async function house(keys: Partial<Parameters<typeof wechat>[0]['keys']> = {}): Promise<House> {
  const clock = { now: () => at };
  const channel = wechat({
    name: 'wechat',
    path: '/wechat',
    keys: { ...account, ...keys },
    appSecret: 'secret',
    apiBaseUrl: 'https://api.weixin.qq.com',
    publicBaseUrl: 'https://bot.example.com',
    passive: true,
    clock,
    log: createLog(clock, () => {}),
    storage: new MemoryStorage(),
    blobs: { get: async () => undefined, put: async () => 'blob' },
    fetch: async () => Response.json({ errcode: -1 }),
    forget: async () => {},
    failed: async () => {},
  });
  return openHouse({ channels: [channel] });
}

const text = (content: string, { id = '1', from = 'oWang' } = {}) =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${at / 1000}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId></xml>`;

const post = (to: House, sent: { query: URLSearchParams; body: string }) =>
  to.ask('POST', `/wechat?${sent.query}`, {
    body: sent.body,
    headers: { 'content-type': 'text/xml' },
  });

const sealed = (
  content: string,
  more: Parameters<typeof text>[1] & Partial<AccountSettings> = {},
) => posted({ ...account, ...more }, more.from ?? 'oWang', text(content, more), at);

describe('The WeChat callback', () => {
  let secure: House;
  let plain: House;
  before(async () => {
    secure = await house();
    plain = await house({ mode: 'plain' });
  });
  after(async () => {
    await secure.server.close(100);
    await plain.server.close(100);
  });

  const handshake = (to: House, changes: Record<string, string> = {}) => {
    const [v] = vectors.signature;
    const { timestamp = '', nonce = '', echostr = '', signature: signed = '' } = v ?? {};
    const query = new URLSearchParams({ signature: signed, timestamp, nonce, echostr, ...changes });
    return to.ask('GET', `/wechat?${query}`);
  };

  it('echoes what Tencent publishes as the right question, as plain text', async () => {
    const answer = await handshake(plain);
    assert.deepEqual([answer.status, answer.body], [200, '4375120948345356249']);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal((await handshake(secure)).status, 200, 'not sealed in the secure mode either');
  });

  it('echoes nothing else', async () => {
    const wrong: Record<string, string>[] = [
      { signature: '0'.repeat(40) },
      { nonce: '1' },
      { echostr: '<script>alert(1)</script>' },
      { echostr: '' },
    ];
    for (const changes of wrong) {
      const answer = await handshake(plain, changes);
      assert.equal(answer.status, 403, JSON.stringify(changes));
      assert.ok(!JSON.stringify(answer.body).includes('script'));
    }
    assert.equal((await plain.ask('GET', '/wechat')).status, 403);
  });

  it('answers a sealed message with a sealed reply', async () => {
    const answer = await post(secure, sealed('水管漏水', { id: '11' }));
    assert.equal(answer.status, 200);
    const reply = replied(account, answer.body) ?? '';
    assert.match(reply, /<Content><!\[CDATA\[echo: 水管漏水\]\]><\/Content>/);
    assert.match(reply, /<ToUserName><!\[CDATA\[oWang\]\]><\/ToUserName>/);
    assert.ok(!answer.body.includes('漏水'), 'nothing readable on the way');
  });

  it('opens messages sealed with the key before, and answers with that key', async () => {
    const old = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
    const changing = await house({ previousAesKey: old });
    const answer = await post(changing, sealed('你好', { aesKey: old }));
    assert.match(replied({ ...account, aesKey: old }, answer.body) ?? '', /echo: 你好/);
    assert.equal((await post(secure, sealed('你好', { aesKey: old }))).status, 403);
    await changing.server.close(100);
  });

  for (const [maxAge, old, status] of [
    [undefined, 24, 200],
    [3_600_000, 0.5, 200],
    [3_600_000, 2, 403],
    [3_600_000, -2, 403],
  ] as const)
    it(`answers ${status} to a request signed ${old} hours ago where ${maxAge ? 'an hour' : 'any age'} is allowed`, async () => {
      const choosy = await house(maxAge ? { maxAge } : {});
      const sent = posted(account, 'oWang', text('你好'), at - old * 3_600_000);
      assert.equal((await post(choosy, sent)).status, status);
      await choosy.server.close(100);
    });

  it('takes a body in both forms at its sealed word', async () => {
    const sent = sealed('真的', { id: '21' });
    const forged = sent.body.replace(
      '<xml>',
      '<xml><Content>假的</Content><FromUserName>oEvil</FromUserName>',
    );
    const answer = await post(secure, { ...sent, body: forged });
    assert.match(replied(account, answer.body) ?? '', /echo: 真的/);
  });

  it('refuses what WeChat did not send', async () => {
    const sent = sealed('你好', { id: '31' });
    const outer = sent.query.get('signature') ?? '';
    const bare = new URLSearchParams(sent.query);
    bare.delete('msg_signature');
    const replayed = new URLSearchParams(sent.query);
    replayed.set('msg_signature', outer);
    const other = sealed('转账', { id: '32' });
    const forgeries: Record<string, { query: URLSearchParams; body: string }> = {
      'a plain body under a good address': { query: bare, body: text('你好') },
      'a sealed body without its signature': { query: bare, body: sent.body },
      'the address’s signature for the body’s': { query: replayed, body: sent.body },
      'another body under this address': { query: sent.query, body: other.body },
      'another account’s message': sealed('你好', { appId: 'wx0000000000000000' }),
      'another token': sealed('你好', { token: 'BBBBB' }),
      'no sealed part': { query: sent.query, body: text('你好') },
    };
    for (const [what, forgery] of Object.entries(forgeries))
      assert.equal((await post(secure, forgery)).status, 403, what);
    assert.ok(!secure.line.received.some(({ text: said }) => /转账/.test(said ?? '')));
  });

  it('refuses what is too large, not text, or declares entities', async () => {
    const large = sealed('长'.repeat(120_000));
    assert.equal((await post(secure, large)).status, 413);
    const query = plainQuery();
    const bomb = `<!DOCTYPE xml [<!ENTITY a "aa">]>${text('&a;')}`;
    assert.equal((await post(plain, { query, body: bomb })).status, 400);
    const response = await fetch(`${plain.url}/wechat?${query}`, {
      method: 'POST',
      body: new Uint8Array([0xff, 0xfe, 0x00]),
    });
    assert.equal(response.status, 400);
  });

  it('never breaks, whatever signed body comes', async () => {
    const { query } = sealed('x');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (body) => {
        const { status } = await post(plain, { query: plainQuery(), body: `<xml>${body}</xml>` });
        assert.ok(status === 400 || status === 200, String(status));
        assert.ok([400, 403].includes((await post(secure, { query, body })).status));
      }),
      { numRuns: 60 },
    );
  });

  it('knows two people’s messages apart that carry the same id', async () => {
    const id = '25373744922163388';
    const answers = [];
    for (const from of ['oLi', 'oZhao'])
      answers.push(
        replied(account, (await post(secure, sealed(`我是${from}`, { id, from }))).body),
      );
    assert.match(answers[0] ?? '', /我是oLi/);
    assert.match(answers[1] ?? '', /我是oZhao/);
  });

  it('asks for the message again when it could not be served', async () => {
    plain.line.failure = new Error('disk full');
    const body = text('你好', { id: '41' });
    assert.equal((await post(plain, { query: plainQuery(), body })).status, 500);
    plain.line.failure = undefined;
    const answer = await post(plain, { query: plainQuery(), body });
    assert.match(answer.body, /echo: 你好/);
  });

  it('does not let a customer’s words become a link', async () => {
    const body = text('<a href="https://evil.example">点我</a>', { id: '51' });
    const answer = await post(plain, { query: plainQuery(), body });
    assert.ok(!/<a /.test(answer.body), answer.body);
    assert.match(answer.body, /点我/);
  });

  it('says of events that need no answer that we have them', async () => {
    const events = vectors.inbound_samples.filter(
      ({ format, xml }) => format === 'xml' && /TEMPLATESEND|<!\[CDATA\[VIEW|LOCATION\]/.test(xml),
    );
    assert.ok(events.length >= 5);
    for (const { xml, id } of events) {
      const answer = await post(plain, { query: plainQuery(), body: xml });
      assert.deepEqual([answer.status, answer.body], [200, 'success'], id);
    }
  });
});

function plainQuery(): URLSearchParams {
  const [timestamp, nonce] = ['1714037059', '486452656'];
  return new URLSearchParams({
    signature: signature([account.token, timestamp, nonce]),
    timestamp,
    nonce,
    openid: 'oWang',
  });
}
