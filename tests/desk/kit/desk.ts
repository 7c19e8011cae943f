import { loadPolicies } from '../../../bot/policies.ts';
import { Board } from '../../../desk/board.ts';
import { Callbacks } from '../../../desk/callbacks/callbacks.ts';
import type { Errand } from '../../../desk/callbacks/errand.ts';
import type { Delivery } from '../../../desk/delivery.ts';
import { Desk } from '../../../desk/desk.ts';
import { type Staffing, workloadOn } from '../../../desk/dispatch/staffing.ts';
import type { NewRequest, TicketEvent } from '../../../desk/events.ts';
import { Later } from '../../../desk/later.ts';
import { ticketNumbers } from '../../../desk/number.ts';
import type { Policies } from '../../../desk/policy.ts';
import type { DueJob } from '../../../desk/ports.ts';
import type { Roster } from '../../../desk/roster.ts';
import { MemoryRecords } from './records.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const policies = loadPolicies();
const allPolicies = policies;

/**
 * A desk with a movable clock and a memory; jobs run when time is advanced. `reaches`: notices arrive.
 * `roster`: these people work here; without it tickets go to roles. Nobody is called back, unless a test says how.
 */
export function openDesk(
  policies: Policies = allPolicies,
  reaches = true,
  roster?: Roster,
  callBack?: (errand: Errand) => Promise<void>,
) {
  const records = new MemoryRecords();
  const clock = new TestClock();
  const delivery: Delivery = reaches
    ? { state: 'delivered', outcome: 'test' }
    : { state: 'failed', outcome: 'nobody answers' };
  const ports = { records, clock, policies, ...(roster && { staffing: onBoard(records, roster) }) };
  const desk = new Desk({ ...ports, numbers: ticketNumbers('test secret') });
  const later = new Later(ports);
  const callbacks = new Callbacks(ports);
  const inVain = async (errand: Errand) => {
    if (errand.do === 'finish') return callbacks.paid(errand.callback, errand.owed);
    await callbacks.ended(errand.attempt, errand.by === 'call' ? 'no_answer' : 'undeliverable');
  };
  /** Does what a job about callbacks asks for. */
  const callsBack = async (job: DueJob) => {
    if (job.kind === 'follow') return callbacks.follow(job);
    const errand = await callbacks.due(job);
    if (errand) await (callBack ?? inVain)(errand);
  };
  const timeline = (no: string): readonly TicketEvent[] =>
    records.tickets().find((ticket) => ticket.no === no)?.timeline ?? [];
  /** Lets time pass and runs what falls due on the way, notices as delivered. */
  const advance = async (by: number) => {
    const end = clock.now() + by;
    for (let turns = 0; ; turns++) {
      if (turns > 1000) throw new Error('Jobs run round in circles');
      const next = await records.nextDue();
      if (next === undefined || next > end) break;
      clock.at = Math.max(clock.at, next);
      for (const job of await records.dueJobs(clock.now(), 100)) {
        if (job.kind === 'milestone') await later.milestoneDue(job);
        else if (job.kind === 'dispatch') await later.dispatchDue(job);
        else if (job.kind === 'answer') await later.answerDue(job);
        else if (job.kind === 'follow' || job.kind === 'callback') await callsBack(job);
        else await later.delivered(job.ticket, job.key, delivery);
      }
    }
    clock.at = end;
  };
  return { desk, later, callbacks, callsBack, records, clock, timeline, advance };
}

/** The work as a board shows it that has seen all tickets. */
function onBoard(records: MemoryRecords, roster: Roster): Staffing {
  return {
    async now() {
      const board = new Board(policies);
      for (const record of records.tickets()) board.take(record);
      return { roster, work: workloadOn(board, policies) };
    },
  };
}

export class TestClock {
  /** Friday 2026-11-20 10:00 in Shanghai. */
  at = Date.parse('2026-11-20T10:00:00+08:00');

  now(): number {
    return this.at;
  }
}

/** A complete request; give what matters for the test. */
export function aRequest(parts: Partial<NewRequest> = {}): NewRequest {
  return {
    line: 'cleaning',
    kind: 'request',
    urgency: 'general',
    alsoUrgent: false,
    confirmUrgency: false,
    reasons: [],
    words: '会议室地毯没有吸干净',
    subject: '地毯',
    name: '王芳',
    phone: '13800138000',
    address: '科技路1号3楼',
    photos: [],
    channel: 'web',
    account: 'web:u1',
    language: 'zh-Hans',
    ...parts,
  };
}
