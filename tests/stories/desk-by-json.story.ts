import assert from 'node:assert/strict';
import { houseForEach } from '../kit/house.ts';
import { png } from '../kit/scenes.ts';
import { Clerk } from '../web/kit/crew.ts';
import { watching } from '../web/kit/watching.ts';

const minute = 60_000;
describe('The whole life of a ticket at six desks', () => {
  const running = houseForEach();
  let no = '';

  const as = (name: string) => Clerk.of(running, name);
  const sees = async (clerk: Clerk) => (await clerk.get(`/tickets/${no}`)).body;
  const does = async (clerk: Clerk, action: object) => {
    const { version } = await sees(clerk);
    const headers = { 'If-Match': `"${version}"` };
    const { status, body } = await clerk.post(`/tickets/${no}/actions`, action, { headers });
    assert.equal(status, 200, JSON.stringify(body));
    return body.ticket;
  };
  const refused = async (clerk: Clerk, action: object) => {
    const { status, body } = await clerk.post(`/tickets/${no}/actions`, action);
    return [status, body.code];
  };
  const types = (ticket: { timeline: { type: string }[] }) =>
    ticket.timeline.map(({ type }) => type);

  it('from a call that an agent takes down to the entry in the audit', async () => {
    const [agent, lead, worker, other, director, quality, admin] = await Promise.all(
      ['zhou-min', 'lin-fang', 'wang-guilan', 'tang-wei', 'han-xue', 'quality', 'admin'].map(as),
    );
    assert.ok(agent && lead && worker && other && director && quality && admin);

    // The agent takes down what somebody tells at the counter; the class is judged as on every channel.
    const told = {
      line: 'cleaning',
      words: '会议室地毯没有吸干净，请今天再来一次',
      name: '王芳',
      phone: '13800138000',
      address: '望京街1号3楼',
    };
    const once = { headers: { 'Idempotency-Key': 'call-1' } };
    const taken = await agent.post('/tickets', told, once);
    assert.equal(taken.status, 201, JSON.stringify(taken.body));
    no = taken.body.ticket.no;
    assert.equal(taken.headers.get('location'), `/staff/tickets/${no}`);
    assert.equal(
      (await agent.post('/tickets', told, once)).body.ticket.no,
      no,
      'sent twice is one',
    );
    const { urgency, kind, reasons, channel, clocks } = taken.body.ticket;
    assert.deepEqual([urgency, kind, channel], ['general', 'flaw', 'desk']);
    assert.ok(Array.isArray(reasons) && clocks.length > 0);

    // The worker watches; the lead gives it to them.
    const watch = await watching(running.url, worker);
    assert.deepEqual(await watch.next(), ['hello', undefined]);
    running.clock.advance(2 * minute);
    const given = await does(lead, { do: 'assign', role: 'service_staff', staff: 'wang-guilan' });
    assert.equal(given.owner.name, '王桂兰');
    assert.deepEqual(await watch.next(), ['ticket', no]);
    watch.leave();
    assert.equal((await other.get(`/tickets/${no}`)).status, 404, 'not even that it exists');

    // The worker: hers to do, with the address in full; what is not hers is refused.
    const hers = await sees(worker);
    assert.deepEqual(
      [hers.masked, hers.address, hers.phone],
      [false, '望京街1号3楼', '13800138000'],
    );
    assert.ok(hers.may.includes('arrive') && !hers.may.includes('cancel'));
    assert.deepEqual(await refused(worker, { do: 'cancel', words: '太远' }), [403, 'forbidden']);
    await does(worker, { do: 'take' });
    await does(worker, { do: 'contact', note: '十一点到' });
    running.clock.advance(20 * minute);
    await does(worker, { do: 'dispatch' });
    await does(worker, { do: 'arrive' });
    const photo = new FormData();
    photo.append('file', new Blob([png]), '王芳家地毯.png');
    const path = `/tickets/${no}/attachments`;
    assert.equal((await worker.post(path, undefined, { raw: photo })).status, 201);
    await does(worker, { do: 'inspect', as: 'self', failed: [] });
    await does(worker, { do: 'resolve', note: '重新吸过，王芳在场' });

    // Quality: nobody's name; inspects afterwards, and finds something.
    const theirs = await sees(quality);
    assert.deepEqual([theirs.masked, theirs.name, theirs.phone], [true, '王*', '138****8000']);
    for (const personal of ['王芳', '13800138000', '望京街1号3楼'])
      assert.ok(!JSON.stringify(theirs).includes(personal), personal);
    assert.deepEqual(await refused(quality, { do: 'take' }), [403, 'forbidden']);
    assert.deepEqual(await refused(worker, { do: 'inspect', as: 'quality' }), [403, 'forbidden']);
    const found = await does(quality, { do: 'inspect', as: 'quality', failed: [3] });
    assert.ok(types(found).includes('reopened'), 'it is done again');

    // The director sees that it came back and decides that it cannot wait; the worker does it again.
    const graver = await does(director, { do: 'reclassify', urgency: 'urgent', kind: 'flaw' });
    assert.equal(graver.urgency, 'urgent');
    running.clock.advance(10 * minute);
    const again = await sees(director);
    assert.equal(again.returns, 1);
    await does(worker, { do: 'arrive' });
    await does(worker, { do: 'resolve', note: '第三项已补' });
    await does(agent, { do: 'accept', words: '满意' });
    const closed = await does(agent, { do: 'close', outcome: 'accepted' });
    assert.equal(closed.status, 'closed');
    assert.deepEqual(await refused(agent, { do: 'progress', note: '晚了' }), [422, 'finished']);

    // The administrator does no work, and sees who did what.
    assert.deepEqual(await refused(admin, { do: 'note', note: '看看' }), [403, 'forbidden']);
    assert.equal((await admin.get(`/tickets/${no}/conversation`)).status, 403);
    const { body } = await admin.get('/audit', { query: { about: no, limit: '200' } });
    const entries = body.entries as {
      who: string;
      what: string;
      outcome: string;
      detail?: string;
    }[];
    const did = (who: string, outcome = 'done') =>
      entries
        .filter((one) => one.who === who && one.what === 'act' && one.outcome === outcome)
        .map(({ detail = '' }) => detail.split(':')[0])
        .reverse();
    assert.deepEqual(did('lin-fang'), ['assign']);
    assert.deepEqual(did('wang-guilan').slice(0, 4), ['take', 'contact', 'dispatch', 'arrive']);
    assert.deepEqual(did('wang-guilan', 'refused'), ['cancel', 'inspect']);
    assert.deepEqual(did('quality'), ['inspect']);
    assert.ok(
      entries.some(
        ({ who, what, outcome }) => `${who} ${what} ${outcome}` === 'tang-wei readTicket refused',
      ),
    );
    assert.ok(entries.some(({ what, who }) => what === 'registerTicket' && who === 'zhou-min'));
  });

  it('begins only where a desk may begin it, with what a ticket needs', async () => {
    const told = { line: 'cleaning', words: '漏水', name: '', phone: '13800138000' };
    for (const name of ['wang-guilan', 'quality', 'admin'])
      assert.equal((await (await as(name)).post('/tickets', told)).status, 403, name);
    const agent = await as('zhou-min');
    const wrong: [field: string, value: unknown][] = [
      ['line', 'gardening'],
      ['phone', 'call me'],
      ['words', ''],
      ['urgency', 'now'],
      ['status', 'closed'],
      ['vip', true],
      ['no', '1000000000'],
    ];
    for (const [field, value] of wrong) {
      const { status, body } = await agent.post('/tickets', { ...told, [field]: value });
      assert.deepEqual([status, body.errors?.[0]?.field], [400, field]);
    }
    const grave = await agent.post('/tickets', { ...told, urgency: 'urgent', kind: 'flaw' });
    assert.deepEqual([grave.body.ticket.urgency, grave.body.ticket.kind], ['urgent', 'flaw']);
  });
});
