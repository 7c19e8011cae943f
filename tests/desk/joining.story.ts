import assert from 'node:assert/strict';
import { Joining } from '../../desk/joining.ts';
import { ticketNumbers } from '../../desk/number.ts';
import { sla } from '../../desk/sla.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { aRequest, day, minute, openDesk, policies } from './kit/desk.ts';

const lead = { id: 's1', role: 'area_lead' };

function open() {
  const opened = openDesk();
  const { records, clock, desk } = opened;
  const joining = new Joining({ records, clock, policies, numbers: ticketNumbers('test secret') });
  let causes = 0;
  const reports = async (parts: Parameters<typeof aRequest>[0] = {}) =>
    (await desk.report(aRequest(parts), `web/m${causes++}`)).ticket.no;
  const ticket = (no: string) => foldTicket({ no, timeline: opened.timeline(no) });
  const states = (no: string) =>
    sla(ticket(no), policies.of('cleaning'), policies.calendars, clock.now());
  return { ...opened, joining, reports, ticket, states };
}

describe('Two tickets about the same thing', () => {
  it('become one: the older goes on with its own clocks, the words of both and the graver class', async () => {
    const { advance, joining, records, reports, ticket, states } = open();
    const older = await reports();
    await advance(10 * minute);
    const younger = await reports({
      words: '地毯还在渗水',
      account: 'wechat:o1',
      urgency: 'urgent',
    });
    const before = states(older);
    const merged = await joining.merge(younger, older, lead, 'console/1');
    assert.ok(merged.done && merged.ticket.no === older);
    const { request, relations, timeline } = ticket(older);
    assert.equal(request.urgency, 'urgent');
    assert.ok(timeline.some((e) => e.type === 'added' && e.words === '地毯还在渗水'));
    assert.deepEqual(relations.at(-1), { to: younger, as: 'absorbed' });
    assert.equal(ticket(younger).status, 'closed');
    assert.equal(ticket(younger).mergedInto, older);
    const told = records
      .tickets()
      .flatMap(({ no, notices }) => notices.map(({ what }) => `${no} ${what}`))
      .filter((one) => one.includes(' customer.'));
    assert.deepEqual(told, [`${older} customer.merged`]);
    assert.ok(before.some(({ milestone }) => milestone.id === 'general.contact'));
  });

  it('leave the survivor’s clocks to the millisecond where they were, if it is no graver', async () => {
    const { advance, joining, reports, states } = open();
    const older = await reports();
    await advance(10 * minute);
    const younger = await reports({ account: 'wechat:o1' });
    await advance(3 * minute);
    const due = () => states(older).map(({ milestone, dueAt }) => [milestone.id, dueAt]);
    const before = due();
    await joining.merge(older, younger, lead, 'console/1');
    assert.deepEqual(due(), before);
    assert.ok(states(younger).every(({ alarms }) => alarms.length === 0));
  });

  it('are merged once, however often it is said', async () => {
    const { joining, reports, timeline } = open();
    const [one, two] = [await reports(), await reports({ account: 'wechat:o1' })];
    for (const cause of ['console/1', 'console/1', 'console/2'])
      assert.ok((await joining.merge(one, two, lead, cause)).done);
    const ended = [one, two].filter((no) => timeline(no).some(({ type }) => type === 'closed'));
    assert.equal(ended.length, 1);
    const all = [...timeline(one), ...timeline(two)];
    assert.equal(all.filter((e) => e.type === 'related' && e.as === 'absorbed').length, 1);
  });

  it('stay apart if they are two persons’, one is done, or one does not exist', async () => {
    const { desk, joining, reports } = open();
    const one = await reports();
    const stranger = await reports({ account: 'web:u2', phone: '13900139000' });
    const done = await reports();
    await desk.staff(done, { do: 'resolve' }, lead, 'console/0');
    for (const other of [stranger, done, one]) {
      const answer = await joining.merge(one, other, lead, 'console/1');
      assert.ok(!answer.done && answer.why === 'not_now', other);
    }
    const nowhere = await joining.merge(one, '1000000000', lead, 'console/2');
    assert.ok(!nowhere.done && nowhere.why === 'unknown');
  });

  it('are one to the customer too: whatever is said to the duplicate is said to the survivor', async () => {
    const { advance, desk, joining, reports, timeline } = open();
    const older = await reports();
    await advance(minute);
    const younger = await reports({ account: 'wechat:o1' });
    await joining.merge(older, younger, lead, 'console/1');
    const urged = await desk.urge(younger, '快点', 'wechat:o1', 'wechat/m1');
    assert.ok(urged.done && urged.ticket.no === older);
    assert.equal(timeline(older).at(-1)?.type, 'urged');
    const seen = await desk.look(younger, { account: 'wechat:o1' });
    assert.ok(seen.done && seen.ticket.no === older);
    assert.deepEqual(seen.ticket.absorbed, [younger]);
    const listed = await desk.ticketsOf('wechat:o1');
    assert.deepEqual(
      listed.map(({ no }) => no),
      [older],
    );
  });
});

describe('A ticket that holds two things', () => {
  it('is split: the part becomes a ticket of its own, both say so, and the whole keeps its clocks', async () => {
    const { advance, desk, joining, reports, states, ticket } = open();
    const whole = await reports({ words: '地毯没吸干净，另外窗户也坏了' });
    await advance(20 * minute);
    const before = states(whole).map(({ dueAt }) => dueAt);
    const part = {
      words: '窗户坏了',
      subject: '窗户',
      line: 'furniture',
      urgency: 'urgent',
    } as const;
    const split = await joining.split(whole, part, lead, 'console/1');
    const again = await joining.split(whole, part, lead, 'console/1');
    assert.ok(split.done && again.done && split.ticket.no === again.ticket.no);
    const { no } = split.ticket;
    assert.deepEqual(ticket(whole).relations, [{ to: no, as: 'split_off' }]);
    assert.deepEqual(ticket(no).relations, [{ to: whole, as: 'split_from' }]);
    assert.deepEqual(
      states(whole).map(({ dueAt }) => dueAt),
      before,
    );
    assert.deepEqual(
      [ticket(no).request.line, ticket(no).request.phone, ticket(no).owner.role],
      ['furniture', '13800138000', 'engineer'],
    );
    assert.equal((await desk.ticketsOf('web:u1')).length, 2);
  });
});

describe('A service that failed before', () => {
  it('is a major complaint, and each ticket leads to the other', async () => {
    const { advance, desk, reports, ticket } = open();
    const first = await reports();
    await desk.staff(first, { do: 'resolve' }, lead, 'console/1');
    await desk.staff(first, { do: 'close', outcome: 'unanswered' }, lead, 'console/2');
    await advance(7 * day);
    const second = await reports({ words: '地毯又脏了', account: 'wechat:o1' });
    assert.equal(ticket(second).request.urgency, 'major');
    assert.deepEqual(ticket(second).relations, [{ to: first, as: 'repeats' }]);
    assert.deepEqual(ticket(first).relations, [{ to: second, as: 'repeated_by' }]);
    assert.equal(ticket(first).status, 'closed');
  });

  it('and a problem told from two places are shown to colleagues as perhaps the same', async () => {
    const { reports, ticket } = open();
    const one = await reports();
    const two = await reports({ account: 'phone:+8613800138000' });
    assert.deepEqual(ticket(one).relations, [{ to: two, as: 'seems_same' }]);
    assert.deepEqual(ticket(two).relations, [{ to: one, as: 'seems_same' }]);
  });
});
