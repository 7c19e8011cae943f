import type { Alarm } from './alarms.ts';
import type { EventBody } from './events.ts';
import type { MilestoneState } from './sla.ts';
import type { Instant } from './words.ts';

/** What a clock has to say at `now`: each question, warning and rung once, a warning never after its miss. */
export function alarmsDue(states: readonly MilestoneState[], now: Instant): EventBody[] {
  return states.flatMap(({ milestone: { id }, alarms }): EventBody[] => {
    const due = alarms.filter(({ at }) => at <= now);
    const misses = due.filter((alarm) => alarm.what === 'miss');
    if (misses.length > 0) {
      return misses.map(({ rung }) => ({ type: 'missed', milestone: id, rung }));
    }
    const asked: EventBody[] = due.some(({ what }) => what === 'ask')
      ? [{ type: 'asked', milestone: id }]
      : [];
    const last = due.findLast(isWarning);
    return last ? [...asked, { type: 'warned', milestone: id, share: last.share }] : asked;
  });
}

function isWarning(alarm: Alarm): alarm is Alarm & { what: 'warn' } {
  return alarm.what === 'warn';
}
