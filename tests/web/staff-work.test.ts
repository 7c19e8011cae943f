import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aRequest } from '../desk/kit/desk.ts';
import { houseForEach } from '../kit/house.ts';
import { png } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';
import { Clerk } from './kit/crew.ts';
import { watching } from './kit/watching.ts';

function many(pictures: number): FormData {
  const data = new FormData();
  for (let at = 0; at < pictures; at++) data.append('file', new Blob([png]), `${at}.png`);
  return data;
}

describe('Work at the desk', () => {
  const running = houseForEach();

  const as = (name: string) => Clerk.of(running, name);
  const report = async (address: string, account: string) => {
    const request = aRequest({ address, account });
    return (await running.house.desk.report(request, `${account}/m1`)).ticket.no;
  };
  const form = (bytes: Uint8Array<ArrayBuffer>, name = 'leak.png') => {
    const data = new FormData();
    data.append('file', new Blob([bytes], { type: 'image/png' }), name);
    return { raw: data };
  };

  it('keeps pictures with their ticket, and shows them to nobody through another one', async () => {
    const [mine, other] = [
      await report('望京街1号', 'web:u1'),
      await report('望京街2号', 'web:u2'),
    ];
    const clerk = await as('wang-guilan');
    const added = await clerk.post(
      `/tickets/${mine}/attachments`,
      undefined,
      form(png, '../../漏水.png'),
    );
    assert.equal(added.status, 201);
    const [photo] = added.body.photos;
    assert.deepEqual([photo.contentType, photo.name], ['image/png', '漏水.png']);
    const seen = await clerk.get(`/tickets/${mine}/attachments/${photo.id}`);
    assert.deepEqual([seen.status, seen.headers.get('x-content-type-options')], [200, 'nosniff']);
    assert.ok(Buffer.from(png).equals(seen.body));
    assert.equal((await clerk.get(`/tickets/${other}/attachments/${photo.id}`)).status, 404);
    assert.equal(
      (await (await as('tang-wei')).get(`/tickets/${mine}/attachments/${photo.id}`)).status,
      404,
    );
    const { body } = await clerk.get(`/tickets/${mine}`);
    assert.equal(body.photos.length, 1);
    assert.equal(body.timeline.at(-1).by.name, '王桂兰');
  });

  it('keeps pictures sent again once, and takes none on another version than one saw', async () => {
    const no = await report('望京街1号', 'web:u1');
    const clerk = await as('wang-guilan');
    const path = `/tickets/${no}/attachments`;
    const send = (headers: Record<string, string>) =>
      clerk.post(path, undefined, { ...form(png, `${'a'.repeat(99)}😀 (it's).png`), headers });
    const first = await send({ 'Idempotency-Key': 'photo-1' });
    const again = await send({ 'Idempotency-Key': 'photo-1' });
    assert.deepEqual(again.body, first.body);
    assert.equal((await clerk.get(`/tickets/${no}`)).body.photos.length, 1);
    const seen = await clerk.get(first.headers.get('location')?.slice('/staff'.length) ?? '');
    assert.equal(seen.status, 200);
    assert.match(
      seen.headers.get('content-disposition') ?? '',
      /^inline; filename\*=UTF-8''[\w%.~-]+$/,
    );
    const kept = () =>
      readdirSync(join(running.dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      ).length;
    const before = kept();
    assert.equal((await send({ 'If-Match': '"1"' })).status, 412);
    assert.equal(kept(), before, 'what was refused is not kept');
  });

  const uploads: [
    what: string,
    extra: () => { raw: FormData | Uint8Array<ArrayBuffer> },
    status: number,
  ][] = [
    ['a page that calls itself a picture', () => form(Buffer.from('<html><script>')), 415],
    [
      'a drawing that could carry scripts',
      () => form(Buffer.from('<svg xmlns="…"/>'), 'x.svg'),
      415,
    ],
    ['more than ten megabytes', () => form(Buffer.alloc(10 * 1024 * 1024 + 1)), 413],
    ['an empty form', () => ({ raw: new FormData() }), 400],
    ['bytes that are nothing', () => ({ raw: Buffer.from('nothing') }), 415],
    ['archive that calls itself a picture', () => form(Buffer.from('PK\x03\x04'), 'x.png'), 415],
    ['eleven pictures at once', () => ({ raw: many(11) }), 400],
    ['form of a thousand parts', () => ({ raw: many(1000) }), 400],
  ];
  for (const [what, extra, status] of uploads) {
    it(`takes no ${what}`, async () => {
      const no = await report('望京街1号', 'web:u1');
      const clerk = await as('wang-guilan');
      const answer = await clerk.post(`/tickets/${no}/attachments`, undefined, extra());
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      assert.ok(answer.body.errors.length > 0, 'it names what is wrong');
      assert.deepEqual((await clerk.get(`/tickets/${no}`)).body.photos, []);
    });
  }

  it('shows what was said with the customer, with telephones masked for quality', async () => {
    const visitor = await Visitor.arrives(running.url);
    await visitor.says('会议室地毯没吸干净，我叫王芳，电话13800138000，地址望京街1号');
    for (let at = 0; at < 6 && !/\d{3} \d{3} \d{4}/.test(visitor.heard.text); at++)
      await visitor.says(visitor.heard.choices[0] ?? '确认');
    const no = visitor.ticketNumber;
    const agent = await as('zhou-min');
    const { body } = await agent.get(`/tickets/${no}/conversation`);
    const words = (said: { from: string; text?: string }[]) =>
      said.filter(({ from }) => from === 'user').map(({ text }) => text);
    assert.match(words(body.said)[0] ?? '', /13800138000/);
    const quality = await (await as('quality')).get(`/tickets/${no}/conversation`);
    assert.match(words(quality.body.said)[0] ?? '', /138\*{4}8000/);
    assert.equal((await (await as('tang-wei')).get(`/tickets/${no}/conversation`)).status, 404);
  });

  it('tells who watches what changes within their reach, until they are signed out', async () => {
    const clerk = await as('wang-guilan');
    const watch = await watching(running.url, clerk);
    const no = await report('望京街1号', 'web:u1');
    await report('海淀路2号', 'web:u2');
    assert.deepEqual(await watch.next(), ['hello', undefined]);
    assert.deepEqual(await watch.next(), ['ticket', no]);
    const lead = await as('lin-fang');
    const give = { do: 'assign', role: 'service_staff', staff: 'liu-yang' };
    await lead.post(`/tickets/${no}/actions`, give);
    assert.deepEqual(await watch.next(), ['gone', no]);
    await clerk.send('DELETE', '/sessions');
    await lead.post(`/tickets/${no}/actions`, { ...give, staff: 'wang-guilan' });
    assert.equal(await watch.next(), undefined);
  });
});
