import assert from 'node:assert/strict';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';

describe('The roster over JSON', () => {
  let running: RunningHouse;
  before(async () => {
    running = await openHouse();
  });
  after(() => running.remove());

  const as = (name: string) => Clerk.of(running, name);
  const newcomer = {
    name: '钱多',
    posts: [{ line: 'cleaning', role: 'service_staff' }],
    areas: [],
    skills: ['地毯'],
    shifts: [],
    load: 4,
    language: 'zh-Hans',
    phone: '+8613911112222',
  };

  it('takes somebody in, lets them go on leave, and out again; a later change knows what came before', async () => {
    const director = await as('han-xue');
    const { version } = (await director.get('/people')).body;
    const put = await director.send('PUT', '/people/colleagues/qian-duo', newcomer, {
      headers: { 'If-Match': `"${version}"` },
    });
    assert.deepEqual([put.status, put.body.version], [200, version + 1]);
    const stale = await director.send('PUT', '/people/colleagues/qian-duo', newcomer, {
      headers: { 'If-Match': `"${version}"` },
    });
    assert.equal(stale.status, 412);
    await director.send('PUT', '/people/colleagues/qian-duo/away', { away: true });
    const known = async (clerk: Clerk) =>
      (await clerk.get('/people')).body.colleagues.find(
        ({ id }: { id: string }) => id === 'qian-duo',
      );
    assert.deepEqual(
      [(await known(director)).away, (await known(director)).phone],
      [true, '+8613911112222'],
    );
    assert.equal((await known(await as('zhou-min'))).phone, undefined);
    assert.equal((await director.send('DELETE', '/people/colleagues/qian-duo')).status, 200);
    assert.equal(await known(director), undefined);
    assert.equal((await director.send('DELETE', '/people/colleagues/qian-duo')).status, 404);
  });

  it('lets nobody go who still has tickets, and says which', async () => {
    const { desk } = running.house;
    const { ticket } = await desk.report(aRequest({ address: '望京街1号' }), 'web/c1/m1');
    const hand = { do: 'assign', role: 'service_staff', staff: 'wang-guilan' } as const;
    await desk.staff(ticket.no, hand, { id: 'lin-fang', role: 'area_lead' }, 'c/1');
    const director = await as('han-xue');
    const kept = await director.send('DELETE', '/people/colleagues/wang-guilan');
    assert.deepEqual([kept.status, kept.body.code], [409, 'open_tickets']);
    assert.ok(kept.body.detail.includes(ticket.no));
    await desk.staff(
      ticket.no,
      { ...hand, staff: 'liu-yang' },
      { id: 'lin-fang', role: 'area_lead' },
      'c/2',
    );
    const { headers } = await director.get('/people');
    const seen = { 'If-Match': headers.get('etag') ?? '' };
    const gone = await director.send('DELETE', '/people/colleagues/wang-guilan', undefined, {
      headers: seen,
    });
    assert.equal(gone.status, 200);
  });

  it('refuses what refers to nothing, and names the field', async () => {
    const director = await as('han-xue');
    const lost = { ...newcomer, posts: [{ line: 'cleaning', role: 'king' }] };
    const refused = await director.send('PUT', '/people/colleagues/qian-duo', lost);
    assert.equal(refused.status, 422);
    assert.match(JSON.stringify(refused.body.errors), /posts\[0\]\.role.*king/);
    const taken = await director.send('DELETE', '/people/shifts/day');
    assert.ok([404, 422].includes(taken.status), 'a shift somebody works in stays');
    const more = { ...newcomer, salary: 1 };
    assert.equal((await director.send('PUT', '/people/colleagues/qian-duo', more)).status, 400);
  });
});
