import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { After } from '../../../bot/channels/after.ts';
import { Carrier } from '../../../bot/channels/phone/simulator/carrier.ts';
import { Handsets } from '../../../bot/channels/sms/handsets.ts';
import { LateBook } from '../../../bot/channels/sms/late.ts';
import { account, type CallingHouse, hotline, openCallingHouse } from '../../kit/exchange.ts';
import { png } from '../../kit/scenes.ts';
import { Texter } from '../../kit/texter.ts';

const wang = '+8613812345678';
const empty = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

describe('Text messages on the wire', () => {
  let house: CallingHouse;
  let texter: Texter;
  let waiting: { readonly wait: number; readonly run: () => void }[];
  const after: After = (wait, run) => {
    const one = { wait, run };
    waiting.push(one);
    return () => void waiting.splice(waiting.indexOf(one), waiting.includes(one) ? 1 : 0);
  };
  /** As much time passes as the house waits for its own answer. */
  const impatient = () => {
    for (const { wait, run } of waiting.splice(0)) if (wait < 15_000) run();
  };
  const soon = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(async () => {
    waiting = [];
    house = await openCallingHouse({}, undefined, { sms: { after } });
    texter = new Texter(house.exchange, wang);
  });
  afterEach(async () => {
    await house.remove();
    assert.deepEqual(house.running.errors, []);
  });

  const post = (
    fields: Record<string, string>,
    changes: Partial<Record<keyof typeof account, string>> = {},
  ) =>
    new Carrier({ ...account, ...changes, url: house.running.url }).post('/sms/incoming', {
      MessageSid: 'SM1',
      From: wang,
      To: hotline,
      Body: '你好',
      NumMedia: '0',
      ...fields,
    });
  /** How often this text stands in the conversation. */
  const said = async (sid: string) => {
    const { store, line } = house.running.house;
    const account = new Handsets(store.kept, await store.secret('sms')).accountOf(wang);
    return (await line.since(account, 0)).entries.filter(({ id }) => id === sid).length;
  };

  it('are believed from the provider alone', async () => {
    assert.equal((await post({}, { authToken: 'another' })).status, 403);
    assert.equal((await post({}, { accountSid: `AC${'2'.repeat(32)}` })).status, 403);
    assert.equal((await post({}, { publicBaseUrl: 'https://elsewhere.example' })).status, 403);
    const bare = await fetch(`${house.running.url}/sms/incoming`, {
      method: 'POST',
      body: 'From=1',
    });
    assert.equal(bare.status, 403);
    assert.equal(await said('SM1'), 0);
  });

  it('without an id are refused, from what cannot be answered are taken and left', async () => {
    for (const MessageSid of ['', '../x', 'x'.repeat(65)])
      assert.equal((await post({ MessageSid })).status, 400);
    for (const From of ['12345', 'AMAZON', '', '+0012', 'whatsapp:+8613812345678']) {
      const { status, body } = await post({ From });
      assert.deepEqual([status, body], [200, empty]);
    }
    assert.equal((await fetch(`${house.running.url}/sms/incoming`)).status, 405);
    assert.equal(await said('SM1'), 0);
  });

  it('that are not UTF-8 are refused', async () => {
    const answer = await fetch(`${house.running.url}/sms/incoming`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: Buffer.from([0x42, 0x6f, 0xff, 0xfe]),
    });
    assert.equal(answer.status, 400);
  });

  it('twice have the effect of once and get the same bytes, one after the other and at once, also after a restart', async () => {
    const [first, second] = await Promise.all([post({}), post({})]);
    assert.equal(first.body, second.body);
    assert.match(first.body, /<Message>/);
    assert.equal((await post({})).body, first.body);
    await house.restart();
    assert.equal((await post({})).body, first.body);
    assert.equal(await said('SM1'), 1);
  });

  it('answered too slowly are answered later by a text of their own, once, whatever comes between', async () => {
    const bytes = Promise.withResolvers<Uint8Array>();
    const picture = await house.exchange.keeps(bytes.promise, 'image/png');
    const writing = texter.handset.writes('厨房漏水', [picture]);
    while (waiting.length === 0) await soon();
    impatient();
    await writing;
    texter.hearsNothing();
    const again = texter.handset.repeats();
    while (waiting.length === 0) await soon();
    impatient();
    assert.equal(await again, empty);
    bytes.resolve(png);
    while (house.exchange.texts.length === 0) await soon();
    while ((await new LateBook(house.running.house.store.kept).all()).length > 0) await soon();
    await soon();
    assert.equal(await texter.handset.repeats(), empty);
    assert.equal(house.exchange.texts.length, 1);
    assert.equal(texter.handset.news.length, 1);
  });

  it('taken and not answered when the process died are answered by the next one, once', async () => {
    const { store } = house.running.house;
    const letter = { id: 'SM9', from: wang, words: '厨房漏水', media: [], quiet: false };
    await new LateBook(store.kept).add(letter);
    await new Handsets(store.kept, await store.secret('sms')).admit(wang, letter.id, 1);
    await house.restart();
    while (house.exchange.texts.length === 0) await soon();
    await house.restart();
    assert.equal(texter.handset.news.length, 1);
    texter.hears('地址');
    assert.equal(await said('SM9'), 1);
    assert.deepEqual(await new LateBook(house.running.house.store.kept).all(), []);
  });

  it('whose late answer cannot be sent are tried again', async () => {
    const busy = { status: 429, code: 14107 };
    const bytes = Promise.withResolvers<Uint8Array>();
    const picture = await house.exchange.keeps(bytes.promise, 'image/png');
    const writing = texter.handset.writes('厨房漏水', [picture]);
    while (waiting.length === 0) await soon();
    impatient();
    await writing;
    house.exchange.troubles.push(busy, busy, busy);
    bytes.resolve(png);
    while (waiting.length === 0) await soon();
    assert.deepEqual(house.exchange.texts, []);
    for (const { run } of waiting.splice(0)) run();
    while (house.exchange.texts.length === 0) await soon();
    assert.equal(texter.handset.news.length, 1);
    assert.equal(house.running.errors.splice(0).length, 1);
  });

  it('come in pictures only from the provider’s own address, with our password for nobody else', async () => {
    const asked: string[] = [];
    const spy = createServer((req, res) => {
      asked.push(`${req.url} ${req.headers.authorization ?? 'no password'}`);
      res.writeHead(200, { 'Content-Type': 'image/png' });
      res.end(png);
    });
    await new Promise<void>((resolve) => spy.listen(0, '127.0.0.1', resolve));
    const { port } = spy.address() as AddressInfo;
    const home = new URL(await house.exchange.rest.listen());
    for (const url of [
      `http://127.0.0.1:${port}/inside`,
      `http://localhost:${port}/inside`,
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
      `http://x@${home.host}/2010-04-01`,
      'no address',
      '',
    ])
      await texter.handset.writes('', [{ url, type: 'image/png' }]);
    const elsewhere = await house.exchange.keeps(
      Buffer.of(),
      'x',
      `http://127.0.0.1:${port}/moved`,
    );
    await texter.handset.writes('', [elsewhere]);
    texter.hears('没能收到');
    assert.deepEqual(asked, []);
    spy.close();
  });

  it('come with a picture that is kept once, at most ten of them, and none of ten megabytes', async () => {
    const good = await house.exchange.keeps(png, 'application/x-sh');
    const moved = await house.exchange.keeps(Buffer.of(), 'x', good.url);
    await texter.handset.writes('厨房地面没擦干净', [good, moved]);
    texter.hears('地址').hearsNothingOf('没能收到', '看不懂');
    const huge = await house.exchange.keeps(Buffer.alloc(11 * 1024 * 1024), 'image/png');
    await texter.handset.writes('', [huge]);
    texter.hears('没能收到');
    const svg = await house.exchange.keeps(Buffer.from('<svg/>'), 'image/svg+xml');
    await texter.handset.writes('', [svg]);
    texter.hears('看不懂');
  });

  it('end in silence where two machines answer each other, after it is said once', async () => {
    for (let at = 0; at < 120; at += 1) await texter.writes('我正在开车，稍后回复');
    await texter.writes('我正在开车，稍后回复');
    texter.hears('太多了');
    const bytes = await texter.handset.repeats();
    assert.match(bytes, /太多了/);
    await texter.writes('我正在开车，稍后回复');
    texter.hearsNothing();
    house.running.clock.advance(3_600_000);
    await texter.writes('你好');
    texter.hears(/./);
  }).timeout(60_000);

  for (const words of [
    '',
    ' ',
    '\u0000\u0001\u0008\u001f',
    '\ud800 你好 \udc00',
    '\ufffe\uffff',
    '👩‍👩‍👧‍👦'.repeat(60),
    '<Response><Hangup/></Response>&amp;]]>',
    '﷽'.repeat(200),
    'a'.repeat(1600),
    `第一行\r\n第二行\n\n第三行`,
    '1'.repeat(300),
    '__proto__',
    'survey:AAAAAAAA.BBBBBBBBBBBBBBBBBBBBBB',
    'link:123456',
    'consent:stop:text',
    'work:done:1234567890',
  ])
    it(`never break anything: ${JSON.stringify(words.slice(0, 20))}`, async () => {
      await texter.writes(words);
      assert.ok(texter.handset.news.length <= 3);
      await texter.writes('帮助');
      texter.hears('人工');
    });

  it('never break anything: fields nobody sends', async () => {
    for (const fields of [
      { NumMedia: '999999999' },
      { NumMedia: '-1', MediaUrl0: 'x' },
      { NumMedia: 'NaN' },
      { OptOutType: 'WHATEVER' },
      { constructor: 'x', __proto__: 'y', toString: 'z' } as unknown as Record<string, string>,
    ])
      assert.equal(
        (await post({ MessageSid: `SM${Math.random()}`.replace('.', ''), ...fields })).status,
        200,
      );
  });
});
