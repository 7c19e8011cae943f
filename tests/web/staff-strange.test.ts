import assert from 'node:assert/strict';
import { connect } from 'node:net';
import restify from 'restify';
import { mountStaff } from '../../bot/staff/mount.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';
import { raw } from './kit/raw.ts';

const json = { 'Content-Type': 'application/json' };

describe('Strange requests to the desk', () => {
  let running: RunningHouse;
  let director: Clerk;
  let no = '';
  before(async () => {
    running = await openHouse();
    no = (await running.house.desk.report(aRequest(), 'web/c1/m1')).ticket.no;
    director = await as('han-xue');
  });
  after(async () => {
    assert.deepEqual(running.errors, [], 'nothing of this is our fault');
    await running.remove();
  });

  const as = (name: string) => Clerk.of(running, name);
  const cookies = (clerk: Clerk) => [...clerk.cookies].map((pair) => pair.join('=')).join('; ');
  const ask = (line: string, ...headers: string[]) =>
    raw(running.url, [
      `${line} HTTP/1.1`,
      'Host: desk',
      `Cookie: ${cookies(director)}`,
      'Connection: close',
      ...headers,
    ]);

  const lines: [line: string, status: number][] = [
    ['TRACE /staff/tickets', 405],
    ['PROPFIND /staff/tickets', 405],
    ['OPTIONS /staff/tickets', 405],
    ['DELETE /staff/tickets', 405],
    ['GET /staff', 404],
    ['GET /staff/', 404],
    ['GET /staff//tickets', 404],
    ['GET /staff/tickets/', 404],
    ['GET /staff/Tickets', 404],
    ['GET /staff/%ZZ', 404],
    ['GET /staff/tickets/%ZZ', 404],
    ['GET /staff/tickets/%00', 400],
    ['GET /staff/..%2f..%2fetc%2fpasswd', 404],
    ['GET /staff/tickets/..%2f..%2faudit', 400],
    ['GET /staff/webhooks/..%2fx/log', 403],
    ['GET /staff/tickets?limit=1&limit=2', 400],
    ['GET /staff/tickets?__proto__=1', 400],
    ['GET /staff/tickets?limit=1e9', 400],
    ['GET /staff/tickets?after=1~1', 400],
    ['GET /staff/customers/1380013800x', 400],
    ['GET /staff/reports/promises?until=9999-12-31T23:59:59-23:59', 400],
    ['GET /staff/reports/promises?since=0000-01-01T00:00:00%2B23:59', 400],
    ['GET /staff/reports/promises?since=2026-02-30T00:00:00Z', 400],
    ['GET /staff/reports/scores?month=0000-01', 400],
  ];
  for (const [line, status] of lines)
    it(`${line} is answered ${status} by a problem document`, async () => {
      const { headers, body, ...answer } = await ask(line);
      assert.equal(answer.status, status, body);
      assert.equal(headers.get('content-type'), 'application/problem+json');
      const problem = JSON.parse(body);
      assert.equal(problem.status, status);
      assert.match(problem.type, /^urn:hotline:problem:[a-z_]+$/);
      if (status === 400) assert.ok(problem.errors[0].field, body);
      for (const name of headers.keys()) assert.ok(!name.startsWith('access-control'), name);
    });

  it('is not told another method by a header', async () => {
    const admin = await as('admin');
    const header = { 'X-HTTP-Method-Override': 'DELETE', 'X-HTTP-Method': 'DELETE' };
    const { status } = await admin.post('/accounts/quality', {}, { headers: header });
    assert.equal(status, 405);
    assert.equal((await as('quality')).csrf.length > 0, true, 'the account is still there');
  });

  it('lets a HEAD of what never ends end', async () => {
    const lines = ['Host: desk', `Cookie: ${cookies(director)}`];
    const { all } = await raw(running.url, [
      ...['HEAD /staff/live HTTP/1.1', ...lines, ''],
      ...['GET /healthz HTTP/1.1', ...lines, 'Connection: close'],
    ]);
    assert.match(all, /^HTTP\/1.1 200 OK.*text\/event-stream.*HTTP\/1.1 200 OK.*alive/s);
  });

  const bodies: [
    what: string,
    raw: string | Buffer,
    headers: object,
    status: number,
    at: string,
  ][] = [
    ['invalid UTF-8', Buffer.from([123, 34, 255, 125]), json, 400, ''],
    ['half a document', '{"do":', json, 400, ''],
    ['another type', '{"do":"take"}', { 'Content-Type': 'text/plain' }, 415, 'Content-Type'],
    [
      'a form',
      'do=take',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'Content-Type',
    ],
    ['packed bytes', 'x', { ...json, 'Content-Encoding': 'gzip' }, 415, 'Content-Encoding'],
    ['too much', `{"do":"note","note":"${'x'.repeat(300_000)}"}`, json, 413, ''],
    ['a list', '[]', json, 400, ''],
    ['nothing', '', json, 400, ''],
    ['a key twice, the second wrong', '{"do":"take","do":"explode"}', json, 400, 'do'],
    ['a prototype', '{"do":"take","__proto__":{"do":"close"}}', json, 400, '__proto__'],
    ['a constructor', '{"do":"take","constructor":{}}', json, 400, 'constructor'],
    ['an endless number', '{"do":"inspect","as":"lead","failed":[1e999]}', json, 400, 'failed.0'],
    [
      'a deep list',
      `{"do":"note","note":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      json,
      400,
      'note',
    ],
  ];
  for (const [what, sent, headers, status, field] of bodies)
    it(`refuses ${what} and names the field`, async () => {
      const bytes = typeof sent === 'string' ? sent : new Uint8Array(sent);
      const extra = { raw: bytes, headers: { ...headers } as Record<string, string> };
      const { body, ...answer } = await director.post(`/tickets/${no}/actions`, undefined, extra);
      assert.equal(answer.status, status, JSON.stringify(body));
      assert.deepEqual(body.errors?.[0]?.field, field, JSON.stringify(body));
    });

  for (const path of ['check', 'trial'])
    it(`reads a bottomless policy without falling in: ${path}`, async () => {
      const raw = `{"file":${'{"roles":'.repeat(20_000)}1${'}'.repeat(20_000)}}`;
      const answer = await director.post(`/policies/${path}`, undefined, { raw, headers: json });
      assert.ok(answer.status < 500);
    });

  it('ends the stream of who does not read it', async () => {
    const server = restify.createServer();
    let left = 0;
    const door = async () => ({
      status: 200,
      headers: {},
      stream: (write: (text: string) => void) => {
        for (let n = 0; n < 200; n++) write(`data: ${'x'.repeat(100_000)}\n\n`);
        return () => {
          left += 1;
        };
      },
    });
    const log = { info() {}, warn() {}, error() {} };
    mountStaff({ door, log, secure: false, trusts: () => false }).mount(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const socket = connect(server.address().port, '127.0.0.1');
    socket.pause();
    socket.write('GET /staff/live HTTP/1.1\r\nHost: desk\r\n\r\n');
    await new Promise<void>((done) => {
      const look = () => (left > 0 ? done() : setImmediate(look));
      look();
    });
    assert.equal(left, 1);
    socket.destroy();
    await new Promise<void>((done) => server.close(() => done()));
  });
});
