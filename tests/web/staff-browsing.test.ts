import assert from 'node:assert/strict';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';
import { Description } from './kit/description.ts';

/** What a request needs to be more than malformed, by operation. */
const bodies: Readonly<Record<string, unknown>> = {
  act: { do: 'note', note: '看过' },
  unmaskTicket: { why: '核对电话' },
  mergeTickets: { with: '1000000000' },
  splitTicket: { words: '窗户' },
  say: { text: '您好' },
  leave: {},
};
const nobody = '1000000000';

/** The demo's own are drawn by chance, and now and then one that nobody may choose. */
const ownPassword = 'correct horse battery';

describe('Forced browsing', () => {
  let running: RunningHouse;
  let no = '';
  before(async () => {
    running = await openHouse();
    const lead = { name: 'ma-tao', role: 'lead', colleague: 'ma-tao', own: true } as const;
    const { ok } = await running.house.staff.crew.add({ ...lead, password: ownPassword });
    assert.ok(ok);
    no = (await running.house.desk.report(aRequest({ address: '望京街1号' }), 'web/c1/m1')).ticket
      .no;
  });
  after(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  const as = (name: string) => {
    const shown = running.house.staff.demo?.password ?? '';
    return Clerk.signsIn(running.url, name, name === 'ma-tao' ? ownPassword : shown);
  };
  const operations = async () => (await Description.at(running.url)).operations;

  // A worker of another line, and the lead of another area.
  for (const name of ['tang-wei', 'ma-tao'])
    it(`finds no ticket out of reach at any address, nor that it exists: ${name}`, async () => {
      const clerk = await as(name);
      assert.equal((await clerk.get(`/tickets/${no}`)).status, 404);
      let looked = 0;
      for (const { method, path, operation } of await operations()) {
        if (!path.includes('{no}')) continue;
        const answers = [];
        for (const number of [no, nobody]) {
          const address = path.slice('/staff'.length).replace('{no}', number);
          const filled = address.replace(/\{\w+\}/g, 'x');
          const { status, body } = await clerk.send(method, filled, bodies[operation.operationId]);
          const { request, ...told } = body;
          assert.ok(status >= 400 && request, `${operation.operationId} ${status}`);
          answers.push({ status, ...told });
        }
        assert.deepEqual(answers[0], answers[1], operation.operationId);
        looked += 1;
      }
      assert.ok(looked > 10);
      const queue = await clerk.get('/tickets', { query: { search: no } });
      assert.equal(queue.body.total, 0);
      const before = await running.house.store.tx((tx) => tx.ticket(no));
      assert.equal(before?.timeline.at(-1)?.by.who === 'staff', false, 'and changes nothing');
    });

  it('does not widen for a lead whose entry in the roster is gone', async () => {
    const clerk = await as('ma-tao');
    const director = await as('han-xue');
    assert.equal((await director.send('DELETE', '/people/colleagues/ma-tao')).status, 200);
    assert.equal((await clerk.get(`/tickets/${no}`)).status, 404);
    assert.equal((await clerk.get('/tickets')).body.total, 0);
  });

  it('changes nothing anywhere without the token, nor from another site', async () => {
    const clerk = await as('admin');
    const { csrf } = clerk;
    let looked = 0;
    for (const { method, path, operation } of await operations()) {
      if (method === 'GET') continue;
      const address = path
        .slice('/staff'.length)
        .replace('{no}', no)
        .replace(/\{\w+\}/g, 'x1');
      const body = bodies[operation.operationId] ?? {};
      const ask = async (token: string, headers: Record<string, string>) => {
        clerk.csrf = token;
        const answer = await clerk.send(method, address, body, { headers });
        return [operation.operationId, answer.status, answer.body.code];
      };
      if (operation.operationId !== 'signIn')
        assert.deepEqual(await ask('', {}), [operation.operationId, 403, 'csrf']);
      for (const headers of [
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
      ] as Record<string, string>[])
        assert.deepEqual(await ask(csrf, headers), [operation.operationId, 403, 'foreign']);
      looked += 1;
    }
    assert.ok(looked > 30);
    assert.equal((await clerk.get('/session')).status, 200, 'still signed in');
  });

  it('takes no field that is not one’s to set', async () => {
    const admin = await as('admin');
    const director = await as('han-xue');
    const agent = await as('zhou-min');
    const more: [clerk: Clerk, method: string, path: string, body: object, field: string][] = [
      [
        admin,
        'POST',
        '/accounts',
        { name: 'eve', role: 'agent', password: 'x', generation: 9 },
        'generation',
      ],
      [admin, 'PATCH', '/accounts/quality', { password: 'correct horse battery' }, 'password'],
      [admin, 'PATCH', '/accounts/quality', { changePassword: false }, 'changePassword'],
      [admin, 'POST', '/session', { name: 'admin', password: 'x', role: 'admin' }, 'role'],
      [
        admin,
        'POST',
        '/webhooks',
        { id: 'crm', url: 'https://crm.example.com', secret: 'mine' },
        'secret',
      ],
      [admin, 'PATCH', '/webhooks/crm', { id: 'other' }, 'id'],
      [agent, 'PATCH', '/customers/13800138000', { tickets: [] }, 'tickets'],
      [agent, 'PATCH', '/customers/13800138000', { phone: '13900139000' }, 'phone'],
      [agent, 'PATCH', '/customers/13800138000', { optedOut: false }, 'optedOut'],
      [
        agent,
        'POST',
        `/tickets/${no}/actions`,
        { do: 'note', note: 'x', photos: [{ id: 'y' }] },
        'photos',
      ],
      [agent, 'POST', `/tickets/${no}/actions`, { do: 'note', note: 'x', at: 1 }, 'at'],
      [agent, 'POST', `/tickets/${no}/actions`, { do: 'contact', by: { id: 'han-xue' } }, 'by'],
      [
        agent,
        'POST',
        `/tickets/${no}/actions`,
        { do: 'correct', changes: { account: 'web:u9' } },
        'changes.account',
      ],
      [director, 'PUT', '/people/shifts/x1', { id: 'day', from: '08:00' }, 'id'],
      [director, 'POST', '/policies', { file: {}, by: 'somebody' }, 'by'],
    ];
    for (const [clerk, method, path, body, field] of more) {
      const answer = await clerk.send(method, path, body);
      const fields = answer.body.errors?.map((one: { field: string }) => one.field) ?? [];
      assert.equal(answer.status, 400, `${path} ${field}`);
      assert.ok(fields.includes(field), `${path} ${field}: ${fields}`);
    }
  });
});
