import assert from 'node:assert/strict';
import { EchoLine } from './kit/echo-line.ts';
import { type House, openHouse } from './kit/house.ts';
import { base, come, read, say, texts, type Visitor } from './kit/visitor.ts';

describe('the web chat speaks Direct Line 3.0', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  after(() => house.server.close(100));

  it('greets whoever opens a conversation, and answers what is said', async () => {
    const who = await come(house);
    assert.equal((await say(house, who, '水管漏水')).status, 200);
    const { activities, watermark } = await read(house, who);
    assert.deepEqual(
      activities.map(({ from, text }) => [from.role, text]),
      [
        ['bot', '您好'],
        ['user', '水管漏水'],
        ['bot', 'echo: 水管漏水'],
      ],
    );
    assert.equal(watermark, '3');
  });

  it('gives a token first, if asked for one, and opens its conversation', async () => {
    const pass = (await house.ask('POST', `${base}/tokens/generate`)).body;
    assert.equal(pass.expires_in, 3600);
    const before = await house.ask('GET', `${base}/conversations/${pass.conversationId}`, pass);
    assert.equal(before.status, 404);
    const opened = await house.ask('POST', `${base}/conversations`, { token: pass.token });
    assert.equal(opened.status, 201);
    assert.equal(opened.body.conversationId, pass.conversationId);
    const again = await house.ask('POST', `${base}/conversations`, { token: pass.token });
    assert.equal(again.status, 200);
    assert.deepEqual(texts(await read(house, opened.body)), ['您好'], 'greeted once');
  });

  it('brings a message back with its own id and the client’s, and answers it', async () => {
    const who = await come(house);
    const channelData = { clientActivityID: '1699.abc' };
    const { body } = await say(house, who, { type: 'message', text: 'a', channelData });
    const [, mine, answer] = (await read(house, who)).activities;
    assert.equal(mine?.id, body.id);
    assert.deepEqual(mine?.channelData, channelData);
    assert.equal(answer?.replyToId, body.id);
  });

  it('takes the same message again without saying it twice', async () => {
    const who = await come(house);
    const message = { type: 'message', text: 'a', channelData: { clientActivityID: 'same' } };
    const first = await say(house, who, message);
    const second = await say(house, who, message);
    assert.deepEqual(second.body, first.body);
    assert.deepEqual(texts(await read(house, who)), ['您好', 'a', 'echo: a']);
  });

  it('gives only what is newer than a watermark, and all without one', async () => {
    const who = await come(house);
    await say(house, who, 'a');
    const { watermark } = await read(house, who);
    await say(house, who, 'b');
    assert.deepEqual(texts(await read(house, who, watermark)), ['b', 'echo: b']);
    assert.deepEqual(texts(await read(house, who, 99)), []);
    assert.equal((await read(house, who)).activities.length, 5);
  });

  it('shows choices as buttons, and text as it is', async () => {
    const who = await come(house);
    house.line.append(who.conversationId, {
      text: 'Code *12*',
      choices: [{ title: 'Yes', value: 'yes' }],
    });
    const last = (await read(house, who)).activities.at(-1);
    assert.deepEqual(last?.suggestedActions?.actions, [
      { type: 'imBack', title: 'Yes', value: 'yes' },
    ]);
    assert.equal((last as { textFormat?: string }).textFormat, 'plain');
  });

  it('takes a picked value instead of text', async () => {
    const who = await come(house);
    await say(house, who, { type: 'message', value: 'yes' });
    assert.equal(house.line.received.at(-1)?.text, 'yes');
  });

  it('remembers the page’s language, and hears when it changes', async () => {
    const who = await come(house, { locale: 'zh-TW' });
    assert.equal(house.line.received.at(-1)?.locale, 'zh-TW');
    await say(house, who, { type: 'message', text: 'a', locale: 'en-US' });
    assert.equal(house.line.received.at(-1)?.locale, 'en-US');
    await say(house, who, { type: 'message', text: 'a', locale: '<script>' });
    assert.equal(house.line.received.at(-1)?.locale, 'zh-TW');
  });

  it('acknowledges what is not for the bot, and sends it no further', async () => {
    const who = await come(house);
    const before = house.line.received.length;
    for (const type of ['typing', 'endOfConversation', 'trace'])
      assert.equal((await say(house, who, { type })).status, 200, type);
    assert.equal(house.line.received.length, before);
  });

  it('lets a lost client go on where it was, after a restart as well', async () => {
    const who = await come(house);
    await say(house, who, 'a');
    await using restarted = await openHouse({ line: house.line });
    const path = `${base}/conversations/${who.conversationId}?watermark=2`;
    const back = await restarted.ask('GET', path, { token: who.token });
    assert.equal(back.status, 200);
    assert.match(back.body.streamUrl, /^ws:\/\/127\.0\.0\.1:\d+\/.*\/stream\?watermark=2&t=/);
    assert.deepEqual(texts(await read(restarted, back.body, 2)), ['echo: a']);
  });

  it('greets after all, if the house fell over between opening and greeting', async () => {
    const line = new EchoLine();
    await using fragile = await openHouse({ line });
    line.failure = new Error('the disk is full');
    const pass = (await fragile.ask('POST', `${base}/tokens/generate`)).body;
    const opened = await fragile.ask('POST', `${base}/conversations`, { token: pass.token });
    assert.equal(opened.status, 500);
    line.failure = undefined;
    await fragile.ask('GET', `${base}/conversations/${pass.conversationId}`, { token: pass.token });
    assert.deepEqual(texts(await read(fragile, pass as Visitor)), ['您好']);
  });

  it('tells a client that a conversation has ended, so that it begins anew', async () => {
    const who = await come(house);
    house.line.end(who.conversationId);
    assert.equal((await say(house, who, 'hello?')).status, 404);
    const path = `${base}/conversations/${who.conversationId}`;
    assert.equal((await house.ask('GET', path, { token: who.token })).status, 404);
  });
});

describe('the web chat’s door', () => {
  it('lets a crowd in, but not one address for ever; who is inside goes on', async () => {
    const house = await openHouse();
    try {
      const who = await come(house);
      const statuses = new Set<number>();
      for (let n = 0; n < 150; n++)
        statuses.add((await house.ask('POST', `${base}/conversations`)).status);
      assert.deepEqual([...statuses], [201, 429]);
      const refused = await house.ask('POST', `${base}/conversations`);
      assert.match(JSON.stringify(refused.body), /Too many|wait/i);
      assert.equal((await say(house, who, '水管漏水')).status, 200);
    } finally {
      await house.server.close(100);
    }
  });
});
