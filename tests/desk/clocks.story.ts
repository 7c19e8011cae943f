import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import { explainDeadline } from '../../desk/explain.ts';
import type { Milestone, Policies } from '../../desk/policy.ts';
import { sla } from '../../desk/sla.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { explainIn } from '../../dialogs/explain.ts';
import { shanghai } from './kit/calendars.ts';
import { aRequest, hour, minute, openDesk, policies } from './kit/desk.ts';
import { aMilestone, promising } from './kit/timeline.ts';

/** A ticket opened at `at` (Shanghai), with the company's own promises or with these alone. */
async function opened(
  at: string,
  parts: Parameters<typeof aRequest>[0] = {},
  ...only: readonly Milestone[]
) {
  const own: Policies =
    only.length === 0
      ? policies
      : {
          lines: policies.lines,
          calendars: policies.calendars,
          outreach: policies.outreach,
          of: () => promising(...only),
        };
  const open = openDesk(own);
  open.clock.at = shanghai(at);
  const { ticket } = await open.desk.report(aRequest(parts), 'web/m1');
  const { no } = ticket;
  let causes = 0;
  const staff = async (action: StaffAction, role = 'area_lead') => {
    const answer = await open.desk.staff(no, action, { id: 's1', role }, `console/${causes++}`);
    assert.ok(answer.done, JSON.stringify(answer));
  };
  const until = (text: string) => open.advance(shanghai(text) - open.clock.now());
  const history = () => foldTicket({ no, timeline: open.timeline(no) });
  const house = { policy: own.of(parts.line ?? 'cleaning'), calendars: policies.calendars };
  const due = (id: string) =>
    sla(history(), house.policy, house.calendars, open.clock.now()).find(
      ({ milestone }) => milestone.id === id,
    )?.dueAt;
  const missed = (id: string) =>
    open.timeline(no).flatMap((e) => (e.type === 'missed' && e.milestone === id ? [e.at] : []));
  const explained = (id: string) =>
    explainIn('zh-Hans', explainDeadline(history(), id, house, open.clock.now()) ?? assert.fail());
  return { ...open, no, staff, until, due, missed, explained, history };
}

const inOffice = (limit: number) => aMilestone({ limit, calendar: 'office', warnAt: [] });

describe('Round the clock', () => {
  it('an urgent case at midnight is due five minutes past, and the manager hears of it then', async () => {
    const { until, missed, records } = await opened('2026-11-21 00:00', { urgency: 'urgent' });
    await until('2026-11-21 00:09');
    assert.deepEqual(missed('urgent.contact'), [shanghai('2026-11-21 00:05')]);
    const told = records
      .tickets()[0]
      ?.notices.filter(
        ({ what, facts }) => what === 'staff.missed' && facts.milestone === 'urgent.contact',
      );
    assert.deepEqual(
      told?.map(({ at, to }) => [at, 'role' in to && to.role]),
      [[shanghai('2026-11-21 00:05'), 'project_manager']],
    );
  });

  it('a minute before the New Year the clock runs on into it', async () => {
    const { due, explained } = await opened('2026-02-16 23:59');
    assert.equal(due('general.contact'), shanghai('2026-02-17 00:29'));
    assert.deepEqual(explained('general.contact').slice(1, 5), [
      '2月16日 23:59 开始计时',
      '2月16日 23:59–00:00 计1分钟',
      '2月17日 00:00–00:29 计29分钟',
      '2月17日 00:29 到期',
    ]);
  });
});

describe('In office hours', () => {
  it('what comes on New Year’s Eve at 23:59 is counted from the first day after the holiday', async () => {
    const { due, until, missed } = await opened('2026-02-16 23:59', {}, inOffice(2 * hour));
    assert.equal(due('test.done'), shanghai('2026-02-24 11:00'));
    await until('2026-02-24 10:59');
    assert.deepEqual(missed('test.done'), []);
    await until('2026-02-24 11:00');
    assert.deepEqual(missed('test.done'), [shanghai('2026-02-24 11:00')]);
  });

  it('a make-up Saturday (调休) counts like any working day', async () => {
    const { due, explained } = await opened('2026-02-28 11:30', {}, inOffice(hour));
    assert.equal(due('test.done'), shanghai('2026-02-28 13:30'));
    assert.ok(explained('test.done').includes('2月28日（调休上班） 11:30–12:00 计30分钟'));
  });

  it('a pause over the weekend costs nobody anything but its working time', async () => {
    const { due, staff, until } = await opened('2026-11-20 15:00', {}, inOffice(4 * hour));
    await until('2026-11-20 17:00');
    await staff({ do: 'hold', why: 'customer' });
    assert.equal(due('test.done'), undefined);
    await until('2026-11-23 10:00');
    await staff({ do: 'resume' });
    assert.equal(due('test.done'), shanghai('2026-11-23 12:00'));
  });
});

describe('While a ticket is on hold', () => {
  it('nothing is missed, and what is done straight from it is in time', async () => {
    const { staff, until, missed, history } = await opened('2026-11-20 10:00', { kind: 'flaw' });
    await until('2026-11-20 10:59');
    await staff({ do: 'hold', why: 'parts' });
    await until('2026-11-24 09:00');
    await staff({ do: 'resolve' });
    assert.equal(history().status, 'resolved');
    assert.deepEqual(missed('flaw.rework'), []);
  });

  it('a change of class takes effect at once, and its clocks wait like all others', async () => {
    const { staff, until, due, missed } = await opened('2026-11-20 10:00');
    await until('2026-11-20 10:10');
    await staff({ do: 'hold', why: 'customer' });
    await until('2026-11-20 12:00');
    await staff({ do: 'reclassify', urgency: 'major', kind: 'request' });
    assert.equal(due('major.contact'), undefined);
    await until('2026-11-20 15:00');
    await staff({ do: 'resume' });
    assert.equal(due('major.contact'), shanghai('2026-11-20 15:30'));
    await until('2026-11-20 16:00');
    assert.deepEqual(missed('general.contact'), []);
    assert.deepEqual(missed('major.contact'), [shanghai('2026-11-20 15:30')]);
  });

  it('a class that falls keeps the time already used', async () => {
    const { staff, until, due } = await opened('2026-11-20 10:00', { urgency: 'major' });
    await until('2026-11-20 10:10');
    await staff({ do: 'hold', why: 'customer' });
    await until('2026-11-20 11:00');
    await staff({ do: 'reclassify', urgency: 'general', kind: 'request' });
    await staff({ do: 'resume' });
    assert.equal(due('general.contact'), shanghai('2026-11-20 11:20'));
  });
});

describe('Work sent back twice', () => {
  it('gets its clocks anew each time, and is a major complaint the second time', async () => {
    const { desk, no, staff, until, due, history } = await opened('2026-11-20 10:00');
    await staff({ do: 'resolve' });
    await until('2026-11-20 12:00');
    await desk.refuse(no, '还是脏', 'web:u1', 'web/m2');
    assert.equal(due('general.done'), shanghai('2026-11-20 14:00'));
    await staff({ do: 'resolve' });
    await until('2026-11-20 13:00');
    await desk.refuse(no, '还是不行', 'web:u1', 'web/m3');
    assert.deepEqual([history().request.urgency, history().owner.role], ['major', 'director']);
    assert.equal(due('major.contact'), shanghai('2026-11-20 13:30'));
  });
});

describe('An agreed visit', () => {
  const at = { from: shanghai('2026-11-23 15:00'), to: shanghai('2026-11-23 16:00') };
  const booking = { kind: 'booking', line: 'visit', visit: at } as const;

  it('has its clocks: asked the day before, early arrival, word when late, a substitute', async () => {
    const { due, until, timeline, no } = await opened('2026-11-20 10:00', booking);
    assert.deepEqual(
      ['visit.confirmed', 'visit.arrival', 'visit.told', 'visit.substitute'].map(due),
      ['2026-11-22 19:00', '2026-11-23 14:50', '2026-11-23 15:00', '2026-11-23 15:15'].map(
        shanghai,
      ),
    );
    await until('2026-11-22 16:00');
    const asked = timeline(no).filter(({ type }) => type === 'asked');
    assert.deepEqual(
      asked.map((event) => event.at),
      [shanghai('2026-11-22 15:00')],
    );
  });

  it('that moves takes all its clocks along, and they alarm for the new hour only', async () => {
    const { desk, no, due, until, missed } = await opened('2026-11-20 10:00', booking);
    await until('2026-11-23 14:30');
    const visit = { from: shanghai('2026-11-24 10:00'), to: shanghai('2026-11-24 11:00') };
    const wish = { words: '改明天上午十点', photos: [], visit };
    assert.ok((await desk.addInfo(no, wish, 'web:u1', 'web/m2')).done);
    await until('2026-11-24 09:00');
    assert.deepEqual(missed('visit.arrival'), []);
    assert.equal(due('visit.arrival'), shanghai('2026-11-24 09:50'));
    await until('2026-11-24 11:00');
    assert.deepEqual(missed('visit.arrival'), [shanghai('2026-11-24 09:50')]);
    assert.equal(missed('visit.substitute')[0], shanghai('2026-11-24 10:15'));
  });

  it('whose delay is told beforehand needs a substitute only after the new time', async () => {
    const { staff, until, missed } = await opened('2026-11-20 10:00', booking);
    await until('2026-11-23 14:40');
    await staff({ do: 'late', expected: shanghai('2026-11-23 15:40') }, 'service_staff');
    await until('2026-11-23 15:54');
    for (const id of ['visit.arrival', 'visit.told', 'visit.substitute'])
      assert.deepEqual(missed(id), [], id);
    await until('2026-11-23 15:55');
    assert.deepEqual(missed('visit.substitute'), [shanghai('2026-11-23 15:55')]);
  });

  it('stands still for no hold: whoever waits at home must be told', async () => {
    const { staff, until, missed } = await opened('2026-11-20 10:00', booking);
    await staff({ do: 'hold', why: 'parts' });
    await until('2026-11-23 15:30');
    assert.equal(missed('visit.told').length > 0, true);
  });

  it('that was given up must be agreed again', async () => {
    const { desk, no, due, until, missed } = await opened('2026-11-20 10:00', booking);
    await until('2026-11-20 12:00');
    const wish = { words: '那天没空，再说吧', photos: [], visit: null };
    assert.ok((await desk.addInfo(no, wish, 'web:u1', 'web/m2')).done);
    assert.equal(due('visit.arrival'), undefined);
    await until('2026-11-20 14:00');
    assert.deepEqual(missed('visit.agreed'), [shanghai('2026-11-20 13:00')]);
  });

  it('keeps work booked for Monday from being late on Friday', async () => {
    const { until, due, missed } = await opened('2026-11-20 10:00', {
      ...booking,
      line: 'cleaning',
    });
    assert.equal(due('general.done'), shanghai('2026-11-23 17:00'));
    await until('2026-11-23 14:00');
    assert.deepEqual(missed('general.done'), []);
  });

  it('agreed for the same day is not asked about once more', async () => {
    const visit = { from: shanghai('2026-11-20 16:00'), to: shanghai('2026-11-20 17:00') };
    const { until, timeline, no } = await opened('2026-11-20 10:00', { ...booking, visit });
    await until('2026-11-20 15:00');
    assert.ok(
      !timeline(no).some(
        (e) => e.type === 'asked' || ('milestone' in e && e.milestone === 'visit.confirmed'),
      ),
    );
  });

  it('that turns out to be more work has a new finish, and that is a promise too', async () => {
    const { staff, until, missed } = await opened('2026-11-20 10:00', booking);
    await until('2026-11-23 14:45');
    await staff({ do: 'arrive' }, 'service_staff');
    const finish = shanghai('2026-11-23 18:00');
    await staff({ do: 'replan', plan: '加做油烟机', why: '客户现场新增', finish }, 'service_staff');
    await until('2026-11-23 18:30');
    assert.deepEqual(missed('visit.finish'), [finish]);
    assert.deepEqual(missed('visit.substitute'), []);
  });
});

it('The minutes of these stories are those of the policy files', () => {
  const { tracks } = policies.of('visit');
  assert.equal(tracks.visit.find(({ id }) => id === 'visit.substitute')?.limit, 15 * minute);
});
