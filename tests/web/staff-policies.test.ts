import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';

describe('Written promises over JSON', () => {
  let running: RunningHouse;
  before(async () => {
    running = await openHouse();
  });
  after(() => running.remove());

  const as = (name: string) => Clerk.of(running, name);

  it('are read, changed, tried on the open tickets, and published by who may', async () => {
    const director = await as('han-xue');
    const { ticket } = await running.house.desk.report(aRequest(), 'web/m1');
    const read = await director.get('/policies/cleaning');
    const { file } = read.body;
    const next = { ...structuredClone(file), version: read.body.version + 1 };
    const contact = next.tracks.urgency.general.find(
      ({ id }: { id: string }) => id === 'general.contact',
    );
    contact.limit = '20m';
    const early = (await director.post('/policies/check', { file })).body;
    assert.deepEqual([early.ok, early.mistakes[0].field], [false, 'file.version']);
    assert.deepEqual((await director.post('/policies/check', { file: next })).body.ok, true);
    const trial = await director.post('/policies/trial', { file: next });
    assert.equal(trial.body.affected, 1);
    assert.equal(trial.body.effects[0].ticket, ticket.no);
    assert.equal(trial.body.effects[0].changes[0].milestone, 'general.contact');
    assert.equal((await (await as('zhou-min')).post('/policies', { file: next })).status, 403);
    const published = await director.post('/policies', { file: next });
    assert.deepEqual([published.status, published.body], [201, { line: 'cleaning', version: 2 }]);
    const list = await director.get('/policies');
    const cleaning = list.body.policies.find(({ line }: { line: string }) => line === 'cleaning');
    assert.deepEqual(cleaning.versions, [2, 1]);
    const old = await director.get('/policies/cleaning', { query: { version: '1' } });
    assert.deepEqual(old.body.file, file);
    assert.equal((await director.get('/policies/pets')).status, 404);
  });

  it('with a mistake are refused, and the problem names the field', async () => {
    const director = await as('han-xue');
    const { body } = await director.get('/policies/furniture');
    const file = { ...body.file, version: body.version + 1, human: 'nobody' };
    const refused = await director.post('/policies', { file });
    assert.equal(refused.status, 422);
    assert.match(JSON.stringify(refused.body.errors), /file\.human.*nobody/);
  });
});

describe('Webhooks over JSON', () => {
  let running: RunningHouse;
  before(async () => {
    running = await openHouse();
  });
  after(() => running.remove());

  it('are made by who may, with a secret shown once; the log tells what was delivered', async () => {
    const heard: string[] = [];
    const server = createServer(async (req, res) => {
      heard.push(await text(req));
      res.statusCode = 204;
      res.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const password = running.house.staff.demo?.password ?? '';
    const admin = await Clerk.signsIn(running.url, 'admin', password);
    try {
      const made = await admin.post('/webhooks', { id: 'crm', url, events: ['registered'] });
      assert.equal(made.status, 201);
      assert.match(made.body.secret, /^whsec_/);
      assert.equal((await admin.post('/webhooks', { id: 'crm', url })).status, 409);
      assert.equal((await admin.get('/webhooks')).body.webhooks[0].secret, undefined);
      await running.house.desk.report(aRequest(), 'web/m1');
      await running.house.worker.runDue();
      await running.house.poster.settled();
      assert.equal(JSON.parse(heard[0] ?? '{}').type, 'ticket.registered');
      const log = await admin.get('/webhooks/crm/log');
      assert.deepEqual(
        log.body.attempts.map(({ outcome, status }: Record<string, unknown>) => [outcome, status]),
        [['delivered', 204]],
      );
      assert.equal(made.headers.get('location'), '/staff/webhooks/crm');
      assert.equal((await admin.get('/webhooks/crm')).body.url, url);
      const ping = await admin.post('/webhooks/crm/ping');
      assert.deepEqual([ping.body.outcome, ping.body.status], ['delivered', 204]);
      assert.equal(JSON.parse(heard[1] ?? '{}').type, 'ping');
      const { message } = log.body.attempts[0];
      const messages = [message, '1000000000.1'];
      const more = await admin.post('/webhooks/crm/redeliveries', { messages });
      assert.equal(more.status, 202);
      assert.deepEqual(more.body.results, [
        { message, done: true },
        { message: '1000000000.1', done: false },
      ]);
      await running.house.worker.runDue();
      await running.house.poster.settled();
      assert.equal(heard[2], heard[0]);
      const again = await admin.send('PATCH', '/webhooks/crm', { secret: true, active: false });
      assert.notEqual(again.body.secret, made.body.secret);
      assert.equal((await admin.send('DELETE', '/webhooks/crm')).status, 204);
      assert.equal((await admin.get('/webhooks/crm/log')).status, 404);
    } finally {
      server.close();
    }
  });

  it('are refused at addresses a server must not be made to ask, and to who may not', async () => {
    const password = running.house.staff.demo?.password ?? '';
    const admin = await Clerk.signsIn(running.url, 'admin', password);
    const bad = await admin.post('/webhooks', { id: 'x1', url: 'ftp://crm.example.com/' });
    assert.deepEqual([bad.status, bad.body.errors[0].field], [400, 'url']);
    const agent = await Clerk.signsIn(running.url, 'zhou-min', password);
    assert.equal((await agent.get('/webhooks')).status, 403);
  });
});
