import assert from 'node:assert/strict';
import { rights } from '../../desk/crew-rights.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';
import { Description } from './kit/description.ts';

/** Who is who in the demo. */
const people = {
  agent: 'zhou-min',
  worker: 'wang-guilan',
  lead: 'lin-fang',
  director: 'han-xue',
  quality: 'quality',
  admin: 'admin',
} as const;
type Role = keyof typeof people;
const roles = Object.keys(people) as Role[];

const handlers: readonly Role[] = ['agent', 'worker', 'lead', 'director'];
const office: readonly Role[] = ['agent', 'lead', 'director'];

/** What each role may do with a ticket it can see; written down here a second time on purpose. */
const actions: [action: { do: string; [field: string]: unknown }, allowed: readonly Role[]][] = [
  [{ do: 'take' }, handlers],
  [{ do: 'decline', why: '太远' }, handlers],
  [{ do: 'assign', role: 'service_staff', staff: 'wang-guilan' }, office],
  [{ do: 'contact' }, handlers],
  [{ do: 'dispatch' }, handlers],
  [{ do: 'arrive' }, ['worker', 'lead', 'director']],
  [{ do: 'plan', plan: '补做' }, handlers],
  [{ do: 'progress', note: '一半' }, handlers],
  [{ do: 'record', stage: 'diagnosed' }, handlers],
  [{ do: 'hold', why: 'parts' }, handlers],
  [{ do: 'resume' }, handlers],
  [{ do: 'resolve', temporary: true }, ['worker', 'lead', 'director']],
  [{ do: 'acknowledge' }, handlers],
  [{ do: 'diagnose', fault: 'simple' }, ['worker', 'lead', 'director']],
  [{ do: 'file', report: 'closing' }, handlers],
  [{ do: 'appoint', from: '2026-03-03T06:00:00Z', to: '2026-03-03T08:00:00Z' }, handlers],
  [{ do: 'late', expected: '2026-03-03T07:00:00Z' }, handlers],
  [
    { do: 'replan', plan: '换料', why: '旧料不合', finish: '2026-03-04T07:00:00Z' },
    ['worker', 'lead', 'director'],
  ],
  [{ do: 'drop_visit', words: '改约' }, handlers],
  [{ do: 'inspect', as: 'self', failed: [] }, ['worker', 'lead']],
  [{ do: 'inspect', as: 'lead', failed: [] }, ['lead']],
  [{ do: 'inspect', as: 'quality', failed: [] }, ['quality']],
  [{ do: 'decide', decision: 'later' }, [...office, 'quality']],
  [{ do: 'verify', agrees: true }, [...office, 'quality']],
  [{ do: 'note', note: '看过' }, [...handlers, 'quality']],
  [{ do: 'correct', changes: { subject: '地毯' } }, office],
  [{ do: 'reclassify', urgency: 'general', kind: 'request' }, office],
  [{ do: 'accept' }, handlers],
  [{ do: 'refuse', words: '还是脏' }, handlers],
  [{ do: 'reopen' }, [...office, 'quality']],
  [{ do: 'close', outcome: 'accepted' }, office],
  [{ do: 'cancel', words: '不用了' }, office],
];

const month = { since: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z' };

type Call = readonly [
  method: string,
  path: string,
  body?: unknown,
  query?: Readonly<Record<string, string>>,
];

/** Everything else, by a request that asks for it. */
const others: [right: string, call: Call, allowed: readonly Role[]][] = [
  ['queue.read', ['GET', '/tickets'], roles],
  ['ticket.read', ['GET', '/tickets/{no}'], roles],
  [
    'ticket.register',
    ['POST', '/tickets', { line: 'cleaning', words: '漏水', phone: '13800138000' }],
    office,
  ],
  [
    'ticket.bulk',
    ['POST', '/bulk', { tickets: ['{no}'], action: { do: 'note', note: '好' } }],
    office,
  ],
  ['ticket.merge', ['POST', '/tickets/{no}/merge', { with: '{no}' }], office],
  ['ticket.split', ['POST', '/tickets/{no}/split', { words: '窗户也坏了' }], office],
  ['personal.unmask', ['POST', '/tickets/{no}/unmask', { why: '抽查' }], roles],
  ['accounts.read', ['GET', '/accounts'], ['director', 'admin']],
  ['accounts.write', ['DELETE', '/accounts/nobody'], ['admin']],
  ['audit.read', ['GET', '/audit'], ['admin']],
  ['people.read', ['GET', '/people'], roles],
  ['people.write', ['DELETE', '/people/shifts/none'], ['director', 'admin']],
  ['customers.read', ['GET', '/customers/13800138000'], ['agent', 'lead', 'director']],
  ['customers.write', ['PATCH', '/customers/13800138000', { vip: true }], ['agent', 'director']],
  ['customers.export', ['GET', '/customers.csv'], ['director', 'admin']],
  ['customers.erase', ['DELETE', '/customers/13800138000'], ['admin']],
  ['policies.read', ['GET', '/policies'], roles],
  ['policies.write', ['POST', '/policies', { file: {} }], ['director', 'admin']],
  ['callbacks.read', ['GET', '/callbacks'], ['agent', 'lead', 'director', 'quality']],
  ['callbacks.write', ['POST', '/callbacks/resume'], ['director', 'admin']],
  ['webhooks.read', ['GET', '/webhooks'], ['admin']],
  ['webhooks.write', ['DELETE', '/webhooks/none'], ['admin']],
  ['webhooks.write', ['POST', '/webhooks/none/ping'], ['admin']],
  [
    'webhooks.write',
    ['POST', '/webhooks/none/redeliveries', { messages: ['1000000000.1'] }],
    ['admin'],
  ],
  ['callbacks.read', ['GET', '/tickets/{no}/callbacks'], ['agent', 'lead', 'director', 'quality']],
  [
    'inspections.read',
    ['GET', '/inspections', undefined, month],
    ['worker', 'lead', 'director', 'quality'],
  ],
  ['reports.read', ['GET', '/reports/promises'], ['lead', 'director', 'quality']],
  [
    'suggestions.read',
    ['GET', '/suggestions', undefined, month],
    ['agent', 'lead', 'director', 'quality'],
  ],
];

describe('Rights, row by row', () => {
  let running: RunningHouse;
  let no = '';
  const clerks = new Map<Role, Clerk>();
  before(async () => {
    running = await openHouse();
    const { desk, staff } = running.house;
    const { ticket } = await desk.report(aRequest({ address: '望京街1号' }), 'web/c1/m1');
    no = ticket.no;
    const hand = { do: 'assign', role: 'service_staff', staff: people.worker } as const;
    await desk.staff(no, hand, { id: people.lead, role: 'area_lead' }, 'c/1');
    for (const role of roles)
      clerks.set(role, await Clerk.signsIn(running.url, people[role], staff.demo?.password ?? ''));
  });
  after(() => running.remove());

  const statusOf = async (role: Role, [method, path, body, query = {}]: Call) => {
    const filled = body && JSON.parse(JSON.stringify(body).replaceAll('{no}', no));
    const clerk = clerks.get(role);
    assert.ok(clerk);
    return (await clerk.send(method, path.replace('{no}', no), filled, { query })).status;
  };
  const judge = (status: number) => (status === 403 ? 'refused' : 'allowed');

  for (const [action, allowed] of actions)
    for (const role of roles) {
      const verdict = allowed.includes(role) ? 'allowed' : 'refused';
      it(`${action.do}${'as' in action ? ` as ${action.as}` : ''} is ${verdict} to ${role}`, async () => {
        const status = await statusOf(role, ['POST', '/tickets/{no}/actions', action]);
        assert.equal(judge(status), verdict, String(status));
      });
    }

  for (const [right, call, allowed] of others)
    for (const role of roles) {
      const verdict = allowed.includes(role) ? 'allowed' : 'refused';
      it(`${right} is ${verdict} to ${role}`, async () => {
        const status = await statusOf(role, call);
        assert.equal(judge(status), verdict, String(status));
      });
    }

  it('knows a row for every action, and asks for every right somewhere', async () => {
    const tested = [...new Set(actions.map(([action]) => `ticket.${action.do}`))].sort();
    const known = Object.keys(rights).filter((right) => right.startsWith('ticket.'));
    const own = ['ticket.register', 'ticket.read', 'ticket.bulk', 'ticket.merge', 'ticket.split'];
    const dos = known.filter((right) => !own.includes(right)).sort();
    assert.deepEqual(tested, dos);
  });

  it('answers strangers at every address with 401 and nothing else', async () => {
    const stranger = await Clerk.arrives(running.url);
    const { operations } = await Description.at(running.url);
    for (const { method, path, operation } of operations) {
      if (['signIn', 'describe'].includes(operation.operationId)) continue;
      const address = path.slice('/staff'.length).replace(/\{\w+\}/g, no);
      const { status, body } = await stranger.send(method, address);
      assert.deepEqual([operation.operationId, status], [operation.operationId, 401], body);
    }
  });
});
