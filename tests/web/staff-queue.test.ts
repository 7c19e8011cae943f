import assert from 'node:assert/strict';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';

describe('The desk over JSON', () => {
  let running: RunningHouse;
  const numbers: string[] = [];
  before(async () => {
    running = await openHouse();
    const { desk } = running.house;
    const reports: Parameters<typeof aRequest>[0][] = [
      { address: '望京街1号', account: 'web:u1' },
      { address: '海淀中关村2号', account: 'web:u2', phone: '13900139000', name: '李雷' },
      {
        line: 'furniture',
        subject: '课桌',
        account: 'web:u3',
        phone: '13700137000',
        words: '课桌晃动',
      },
    ];
    for (const [at, parts] of reports.entries()) {
      running.clock.advance(1000);
      const { ticket } = await desk.report(aRequest(parts), `web/c${at}/m1`);
      numbers.push(ticket.no);
    }
  });
  after(() => running.remove());

  const as = (name: string) => Clerk.of(running, name);
  const listed = (body: { tickets: { no: string }[] }) =>
    body.tickets.map(({ no }) => numbers.indexOf(no)).sort();

  const sights: [name: string, rows: number[]][] = [
    ['zhou-min', [0, 1, 2]],
    ['wang-guilan', [0]],
    ['tang-wei', [2]],
    ['lin-fang', [0, 2]],
    ['han-xue', [0, 1, 2]],
    ['quality', [0, 1, 2]],
  ];
  for (const [name, rows] of sights) {
    it(`shows ${name} the tickets of their role, line and area, and no others by their address`, async () => {
      const clerk = await as(name);
      const { body } = await clerk.get('/tickets');
      assert.deepEqual(listed(body), rows);
      for (const [at, no] of numbers.entries()) {
        const { status } = await clerk.get(`/tickets/${no}`);
        assert.equal(status, rows.includes(at) ? 200 : 404);
      }
    });
  }

  it('filters, sorts, searches and pages', async () => {
    const clerk = await as('zhou-min');
    const ask = async (query: Record<string, string>) =>
      (await clerk.get('/tickets', { query })).body;
    assert.deepEqual(listed(await ask({ line: 'furniture,visit' })), [2]);
    assert.deepEqual(listed(await ask({ search: '1390013' })), [1]);
    assert.deepEqual(listed(await ask({ open: 'true', urgency: 'urgent' })), []);
    assert.deepEqual(listed(await ask({ since: '2026-03-03T10:00:02+08:00' })), [1, 2]);
    const first = await ask({ sort: 'newest', limit: '2' });
    assert.deepEqual([listed(first), first.total], [[1, 2], 3]);
    const second = await ask({ sort: 'newest', limit: '2', after: first.next });
    assert.deepEqual([listed(second), second.next], [[0], undefined]);
  });

  it('shows quality people and telephones masked, also by search, and in full only with a reason that is kept', async () => {
    const clerk = await as('quality');
    const { body } = await clerk.get(`/tickets/${numbers[1]}`);
    assert.deepEqual([body.masked, body.phone, body.name], [true, '139****9000', '李*']);
    assert.ok(!JSON.stringify(body).includes('13900139000'));
    const found = await clerk.get('/tickets', { query: { search: '13900139000' } });
    assert.deepEqual(listed(found.body), []);
    const path = `/tickets/${numbers[1]}/unmask`;
    assert.equal((await clerk.post(path, {})).status, 400);
    const open = await clerk.post(path, { why: '电话抽查' });
    assert.equal(open.body.phone, '13900139000');
    const admin = await as('admin');
    const { body: record } = await admin.get('/audit', { query: { what: 'unmaskTicket' } });
    const [last] = record.entries;
    assert.deepEqual(
      [last.who, last.about, last.detail, last.outcome, last.from],
      ['quality', numbers[1], '电话抽查', 'done', '127.0.0.1'],
    );
  });

  it('explains every clock: from when, by when, why', async () => {
    const clerk = await as('zhou-min');
    const { body, headers } = await clerk.get(`/tickets/${numbers[0]}`);
    assert.equal(headers.get('etag'), `"${body.version}"`);
    const contact = body.clocks.find(
      (one: { milestone: string }) => one.milestone === 'general.contact',
    );
    assert.equal(contact.state, 'running');
    assert.equal(Date.parse(contact.dueAt) - Date.parse(contact.startedAt), 30 * 60_000);
    assert.deepEqual(
      contact.why.map(({ what }: { what: string }) => what),
      ['started', 'open', 'due'],
    );
    assert.ok(contact.source.startsWith('000'));
  });

  it('lets one of two take a ticket; the other hears who has it', async () => {
    const [one, other] = await Promise.all([as('wang-guilan'), as('lin-fang')]);
    const path = `/tickets/${numbers[0]}/actions`;
    const answers = await Promise.all([one, other].map((it) => it.post(path, { do: 'take' })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const won = answers.find(({ status }) => status === 200)?.body.ticket.owner.name;
    const lost = answers.find(({ status }) => status === 409)?.body;
    assert.ok(lost.detail.startsWith(won));
    assert.equal(lost.code, 'taken');
  });

  it('refuses a change to a ticket that is not as one saw it, and does the same wish once', async () => {
    const clerk = await as('tang-wei');
    const { body: before } = await clerk.get(`/tickets/${numbers[2]}`);
    const path = `/tickets/${numbers[2]}/actions`;
    const headers = { 'If-Match': `"${before.version}"`, 'Idempotency-Key': 'click-1' };
    const first = await clerk.post(path, { do: 'contact', note: '下午到' }, { headers });
    assert.equal(first.status, 200);
    const again = await clerk.post(path, { do: 'contact', note: '下午到' }, { headers });
    assert.equal(again.body.ticket.version, first.body.ticket.version);
    const stale = await clerk.post(
      path,
      { do: 'note', note: '晚了' },
      { headers: { 'If-Match': headers['If-Match'] } },
    );
    assert.deepEqual([stale.status, stale.body.code], [412, 'changed']);
  });

  it('does not take another wish under the same key for the one that was done', async () => {
    const clerk = await as('han-xue');
    const path = `/tickets/${numbers[1]}/actions`;
    const once = { headers: { 'Idempotency-Key': 'click-2' } };
    const one = { do: 'note', note: '一' };
    const first = await clerk.post(path, one, once);
    const other = await clerk.post(path, { do: 'note', note: '二' }, once);
    assert.deepEqual([other.status, other.body.code], [422, 'key_used']);
    assert.equal(other.body.errors[0].field, 'Idempotency-Key');
    const again = await clerk.post(path, one, once);
    assert.deepEqual([again.status, again.body.ticket.version], [200, first.body.ticket.version]);
    const elsewhere = await (await as('zhou-min')).post(path, one, once);
    assert.equal(
      elsewhere.body.ticket.version,
      first.body.ticket.version + 1,
      'a key of somebody else',
    );
    const { body } = await clerk.post('/bulk', { tickets: [numbers[1]], action: one }, once);
    assert.equal(body.results[0].code, 'key_used');
  });

  const seen: [given: (version: number) => string, path: string, status: number][] = [
    [(version) => `"${version}"`, '/actions', 200],
    [(version) => `W/"${version}"`, '/actions', 200],
    [() => '*', '/actions', 200],
    [(version) => `"${version - 1}"`, '/actions', 412],
    [(version) => `"${version}", "${version + 1}"`, '/actions', 400],
    [(version) => `"${version}"`, '/unmask', 400],
    [() => '*', '/unmask', 200],
  ];
  for (const [given, path, status] of seen)
    it(`answers ${status} to If-Match: ${given(7)} on ${path}`, async () => {
      const clerk = await as('han-xue');
      const { version } = (await clerk.get(`/tickets/${numbers[1]}`)).body;
      const body = path === '/unmask' ? { why: '电话核对' } : { do: 'note', note: '三' };
      const headers = { 'If-Match': given(version) };
      const answer = await clerk.post(`/tickets/${numbers[1]}${path}`, body, { headers });
      assert.equal(answer.status, status, JSON.stringify(answer.body));
    });

  for (const [header, value] of [
    ['If-Match', 'seven'],
    ['If-Match', '"-1"'],
    ['Idempotency-Key', 'x'.repeat(81)],
    ['Idempotency-Key', 'a b'],
  ] as const)
    it(`refuses ${header}: ${value.slice(0, 10)} and names the header`, async () => {
      const clerk = await as('tang-wei');
      const action = { do: 'note', note: '看过' };
      const path = `/tickets/${numbers[2]}/actions`;
      const { status, body } = await clerk.post(path, action, { headers: { [header]: value } });
      assert.deepEqual([status, body.errors[0].field], [400, header]);
    });

  it('acts on many at once, each for itself', async () => {
    const clerk = await as('lin-fang');
    const action = { do: 'note', note: '雨天' };
    const { body } = await clerk.post('/bulk', { tickets: numbers, action });
    assert.deepEqual(
      body.results.map(({ no, code = 'done' }: { no: string; code: string }) => [
        numbers.indexOf(no),
        code,
      ]),
      [
        [0, 'done'],
        [1, 'unknown'],
        [2, 'done'],
      ],
    );
  });

  const malformed: [
    what: string,
    method: string,
    path: string,
    body: unknown,
    status: number,
    field: string,
  ][] = [
    ['an action nobody knows', 'POST', '/actions', { do: 'explode' }, 400, 'do'],
    ['a field too many', 'POST', '/actions', { do: 'take', staff: 'han-xue' }, 400, 'staff'],
    ['a field missing', 'POST', '/actions', { do: 'plan' }, 400, 'plan'],
    [
      'a colleague nobody knows',
      'POST',
      '/actions',
      { do: 'assign', role: 'area_lead', staff: 'x1' },
      400,
      'staff',
    ],
    ['a role of another line', 'POST', '/actions', { do: 'assign', role: 'engineer' }, 400, 'role'],
    ['an empty correction', 'POST', '/actions', { do: 'correct', changes: {} }, 400, 'changes'],
    [
      'a correction of the class',
      'POST',
      '/actions',
      { do: 'correct', changes: { urgency: 'general' } },
      400,
      'changes.urgency',
    ],
    [
      'a telephone with letters',
      'POST',
      '/actions',
      { do: 'correct', changes: { phone: 'call me' } },
      400,
      'changes.phone',
    ],
    ['no reason', 'POST', '/unmask', { why: '' }, 400, 'why'],
  ];
  for (const [what, method, path, body, status, field] of malformed) {
    it(`refuses ${what} and names the field`, async () => {
      const clerk = await as('han-xue');
      const answer = await clerk.send(method, `/tickets/${numbers[1]}${path}`, body);
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      assert.ok(
        answer.body.errors.some((one: { field: string }) => one.field === field),
        JSON.stringify(answer.body),
      );
    });
  }

  const strange: [method: string, path: string, query: Record<string, string>, status: number][] = [
    ['GET', '/tickets', { sort: 'luck' }, 400],
    ['GET', '/tickets', { limit: '0' }, 400],
    ['GET', '/tickets', { limit: 'many' }, 400],
    ['GET', '/tickets', { nonsense: '1' }, 400],
    ['GET', '/tickets', { after: 'here' }, 400],
    ['GET', '/tickets/12', {}, 400],
    ['GET', '/tickets/1000000000', {}, 404],
    ['GET', '/nowhere', {}, 404],
    ['GET', '/', {}, 404],
    ['PUT', '/tickets', {}, 405],
  ];
  for (const [method, path, query, status] of strange) {
    it(`answers ${status} to ${method} ${path} ${JSON.stringify(query)}`, async () => {
      const clerk = await as('han-xue');
      const answer = await clerk.send(method, path, undefined, { query });
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    });
  }
});
