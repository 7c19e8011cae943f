import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import type { Delivery } from '../../desk/delivery.ts';
import type { NewRequest } from '../../desk/events.ts';
import { aRequest, day, hour, minute, openDesk, policies } from './kit/desk.ts';

const by = { id: 's1', role: 'area_lead' };

async function withTicket(parts: Partial<NewRequest> = {}) {
  const open = openDesk();
  const { ticket } = await open.desk.report(aRequest(parts), 'web/m1');
  const { no } = ticket;
  const { later, records, clock } = open;
  let causes = 0;
  const does = async (...actions: StaffAction[]) => {
    for (const action of actions) {
      causes += 1;
      const answer = await open.desk.staff(no, action, by, `console/${causes}`);
      assert.ok(answer.done, JSON.stringify(answer));
    }
  };
  /** What goes out while time passes: minute from the beginning, and the kinds of news in one message. */
  const out: string[] = [];
  const begin = clock.now();
  const passes = async (time: number, result?: (at: number) => Delivery) => {
    const end = clock.now() + time;
    for (;;) {
      const next = await records.nextDue();
      if (next === undefined || next > end) break;
      clock.at = Math.max(clock.at, next);
      for (const job of await records.dueJobs(clock.now(), 100)) {
        if (job.kind === 'milestone') await later.milestoneDue(job);
        else if (job.kind === 'answer') await later.answerDue(job);
        else if (job.kind === 'follow' || job.kind === 'callback') await open.callsBack(job);
        else await deliver(job, result);
      }
    }
    clock.at = end;
  };
  const deliver = async (
    job: Parameters<typeof later.noticeDue>[0],
    result?: (at: number) => Delivery,
  ) => {
    const order = await later.noticeDue(job);
    if (!order) return;
    const { batch } = order;
    if (batch)
      out.push(
        `${(clock.now() - begin) / minute}' ${batch.happened.map(({ what }) => what.replace('customer.', '')).join('+')}`,
      );
    const arrived = { at: clock.now(), way: 'test', arrived: true };
    const done: Delivery = { state: 'delivered', outcome: 'test', attempts: [arrived] };
    const id = batch?.lead ?? order.notice.id;
    await later.delivered(job.ticket, id, (batch && result?.(clock.now())) ?? done);
  };
  const record = () => {
    const found = records.tickets().find((one) => one.no === no);
    assert.ok(found);
    return found;
  };
  const notices = () => record().notices.filter(({ to }) => 'customer' in to);
  return { ...open, no, does, passes, out, record, notices };
}

describe('News to a customer', () => {
  it('goes out at once, and what follows closely comes together in one message', async () => {
    const { does, passes, out } = await withTicket();
    await does({ do: 'contact' });
    await passes(minute / 2);
    await does({ do: 'plan', plan: '下午补做' });
    await passes(minute / 2);
    await does({ do: 'progress', note: '配件已备好' });
    await passes(10 * minute);
    await does({ do: 'dispatch' });
    await passes(minute);
    assert.deepEqual(out, ["0' contacted", "2' planned+progress", "11' dispatched"]);
  });

  it('of one moment is one message', async () => {
    const { does, passes, out, notices } = await withTicket();
    await does({ do: 'progress', note: '已备料' }, { do: 'dispatch' });
    await passes(minute);
    assert.deepEqual(out, ["0' progress+dispatched"]);
    assert.deepEqual(
      notices().map(({ state, attempts }) => [state, attempts?.length]),
      [
        ['delivered', 1],
        ['delivered', 1],
      ],
    );
  });

  it('waits for the morning, when only what is still true is said', async () => {
    const { does, passes, out, notices } = await withTicket();
    await passes(12 * hour);
    await does({ do: 'contact' }, { do: 'dispatch' });
    await passes(hour);
    assert.deepEqual(out, []);
    await does({ do: 'arrive' }, { do: 'resolve' });
    await passes(12 * hour);
    assert.deepEqual(out, [`${22 * 60}' resolved`]);
    assert.deepEqual(
      notices().map(({ what, state }) => `${what} ${state}`),
      [
        'customer.contacted overtaken',
        'customer.dispatched overtaken',
        'customer.arrived overtaken',
        'customer.resolved delivered',
      ],
    );
    const [waited] = notices().at(-1)?.attempts ?? [];
    assert.deepEqual([waited?.why, waited?.arrived], ['night', false]);
  });

  it('of an urgent matter does not wait for the morning', async () => {
    const { does, passes, out } = await withTicket({ urgency: 'urgent' });
    await passes(13 * hour);
    await does({ do: 'dispatch' });
    await passes(minute);
    await does({ do: 'late', expected: Date.parse('2026-11-20T23:40:00+08:00') });
    await passes(minute);
    assert.deepEqual(out, [`${13 * 60}' dispatched`, `${13 * 60 + 1}' late`]);
  });

  it('that a customer brought about is not told them', async () => {
    const { desk, no, does, passes, out } = await withTicket();
    await does({ do: 'plan', plan: '下午补做' });
    await passes(minute);
    await desk.confirmPlan(no, '同意', 'web:u1', 'web/m2');
    await does({ do: 'resolve' });
    await passes(5 * minute);
    await desk.accept(no, '可以', 'web:u1', 'web/m3');
    await passes(5 * day);
    assert.deepEqual(out, ["0' planned", "2' resolved"]);
  });

  it('is exactly the same message after a crash between decision and delivery', async () => {
    const { does, passes, out, later, clock, records, notices } = await withTicket();
    await does({ do: 'progress', note: '一' }, { do: 'dispatch' });
    for (const job of await records.dueJobs(clock.now(), 9)) await later.noticeDue(job);
    await does({ do: 'late', expected: clock.now() + hour });
    await passes(minute);
    assert.deepEqual(out, ["0' late"], 'later news is another message');
    await passes(5 * minute);
    assert.deepEqual(out, ["0' late", "2' progress"]);
    const told = notices().map(({ what, state }) => `${what} ${state}`);
    assert.deepEqual(told, [
      'customer.progress delivered',
      'customer.dispatched overtaken',
      'customer.late delivered',
    ]);
  });

  it('goes another way when what was handed over did not arrive', async () => {
    const { does, passes, out, later, notices } = await withTicket();
    await does({ do: 'progress', note: '一' }, { do: 'dispatch' });
    await passes(minute);
    const lead = notices()[0]?.with ?? '';
    await later.undelivered(lead, 'blocked');
    await passes(minute);
    assert.deepEqual(out, ["0' progress+dispatched", "1' progress+dispatched"]);
    const tries = notices().map(({ attempts = [] }) =>
      attempts.map(({ arrived, never = false }) => [arrived, never]),
    );
    assert.deepEqual(tries[0], [
      [false, false],
      [false, true],
      [true, false],
    ]);
  });

  it('leaves nothing behind when the ticket ends before it could be said', async () => {
    const { desk, no, does, passes, record } = await withTicket();
    await passes(12 * hour);
    await does({ do: 'dispatch' });
    await desk.cancel(no, '不用了', 'web:u1', 'web/m2');
    await passes(day);
    assert.deepEqual([record().live, record().jobs], [false, []]);
  });
});

describe('A customer who does not answer', () => {
  it('is asked again after a day, and after three the ticket is closed as unanswered, not as accepted', async () => {
    const { does, passes, out, timeline, no } = await withTicket();
    await does({ do: 'resolve' });
    await passes(4 * day);
    assert.deepEqual(out, ["0' resolved", "1440' asked_again", "4320' closed"]);
    const last = timeline(no).at(-1);
    assert.ok(last?.type === 'closed' && last.outcome === 'unanswered');
    assert.ok(!timeline(no).some(({ type }) => type === 'accepted'));
  });

  it('and answers after the reminder is not asked any more', async () => {
    const { desk, does, passes, out, no } = await withTicket();
    await does({ do: 'resolve' });
    await passes(25 * hour);
    const answer = await desk.accept(no, '可以了', 'web:u1', 'web/m2');
    assert.ok(answer.done);
    assert.deepEqual(
      [answer.ticket.signed?.words, answer.ticket.signed?.name, answer.ticket.asked],
      ['可以了', '王芳', undefined],
    );
    await passes(5 * day);
    assert.deepEqual(out, ["0' resolved", "1440' asked_again"]);
  });

  it('about a plan is asked again; the plan stays', async () => {
    const { does, passes, out, notices } = await withTicket();
    await does({ do: 'plan', plan: '换新' });
    await passes(3 * day);
    assert.deepEqual(out, ["0' planned", "1440' plan_asked_again"]);
    assert.ok(notices().every(({ state }) => state === 'delivered'));
  });
});

describe('A plan', () => {
  it('for a claim must name the compensation, and one for a suggestion is only told', async () => {
    const claim = await withTicket({ kind: 'compensation' });
    const bare = await claim.desk.staff(claim.no, { do: 'plan', plan: '重做' }, by, 'c/1');
    assert.ok(!bare.done && bare.why === 'incomplete');
    await claim.does({ do: 'plan', plan: '重做', terms: { compensation: '免费深度清洁三次' } });
    const suggestion = await withTicket({ kind: 'suggestion' });
    await suggestion.does({ do: 'plan', plan: '增加周末班次' });
    const told = await suggestion.desk.ticketsOf('web:u1');
    assert.deepEqual([told[0]?.asked, told[0]?.plan?.state], [undefined, 'told']);
  });

  it('is changed at the customer’s word and confirmed; work that waited for them goes on', async () => {
    const { desk, no, does, timeline, record } = await withTicket();
    await does({ do: 'plan', plan: '周五换新' }, { do: 'hold', why: 'customer' });
    const changes = await desk.changePlan(no, '周五不在家，改周六', 'web:u1', 'web/m2');
    assert.ok(changes.done && changes.ticket.plan?.state === 'changes' && !changes.ticket.hold);
    assert.ok(record().notices.some(({ what }) => what === 'staff.plan_changes'));
    const late = await desk.confirmPlan(no, '好', 'web:u1', 'web/m3');
    assert.ok(!late.done && late.why === 'not_now', 'there is no plan to confirm any more');
    await does({ do: 'plan', plan: '周六换新' });
    const agreed = await desk.confirmPlan(no, '同意', 'web:u1', 'web/m4');
    assert.ok(agreed.done && agreed.ticket.plan?.state === 'confirmed');
    const types = timeline(no).map(({ type }) => type);
    assert.deepEqual(types.slice(2), [
      'planned',
      'held',
      'plan_changes',
      'resumed',
      'planned',
      'plan_confirmed',
    ]);
  });

  it('is done with when the work is done', async () => {
    const { does, passes, out } = await withTicket();
    await does({ do: 'plan', plan: '换新' }, { do: 'resolve' });
    await passes(2 * day);
    assert.deepEqual(out, ["0' resolved", "1440' asked_again"]);
  });
});

describe('A second refusal', () => {
  it('is a major complaint that names what was said both times', async () => {
    const { desk, no, does } = await withTicket();
    await does({ do: 'resolve' });
    await desk.refuse(no, '还是脏', 'web:u1', 'web/m2');
    await does({ do: 'resolve' });
    const answer = await desk.refuse(no, '角落又没擦', 'web:u1', 'web/m3');
    assert.ok(answer.done && answer.ticket.urgency === 'major');
    assert.deepEqual(answer.ticket.reasons[0]?.words, ['还是脏', '角落又没擦']);
    assert.equal(answer.ticket.returns, 2);
  });
});

describe('A customer who signs the work off', () => {
  const signed = async (parts: Partial<NewRequest> = {}) => {
    const house = await withTicket(parts);
    await house.does({ do: 'contact' }, { do: 'resolve' });
    await house.passes(hour);
    const answer = await house.desk.accept(house.no, '可以了', 'web:u1', 'web/m2');
    assert.ok(answer.done);
    const last = () => house.timeline(house.no).at(-1);
    return { ...house, last };
  };

  it('is not bothered again: a day later the ticket closes by itself', async () => {
    const { passes, out, last, record } = await signed();
    await passes(day - minute);
    assert.equal(last()?.type, 'accepted');
    await passes(minute);
    const end = last();
    assert.ok(end?.type === 'closed' && end.outcome === 'accepted' && end.by.who === 'system');
    await passes(5 * day);
    assert.deepEqual(out, ["0' resolved"]);
    assert.deepEqual([record().live, record().jobs], [false, []]);
  });

  it('has it open as long as something that was promised is still owed', async () => {
    const { passes, does, last } = await signed({ kind: 'flaw' });
    await passes(3 * day);
    assert.notEqual(last()?.type, 'closed');
    await does({ do: 'record', stage: 'called_back' });
    await passes(minute);
    assert.equal(last()?.type, 'closed');
  });

  it('and has it opened again meanwhile: it is not closed', async () => {
    const { passes, does, timeline, no } = await signed();
    await passes(hour);
    await does({ do: 'reopen' });
    await passes(2 * day);
    assert.ok(!timeline(no).some(({ type }) => type === 'closed'));
  });

  it('under a policy that says nothing of it: it waits for a person', async () => {
    const { customer, ...cleaning } = policies.of('cleaning');
    const { closeAccepted: _, ...acceptance } = customer.acceptance;
    const policy = { ...cleaning, customer: { ...customer, acceptance } };
    const { desk, advance, timeline } = openDesk({
      ...policies,
      calendars: policies.calendars,
      lines: [policy],
      of: () => policy,
      outreach: policies.outreach,
    });
    const { ticket } = await desk.report(aRequest(), 'web/m1');
    await desk.staff(ticket.no, { do: 'resolve' }, by, 'c/1');
    await desk.accept(ticket.no, '可以了', 'web:u1', 'web/m2');
    await advance(9 * day);
    assert.ok(!timeline(ticket.no).some(({ type }) => type === 'closed'));
  });
});
