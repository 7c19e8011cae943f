import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { Seals } from '../../bot/channels/webchat/verify.ts';
import { type House, openHouse, secret } from './kit/house.ts';
import { base, come, read, say, texts } from './kit/visitor.ts';

const cookieOf = (headers: Headers) => headers.get('set-cookie')?.split(';')[0] ?? '';

describe('who may read and write which conversation', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  after(() => house.server.close(100));

  it('is said by a token that nobody else can make', async () => {
    const who = await come(house);
    const [head, claims = '', proof] = who.token.split('.');
    const pass = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const other = Buffer.from(JSON.stringify({ ...pass, user: 'x' })).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const rehashed = createHmac('sha256', secret).update(`${head}.${other}`).digest('base64url');
    for (const token of [
      `${head}.${other}.${proof}`,
      `${none}.${claims}.`,
      `${none}.${claims}.${proof}`,
      `${head}.${other}.${rehashed}`,
      `${who.token}x`,
      `${head}.${claims}`,
      'x',
      '.',
    ])
      assert.equal((await say(house, { ...who, token }, 'a')).status, 403, token);
    assert.equal((await say(house, { ...who, token: '' }, 'a')).status, 401);
    assert.deepEqual(texts(await read(house, who)), ['您好']);
  });

  it('is never the conversation of somebody else', async () => {
    const [mine, theirs] = [await come(house), await come(house)];
    const across = { ...theirs, token: mine.token };
    assert.equal((await say(house, across, 'a')).status, 403);
    const path = `${base}/conversations/${theirs.conversationId}`;
    for (const address of [path, `${path}/activities`])
      assert.equal((await house.ask('GET', address, mine)).status, 403, address);
    assert.equal((await house.ask('POST', `${path}/upload`, { ...mine, body: '{}' })).status, 403);
  });

  it('lasts an hour, and longer only if refreshed in time', async () => {
    const who = await come(house);
    const began = house.wall.time;
    house.wall.time += 3_500_000;
    const { body } = await house.ask('POST', `${base}/tokens/refresh`, { token: who.token });
    house.wall.time += 200_000;
    assert.equal((await say(house, who, 'a')).status, 403);
    assert.equal((await say(house, { ...who, token: body.token }, 'a')).status, 200);
    assert.equal((await house.ask('POST', `${base}/tokens/refresh`, who)).status, 403);
    house.wall.time = began;
  });

  it('does not depend on who a client says it is', async () => {
    const who = await come(house);
    await say(house, who, {
      type: 'message',
      text: 'a',
      from: { id: 'webchat:boss', role: 'bot' },
    });
    const heard = house.line.received.at(-1);
    const own = house.line.conversations.get(who.conversationId)?.account;
    assert.equal(heard?.from?.id, own);
    assert.equal(heard?.from?.role, 'user');
  });

  it('is the same person when the browser comes back with its cookie', async () => {
    const first = await house.ask('POST', `${base}/tokens/generate`);
    const cookie = cookieOf(first.headers);
    assert.match(first.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Strict/);
    await house.ask('POST', `${base}/conversations`, { token: first.body.token });
    const second = await house.ask('POST', `${base}/tokens/generate`, { headers: { cookie } });
    await house.ask('POST', `${base}/conversations`, { token: second.body.token });
    const account = (id: string) => house.line.conversations.get(id)?.account;
    assert.notEqual(first.body.conversationId, second.body.conversationId);
    assert.equal(account(second.body.conversationId), account(first.body.conversationId));
  });

  it('lets a visitor back into their own conversation only', async () => {
    const first = await house.ask('POST', `${base}/tokens/generate`);
    const { conversationId, token } = first.body;
    await house.ask('POST', `${base}/conversations`, { token });
    const back = (cookie: string) =>
      house.ask('POST', `${base}/tokens/generate`, {
        headers: { cookie },
        body: { conversationId },
      });
    const mine = await back(cookieOf(first.headers));
    assert.equal(mine.body.conversationId, conversationId);
    assert.deepEqual(texts(await read(house, mine.body)), ['您好']);
    assert.equal((await back('')).status, 403);
    const [ownId] = cookieOf(first.headers).split('.');
    assert.equal((await back(`${ownId}.${'b'.repeat(43)}`)).status, 403, 'guessed proof');
    assert.equal((await back(`visitor=${'a'.repeat(22)}.${'b'.repeat(43)}`)).status, 403);
    const unknown = { conversationId: 'never-begun' };
    assert.equal(
      (await house.ask('POST', `${base}/tokens/generate`, { body: unknown })).status,
      404,
    );
  });

  it('is refused to pages of other sites', async () => {
    const from = (origin: string) =>
      house.ask('POST', `${base}/tokens/generate`, { headers: { origin } });
    assert.equal((await from('https://evil.example')).status, 403);
    assert.equal((await from('null')).status, 403);
    assert.equal((await from(house.url)).status, 200);
    assert.equal((await from('http://localhost:3978')).status, 200);
  });

  it('needs a secret that cannot be guessed', () => {
    assert.throws(() => new Seals(Buffer.alloc(31), house.wall), RangeError);
  });
});
