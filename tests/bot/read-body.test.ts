import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { readBody, readJson } from '../../bot/read-body.ts';

const request = (headers: Record<string, string>) =>
  Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage;
const status = (status: number) => (error: unknown) => {
  assert.equal((error as { status?: number }).status, status);
  return true;
};

describe('reading a body', () => {
  it('gives all of it', async () => {
    const req = request({});
    req.write('ab');
    req.end('c');
    assert.equal(String(await readBody(req)), 'abc');
  });

  it('stops at the limit, before and while it arrives', async () => {
    assert.throws(() => readBody(request({ 'content-length': '11' }), { limit: 10 }), status(413));
    const req = request({});
    const reading = readBody(req, { limit: 10 });
    req.write('x'.repeat(11));
    await assert.rejects(reading, status(413));
  });

  it('does not wait longer than its patience', async () => {
    await assert.rejects(readBody(request({}), { patience: 5 }), status(408));
  });

  it('notices when the caller goes away', async () => {
    const req = request({});
    const reading = readBody(req);
    req.destroy(new Error('reset'));
    await assert.rejects(reading, status(400));
  });

  it('takes no compressed body', () => {
    assert.throws(() => readBody(request({ 'content-encoding': 'gzip' })), status(415));
  });

  it('reads JSON under any of its names, and nothing as nothing', async () => {
    for (const type of [
      'application/json',
      'Application/JSON; charset=utf-8',
      'application/vnd.x+json',
    ]) {
      const req = request({ 'content-type': type, 'content-length': '2' });
      req.end('{}');
      assert.deepEqual(await readJson(req), {}, type);
    }
    assert.equal(await readJson(request({})), undefined);
    assert.equal(await readJson(request({ 'content-length': '0' })), undefined);
  });
});
