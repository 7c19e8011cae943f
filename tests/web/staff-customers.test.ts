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

  const as = (name: string) => Clerk.of(running, name);
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

  it('come as a table as a Chinese spreadsheet saves it, and as nothing else', async () => {
    const agent = await as('zhou-min');
    const send = (raw: Uint8Array<ArrayBuffer>, type = 'text/csv') =>
      agent.post('/customers/import', undefined, { raw, headers: { 'Content-Type': type } });
    // phone,name and 13811112222,赵六 in GBK.
    const gbk = Buffer.from('phone,name\n13811112222,\xd5\xd4\xc1\xf9\n', 'latin1');
    assert.equal((await send(new Uint8Array(gbk))).body.taken, 1);
    assert.equal((await agent.get('/customers/13811112222')).body.name, '赵六');
    const refusals: [raw: Buffer, type: string, status: number][] = [
      [Buffer.from('phone\n13811112223'), 'application/json', 415],
      [Buffer.from('phone\n13811112223'), 'multipart/form-data', 415],
      [Buffer.from('\uFEFFphone\n13811112223', 'utf16le'), 'text/csv', 400],
      [Buffer.from('PK\x03\x04\x00\x00'), 'text/csv', 400],
      [Buffer.alloc(5 * 1024 * 1024 + 1, 'x'), 'text/csv', 413],
    ];
    for (const [raw, type, status] of refusals) {
      const answer = await send(new Uint8Array(raw), type);
      assert.deepEqual([answer.status, answer.body.errors?.length], [status, 1], type);
    }
    assert.equal((await agent.get('/customers/13811112223')).status, 404);
  });

  it('have contracts that begin before they end', async () => {
    const agent = await as('zhou-min');
    const patch = (body: object) => agent.send('PATCH', `/customers/${phone}`, body);
    const at = (month: number) => `2026-0${month}-01T00:00:00Z`;
    assert.equal((await patch({ contractSince: at(3), contractUntil: at(5) })).status, 200);
    for (const wrong of [
      { contractUntil: at(2) },
      { contractSince: at(6) },
      { contractSince: at(5) },
    ]) {
      const { status, body } = await patch(wrong);
      assert.deepEqual([status, body.errors[0].field], [400, 'contractUntil']);
    }
    assert.equal((await patch({ contractSince: null, contractUntil: at(2) })).status, 200);
  });

  it('are found by name, telephone, VIP and contract, page by page', async () => {
    const agent = await as('zhou-min');
    for (let at = 0; at < 5; at++)
      await agent.send('PATCH', `/customers/1381111000${at}`, {
        name: at < 3 ? `赵${at}` : `钱${at}`,
        vip: at % 2 === 0,
        ...(at === 4 && { contractUntil: '2026-04-01T00:00:00Z' }),
      });
    const ask = async (query: Record<string, string>) => {
      const { body } = await agent.get('/customers', { query });
      return [
        body.customers.map((one: { phone: string }) => one.phone.slice(-1)).join(''),
        body.next,
      ];
    };
    assert.deepEqual(await ask({ search: '赵' }), ['012', undefined]);
    assert.deepEqual(await ask({ search: '1110003' }), ['3', undefined]);
    assert.deepEqual(await ask({ vip: 'true' }), ['024', undefined]);
    assert.deepEqual(await ask({ endsBefore: '2026-05-01T00:00:00Z' }), ['4', undefined]);
    const [first, next] = await ask({ limit: '3' });
    assert.equal(first, '012');
    assert.deepEqual(await ask({ limit: '3', after: String(next) }), ['34', undefined]);
    assert.equal((await (await as('lin-fang')).get('/customers')).status, 200);
    assert.equal((await (await as('quality')).get('/customers')).status, 403);
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

  // What begins a formula in some program, also after a separator of another country or behind a quote of ours.
  const dangerous = [
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＋1', '－1', '＠SUM(A1)'],
    ...["'=1", "''=1", '";=1+1', 'a;=cmd|x', 'a\t=1', 'a\n=1', 'a,=1', '"=1"', '%=1', '|=1', ' =1'],
  ];
  for (const name of dangerous)
    it(`holds no formula, and loses nothing: ${JSON.stringify(name)}`, () => {
      const csv = customersCsv([aPerson('13800000001', { name })]);
      const opened = ['"', '', ' '].flatMap((quote) =>
        [',', ';', '\t', '\n', '\r', '|'].map((mark) => `${mark}${quote}`),
      );
      for (const before of opened)
        for (const sign of '=+-@＝＋－＠')
          assert.ok(!csv.includes(`${before}${sign}`), `${before}${sign}`);
      const { taken, refused } = readCustomersCsv(csv);
      assert.deepEqual([taken[0]?.change.name, refused], [name.trim(), []]);
    });

  it('edited in a spreadsheet is taken: days with slashes, words in capitals, Chinese for yes and no', () => {
    const text =
      'Phone,VIP,Contract_Since,contract_until\r\n138 0000-0001,YES,2026/1/5,2026/12/31\r\n13800000002,否,,';
    const { taken, refused } = readCustomersCsv(text);
    assert.deepEqual(refused, []);
    assert.deepEqual(taken[0], {
      phone: '13800000001',
      change: {
        vip: true,
        contractSince: Date.parse('2026-01-05T00:00:00+08:00'),
        // The last day counts.
        contractUntil: Date.parse('2027-01-01T00:00:00+08:00'),
      },
    });
    assert.equal(taken[1]?.change.vip, false);
    assert.ok(
      customersCsv([aPerson('13800000001', taken[0]?.change as object)]).includes('2026-12-31'),
    );
  });

  for (const [what, line, field] of [
    [
      'a contract that ends before it begins',
      '138000000001,王,2026-02-01,2026-01-01',
      'contract_until',
    ],
    ['a day that is none', '138000000001,王,2026-02-30,', 'contract_since'],
    ['a name with control characters', '138000000001,"王\u0007",,', 'name'],
    ['a telephone that a spreadsheet has rounded', '1.38E+10,王,,', 'phone'],
  ] as const)
    it(`with ${what} has that line refused`, () => {
      const heading = 'phone,name,contract_since,contract_until';
      const { taken, refused } = readCustomersCsv(`${heading}\n${line}\n13800000009,李,,`);
      assert.deepEqual(
        refused.map((one) => [one.line, one.field]),
        [[2, field]],
      );
      assert.equal(taken.length, 1);
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
