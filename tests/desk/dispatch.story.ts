import assert from 'node:assert/strict';
import { loadPeople } from '../../bot/people.ts';
import type { TicketEvent } from '../../desk/events.ts';
import type { Colleague, Roster } from '../../desk/roster.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { shanghai } from './kit/calendars.ts';
import { aRequest, hour, minute, openDesk, policies } from './kit/desk.ts';
import { aColleague, aRoster } from './kit/roster.ts';

const someone = (id: string, role: string, parts: Partial<Colleague> = {}): Colleague =>
  aColleague({ id, name: id, posts: [{ line: 'cleaning', role }], ...parts });

const team = (...more: Colleague[]): Roster =>
  aRoster({
    colleagues: [
      someone('lin', 'area_lead', { shifts: ['day'] }),
      someone('gao', 'area_lead', { shifts: ['day'], load: 5 }),
      someone('luo', 'project_manager', { shifts: ['day'] }),
      someone('han', 'director'),
      someone('zheng', 'customer_service', { shifts: ['night'] }),
      ...more,
    ],
    shifts: [
      { id: 'day', name: '早班', days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' },
      { id: 'night', name: '夜班', days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00' },
      {
        id: 'office',
        name: '行政班',
        days: [1, 2, 3, 4, 5],
        from: '09:00',
        to: '18:00',
        calendar: 'office',
      },
    ],
  });

async function open(roster: Roster, request: Parameters<typeof aRequest>[0] = {}, at?: string) {
  const house = openDesk(policies, true, roster);
  if (at) house.clock.at = shanghai(at);
  const { ticket } = await house.desk.report(aRequest(request), 'web/m1');
  const { no } = ticket;
  const record = () => {
    const found = house.records.tickets().find((one) => one.no === no);
    assert.ok(found);
    return found;
  };
  const asked = () =>
    house
      .timeline(no)
      .filter((event) => event.type === 'assigned' || event.type === 'called_out')
      .map(({ role, staff }) => `${role} ${staff ?? '-'}`);
  const told = () =>
    record().notices.map(({ to, what }) =>
      'role' in to ? `${what} ${to.staff ?? to.role}` : what,
    );
  const as = (id: string, role: string) => ({ id, role });
  return { ...house, no, record, asked, told, as, now: () => foldTicket(record()) };
}

const lastOf = <T extends TicketEvent['type']>(timeline: readonly TicketEvent[], type: T) => {
  const found = timeline.findLast((event) => event.type === type);
  assert.ok(found);
  return found as Extract<TicketEvent, { type: T }>;
};

describe('A ticket that comes in', () => {
  it('is in somebody’s hands in the same moment, and they are told, nobody else', async () => {
    const { asked, told, now, timeline, no } = await open(team());
    assert.deepEqual(asked(), ['area_lead gao']);
    assert.deepEqual(told(), ['staff.new gao']);
    assert.deepEqual(now().owner, { role: 'area_lead', staff: 'gao', name: 'gao' });
    const { choice } = lastOf(timeline(no), 'assigned');
    assert.deepEqual(choice?.others, [
      { staff: 'lin', name: 'lin', role: 'area_lead', not: 'load' },
    ]);
  });

  it('reported twice by the same message is in the same hands', async () => {
    const { desk, asked } = await open(team());
    await desk.report(aRequest(), 'web/m1');
    assert.equal(asked().length, 1);
  });

  it('goes to those with room, one after the other, until all hands are full', async () => {
    const { desk, records } = await open(
      aRoster({
        colleagues: [
          someone('a', 'area_lead', { load: 1 }),
          someone('b', 'area_lead', { load: 1 }),
          someone('m', 'project_manager', { load: 1 }),
        ],
      }),
    );
    for (const phone of ['13800138001', '13800138002', '13800138003'])
      await desk.report(aRequest({ phone, account: phone }), phone);
    const owners = records.tickets().map((record) => foldTicket(record).owner.staff ?? '-');
    assert.deepEqual(owners.sort(), ['-', 'a', 'b', 'm']);
  });
});

describe('Whoever is asked', () => {
  it('takes it, and is not asked again', async () => {
    const { desk, no, as, now, advance, asked, record } = await open(team());
    await desk.staff(no, { do: 'take' }, as('gao', 'area_lead'), 'phone/1');
    assert.deepEqual([now().owner.taken, now().firstReceiver?.staff], [true, 'gao']);
    assert.ok(!record().jobs.some(({ kind }) => kind === 'dispatch'));
    await advance(hour);
    assert.equal(asked().length, 1);
  });

  it('declines with a reason: the next is asked, never the same again', async () => {
    const { desk, no, as, asked, told } = await open(team());
    const no1 = await desk.staff(
      no,
      { do: 'decline', why: '在修车' },
      as('gao', 'area_lead'),
      'p/1',
    );
    assert.ok(no1.done);
    assert.deepEqual(asked(), ['area_lead gao', 'area_lead lin']);
    await desk.staff(no, { do: 'decline', why: '太远' }, as('lin', 'area_lead'), 'p/2');
    assert.deepEqual(asked().at(-1), 'project_manager luo');
    assert.ok(told().includes('staff.assigned luo'));
    await desk.staff(no, { do: 'decline', why: '太远' }, as('lin', 'area_lead'), 'p/2');
    assert.equal(asked().length, 3);
  });

  it('does not answer: after ten minutes the next rung is asked, in an emergency after two', async () => {
    const small = await open(team());
    await small.advance(9 * minute);
    assert.equal(small.asked().length, 1);
    await small.advance(minute);
    assert.deepEqual(small.asked(), ['area_lead gao', 'project_manager luo']);
    const urgent = await open(team(), { urgency: 'urgent' });
    await urgent.advance(2 * minute);
    assert.deepEqual(urgent.asked(), ['project_manager luo', 'director han']);
    const { choice } = lastOf(urgent.timeline(urgent.no), 'assigned');
    assert.equal(choice?.others.find(({ staff }) => staff === 'luo')?.not, 'unanswered');
  });

  it('works on it without saying a word: that is an answer, too', async () => {
    const { desk, no, as, advance, asked, now } = await open(team(), { urgency: 'urgent' });
    await desk.staff(no, { do: 'contact' }, as('luo', 'project_manager'), 'console/1');
    await advance(hour);
    assert.deepEqual([asked(), now().owner.taken], [['project_manager luo'], true]);
  });

  it('cannot hand back what they took', async () => {
    const { desk, no, as } = await open(team());
    await desk.staff(no, { do: 'take' }, as('gao', 'area_lead'), 'p/1');
    const back = await desk.staff(
      no,
      { do: 'decline', why: '不想' },
      as('gao', 'area_lead'),
      'p/2',
    );
    assert.deepEqual([back.done, !back.done && back.why], [false, 'not_now']);
  });
});

describe('Two who accept at once', () => {
  it('one has it, the other hears that somebody was quicker', async () => {
    const { desk, no, as, now } = await open(team(), { urgency: 'urgent' });
    const answers = await Promise.all([
      desk.staff(no, { do: 'take' }, as('luo', 'project_manager'), 'p/1'),
      desk.staff(no, { do: 'take' }, as('han', 'director'), 'p/2'),
    ]);
    const lost = answers.find(({ done }) => !done);
    assert.ok(lost && !lost.done);
    assert.equal(lost.why, 'taken');
    assert.equal(answers.filter(({ done }) => done).length, 1);
    assert.deepEqual(lost.owner, now().owner);
    const again = await desk.staff(no, { do: 'take' }, as('luo', 'project_manager'), 'p/1');
    assert.equal(again.done, answers[0]?.done);
  });

  it('whoever takes what another was asked for owns it', async () => {
    const { desk, no, as, now, advance, asked } = await open(team());
    await desk.staff(no, { do: 'take' }, as('han', 'director'), 'p/1');
    assert.deepEqual(now().owner, { role: 'director', staff: 'han', name: 'han', taken: true });
    await advance(hour);
    assert.equal(asked().length, 2);
  });
});

describe('Nobody at work at midnight', () => {
  it('an emergency rings the next rung at once', async () => {
    const { asked, told, timeline, no } = await open(
      team(),
      { urgency: 'urgent' },
      '2026-03-04 00:30',
    );
    assert.equal(asked()[0], 'director han');
    assert.ok(told().includes('staff.new han'));
    const { choice } = lastOf(timeline(no), 'assigned');
    assert.deepEqual(choice?.passed, ['project_manager']);
  });

  it('a small matter is taken by whoever answers the telephone, and the next rung is told', async () => {
    const { asked, told } = await open(team(), {}, '2026-03-04 00:30');
    assert.deepEqual(asked(), ['customer_service zheng']);
    assert.deepEqual(told(), ['staff.new zheng', 'staff.unmanned project_manager']);
  });

  it('if there is really nobody, everybody above is alarmed, and it is tried again', async () => {
    const roster = aRoster({ colleagues: [someone('ill', 'area_lead', { away: true })] });
    const { told, advance, asked, record } = await open(roster);
    assert.deepEqual(asked(), ['area_lead -']);
    assert.deepEqual(
      told(),
      [
        'staff.new area_lead',
        'staff.unmanned project_manager',
        'staff.unmanned director',
        'staff.unmanned customer_service',
        'staff.unmanned area_lead',
      ].filter((one) => told().includes(one)),
    );
    assert.ok(told().includes('staff.unmanned director'));
    await advance(20 * minute);
    assert.equal(asked().length, 1);
    assert.ok(record().jobs.some(({ kind }) => kind === 'dispatch'));
  });
});

describe('A make-up Saturday', () => {
  const roster = team().shifts;
  const office = aRoster({
    shifts: roster,
    colleagues: [
      someone('office', 'area_lead', { shifts: ['office'] }),
      someone('han', 'director'),
    ],
  });

  it('is worked by the office', async () => {
    const { asked } = await open(office, {}, '2026-02-14 10:00');
    assert.deepEqual(asked(), ['area_lead office']);
  });

  it('the Saturday after is not, nor is New Year’s Eve', async () => {
    for (const day of ['2026-03-07 10:00', '2026-02-16 10:00'])
      assert.deepEqual((await open(office, {}, day)).asked(), ['director han']);
  });
});

describe('An emergency', () => {
  const near = { at: { latitude: 34.23, longitude: 108.9 } };
  const far = { at: { latitude: 34.3, longitude: 109.1 } };
  const areas = [
    { id: 'west', name: '西', words: ['科技路'], at: { latitude: 34.23, longitude: 108.89 } },
  ];
  const crew = {
    ...team(someone('w1', 'service_staff', far), someone('w2', 'service_staff', near)),
    areas,
  };

  it('calls out the nearest pair of hands beside whoever answers for it', async () => {
    const { asked, told, now, desk, no, as } = await open(crew, { urgency: 'urgent' });
    assert.deepEqual(asked(), ['project_manager luo', 'service_staff w2']);
    assert.ok(told().includes('staff.called_out w2'));
    await desk.staff(no, { do: 'take' }, as('w2', 'service_staff'), 'p/1');
    assert.deepEqual(
      now().crew.map(({ staff, taken }) => [staff, taken]),
      [['w2', true]],
    );
    assert.equal(now().owner.staff, 'luo');
  });

  it('calls out the next nearest if they cannot, and then tells the owner that nobody can', async () => {
    const { asked, told, desk, no, as, advance } = await open(crew, { urgency: 'urgent' });
    await desk.staff(no, { do: 'take' }, as('luo', 'project_manager'), 'p/0');
    await desk.staff(no, { do: 'decline', why: '堵车' }, as('w2', 'service_staff'), 'p/1');
    assert.equal(asked().at(-1), 'service_staff w1');
    await advance(2 * minute);
    assert.equal(asked().at(-1), 'service_staff -');
    assert.ok(told().includes('staff.unmanned luo'));
  });

  it('that nobody takes: the rungs above hear once in a round that hands are short, and once that there are none', async () => {
    const { record, advance, asked, clock } = await open(loadPeople(policies), {
      urgency: 'urgent',
    });
    const began = clock.now();
    await advance(40 * minute);
    const alarms = record()
      .notices.filter(({ what, ring }) => what === 'staff.unmanned' && !ring)
      .flatMap(({ at, to }) =>
        'role' in to && !to.staff && to.role === 'director' ? [(at - began) / minute] : [],
      );
    // Two seats are asked for: whoever answers for it, and whoever goes there.
    const rounds = asked().filter((one) => one.endsWith(' -')).length;
    assert.equal(rounds, 4);
    assert.deepEqual(alarms, [6, 12, 14, 25, 29, 33]);
  });

  it('that only becomes one is treated like one', async () => {
    const { asked, desk, no, as } = await open(crew);
    const labels = { do: 'reclassify', urgency: 'urgent', kind: 'request' } as const;
    await desk.staff(no, labels, as('gao', 'area_lead'), 'c/1');
    assert.deepEqual(asked().slice(1), ['project_manager luo', 'service_staff w2']);
  });
});

describe('Work that is sent back', () => {
  it('goes to whoever did it', async () => {
    const { asked, desk, no, as, told } = await open(team());
    await desk.staff(no, { do: 'take' }, as('gao', 'area_lead'), 'p/0');
    await desk.staff(
      no,
      { do: 'assign', role: 'area_lead', staff: 'lin' },
      as('gao', 'area_lead'),
      'c/1',
    );
    await desk.staff(no, { do: 'resolve' }, as('lin', 'area_lead'), 'c/2');
    await desk.refuse(no, '还是脏', 'web:u1', 'web/m2');
    assert.equal(asked().at(-1), 'area_lead lin');
    assert.ok(told().includes('staff.reopened lin'));
  });
});

describe('VIPs', () => {
  it('get the hands that come free before whoever registered less than two hours earlier', async () => {
    const house = openDesk(
      policies,
      true,
      aRoster({ colleagues: [someone('one', 'area_lead', { load: 1 })] }),
    );
    const { desk, advance, records } = house;
    const report = async (phone: string) =>
      (await desk.report(aRequest({ phone, account: phone }), phone)).ticket.no;
    await records.tx(async (tx) =>
      tx.savePerson({
        phone: '13800138002',
        name: '',
        language: 'zh-Hans',
        tickets: [],
        addresses: [],
        vip: true,
        optedOut: false,
      }),
    );
    const first = await report('13800138000');
    await desk.staff(first, { do: 'take' }, { id: 'one', role: 'area_lead' }, 'c/0');
    const plain = await report('13800138001');
    await advance(90 * minute);
    const vip = await report('13800138002');
    await desk.staff(first, { do: 'cancel', words: '' }, { id: 'one', role: 'area_lead' }, 'c/1');
    await advance(10 * minute);
    const owner = (no: string) => {
      const record = records.tickets().find((one) => one.no === no);
      return record && foldTicket(record).owner.staff;
    };
    assert.deepEqual([owner(vip), owner(plain)], ['one', undefined]);
  });
});

describe('A visit that nobody comes to', () => {
  const visit = { from: shanghai('2026-11-21 15:00'), to: shanghai('2026-11-21 16:00') };
  const crew = team(someone('w1', 'service_staff'), someone('w2', 'service_staff'));

  it('gets a substitute fifteen minutes later, another one than who did not come', async () => {
    const { desk, no, as, asked, told, advance, clock } = await open(crew, { visit });
    await desk.staff(no, { do: 'dispatch', staff: 'w1' }, as('gao', 'area_lead'), 'p/1');
    await advance(visit.from + 14 * minute - clock.now());
    assert.ok(!asked().some((one) => one.startsWith('service_staff')));
    await advance(minute);
    assert.equal(asked().at(-1), 'service_staff w2');
    assert.ok(told().includes('staff.called_out w2'));
  });

  it('needs none if they said beforehand that they are late', async () => {
    const { desk, no, as, asked, advance, clock } = await open(crew, { visit });
    await advance(visit.from - 20 * minute - clock.now());
    const late = { do: 'late', expected: visit.from + hour } as const;
    await desk.staff(no, late, as('w1', 'service_staff'), 'p/1');
    await advance(hour);
    assert.ok(!asked().some((one) => one.startsWith('service_staff')));
  });
});
