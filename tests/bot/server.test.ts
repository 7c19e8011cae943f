import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Server } from 'restify';
import { answerJson } from '../../bot/answer.ts';
import { HttpError } from '../../bot/errors.ts';
import { openHouse } from './kit/house.ts';
import { come, say } from './kit/visitor.ts';

describe('the server', () => {
  it('says that it is alive, and ready only when every part is', async () => {
    let store: true | string = true;
    const ready = {
      store: () => store,
      worker: async () => {
        if (store !== true) throw new Error('secret detail');
        return true as const;
      },
    };
    await using house = await openHouse({ ready });
    assert.deepEqual((await house.ask('GET', '/healthz')).body, { alive: true });
    assert.equal((await house.ask('GET', '/readyz')).status, 200);
    store = 'the disk is full';
    const not = await house.ask('GET', '/readyz');
    assert.equal(not.status, 503);
    assert.deepEqual(not.body.checks, { store: 'the disk is full', worker: 'failed' });
  });

  it('counts what it answers, without saying who asked', async () => {
    await using house = await openHouse();
    await say(house, await come(house), 'a');
    await house.ask('GET', '/nothing/13800138000');
    const { body, headers } = await house.ask('GET', '/metrics');
    assert.match(headers.get('content-type') ?? '', /version=0\.0\.4/);
    assert.match(
      body,
      /hotline_requests_total\{method="POST",route="[^"]*\/:id\/activities",status="200"\} 1/,
    );
    assert.match(body, /hotline_requests_total\{method="GET",route="none",status="404"\} 1/);
    assert.match(
      body,
      /hotline_request_seconds_bucket\{route="[^"]*:id\/activities",le="\+Inf"\} 1/,
    );
    assert.match(body, /hotline_turns_total\{channel="webchat",outcome="answered"\} 2/);
    assert.match(body, /hotline_turn_seconds_count\{channel="webchat"\} 2/);
    assert.doesNotMatch(body, /138001/);
  });

  it('guards every answer with headers, and gives each request an id', async () => {
    await using house = await openHouse();
    const { headers } = await house.ask('GET', '/healthz', {
      headers: { 'x-request-id': 'abc-12345' },
    });
    assert.equal(headers.get('x-request-id'), 'abc-12345');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('server'), null);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const odd = await house.ask('GET', '/healthz', { headers: { 'x-request-id': 'a b' } });
    assert.match(odd.headers.get('x-request-id') ?? '', /^[\da-f-]{36}$/);
  });

  it('answers HEAD wherever it answers GET', async () => {
    await using house = await openHouse();
    const { status, body, headers } = await house.ask('HEAD', '/healthz');
    assert.deepEqual([status, body, headers.get('content-length')], [200, '', '14']);
  });

  it('tells a caller what is wrong, and nobody what broke', async () => {
    const mount = (server: Server) => {
      server.get('/broken', async () => {
        throw new Error('password is hunter2');
      });
      server.get('/refused', async () => {
        throw new HttpError(409, 'TooLate', 'The ticket is closed already.');
      });
      server.get('/half', async (_req, res) => {
        res.writeHead(200, { 'Content-Length': '100' });
        res.write('half');
        throw new Error('too late to say so');
      });
    };
    await using house = await openHouse({ mounts: [mount] });
    const broken = await house.ask('GET', '/broken');
    assert.equal(broken.status, 500);
    assert.doesNotMatch(JSON.stringify(broken.body), /hunter2/);
    assert.match(house.logged.join(), /request\.failed/);
    const refused = await house.ask('GET', '/refused');
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'TooLate']);
    const missing = await house.ask('GET', '/nothing?<b>');
    assert.deepEqual([missing.status, missing.body.error.code], [404, 'NotFound']);
    assert.doesNotMatch(JSON.stringify(missing.body), /nothing\?/);
    assert.equal((await house.ask('DELETE', '/healthz')).status, 405);
    await assert.rejects(house.ask('GET', '/half'));
    assert.equal((await house.ask('GET', '/healthz')).status, 200);
  });

  it('finishes what it is doing before it closes, and waits for nobody for ever', async () => {
    let finish = () => {};
    const begun = Promise.withResolvers<void>();
    const mount = (server: Server) =>
      void server.get('/slow', async (_req, res) => {
        begun.resolve();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        answerJson(res, 200, { done: true });
      });
    const house = await openHouse({ mounts: [mount] });
    const half = connect(Number(new URL(house.url).port), '127.0.0.1');
    half.on('error', () => {});
    await once(half, 'connect');
    half.write(
      'POST /v3/directline/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{',
    );
    const slow = house.ask('GET', '/slow');
    await begun.promise;
    const closing = house.server.close(50);
    finish();
    assert.deepEqual((await slow).body, { done: true });
    await closing;
    await assert.rejects(house.ask('GET', '/healthz'));
    half.destroy();
  });

  it('says so if its port is taken', async () => {
    await using house = await openHouse();
    await assert.rejects(openHouse({ port: Number(new URL(house.url).port) }), /EADDRINUSE/);
  });
});
