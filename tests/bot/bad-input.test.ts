import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type House, openHouse } from './kit/house.ts';
import { base, come, read, say, texts, type Visitor } from './kit/visitor.ts';

describe('bad input gets a clear refusal, and the house goes on', () => {
  let house: House;
  let who: Visitor;
  before(async () => {
    house = await openHouse();
    who = await come(house);
  });
  after(() => house.server.close(100));
  afterEach(async () => {
    assert.equal((await say(house, who, 'still there?')).status, 200);
  });

  const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) => {
    const answer = await fetch(
      `${house.url}${base}/conversations/${who.conversationId}/activities`,
      {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${who.token}`, ...headers },
      },
    );
    return {
      status: answer.status,
      error: ((await answer.json()) as { error: { message: string } }).error,
    };
  };
  const json = { 'content-type': 'application/json' };
  const message = (text: string) => JSON.stringify({ type: 'message', text });

  for (const [title, body, headers, status] of [
    ['a body of ten megabytes', 'x'.repeat(10_000_000), json, 413],
    ['a text of three hundred kilobytes', message('x'.repeat(300_000)), json, 413],
    ['a text of thirty thousand characters', message('水'.repeat(30_000)), json, 400],
    ['another content type', message('a'), { 'content-type': 'text/plain' }, 415],
    [
      'a form instead of JSON',
      'text=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
    ],
    ['broken JSON', '{"type":"message","text":', json, 400],
    ['JSON that is not an object', '[1,2,3]', json, 400],
    ['null', 'null', json, 400],
    ['a text that is a number', '{"type":"message","text":5}', json, 400],
    ['nothing said', message('  '), json, 400],
    ['controls only', message('\u0000\u0007\u202e'), json, 400],
    [
      'a client id with a line break',
      '{"text":"a","channelData":{"clientActivityID":"a\\nb"}}',
      json,
      400,
    ],
    ['nesting without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, json, 400],
  ] as const)
    it(title, async () => {
      const answer = await post(body, headers);
      assert.equal(answer.status, status);
      assert.ok(answer.error.message.length > 10, 'says why');
    });

  it('a gzip bomb, and a body that only claims to be gzip', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 32)));
    const headers = { ...json, 'content-encoding': 'gzip' };
    assert.equal((await post(bomb, headers)).status, 415);
    assert.equal((await post('not gzip at all', headers)).status, 415);
  });

  it('text that is not UTF-8', async () => {
    assert.equal((await post(new Uint8Array([0x22, 0xff, 0xfe, 0x22]), json)).status, 400);
  });

  it('a body that never comes', async () => {
    const socket = await halfSent(house, who);
    socket.destroy();
  });

  it('an address that cannot be decoded, or leads out of the house', async () => {
    for (const path of [
      '/%E0%A4%A',
      '/assets/../../package.json',
      '/assets/%2e%2e/x',
      '//x//',
      '/\\',
    ])
      assert.ok([400, 404].includes((await house.ask('GET', path)).status), path);
  });

  it('a request that is not HTTP', async () => {
    const socket = connect(Number(new URL(house.url).port), '127.0.0.1');
    socket.end('HELO mail\r\n\r\n');
    const [answer] = await once(socket, 'data');
    assert.match(String(answer), /^HTTP\/1.1 400/);
  });

  it('five thousand characters are a message like any other', async () => {
    const text = '水'.repeat(5000);
    assert.equal((await say(house, who, text)).status, 200);
    assert.ok(texts(await read(house, who)).includes(text));
  });

  it('controls and text-direction tricks are taken out, line breaks stay', async () => {
    await say(house, who, 'a\u0000b\u202Ec\r\nd\te\uD800');
    assert.equal(house.line.received.at(-1)?.text, 'abc\nd\te');
  });

  it('markup stays words, and is never a page of ours', async () => {
    const text = '<img src=x onerror=alert(1)><script>alert(1)</script> [a](javascript:alert(1))';
    await say(house, who, text);
    const seen = await read(house, who);
    assert.ok(texts(seen).includes(text));
    assert.ok(seen.activities.every((a) => (a as { textFormat?: string }).textFormat === 'plain'));
  });

  it('what tries to change the shape of our objects', async () => {
    const body =
      '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"text":"a"}';
    assert.equal((await post(body, json)).status, 200);
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });
});

/** A request whose body stops in the middle. */
async function halfSent(house: House, who: Visitor) {
  const socket = connect(Number(new URL(house.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    [
      `POST ${base}/conversations/${who.conversationId}/activities HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${who.token}`,
      'Content-Type: application/json',
      'Content-Length: 100',
      '',
      '{"text":',
    ].join('\r\n'),
  );
  return socket;
}
