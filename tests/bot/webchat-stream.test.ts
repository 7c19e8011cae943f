import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { Looking } from '../../bot/channels/webchat/looking.ts';
import { type House, openHouse } from './kit/house.ts';
import { come, type Seen, say, type Visitor } from './kit/visitor.ts';

describe('the web chat’s stream', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.server.close(100));

  it('brings what was said before, and then everything as it is said, once', async () => {
    const who = await come(house);
    const listener = await listen(who.streamUrl);
    assert.deepEqual(await listener.texts(1), ['您好']);
    await say(house, who, 'a');
    house.line.append(who.conversationId, { text: 'by the way' });
    assert.deepEqual(await listener.texts(4), ['您好', 'a', 'echo: a', 'by the way']);
    assert.equal(listener.watermark, '4');
    listener.socket.close();
  });

  it('goes on from the watermark a client knows', async () => {
    const who = await come(house);
    await say(house, who, 'a');
    const listener = await listen(who.streamUrl.replace('watermark=0', 'watermark=3'));
    house.line.append(who.conversationId, { text: 'news' });
    assert.deepEqual(await listener.texts(1), ['news']);
    listener.socket.close();
  });

  it('reaches every window of the same visitor, and nobody else', async () => {
    const [who, other] = [await come(house), await come(house)];
    const [one, two, elsewhere] = await Promise.all(
      [who, who, other].map(({ streamUrl }) => listen(streamUrl)),
    );
    await say(house, who, 'a');
    assert.deepEqual(await one?.texts(3), ['您好', 'a', 'echo: a']);
    assert.deepEqual(await two?.texts(3), ['您好', 'a', 'echo: a']);
    assert.deepEqual(await elsewhere?.texts(1), ['您好']);
    for (const listener of [one, two, elsewhere]) listener?.socket.close();
  });

  it('is closed to forged tokens, other conversations and other sites', async () => {
    const [who, other] = [await come(house), await come(house)];
    assert.equal(await refusal(who.streamUrl.replace(/t=.*/, 't=x')), 403);
    assert.equal(
      await refusal(who.streamUrl.replace(who.conversationId, other.conversationId)),
      403,
    );
    assert.equal(await refusal(who.streamUrl, { origin: 'https://evil.example' }), 403);
    assert.equal(await refusal(who.streamUrl.replace('watermark=0', 'watermark=x')), 400);
    assert.equal(await refusal(`${house.url.replace('http', 'ws')}/elsewhere`), 404);
  });

  it('ends when the conversation does', async () => {
    const who = await come(house);
    const { socket } = await listen(who.streamUrl);
    house.line.end(who.conversationId);
    house.line.append(who.conversationId, { text: 'goodbye' });
    const [code] = await once(socket, 'close');
    assert.equal(code, 1000);
  });

  it('cannot be opened without end by one visitor', async () => {
    const who = await come(house);
    const sockets = await Promise.all(Array.from({ length: 8 }, () => listen(who.streamUrl)));
    assert.equal(await refusal(who.streamUrl), 429);
    for (const { socket } of sockets) socket.close();
  });

  it('does not take the house with it when a client shouts or breaks off', async () => {
    const who = await come(house);
    const { socket } = await listen(who.streamUrl);
    socket.on('error', () => {});
    socket.send('x'.repeat(10_000));
    await once(socket, 'close');
    for (let i = 0; i < 20; i++) await breakOff(house.url, who);
    assert.equal((await house.ask('GET', '/healthz')).status, 200);
  });

  it('does not keep the house from closing when a client does not say goodbye', async () => {
    const who = await come(house);
    const { port, host, pathname, search } = new URL(who.streamUrl);
    const mute = connect(Number(port), '127.0.0.1');
    mute.on('error', () => {});
    mute.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    const [answer] = await once(mute, 'data');
    assert.match(String(answer), /^HTTP\/1.1 101/);
    const began = performance.now();
    await house.server.close(100);
    assert.ok(performance.now() - began < 1800);
  });

  it('knows which conversation a visitor looks at, until they close it or stop asking', () => {
    const clock = { at: 0, now: () => clock.at };
    const looking = new Looking(clock);
    const visitor = { account: 'webchat:v', id: 'c1' };
    assert.equal(looking.at('webchat:v'), undefined);
    const close = looking.opened(visitor);
    assert.equal(looking.at('webchat:v'), 'c1');
    close();
    assert.equal(looking.at('webchat:v'), undefined);
    looking.polled({ ...visitor, id: 'c2' });
    assert.equal(looking.at('webchat:v'), 'c2');
    clock.at += 11_000;
    assert.equal(looking.at('webchat:v'), undefined);
  });
});

async function listen(url: string) {
  const socket = new WebSocket(url);
  const seen: Seen[] = [];
  const listener = {
    socket,
    watermark: '',
    /** The first `count` texts; waits for them. */
    async texts(count: number) {
      while (seen.length < count) await once(socket, 'message');
      return seen.map(({ text }) => text);
    },
  };
  socket.on('message', (frame) => {
    const text = String(frame);
    if (!text) return;
    const set = JSON.parse(text);
    seen.push(...set.activities);
    listener.watermark = set.watermark;
  });
  await once(socket, 'open');
  return listener;
}

async function refusal(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url, { headers });
  socket.on('error', () => {});
  const [, response] = await once(socket, 'unexpected-response');
  response.resume();
  return response.statusCode;
}

/** Asks for a stream and resets the connection in the same breath. */
async function breakOff(url: string, who: Visitor): Promise<void> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    `GET /v3/directline/conversations/${who.conversationId}/stream?t=x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  socket.resetAndDestroy();
  await once(socket, 'close');
}
