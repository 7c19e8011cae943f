import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import type { TicketView } from '../../desk/view.ts';
import { aRequest, minute, openDesk } from './kit/desk.ts';

async function withTicket(parts: Parameters<typeof aRequest>[0] = {}) {
  const open = openDesk();
  const { ticket } = await open.desk.report(aRequest(parts), 'web/m1');
  let count = 0;
  const act = async (action: StaffAction, role = 'service_staff') => {
    const cause = `console/${++count}`;
    return open.desk.staff(ticket.no, action, { id: `s-${role}`, role }, cause);
  };
  /** Does it and expects it to be allowed. */
  const must = async (action: StaffAction, role?: string): Promise<TicketView> => {
    const answer = await act(action, role);
    assert.ok(answer.done, action.do);
    return answer.ticket;
  };
  return { ...open, no: ticket.no, act, must };
}

describe('A ticket’s life', () => {
  it('goes from waiting over working to done, each step in the customer’s words', async () => {
    const { must, no, timeline, records } = await withTicket();
    const steps: [action: StaffAction, status: TicketView['status']][] = [
      [{ do: 'assign', role: 'service_staff', staff: 's7' }, 'waiting'],
      [{ do: 'contact', note: '下午到' }, 'working'],
      [{ do: 'record', stage: 'diagnosed' }, 'working'],
      [{ do: 'plan', plan: '下午补做' }, 'working'],
      [{ do: 'dispatch', staff: 's7' }, 'working'],
      [{ do: 'arrive' }, 'working'],
      [{ do: 'progress', note: '一半' }, 'working'],
      [{ do: 'hold', why: 'parts' }, 'working'],
      [{ do: 'resume' }, 'working'],
      [{ do: 'resolve', temporary: true }, 'working'],
      [{ do: 'resolve', note: '已清洁' }, 'done'],
      [{ do: 'record', stage: 'reported_back' }, 'done'],
      [{ do: 'accept', words: '可以' }, 'done'],
      [{ do: 'record', stage: 'called_back' }, 'done'],
      [{ do: 'note', note: '客户很好' }, 'done'],
      [{ do: 'close', outcome: 'accepted' }, 'done'],
    ];
    for (const [action, status] of steps) {
      assert.equal((await must(action)).status, status, action.do);
    }
    assert.equal(timeline(no).length, 2 + steps.length);
    const told = records
      .tickets()[0]
      ?.notices.flatMap(({ to, what }) => ('customer' in to ? [what] : []));
    assert.deepEqual(told, [
      'customer.assigned',
      'customer.contacted',
      'customer.planned',
      'customer.dispatched',
      'customer.arrived',
      'customer.progress',
      'customer.held',
      'customer.resumed',
      'customer.progress',
      'customer.resolved',
      'customer.signed_off',
      'customer.closed',
    ]);
  });

  it('that was closed can be opened again', async () => {
    const { must, act, records } = await withTicket();
    await must({ do: 'resolve' });
    await must({ do: 'close', outcome: 'unanswered' });
    const late = await act({ do: 'contact' });
    assert.ok(!late.done && late.why === 'finished');
    const again = await must({ do: 'reopen', words: '又来电' });
    assert.equal(again.status, 'working');
    assert.ok(again.contact && !again.contact.late);
    assert.equal((await records.liveTickets()).length, 1);
  });
});

describe('Staff may not', () => {
  const cases: [what: string, before: StaffAction[], action: StaffAction][] = [
    ['resume what is not on hold', [], { do: 'resume' }],
    ['hold twice', [{ do: 'hold', why: 'parts' }], { do: 'hold', why: 'customer' }],
    ['acknowledge an alarm that nobody gave', [], { do: 'acknowledge' }],
    ['accept unfinished work', [], { do: 'accept' }],
    ['refuse unfinished work', [], { do: 'refuse', words: '' }],
    ['close unfinished work as accepted', [], { do: 'close', outcome: 'accepted' }],
    ['close as unanswered what was accepted', done(true), { do: 'close', outcome: 'unanswered' }],
    ['close as accepted what was only done', done(false), { do: 'close', outcome: 'accepted' }],
    ['reopen what is open', [], { do: 'reopen' }],
    ['cancel what is done', done(false), { do: 'cancel', words: '' }],
    ['call back before the work is done', [], { do: 'record', stage: 'called_back' }],
  ];
  for (const [what, before, action] of cases) {
    it(what, async () => {
      const { act, must, no, timeline } = await withTicket();
      for (const step of before) await must(step);
      const answer = await act(action);
      assert.ok(!answer.done && answer.why === 'not_now');
      assert.equal(timeline(no).length, 2 + before.length);
    });
  }

  it('touch a ticket that does not exist', async () => {
    const { desk } = await withTicket();
    const by = { id: 's1', role: 'area_lead' };
    const answer = await desk.staff('1000000000', { do: 'contact' }, by, 'console/1');
    assert.deepEqual(answer, { done: false, why: 'unknown' });
  });
});

describe('A customer who is not satisfied', () => {
  it('gets rework, with every clock anew, and the owner and the next one up hear of it', async () => {
    const { desk, must, no, clock, records } = await withTicket();
    await must({ do: 'contact' });
    await must({ do: 'resolve' });
    clock.at += 60 * minute;
    const answer = await desk.refuse(no, '还是脏', 'web:u1', 'web/m2');
    assert.ok(answer.done);
    assert.deepEqual([answer.ticket.status, answer.ticket.urgency], ['working', 'general']);
    assert.equal(answer.ticket.contact?.due, clock.now() + 30 * minute);
    const told = records.tickets()[0]?.notices.filter(({ what }) => what === 'staff.reopened');
    assert.deepEqual(
      told?.map(({ to }) => to),
      [{ role: 'area_lead' }, { role: 'project_manager' }],
    );
  });

  const reworks: [what: string, parts: Parameters<typeof aRequest>[0], refusals: number][] = [
    ['a second time', {}, 2],
    ['with the rework of a flaw', { kind: 'flaw' }, 1],
  ];
  for (const [what, parts, refusals] of reworks) {
    it(`${what} has a major complaint: the director talks to them in half an hour`, async () => {
      const { desk, must, no, clock } = await withTicket(parts);
      let last: TicketView | undefined;
      for (let at = 0; at < refusals; at++) {
        await must({ do: 'resolve' });
        clock.at += 60 * minute;
        const answer = await desk.refuse(no, '还是脏', 'web:u1', `web/r${at}`);
        last = answer.done ? answer.ticket : undefined;
      }
      assert.equal(last?.urgency, 'major');
      assert.equal(last?.reasons[0]?.rule, 'history.rework_refused');
      assert.equal(last?.contact?.milestone, 'major.contact');
      assert.equal(last?.contact?.due, clock.now() + 30 * minute);
    });
  }

  it('may sign off instead', async () => {
    const { desk, must, no } = await withTicket();
    await must({ do: 'resolve' });
    const answer = await desk.accept(no, '可以', 'web:u1', 'web/m2');
    assert.ok(answer.done && answer.ticket.status === 'done');
  });
});

describe('A class changed by a person', () => {
  it('brings the owner its policy names and starts the new promises', async () => {
    const { must, clock, records, timeline, no } = await withTicket();
    clock.at += 20 * minute;
    const labels = { urgency: 'urgent', kind: 'flaw' } as const;
    const view = await must({ do: 'reclassify', ...labels }, 'customer_service');
    assert.deepEqual([view.urgency, view.kind], ['urgent', 'flaw']);
    assert.equal(view.contact?.due, clock.now() + 5 * minute);
    const assigned = timeline(no).at(-1);
    assert.ok(assigned?.type === 'assigned' && assigned.role === 'project_manager');
    const told = records.tickets()[0]?.notices.filter(({ what }) => what === 'staff.reclassified');
    assert.equal(told?.length, 1);
  });

  it('to the class it had only confirms it', async () => {
    const { must, no, timeline } = await withTicket({ urgency: 'major', confirmUrgency: true });
    await must({ do: 'reclassify', urgency: 'major', kind: 'request' }, 'customer_service');
    assert.deepEqual(
      timeline(no)
        .map(({ type }) => type)
        .slice(2),
      ['reclassified'],
    );
  });
});

function done(accepted: boolean): StaffAction[] {
  return accepted ? [{ do: 'resolve' }, { do: 'accept' }] : [{ do: 'resolve' }];
}
