import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roundTheClock } from '../../desk/calendar.ts';
import { reach, used } from '../../desk/clockwork.ts';
import type { EventBody } from '../../desk/events.ts';
import { explainDeadline } from '../../desk/explain.ts';
import type { Calendars, Policy } from '../../desk/policy.ts';
import { type MilestoneState, nextMoment, sla } from '../../desk/sla.ts';
import type { Pause, Ticket } from '../../desk/ticket.ts';
import { nineToFive, shanghai } from './kit/calendars.ts';
import { hour, minute, policies } from './kit/desk.ts';
import { aMilestone, aTicket, customer, type Line, promising, staff } from './kit/timeline.ts';

const calendars: Calendars = { '24x7': roundTheClock, 'nine-to-five': nineToFive };
const start = shanghai('2026-11-20 16:00');
const done: EventBody = { type: 'resolved', temporary: false };
const held: EventBody = { type: 'held', why: 'parts' };
const resumed: EventBody = { type: 'resumed' };

describe('A deadline', () => {
  const fourHours = promising(aMilestone({ limit: 4 * hour, calendar: 'nine-to-five' }));
  const cases: [what: string, lines: Line[], due: string | undefined][] = [
    ['leaps over the weekend', [], '2026-11-23 12:00'],
    [
      'moves by the working time it was paused',
      [
        [shanghai('2026-11-20 16:30'), held],
        [shanghai('2026-11-23 09:30'), resumed],
      ],
      '2026-11-23 13:00',
    ],
    [
      'does not move for a pause in the night',
      [
        [shanghai('2026-11-20 18:00'), held],
        [shanghai('2026-11-23 08:00'), resumed],
      ],
      '2026-11-23 12:00',
    ],
    [
      'adds up two pauses',
      [
        [shanghai('2026-11-20 16:10'), held],
        [shanghai('2026-11-20 16:20'), resumed],
        [shanghai('2026-11-23 10:00'), held],
        [shanghai('2026-11-23 11:00'), resumed],
      ],
      '2026-11-23 13:10',
    ],
    ['is open while the pause lasts', [[shanghai('2026-11-20 16:30'), held]], undefined],
    [
      'stands if it had passed before the pause',
      [[shanghai('2026-11-23 12:30'), held]],
      '2026-11-23 12:00',
    ],
  ];
  for (const [what, lines, due] of cases) {
    it(what, () => {
      const [state] = judge(aTicket(start, lines), fourHours, shanghai('2026-11-23 12:30'));
      assert.equal(state?.dueAt, due && shanghai(due));
    });
  }

  it('can be explained day by day and pause by pause', () => {
    const ticket = aTicket(start, [
      [shanghai('2026-11-20 16:30'), held],
      [shanghai('2026-11-23 09:30'), resumed],
    ]);
    const house = { policy: fourHours, calendars };
    assert.deepEqual(explainDeadline(ticket, 'test.done', house, start)?.steps, [
      { what: 'started', at: start },
      open('2026-11-20', '16:00', '16:30'),
      {
        what: 'paused',
        from: shanghai('2026-11-20 16:30'),
        to: shanghai('2026-11-23 09:30'),
        why: 'parts',
      },
      open('2026-11-23', '09:30', '13:00'),
      { what: 'due', at: shanghai('2026-11-23 13:00') },
    ]);
  });
});

describe('The state of a promise', () => {
  const policy = promising(aMilestone());
  const cases: [what: string, lines: Line[], after: number, state: MilestoneState['state']][] = [
    ['runs at first', [], 14, 'running'],
    ['is warned at half its limit', [], 15, 'warned'],
    ['is missed the moment it is due', [], 30, 'missed'],
    ['is met by the event that keeps it', [[at(29), done]], 60, 'met'],
    ['is met on the very moment', [[at(30), done]], 60, 'met'],
    ['is met late afterwards', [[at(31), done]], 60, 'met_late'],
    ['is paused on hold', [[at(10), held]], 60, 'paused'],
    [
      'runs on with what was left',
      [
        [at(10), held],
        [at(60), resumed],
      ],
      79,
      'warned',
    ],
    [
      'is missed when the rest is used up',
      [
        [at(10), held],
        [at(60), resumed],
      ],
      80,
      'missed',
    ],
    ['stays missed on hold', [[at(40), held]], 60, 'missed'],
    [
      'is void when the ticket was cancelled in time',
      [[at(10), { type: 'cancelled', words: '' }]],
      60,
      'void',
    ],
    [
      'stays missed when it was cancelled too late',
      [[at(40), { type: 'cancelled', words: '' }]],
      60,
      'missed',
    ],
  ];
  for (const [what, lines, after, state] of cases) {
    it(what, () => {
      const [judged] = judge(aTicket(start, lines), policy, at(after));
      assert.equal(judged?.state, state);
    });
  }

  it('decides by order of events when met and missed fall on one moment', () => {
    const missed: EventBody = { type: 'missed', milestone: 'test.done', rung: 0 };
    const alarmFirst = aTicket(start, [
      [at(30), missed],
      [at(30), done],
    ]);
    assert.equal(judge(alarmFirst, policy, at(40))[0]?.state, 'met_late');
  });

  it('is not kept by a temporary fix if it promises a final one', () => {
    const final = promising(aMilestone({ metBy: [{ type: 'resolved', only: 'final' }] }));
    const fix: Line = [at(5), { type: 'resolved', temporary: true }];
    assert.equal(judge(aTicket(start, [fix]), final, at(6))[0]?.state, 'running');
    assert.equal(judge(aTicket(start, [fix, [at(7), done]]), final, at(8))[0]?.state, 'met');
  });

  it('is kept only by the role it names', () => {
    const director = promising(aMilestone({ metBy: [{ type: 'contacted', only: 'director' }] }));
    const spoke = (role: string): Line => [at(5), { type: 'contacted' }, staff(role)];
    assert.equal(judge(aTicket(start, [spoke('area_lead')]), director, at(6))[0]?.state, 'running');
    assert.equal(judge(aTicket(start, [spoke('director')]), director, at(6))[0]?.state, 'met');
  });

  it('that a person speaks with the customer is never kept by the bot', () => {
    const contact = promising(aMilestone({ contact: true, metBy: [{ type: 'contacted' }] }));
    const bot: Line = [at(5), { type: 'contacted' }, { who: 'system' }];
    assert.equal(judge(aTicket(start, [bot]), contact, at(6))[0]?.state, 'running');
  });
});

describe('A clock', () => {
  const first = aMilestone({ id: 'test.first', metBy: [{ type: 'contacted' }] });

  it('that counts from another milestone waits for it', () => {
    const second = aMilestone({
      id: 'test.second',
      from: { when: 'met', milestone: 'test.first' },
    });
    const policy = promising(first, second);
    assert.equal(judge(aTicket(start), policy, at(5))[1]?.state, 'waiting');
    const spoken = aTicket(start, [[at(10), { type: 'contacted' }]]);
    assert.equal(judge(spoken, policy, at(15))[1]?.dueAt, at(40));
  });

  it('that counts from an event starts with it, and the event itself keeps no promise', () => {
    const arrival = { when: 'event', match: { type: 'arrived' } } as const;
    const fix = aMilestone({ from: arrival, metBy: [{ type: 'arrived' }, { type: 'resolved' }] });
    const there = aTicket(start, [[at(50), { type: 'arrived' }]]);
    const [state] = judge(there, promising(fix), at(55));
    assert.deepEqual([state?.state, state?.dueAt], ['running', at(80)]);
  });

  it('begins again when the customer sends the work back', () => {
    const again = aTicket(start, [
      [at(20), done],
      [at(100), { type: 'refused', words: '还是脏' }, customer],
    ]);
    const [state] = judge(again, promising(aMilestone()), at(101));
    assert.deepEqual([state?.state, state?.dueAt], ['running', at(130)]);
  });

  it('begins anew when the class rises, and keeps its beginning when it falls', () => {
    const label = (urgency: 'general' | 'major'): EventBody => ({
      type: 'reclassified',
      urgency,
      kind: 'request',
      reasons: [],
    });
    const policy = promising(aMilestone());
    const risen = aTicket(start, [[at(60), label('major')]]);
    assert.equal(judge(risen, policy, at(61))[0]?.dueAt, at(90));
    const fallen = aTicket(start, [[at(60), label('general')]], { urgency: 'urgent' });
    assert.equal(judge(fallen, policy, at(61))[0]?.dueAt, at(30));
    const same = aTicket(start, [[at(60), label('general')]]);
    assert.equal(judge(same, policy, at(61))[0]?.dueAt, at(30));
  });

  it('of both labels runs: the class and the kind', () => {
    const flaw = aTicket(start, [], { kind: 'flaw', urgency: 'urgent' });
    const ids = judge(flaw, policies.of('cleaning'), start).map(({ milestone }) => milestone.id);
    assert.ok(ids.includes('urgent.contact') && ids.includes('flaw.rework'));
    assert.ok(!ids.includes('general.contact'));
  });

  it('of the urgent class runs beside the major one while the danger lasts', () => {
    const wet = aTicket(start, [], { urgency: 'major', alsoUrgent: true });
    const ids = judge(wet, policies.of('cleaning'), start).map(({ milestone }) => milestone.id);
    assert.ok(ids.includes('urgent.contact') && ids.includes('major.contact'));
  });

  it('gives a VIP five minutes until a person answers', () => {
    const vip = aTicket(start, [], { vip: true });
    const contact = judge(vip, policies.of('cleaning'), start).find((s) => s.milestone.contact);
    assert.equal(contact?.dueAt, at(5));
  });

  it('is shorter in the areas of the fast lane, and follows a corrected area', () => {
    const plan = (ticket: Ticket) =>
      judge(ticket, policies.of('furniture'), start).find((s) => s.milestone.id === 'general.plan');
    const desk = { line: 'furniture', subject: '书桌', words: '书桌晃' };
    assert.equal(plan(aTicket(start, [], desk))?.limit, 4 * hour);
    assert.equal(plan(aTicket(start, [], { ...desk, address: '三楼教师办公室' }))?.limit, 2 * hour);
    const corrected: Line = [at(1), { type: 'corrected', changes: { address: '门厅' } }, customer];
    assert.equal(plan(aTicket(start, [corrected], desk))?.limit, 2 * hour);
  });
});

describe('The next moment', () => {
  const policy = promising(aMilestone());
  const warned = (share: number): EventBody => ({ type: 'warned', milestone: 'test.done', share });
  const missed = (rung: number): EventBody => ({ type: 'missed', milestone: 'test.done', rung });
  const cases: [what: string, lines: Line[], next: number | undefined][] = [
    ['is the first warning', [], 15],
    ['is the second warning once the first is told', [[at(15), warned(0.5)]], 24],
    ['is the due instant after all warnings', [[at(24), warned(0.8)]], 30],
    ['is the next rung after a miss', [[at(30), missed(0)]], 45],
    ['is none at the top of the ladder', [[at(45), missed(1)]], undefined],
    ['is none once the promise is met', [[at(5), done]], undefined],
    ['is none on hold', [[at(5), held]], undefined],
    [
      'is a warning again after the work was sent back',
      [
        [at(15), warned(0.5)],
        [at(20), done],
        [at(60), { type: 'refused', words: '' }],
      ],
      75,
    ],
  ];
  for (const [what, lines, next] of cases) {
    it(what, () => {
      const moment = nextMoment(judge(aTicket(start, lines), policy, at(100)));
      assert.equal(moment, next === undefined ? undefined : at(next));
    });
  }
});

describe('Whatever the pauses', () => {
  const budget = fc.integer({ min: 1, max: 60 * hour });
  const gaps = fc.array(fc.tuple(fc.nat(20 * hour), fc.nat(20 * hour)), { maxLength: 6 });

  it('no budget is lost and none is gained', () => {
    fc.assert(
      fc.property(budget, gaps, fc.boolean(), (limit, list, always) => {
        const calendar = always ? roundTheClock : nineToFive;
        const pauses = pausesOf(list);
        const due = reach(start, limit, pauses, calendar);
        assert.ok(due !== undefined);
        assert.equal(used(start, due, pauses, calendar), limit);
      }),
    );
  });

  it('a pause never brings a deadline forward', () => {
    fc.assert(
      fc.property(budget, gaps, (limit, list) => {
        const paused = reach(start, limit, pausesOf(list), nineToFive) ?? 0;
        assert.ok(paused >= (reach(start, limit, [], nineToFive) ?? 0));
      }),
    );
  });

  it('round the clock, a deadline moves by exactly the time paused before it', () => {
    fc.assert(
      fc.property(budget, gaps, (limit, list) => {
        const pauses = pausesOf(list);
        const due = reach(start, limit, pauses, roundTheClock) ?? 0;
        const before = pauses.filter(({ from }) => from < due);
        const stood = before.reduce((sum, { from, to = due }) => sum + to - from, 0);
        assert.equal(due, start + limit + stood);
      }),
    );
  });
});

function judge(ticket: Ticket, policy: Policy, now: number): MilestoneState[] {
  return sla(ticket, policy, calendars, now);
}

function at(minutes: number): number {
  return start + minutes * minute;
}

function open(day: string, from: string, to: string) {
  const instants = { from: shanghai(`${day} ${from}`), to: shanghai(`${day} ${to}`) };
  return { what: 'open', day, ...instants, makeUp: false };
}

/** Runs and pauses after each other, from the start on. */
function pausesOf(gaps: readonly (readonly [run: number, stand: number])[]): Pause[] {
  let clock = start;
  return gaps.map(([run, stand]) => {
    const from = clock + run;
    clock = from + stand;
    return { from, to: clock, why: 'parts' as const };
  });
}
