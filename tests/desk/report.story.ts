import assert from 'node:assert/strict';
import { Desk } from '../../desk/desk.ts';
import type { Reason } from '../../desk/events.ts';
import { ticketNumbers } from '../../desk/number.ts';
import { aRequest, day, minute, openDesk, policies } from './kit/desk.ts';

describe('Reporting a problem', () => {
  it('opens a ticket that says who will call and by when', async () => {
    const { desk, clock } = openDesk();
    const { ticket, again } = await desk.report(aRequest(), 'web/m1');
    assert.equal(again, false);
    assert.equal(ticket.status, 'waiting');
    assert.equal(ticket.lineName.en, 'cleaning');
    assert.equal(ticket.contact?.due, clock.now() + 30 * minute);
    assert.equal(ticket.contact?.who.en, 'service staff');
    assert.equal(ticket.contact?.late, false);
  });

  it('goes at once to the role its class names, with the reasons', async () => {
    const owners: [urgency: 'general' | 'urgent' | 'major', role: string, contact: number][] = [
      ['general', 'area_lead', 30],
      ['urgent', 'project_manager', 5],
      ['major', 'director', 30],
    ];
    for (const [urgency, role, minutes] of owners) {
      const { desk, clock, records, timeline } = openDesk();
      const reasons = [aReason(`cleaning.${urgency}`)];
      const { ticket } = await desk.report(aRequest({ urgency, reasons }), 'web/m1');
      const [registered, assigned] = timeline(ticket.no);
      assert.ok(registered?.type === 'registered' && assigned?.type === 'assigned');
      assert.deepEqual(registered.request.reasons, reasons);
      assert.deepEqual([assigned.role, assigned.by], [role, { who: 'system' }]);
      assert.equal(ticket.contact?.due, clock.now() + minutes * minute);
      const told = records.tickets()[0]?.notices.map(({ what, to }) => [what, to]);
      assert.deepEqual(told, [['staff.new', { role }]]);
    }
  });

  it('asks a person to confirm a class that only the model gave', async () => {
    const { desk, records } = openDesk();
    await desk.report(aRequest({ urgency: 'major', confirmUrgency: true }), 'web/m1');
    const told = records.tickets()[0]?.notices.map(({ what }) => what);
    assert.deepEqual(told, ['staff.new', 'staff.confirm_urgency']);
  });

  it('remembers the person and the account', async () => {
    const { desk, records } = openDesk();
    const { ticket } = await desk.report(aRequest(), 'web/m1');
    const [person, account] = await records.tx(async (tx) => [
      await tx.person('13800138000'),
      await tx.account('web:u1'),
    ]);
    assert.deepEqual(person?.tickets, [ticket.no]);
    assert.deepEqual(account, { id: 'web:u1', phone: '13800138000', tickets: [ticket.no] });
  });

  it('makes a suggestion of a suggestion, however loud its words', async () => {
    const { desk } = openDesk();
    const loud = { kind: 'suggestion', urgency: 'major', alsoUrgent: true } as const;
    const { ticket } = await desk.report(aRequest(loud), 'web/m1');
    assert.deepEqual([ticket.kind, ticket.urgency], ['suggestion', 'general']);
  });

  it('gives a VIP five minutes until somebody calls', async () => {
    const { desk, clock, records } = openDesk();
    await desk.report(aRequest(), 'web/m1');
    await records.tx(async (tx) => {
      const person = await tx.person('13800138000');
      if (person) tx.savePerson({ ...person, vip: true });
    });
    const { ticket } = await desk.report(aRequest({ subject: '窗' }), 'web/m2');
    assert.equal(ticket.contact?.due, clock.now() + 5 * minute);
  });
});

describe('The same message again', () => {
  it('gets the same ticket, and nothing is written', async () => {
    const { desk, records } = openDesk();
    const first = await desk.report(aRequest(), 'web/m1');
    const writes = records.writes;
    const second = await desk.report(aRequest(), 'web/m1');
    assert.deepEqual(second, { ticket: first.ticket, again: true });
    assert.equal(records.writes, writes);
  });

  it('opens one ticket even when both copies come at once', async () => {
    const { desk, records } = openDesk();
    const both = await Promise.all([
      desk.report(aRequest(), 'web/m1'),
      desk.report(aRequest(), 'web/m1'),
    ]);
    assert.equal(new Set(both.map(({ ticket }) => ticket.no)).size, 1);
    assert.equal(both.filter(({ again }) => again).length, 1);
    assert.equal(records.tickets().length, 1);
  });

  it('mends what a crash left between the ticket and its account', async () => {
    const { desk, records } = openDesk();
    const { ticket } = await desk.report(aRequest(), 'web/m1');
    await records.tx(async (tx) => tx.saveAccount({ id: 'web:u1', tickets: [] }));
    await desk.report(aRequest(), 'web/m1');
    const account = await records.tx((tx) => tx.account('web:u1'));
    assert.deepEqual(account?.tickets, [ticket.no]);
  });

  it('finds its ticket behind a number that another had taken', async () => {
    const { records, clock } = openDesk();
    const real = ticketNumbers('secret');
    const numbers = {
      draw: (cause: string, attempt: number) =>
        attempt === 0 ? real.draw('crowded', 0) : real.draw(cause, attempt),
    };
    const desk = new Desk({ records, clock, policies, numbers });
    const { ticket: one } = await desk.report(aRequest(), 'web/m1');
    const { ticket: two } = await desk.report(aRequest({ subject: '窗' }), 'web/m2');
    assert.notEqual(one.no, two.no);
    assert.deepEqual(await desk.report(aRequest({ subject: '窗' }), 'web/m2'), {
      ticket: two,
      again: true,
    });
  });
});

describe('A problem that comes back', () => {
  const staff = { id: 's1', role: 'service_staff' };

  async function afterRepair(wait: number, parts: Parameters<typeof aRequest>[0] = {}) {
    const open = openDesk();
    const { ticket } = await open.desk.report(aRequest(), 'web/m1');
    await open.desk.staff(ticket.no, { do: 'resolve' }, staff, 'console/1');
    open.clock.at += wait;
    const second = await open.desk.report(aRequest(parts), 'web/m2');
    return { ...open, ticket: second.ticket };
  }

  it('within 30 days is a major complaint, whatever its words, and says why', async () => {
    const { ticket } = await afterRepair(29 * day, {
      words: '你好，麻烦再看看',
      subject: '会议室地毯',
    });
    assert.equal(ticket.urgency, 'major');
    const [reason] = ticket.reasons;
    assert.equal(reason?.rule, 'history.second_failure');
    for (const says of Object.values(reason?.says ?? {})) assert.match(says, /30/);
    assert.equal(ticket.contact?.who.en, 'after-sales director');
  });

  it('keeps its own reasons behind that one, and its danger', async () => {
    const reasons = [aReason('cleaning.urgent.water')];
    const { ticket, timeline } = await afterRepair(day, { urgency: 'urgent', reasons });
    assert.deepEqual(ticket.reasons.slice(1), reasons);
    const [registered] = timeline(ticket.no);
    assert.ok(registered?.type === 'registered' && registered.request.alsoUrgent);
  });

  const harmless: [what: string, wait: number, parts: Parameters<typeof aRequest>[0]][] = [
    ['after 30 days', 31 * day, {}],
    ['about something else', day, { subject: '窗户' }],
    ['about nothing in particular', day, { subject: '' }],
    ['in another line', day, { line: 'visit' }],
    ['of somebody else', day, { phone: '13900139000' }],
    ['as a suggestion', day, { kind: 'suggestion' }],
    ['as a booking', day, { kind: 'booking' }],
  ];
  for (const [what, wait, parts] of harmless) {
    it(`is no second failure ${what}`, async () => {
      const { ticket } = await afterRepair(wait, parts);
      assert.equal(ticket.urgency, 'general');
    });
  }

  it('is no second failure while the first is still being worked on', async () => {
    const { desk } = openDesk();
    await desk.report(aRequest(), 'web/m1');
    const { ticket } = await desk.report(aRequest(), 'web/m2');
    assert.equal(ticket.urgency, 'general');
  });
});

function aReason(rule: string): Reason {
  return { rule, words: ['水'], says: { 'zh-Hans': '漏水', 'zh-Hant': '漏水', en: 'water' } };
}
