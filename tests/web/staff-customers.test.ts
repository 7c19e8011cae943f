import assert from 'node:assert/strict';
import { customersCsv, readCustomersCsv } from '../../web/staff/customers-csv.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Visitor } from '../kit/visitor.ts';
import { aPerson } from '../store/samples.ts';
import { Clerk } from './kit/crew.ts';

describe('Customers over JSON', () => {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse();
  });
  afterEach(() => running.remove());

  const as = (name: string) =>
    Clerk.signsIn(running.url, name, running.house.staff.demo?.password ?? '');
  const phone = '13800138000';

  it('become VIPs for as long as their contract runs', async () => {
    let agent = await as('zhou-min');
    const { desk } = running.house;
    const vipAt = async (cause: string) => {
      const { ticket } = await desk.report(aRequest({ subject: cause }), `web/${cause}`);
      const { body } = await agent.get('/tickets', { query: { vip: 'true' } });
      return body.tickets.some(({ no }: { no: string }) => no === ticket.no);
    };
    assert.equal(await vipAt('a'), false);
    const changed = await agent.send('PATCH', `/customers/${phone}`, {
      vip: true,
      contractSince: '2026-01-01T00:00:00Z',
      contractUntil: '2026-03-04T00:00:00Z',
    });
    assert.deepEqual([changed.body.vip, changed.body.vipNow], [true, true]);
    assert.equal(await vipAt('b'), true);
    running.clock.advance(48 * 3_600_000);
    agent = await as('zhou-min');
    assert.equal((await agent.get(`/customers/${phone}`)).body.vipNow, false);
    assert.equal(await vipAt('c'), false);
    const none = await agent.send('PATCH', `/customers/${phone}`, { contractUntil: null });
    assert.deepEqual([none.body.contractUntil, none.body.vipNow], [undefined, true]);
    assert.equal(
      (await agent.send('PATCH', `/customers/${phone}`, { optedOut: false })).status,
      400,
    );
  });

  it('come and go as a table, with a word about every line that cannot be taken', async () => {
    const director = await as('han-xue');
    const table = [
      'phone,name,vip,contract_since,contract_until',
      '13811112222,赵六,yes,2026-01-01,2026-12-31',
      '13811112222,赵七,no,,',
      'abc,钱,no,,',
      '13833334444,=HYPERLINK("x"),no,,',
      '13855556666,孙,maybe,2026-02-30,',
    ].join('\n');
    const { body } = await director.post('/customers/import', undefined, {
      raw: table,
      headers: { 'Content-Type': 'text/csv' },
    });
    assert.equal(body.taken, 2);
    assert.deepEqual(
      body.refused.map(({ line, field }: { line: number; field: string }) => [line, field]),
      [
        [3, 'phone'],
        [4, 'phone'],
        [6, 'vip'],
        [6, 'contract_since'],
      ],
    );
    const out = (await director.get('/customers.csv')).body.toString();
    assert.match(out, /13811112222,赵六,zh-Hans,yes,2026-01-01,2026-12-31/);
    assert.match(out, /13833334444,"'=HYPERLINK/);
  });

  it('are forgotten for good: record, words, pictures and tickets’ names; an open ticket comes first', async () => {
    const visitor = await Visitor.arrives(running.url);
    await visitor.says('会议室地毯没有吸干净');
    const conversation = visitor.conversationId;
    const { desk, store, line } = running.house;
    const blob = await store.blobs.put(Buffer.from('photo'));
    const request = aRequest({
      photos: [{ id: blob, contentType: 'image/png', name: 'a.png' }],
      account: 'webchat:v1',
    });
    const { ticket } = await desk.report(request, `${conversation}/m1`);
    const admin = await as('admin');
    const early = await admin.send('DELETE', `/customers/${phone}`);
    assert.deepEqual([early.status, early.body.code], [409, 'open_tickets']);
    await desk.cancel(ticket.no, '不用了，我是王芳', 'webchat:v1', `${conversation}/m2`);
    const gone = await admin.send('DELETE', `/customers/${phone}`);
    assert.deepEqual([gone.status, gone.body.tickets], [200, [ticket.no]]);
    assert.equal(await line.conversation(conversation), undefined);
    assert.equal(await store.blobs.get(blob), undefined);
    const record = await store.tx((tx) => tx.ticket(ticket.no));
    const told = JSON.stringify(record);
    for (const word of ['王芳', phone, '科技路', '地毯', blob, 'webchat:v1', conversation])
      assert.ok(!told.includes(word), word);
    assert.equal(record?.timeline.at(-1)?.type, 'cancelled');
    assert.equal((await admin.send('DELETE', `/customers/${phone}`)).status, 404);
    await running.house.worker.runDue();
    assert.deepEqual(running.errors, []);
  });
});

describe('A table of customers', () => {
  it('comes back as it went', () => {
    const people = [
      aPerson('13800000001', {
        name: '=1+1',
        vip: true,
        contractSince: Date.parse('2026-01-01T00:00:00+08:00'),
      }),
      aPerson('13800000002', { name: '王, "小"', language: 'en' }),
    ];
    const { taken, refused } = readCustomersCsv(customersCsv(people));
    assert.deepEqual(refused, []);
    assert.deepEqual(
      taken.map(({ phone, change }) => [phone, change.name, change.vip, change.language]),
      [
        ['13800000001', '=1+1', true, 'zh-Hans'],
        ['13800000002', '王, "小"', false, 'en'],
      ],
    );
    assert.equal(taken[0]?.change.contractSince, people[0]?.contractSince);
  });

  for (const [what, text, says] of [
    ['without a column for telephones', 'name\n王', /phone/],
    ['that is no table', 'phone,name\n"138', /no CSV/],
  ] as const) {
    it(`${what} is refused whole`, () => {
      const { taken, refused } = readCustomersCsv(text);
      assert.equal(taken.length, 0);
      assert.match(JSON.stringify(refused), says);
    });
  }
});
