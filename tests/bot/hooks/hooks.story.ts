import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Poster } from '../../../bot/hooks/post.ts';
import { sender } from '../../../bot/hooks/send.ts';
import { newSecret } from '../../../bot/hooks/sign.ts';
import { inside, urlMistake } from '../../../bot/hooks/url.ts';
import { loadPolicies } from '../../../bot/policies.ts';
import { Desk } from '../../../desk/desk.ts';
import { HookBook } from '../../../desk/hook-book.ts';
import { type Hook, withDeliveries } from '../../../desk/hooks.ts';
import { ticketNumbers } from '../../../desk/number.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { aRequest, minute, TestClock } from '../../desk/kit/desk.ts';
import { newFolder, removeFolder } from '../../store/folder.ts';
import { someKeys } from '../../store/samples.ts';

describe('Another program that wants to hear of tickets', () => {
  const keys = someKeys();
  const secret = newSecret();
  const clock = new TestClock();
  let dir: string;
  let store: Store;
  let server: Server;
  let heard: { headers: Record<string, unknown>; body: string }[];
  let status: number;
  let hooks: HookBook;
  let poster: Poster;

  beforeEach(async () => {
    dir = newFolder();
    heard = [];
    status = 204;
    server = createServer(async (req, res) => {
      heard.push({ headers: req.headers, body: await text(req) });
      res.statusCode = status;
      res.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    await open();
    await hooks.put(hook());
  });

  afterEach(async () => {
    await poster.settled();
    await store.close();
    server.close();
    removeFolder(dir);
  });

  async function open(): Promise<void> {
    store = await openStore({ dir, keys });
    hooks = new HookBook(store);
    await hooks.load();
    store.extendTickets((record, told) => withDeliveries(record, told, hooks.current));
    const log = { info() {}, warn() {}, error() {} };
    const send = sender(() => true);
    poster = new Poster({ records: store, hooks, clock, log, send });
  }

  const hook = (more: Partial<Hook> = {}): Hook => ({
    id: 'crm',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hotline`,
    secret,
    events: ['registered', 'cancelled'],
    active: true,
    ...more,
  });

  const desk = () =>
    new Desk({
      records: store,
      clock,
      policies: loadPolicies(),
      numbers: ticketNumbers('test secret'),
    });

  /** What a worker would do now for hooks; resolves with how many were due. */
  async function work(): Promise<number> {
    const due = (await store.dueJobs(clock.now(), 99)).filter(({ kind }) => kind === 'hook');
    for (const job of due) await poster.begin(job);
    await poster.settled();
    return due.length;
  }

  it('is told of what it asked for, signed, and of nobody’s name or address', async () => {
    const { ticket } = await desk().report(aRequest(), 'web/1');
    await desk().urge(ticket.no, '快点', 'web:u1', 'web/2');
    assert.equal(await work(), 1);
    const [{ headers, body } = { headers: {}, body: '' }] = heard;
    const message = JSON.parse(body);
    assert.deepEqual(
      [message.type, message.data.ticket, message.data.urgency, message.data.seq],
      ['ticket.registered', ticket.no, 'general', 1],
    );
    for (const personal of ['王芳', '13800138000', '科技路', '地毯'])
      assert.ok(!body.includes(personal));
    const signedText = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(signedText);
    assert.equal(headers['webhook-signature'], `v1,${mac.digest('base64')}`);
    assert.equal(headers['webhook-id'], `${ticket.no}.1`);
    assert.equal(await work(), 0);
    assert.deepEqual(
      (await hooks.log('crm')).map(({ outcome }) => outcome),
      ['delivered'],
    );
  });

  it('that fails is tried again later and later, under the same id, and is switched off in the end', async () => {
    status = 503;
    await desk().report(aRequest(), 'web/1');
    const waits: number[] = [];
    for (let last = clock.at; (await work()) > 0; ) {
      const next = await store.nextDue();
      const due = (await store.dueJobs(clock.at + 99 * 60 * minute, 99)).find(
        ({ kind }) => kind === 'hook',
      );
      if (!due) break;
      waits.push(Math.round((due.runAt - last) / 1000));
      assert.ok(next);
      clock.at = last = due.runAt;
    }
    assert.deepEqual(waits, [5, 300, 1800, 7200, 18000, 36000, 50400]);
    assert.equal(new Set(heard.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal(heard.length, 8);
    assert.match(hooks.current[0]?.stopped ?? '', /503, 8 times/);
  });

  it('that says it is gone is not asked again', async () => {
    status = 410;
    await desk().report(aRequest(), 'web/1');
    await work();
    assert.equal(hooks.current[0]?.active, false);
    assert.equal(
      (await store.dueJobs(clock.at + 99 * 60 * minute, 99)).some(({ kind }) => kind === 'hook'),
      false,
    );
  });

  it('is told after all if the process died in mid-delivery', async () => {
    await desk().report(aRequest(), 'web/1');
    const [job] = (await store.dueJobs(clock.now(), 99)).filter(({ kind }) => kind === 'hook');
    assert.ok(job);
    const dying = new Poster({
      records: store,
      hooks,
      clock,
      log: { info() {}, warn() {}, error() {} },
      send: () => new Promise(() => {}),
    });
    await dying.begin(job);
    assert.equal(await work(), 0, 'while the lease lasts nobody else tries');
    await store.close();
    await open();
    clock.at += minute;
    assert.equal(await work(), 1);
    assert.equal(heard.length, 1);
  });

  it('does not follow a redirect with a signed message', async () => {
    status = 302;
    await desk().report(aRequest(), 'web/1');
    await work();
    assert.match((await hooks.log('crm'))[0]?.why ?? '', /302/);
  });

  it('that was removed is told nothing more', async () => {
    await desk().report(aRequest(), 'web/1');
    await hooks.remove('crm');
    assert.equal(await work(), 1);
    assert.equal(heard.length, 0);
    assert.equal(await work(), 0);
  });

  it('is not asked for under a name that means our own network by now', async () => {
    const names: Record<string, string> = {
      'crm.example.com': '127.0.0.1',
      'six.example.com': '::ffff:7f00:1',
    };
    const asked: string[] = [];
    const send = sender(
      () => false,
      (host, _options, tell) => {
        asked.push(host);
        tell(null, [{ address: names[host] ?? '', family: 4 }]);
      },
    );
    const port = (server.address() as AddressInfo).port;
    for (const name of Object.keys(names))
      await assert.rejects(
        send(`https://${name}:${port}/`, {}, '{}'),
        /points into our own network/,
      );
    await assert.rejects(
      send(`http://127.0.0.1:${port}/`, {}, '{}'),
      /points into our own network/,
    );
    assert.deepEqual([asked, heard], [Object.keys(names), []]);
  });

  it('is asked for in the network that was named for it', async () => {
    const send = sender(inside(false, ['127.0.0.0/8']));
    const port = (server.address() as AddressInfo).port;
    assert.equal(await send(`http://127.0.0.1:${port}/`, {}, '{}'), 204);
  });

  it('answers a ping, and gets what it missed once more', async () => {
    const { ticket } = await desk().report(aRequest(), 'web/1');
    await work();
    status = 500;
    assert.match((await poster.ping(hook())).why ?? '', /500/);
    status = 204;
    const pinged = await poster.ping(hook());
    assert.deepEqual(
      [pinged.outcome, JSON.parse(heard.at(-1)?.body ?? '').type],
      ['delivered', 'ping'],
    );
    const message = `${ticket.no}.1`;
    assert.equal(await hooks.again('crm', message, clock.now()), true);
    assert.equal(await hooks.again('crm', message, clock.now()), true, 'twice is once');
    for (const none of [`${ticket.no}.99`, '1000000000.1', `${ticket.no}.0`, 'x'])
      assert.equal(await hooks.again('crm', none, clock.now()), false, none);
    assert.equal(await work(), 1);
    assert.equal(heard.at(-1)?.headers['webhook-id'], message);
    assert.deepEqual(
      (await hooks.log('crm')).map(({ outcome }) => outcome),
      ['delivered', 'delivered', 'given up', 'delivered'],
    );
  });

  const demo = inside(true, []);
  const none = inside(false, []);
  const own = inside(false, ['10.1.0.0/16']);
  for (const [url, may, says] of [
    ['https://crm.example.com/hook', none, undefined],
    ['http://crm.example.com/hook', none, /https/],
    ['http://crm.example.com/hook', demo, /https/],
    ['https://127.0.0.1/hook', none, /own network/],
    ['https://[::1]/hook', none, /own network/],
    ['https://[::]/hook', none, /own network/],
    ['https://[::ffff:10.0.0.1]/', none, /own network/],
    ['https://[::127.0.0.1]/', none, /own network/],
    ['https://[64:ff9b::7f00:1]/', none, /own network/],
    ['https://[2002:7f00:1::]/', none, /own network/],
    ['https://[fec0::1]/', none, /own network/],
    ['https://[fe80::1]/', none, /own network/],
    ['https://[fd00::1]/', none, /own network/],
    ['https://[ff02::1]/', none, /own network/],
    ['https://192.168.1.5/', none, /own network/],
    ['https://169.254.169.254/', none, /own network/],
    ['https://2130706433/', none, /own network/],
    ['https://0x7f.1/', none, /own network/],
    ['https://0177.0.0.1/', none, /own network/],
    ['https://0/', none, /own network/],
    ['https://198.18.0.1/', none, /own network/],
    ['https://224.0.0.1/', none, /own network/],
    ['https://255.255.255.255/', none, /own network/],
    ['https://localhost./', none, /own network/],
    ['https://a.localhost/', none, /own network/],
    ['http://localhost:9/', demo, undefined],
    ['http://10.1.2.3/', own, undefined],
    ['https://10.1.2.3/', own, undefined],
    ['https://10.2.2.3/', own, /own network/],
    ['https://127.0.0.1/', own, /own network/],
    ['https://user:secret@crm.example.com/', none, /password/],
    ['http://user:secret@localhost/', demo, /password/],
    ['file:///etc/passwd', demo, /https/],
    ['crm', none, /no address/],
  ] as const) {
    const where = may === demo ? ' in a demo' : may === own ? ' with 10.1.0.0/16 named' : '';
    it(`may ${says ? 'not ' : ''}be at ${url}${where}`, () => {
      const mistake = urlMistake(url, may);
      if (says) assert.match(mistake ?? '', says);
      else assert.equal(mistake, undefined);
    });
  }
});
