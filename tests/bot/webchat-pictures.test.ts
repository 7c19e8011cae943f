import assert from 'node:assert/strict';
import { photosOf } from '../../bot/channels/channel.ts';
import { type House, openHouse } from './kit/house.ts';
import { base, come, read, type Visitor } from './kit/visitor.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('pictures in the web chat', () => {
  let house: House;
  let who: Visitor;
  before(async () => {
    house = await openHouse();
  });
  after(() => house.server.close(100));
  beforeEach(async () => {
    who = await come(house);
  });

  const send = async (
    body: string | FormData | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) => {
    const path = `${house.url}${base}/conversations/${who.conversationId}/upload`;
    const authorization = `Bearer ${who.token}`;
    const answer = await fetch(path, {
      method: 'POST',
      body,
      headers: { authorization, ...headers },
    });
    return {
      status: answer.status,
      body: (await answer.json()) as { error?: { code: string } },
    };
  };
  const form = (files: (readonly [bytes: Buffer, name: string])[], activity?: object) => {
    const made = new FormData();
    if (activity)
      made.append(
        'activity',
        new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
      );
    for (const [bytes, name] of files) made.append('file', new Blob([new Uint8Array(bytes)]), name);
    return made;
  };

  it('arrive with their message and come back with an address that shows them', async () => {
    const activity = { type: 'message', text: '看图', channelData: { clientActivityID: 'p1' } };
    assert.equal((await send(form([[png, '漏水.png']], activity))).status, 200);
    const [photo] = photosOf(house.line.received.at(-1) ?? {});
    assert.equal(photo?.name, '漏水.png');
    const shown = (await read(house, who)).activities.find(({ text }) => text === '看图');
    const [attachment] = shown?.attachments ?? [];
    assert.equal(attachment?.contentType, 'image/png');
    const answer = await fetch(attachment?.contentUrl ?? '');
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), png);
    assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  });

  it('are shown to nobody without our signature, nor long after', async () => {
    await send(form([[png, 'a.png']]));
    const url = (await read(house, who)).activities.at(-2)?.attachments?.[0]?.contentUrl ?? '';
    assert.equal((await fetch(url)).status, 200);
    assert.equal((await fetch(url.replace(/s=..../, 's=AAAA'))).status, 403);
    assert.equal((await fetch(url.split('?')[0] ?? '')).status, 403);
    house.wall.time += 3 * 24 * 3_600_000;
    assert.equal((await fetch(url)).status, 403);
    house.wall.time -= 3 * 24 * 3_600_000;
  });

  it('may come bare, without form or words', async () => {
    assert.equal((await send(new Uint8Array(png), { 'content-type': 'image/png' })).status, 200);
    assert.equal(photosOf(house.line.received.at(-1) ?? {}).length, 1);
  });

  it('are known by their bytes, not by what they are called', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    for (const bytes of [svg, Buffer.from('<script>'), Buffer.from('MZ'), Buffer.alloc(0)])
      assert.equal((await send(form([[bytes, 'a.png']]))).status, 415, bytes.toString());
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(20)]);
    assert.equal((await send(form([[jpeg, '../../etc/passwd<b>']]))).status, 200);
    assert.deepEqual(
      photosOf(house.line.received.at(-1) ?? {}).map((p) => [p.contentType, p.name]),
      [['image/jpeg', 'passwdb']],
    );
  });

  it('leave nothing behind if their message is refused', async () => {
    const before = house.blobs.size;
    const other = Buffer.concat([png, Buffer.from('other')]);
    assert.equal((await send(form([[other, 'a.png']], { text: 5 }))).status, 400);
    assert.equal(house.blobs.size, before);
  });

  it('are at most ten, and ten megabytes', async () => {
    const eleven = Array.from({ length: 11 }, () => [png, 'a.png'] as const);
    assert.equal((await send(form(eleven))).status, 400);
    const large = Buffer.concat([png, Buffer.alloc(11 * 1024 * 1024)]);
    assert.equal((await send(form([[large, 'a.png']]))).status, 413);
  });

  it('come in forms that can be read', async () => {
    const type = 'multipart/form-data; boundary=x';
    const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
    for (const [body, header] of [
      ['--x\r\nbroken', type],
      ['', type],
      ['--x--', 'multipart/form-data'],
      [`${part.repeat(100_000)}--x--\r\n`, type],
    ] as const) {
      const answer = await send(body, { 'content-type': header });
      assert.deepEqual([answer.status, answer.body.error?.code], [400, 'BadForm']);
    }
  });
});
