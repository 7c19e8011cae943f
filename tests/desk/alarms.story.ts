import assert from 'node:assert/strict';
import { aRequest, hour, minute, openDesk } from './kit/desk.ts';

const lead = { id: 's1', role: 'area_lead' };

async function withTicket(parts: Parameters<typeof aRequest>[0] = {}) {
  const open = openDesk();
  const { ticket } = await open.desk.report(aRequest(parts), 'web/m1');
  const { no } = ticket;
  const alarms = () =>
    open.timeline(no).flatMap((event) => {
      const minutes = (event.at - ticket.registeredAt) / minute;
      if (event.type === 'warned') return [`${minutes}' ${event.milestone} warned ${event.share}`];
      if (event.type === 'missed') return [`${minutes}' ${event.milestone} missed ${event.rung}`];
      return [];
    });
  const told = (what: string, milestone: string) =>
    open.records
      .tickets()
      .flatMap(({ notices }) => notices)
      .filter((notice) => notice.what === what && notice.facts.milestone === milestone)
      .map(({ to }) => ('role' in to ? to.role : 'customer'));
  return { ...open, no, alarms, told };
}

describe('While nobody calls a customer back', () => {
  it('the owner is warned twice, then told with the next ones up, each once', async () => {
    const { advance, alarms, told } = await withTicket();
    await advance(100 * minute);
    assert.deepEqual(
      alarms().filter((alarm) => alarm.includes('general.contact')),
      [
        "15' general.contact warned 0.5",
        "24' general.contact warned 0.8",
        "30' general.contact missed 0",
        "45' general.contact missed 1",
        "90' general.contact missed 2",
      ],
    );
    const missed = told('staff.missed', 'general.contact');
    assert.deepEqual(missed, ['service_staff', 'area_lead', 'project_manager', 'director']);
    assert.deepEqual(told('staff.warned', 'general.contact'), ['service_staff', 'service_staff']);
  });

  it('a worker that slept through it all catches up in one go, without a warning after the miss', async () => {
    const { later, clock, records, alarms } = await withTicket();
    clock.at += 50 * minute;
    const job = (await records.dueJobs(clock.now(), 9)).find(({ kind }) => kind === 'milestone');
    assert.ok(job);
    await later.milestoneDue(job);
    const caught = alarms().filter((alarm) => alarm.includes('general.contact'));
    assert.deepEqual(caught, ["50' general.contact missed 0", "50' general.contact missed 1"]);
    await later.milestoneDue(job);
    assert.equal(alarms().filter((alarm) => alarm.includes('general.contact')).length, 2);
  });

  it('a job that comes early or twice does nothing', async () => {
    const { later, records, clock, alarms } = await withTicket();
    const job = { kind: 'milestone', key: 'next', attempts: 0, ticket: '', runAt: 0 } as const;
    const no = records.tickets()[0]?.no ?? '';
    await later.milestoneDue({ ...job, ticket: no });
    await later.milestoneDue({ ...job, ticket: '1000000000' });
    assert.deepEqual(alarms(), []);
    const next = await records.nextDue();
    assert.ok(next !== undefined && next >= clock.now());
  });
});

describe('Once a colleague has an alarm in hand', () => {
  it('nobody further up is told, and the promise stays missed', async () => {
    const { desk, no, advance, told, timeline } = await withTicket();
    await advance(35 * minute);
    const taken = await desk.staff(no, { do: 'acknowledge' }, lead, 'console/1');
    assert.ok(taken.done && taken.ticket.contact?.late);
    assert.ok(timeline(no).some((e) => e.type === 'acknowledged' && e.by.who === 'staff'));
    await advance(5 * hour);
    assert.deepEqual(told('staff.missed', 'general.contact'), ['service_staff', 'area_lead']);
    const twice = await desk.staff(
      no,
      { do: 'acknowledge', milestone: 'general.contact' },
      lead,
      'console/2',
    );
    assert.ok(!twice.done && twice.why === 'not_now');
  });

  it('a warning in hand is not repeated, but the miss after it is told to the end of the ladder', async () => {
    const { desk, no, advance, alarms } = await withTicket();
    await advance(16 * minute);
    await desk.staff(no, { do: 'acknowledge', milestone: 'general.contact' }, lead, 'console/1');
    await advance(2 * hour);
    assert.deepEqual(
      alarms().filter((alarm) => alarm.includes('general.contact')),
      [
        "15' general.contact warned 0.5",
        "30' general.contact missed 0",
        "45' general.contact missed 1",
        "90' general.contact missed 2",
      ],
    );
  });

  it('a new round alarms anew', async () => {
    const { desk, no, advance, alarms } = await withTicket();
    await advance(35 * minute);
    await desk.staff(no, { do: 'acknowledge' }, lead, 'console/1');
    await desk.staff(no, { do: 'resolve' }, lead, 'console/2');
    await desk.staff(no, { do: 'reopen' }, lead, 'console/3');
    await advance(30 * minute);
    assert.ok(alarms().includes("65' general.contact missed 0"));
  });
});

describe('Once somebody has called', () => {
  it('nobody is alarmed about it', async () => {
    const { desk, no, advance, alarms } = await withTicket();
    await advance(10 * minute);
    const answer = await desk.staff(no, { do: 'contact' }, lead, 'console/1');
    assert.ok(answer.done);
    assert.equal(answer.ticket.contact, undefined);
    assert.equal(answer.ticket.next?.milestone, 'general.done');
    await advance(hour);
    assert.ok(!alarms().some((alarm) => alarm.includes('general.contact')));
  });

  it('on hold no clock runs, and afterwards it runs on', async () => {
    const { desk, no, advance, alarms, records } = await withTicket();
    await desk.staff(no, { do: 'contact' }, lead, 'console/1');
    await advance(10 * minute);
    const held = await desk.staff(no, { do: 'hold', why: 'parts' }, lead, 'console/2');
    assert.ok(held.done);
    assert.deepEqual([held.ticket.hold, held.ticket.next], ['parts', undefined]);
    await advance(30 * hour);
    assert.ok(!records.tickets()[0]?.jobs.some(({ kind }) => kind === 'milestone'));
    await desk.staff(no, { do: 'resume' }, lead, 'console/3');
    await advance(109 * minute);
    assert.ok(!alarms().some((alarm) => alarm.includes('general.done missed')));
    await advance(minute);
    assert.ok(alarms().some((alarm) => alarm.includes('general.done missed 0')));
  });

  it('work that is done straight from the hold ends it, and is in time if the rest of the budget was', async () => {
    const { desk, no, advance, alarms, timeline } = await withTicket();
    await desk.staff(no, { do: 'contact' }, lead, 'console/1');
    await advance(119 * minute);
    await desk.staff(no, { do: 'hold', why: 'customer' }, lead, 'console/2');
    await advance(60 * hour);
    const done = await desk.staff(no, { do: 'resolve' }, lead, 'console/3');
    assert.ok(done.done && done.ticket.status === 'done' && done.ticket.hold === undefined);
    assert.ok(!alarms().some((alarm) => alarm.includes('missed')));
    const last = timeline(no).filter(({ cause }) => cause === 'console/3');
    assert.deepEqual(
      last.map(({ type }) => type),
      ['resumed', 'resolved'],
    );
  });

  it('a finished ticket leaves the queue when its last notice is delivered', async () => {
    const { desk, no, advance, records } = await withTicket();
    await desk.cancel(no, '不用了', 'web:u1', 'web/m2');
    assert.equal((await records.liveTickets()).length, 1);
    await advance(minute);
    assert.equal((await records.liveTickets()).length, 0);
    assert.equal(await records.nextDue(), undefined);
  });
});

describe('A promise to tell somebody', () => {
  it('is kept when the notice has reached them, not when it was written', async () => {
    const { later, no, records, clock, alarms, timeline } = await withTicket({
      urgency: 'major',
    });
    const notice = records.tickets()[0]?.notices[0];
    assert.deepEqual([notice?.what, notice?.to], ['staff.new', { role: 'director' }]);
    const id = notice?.id ?? '';
    await later.delivered(no, id, { state: 'retry', outcome: 'busy', runAt: clock.now() + minute });
    const job = records.tickets()[0]?.jobs.find(({ key }) => key === id);
    assert.deepEqual([job?.attempts, job?.runAt], [1, clock.now() + minute]);
    clock.at += 10 * minute;
    await later.milestoneDue({ kind: 'milestone', key: 'next', runAt: 0, attempts: 0, ticket: no });
    assert.ok(alarms().includes("10' major.informed missed 0"));
    await later.delivered(no, id, { state: 'delivered', outcome: 'sms' });
    await later.delivered(no, id, { state: 'delivered', outcome: 'sms' });
    const informed = timeline(no).filter(({ type }) => type === 'informed');
    assert.equal(informed.length, 1);
  });

  it('is found by its job until it is delivered', async () => {
    const { later, no, records, clock } = await withTicket();
    const [job] = await records.dueJobs(clock.now(), 9);
    assert.ok(job);
    const order = await later.noticeDue(job);
    assert.deepEqual(
      [order?.notice.what, order?.ticket.no, order?.customer.phone],
      ['staff.new', no, '13800138000'],
    );
    await later.delivered(no, job.key, { state: 'failed', outcome: 'no such number' });
    assert.equal(await later.noticeDue(job), undefined);
  });

  it('never carries personal data', async () => {
    const { advance, records } = await withTicket();
    await advance(3 * hour);
    const said = JSON.stringify(records.tickets()[0]?.notices);
    for (const secret of ['王芳', '13800138000', '科技路', '地毯']) {
      assert.ok(!said.includes(secret), secret);
    }
  });
});
