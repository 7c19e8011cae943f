import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { listenWith } from '../../bot/listen.ts';

const voice = { bytes: Buffer.from('#!AMR\nwords'), contentType: 'audio/amr' };

describe('A speech recogniser', () => {
  let server: Server;
  let answer: { status?: number; body: string };
  let asked: { path: string; key: string; form: string }[];
  const warned: string[] = [];
  const log = {
    info: () => {},
    error: () => {},
    warn: (_: string, why?: object) => void warned.push(JSON.stringify(why)),
  };
  const listen = (key?: string) => {
    const { port } = server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    return listenWith({ baseUrl, model: 'whisper-1', ...(key && { key }) }, log)(voice);
  };
  beforeEach(async () => {
    asked = [];
    warned.length = 0;
    answer = { body: '{"text":" 水管漏水了 "}' };
    server = createServer(async (req, res) => {
      const { authorization = '', 'content-type': type = '' } = req.headers;
      const form = await new Response(await text(req), {
        headers: { 'content-type': type },
      }).formData();
      const file = form.get('file') as File;
      const fields = [file.name, file.type, form.get('model'), form.get('response_format')];
      asked.push({ path: req.url ?? '', key: authorization, form: fields.join() });
      res.statusCode = answer.status ?? 200;
      res.end(answer.body);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterEach(() => server.close());

  it('is given the voice as a file and answers with its words', async () => {
    assert.equal(await listen('k-1'), '水管漏水了', warned.join());
    const [{ path, key, form } = { path: '', key: '', form: '' }] = asked;
    assert.deepEqual([path, key], ['/v1/audio/transcriptions', 'Bearer k-1']);
    assert.equal(form, 'voice.amr,audio/amr,whisper-1,json');
  });

  for (const [what, wrong] of [
    ['an error', { status: 500, body: 'k-1 is wrong' }],
    ['no JSON', { body: '<html>' }],
    ['no words', { body: '{"text":"  "}' }],
    ['something else', { body: '{"text":7}' }],
  ] as const)
    it(`hears nothing where ${what} comes back, and tells no secret`, async () => {
      answer = wrong;
      assert.equal(await listen('k-1'), undefined);
      assert.ok(!warned.join().includes('k-1'));
    });

  it('hears nothing where nobody answers', async () => {
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    const gone = listenWith({ baseUrl: `http://127.0.0.1:${port}`, model: 'm' }, log);
    assert.equal(await gone(voice), undefined);
  });
});
