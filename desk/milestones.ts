import type { EventBody } from './events.ts';
import type { Alarm, MilestoneState } from './sla.ts';
import type { Instant } from './words.ts';

/** What a clock has to say at `now`: each warning and each rung once, a warning never after its miss. */
export function alarmsDue(states: readonly MilestoneState[], now: Instant): EventBody[] {
  return states.flatMap(({ milestone, alarms }): EventBody[] => {
    const due = alarms.filter(({ at }) => at <= now);
    const misses = due.filter((alarm) => alarm.what === 'miss');
    if (misses.length > 0) {
      return misses.map(({ rung }) => ({ type: 'missed', milestone: milestone.id, rung }));
    }
    const last = due.findLast(isWarning);
    return last ? [{ type: 'warned', milestone: milestone.id, share: last.share }] : [];
  });
}

function isWarning(alarm: Alarm): alarm is Alarm & { what: 'warn' } {
  return alarm.what === 'warn';
}
