import assert from 'node:assert/strict';
import { roundTheClock } from '../../desk/calendar.ts';
import { explainDeadline } from '../../desk/explain.ts';
import { explainIn } from '../../dialogs/explain.ts';
import { nineToFive, shanghai } from './kit/calendars.ts';
import { hour, policies } from './kit/desk.ts';
import { aMilestone, aTicket, type Line, promising } from './kit/timeline.ts';

const calendars = { '24x7': roundTheClock, 'nine-to-five': nineToFive };

describe('Any deadline', () => {
  const policy = promising(aMilestone({ limit: 4 * hour, calendar: 'nine-to-five' }));
  const house = { policy, calendars };
  const told = (
    language: 'zh-Hans' | 'zh-Hant' | 'en',
    start: string,
    lines: Line[],
    now: string,
  ) => {
    const ticket = aTicket(shanghai(start), lines);
    const explanation = explainDeadline(ticket, 'test.done', house, shanghai(now));
    assert.ok(explanation);
    return explainIn(language, explanation);
  };
  const pause: Line[] = [
    [shanghai('2026-11-20 16:30'), { type: 'held', why: 'parts' }],
    [shanghai('2026-11-23 09:30'), { type: 'resumed' }],
  ];

  it('is explained day by day, pauses and all', () => {
    assert.deepEqual(told('zh-Hans', '2026-11-20 16:00', pause, '2026-11-23 10:00'), [
      '完成：由区域服务组长在登记起4小时内完成',
      '11月20日 16:00 开始计时',
      '11月20日 16:00–16:30 计30分钟',
      '11月20日 16:30 起暂停（等配件），11月23日 09:30 恢复',
      '11月23日 09:30–13:00 计3小时30分钟',
      '11月23日 13:00 到期',
      '依据：test',
    ]);
  });

  it('names holidays and make-up working days', () => {
    assert.deepEqual(told('zh-Hant', '2026-02-14 15:00', [], '2026-02-14 16:00'), [
      '完成：由區域服務組長在登記起4小時內完成',
      '2月14日 15:00 開始計時',
      '2月14日（調休上班） 15:00–17:00 計2小時',
      ...[15, 16, 17, 18, 19, 20, 21, 22, 23].map((day) => `2月${day}日 春節，不計時`),
      '2月24日 09:00–11:00 計2小時',
      '2月24日 11:00 到期',
      '依據：test',
    ]);
  });

  it('tells how it ended, and that a colleague has it in hand', () => {
    const lines: Line[] = [
      [shanghai('2026-11-20 13:00'), { type: 'missed', milestone: 'test.done', rung: 0 }],
      [shanghai('2026-11-20 13:10'), { type: 'acknowledged', milestone: 'test.done' }],
    ];
    assert.deepEqual(told('en', '2026-11-20 09:00', lines, '2026-11-20 14:00'), [
      'done: by area team leader, within 4 h of registration',
      '20 Nov 09:00: the clock starts',
      '20 Nov, 09:00–13:00: 4 h counted',
      '20 Nov 13:00: due',
      '20 Nov 13:10: a colleague has it in hand, nobody further up is told',
      'Promised in: test',
    ]);
  });

  it('says whose time it is, and what it counts from', () => {
    const cleaning = { policy: policies.of('cleaning'), calendars: policies.calendars };
    const start = shanghai('2026-11-20 09:00');
    const vip = aTicket(start, [], { vip: true });
    const contact = explainDeadline(vip, 'general.contact', cleaning, start);
    assert.deepEqual([contact?.limitBy, contact?.limit], ['vip', 5 * 60_000]);
    assert.match(explainIn('zh-Hans', contact ?? assert.fail())[0] ?? '', /VIP/);
    const flaw = aTicket(start, [], { kind: 'flaw' });
    const callback = explainDeadline(flaw, 'flaw.callback', cleaning, start);
    assert.deepEqual(callback?.because, { what: 'event', type: 'resolved' });
    assert.ok(explainIn('zh-Hans', callback ?? assert.fail()).includes('还没有开始计时'));
    assert.equal(explainDeadline(flaw, 'nothing.like_it', cleaning, start), undefined);
  });
});
