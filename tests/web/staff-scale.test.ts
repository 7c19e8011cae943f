import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { Log } from '../../bot/log.ts';
import { mountStaff } from '../../bot/staff/mount.ts';
import { LongLooks, stillThere } from '../../web/staff/long-looks.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';

describe('What the desk keeps in memory to find things by', () => {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse();
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  const as = (name: string) =>
    Clerk.signsIn(running.url, name, running.house.staff.demo?.password ?? '');
  const found = async (clerk: Clerk, search: string): Promise<string[]> => {
    const { body } = await clerk.get('/customers', { query: { search } });
    return body.customers.map(({ name }: { name: string }) => name);
  };

  it('knows at once who is new, renamed, imported or forgotten, and all of it again after a start', async () => {
    await running.house.known;
    const director = await as('han-xue');
    const phone = '13811112222';
    assert.deepEqual(await found(director, phone), []);
    const { no } = (
      await running.house.desk.report(
        aRequest({ phone, name: '赵六', subject: '油', account: 'webchat:v1' }),
        'web/a',
      )
    ).ticket;
    assert.deepEqual(await found(director, '赵六'), ['赵六']);
    await director.send('PATCH', `/customers/${phone}`, { name: '赵七' });
    assert.deepEqual([await found(director, '赵六'), await found(director, phone)], [[], ['赵七']]);
    await director.post('/customers/import', undefined, {
      raw: 'phone,name\n13811113333,孙八',
      headers: { 'Content-Type': 'text/csv' },
    });
    assert.deepEqual(await found(director, '孙八'), ['孙八']);
    running = await running.restart();
    await running.house.known;
    const again = await as('han-xue');
    assert.deepEqual(await found(again, '1381111'), ['赵七', '孙八']);
    await running.house.desk.cancel(no, '不用了', 'webchat:v1', 'web/c');
    const listed = () => again.get('/tickets', { query: { search: '赵六' } });
    assert.equal((await listed()).body.total, 1);
    const erased = await (await as('admin')).send('DELETE', `/customers/${phone}`);
    assert.equal(erased.status, 200, JSON.stringify(erased.body));
    assert.deepEqual(await found(again, phone), []);
    assert.deepEqual(await found(again, '1381111'), ['孙八']);
    assert.equal((await listed()).body.total, 0);
    assert.equal(running.house.board.row(no)?.phone, '');
  });

  it('forgets with a customer what somebody else’s ticket said of them', async () => {
    await running.house.known;
    const director = await as('han-xue');
    const phone = '13811112222';
    await director.send('PATCH', `/customers/${phone}`, { name: '赵六' });
    const { desk, board } = running.house;
    const words = `厨房没擦干净，打我先生 ${phone}`;
    const { no } = (await desk.report(aRequest({ words, phone: '13900139000' }), 'web/b')).ticket;
    assert.match(board.row(no)?.words ?? '', /13811112222/);
    const erased = await (await as('admin')).send('DELETE', `/customers/${phone}`);
    assert.equal(erased.status, 200);
    assert.doesNotMatch(board.row(no)?.words ?? '', /13811112222/);
    assert.match(board.row(no)?.words ?? '', /厨房没擦干净/);
  });

  it('finds closed tickets that are no longer on the board by the time they came in', async () => {
    await running.remove();
    running = await openHouse({}, undefined, { endedKept: 2 });
    const { clock } = running;
    const days: string[] = [];
    const numbers: string[] = [];
    for (let nth = 0; nth < 5; nth += 1) {
      const { desk } = running.house;
      const own = { subject: `油${nth}`, account: 'webchat:v1' };
      const { no } = (await desk.report(aRequest(own), `web/${nth}`)).ticket;
      if (nth < 4) await desk.cancel(no, '不用了', 'webchat:v1', `web/${nth}/c`);
      days.push(new Date(clock.now()).toISOString());
      numbers.push(no);
      clock.advance(24 * 3_600_000);
    }
    const [first, second, third, fourth, open] = numbers;
    for (const start of [false, true]) {
      if (start) running = await running.restart();
      await running.house.known;
      const agent = await as('zhou-min');
      const ask = async (query: Record<string, string>) => {
        const { body } = await agent.get('/tickets', { query: { sort: 'oldest', ...query } });
        return { ...body, tickets: body.tickets.map(({ no }: { no: string }) => no) };
      };
      const all = await ask({});
      assert.deepEqual([all.tickets, all.forgotUntil], [[third, fourth, open], days[1]]);
      const old = await ask({ until: days[3] ?? '' });
      assert.deepEqual([old.tickets, old.total], [[first, second, third], 3]);
      const page = await ask({ since: days[0] ?? '', limit: '2' });
      assert.deepEqual(page.tickets, [first, second]);
      const next = await ask({ since: days[0] ?? '', limit: '2', after: page.next });
      assert.deepEqual(next.tickets, [third, fourth]);
      assert.deepEqual((await ask({ since: days[0] ?? '', search: '油1' })).tickets, [second]);
      assert.deepEqual((await ask({ since: days[0] ?? '', open: 'true' })).tickets, [open]);
    }
  });

  it('tells whoever wants a long look when to come back, if too many want one', async () => {
    const { looks } = running.house.staff;
    const { known } = running.house;
    await known;
    const admin = await as('han-xue');
    const leaving = new AbortController();
    const held = [await looks.begin(leaving.signal), await looks.begin(leaving.signal)];
    const waiting = Array.from({ length: 8 }, () => looks.begin(leaving.signal).catch(() => {}));
    const { status, headers, body } = await admin.get('/customers.csv');
    assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'busy', '10']);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    // A report on a few tickets needs no turn.
    assert.equal((await admin.get('/reports/promises')).status, 200);
    leaving.abort();
    await Promise.all(waiting);
    for (const end of held) end();
    assert.equal((await admin.get('/customers.csv')).status, 200);
  });
});

describe('A long look', () => {
  const here = () => new AbortController();

  it('has a place, or waits for one in the order of coming; who leaves the queue makes room', async () => {
    const looks = new LongLooks(1, 2);
    const order: string[] = [];
    const told = (who: string) => (over: () => void) => {
      order.push(who);
      return over;
    };
    const end = await looks.begin(here().signal);
    const impatient = here();
    const leaving = looks.begin(impatient.signal);
    const second = looks.begin(here().signal).then(told('second'));
    await assert.rejects(looks.begin(here().signal), { status: 503, code: 'busy' });
    impatient.abort();
    await assert.rejects(leaving, { code: 'left' });
    const third = looks.begin(here().signal).then(told('third'));
    end();
    // Ending twice gives no second place away.
    end();
    const endSecond = await second;
    await new Promise(setImmediate);
    assert.deepEqual(order, ['second']);
    endSecond();
    (await third)();
    assert.deepEqual(order, ['second', 'third']);
    (await looks.begin(here().signal))();
    const gone = here();
    gone.abort();
    await assert.rejects(looks.begin(gone.signal), { code: 'left' });
  });

  it('ends when whoever asked hangs up', async () => {
    const looks = new LongLooks(1, 0);
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<number>();
    const server = restify.createServer({ name: '' });
    const log: Log = { info: () => {}, warn: () => {}, error: (event) => assert.fail(event) };
    const pages = mountStaff({
      log,
      secure: false,
      trusts: () => false,
      door: async ({ gone }) => {
        const over = await looks.begin(gone);
        let read = 0;
        try {
          for (;;) {
            stillThere(gone);
            read += 1;
            begun.resolve();
            await new Promise(setImmediate);
          }
        } catch {
          return { status: 503, headers: {} };
        } finally {
          over();
          ended.resolve(read);
        }
      },
    });
    pages.mount(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const asking = request({ port, path: '/staff/reports/promises' });
    asking.on('error', () => {});
    asking.end();
    await begun.promise;
    await assert.rejects(looks.begin(here().signal), { code: 'busy' });
    asking.destroy();
    assert.ok((await ended.promise) > 0);
    (await looks.begin(here().signal))();
    await new Promise<void>((closed) => server.close(() => closed()));
  });
});
