import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker, type WorkerParts } from '../bot/jobs/worker.ts';
import { loadPolicies } from '../bot/policies.ts';
import { report } from '../desk/actions/report.ts';
import { decide, settle } from '../desk/decision.ts';
import { Later } from '../desk/later.ts';
import type { DueJob, TicketRecord } from '../desk/ports.ts';
import { sla } from '../desk/sla.ts';
import { foldTicket } from '../desk/ticket.ts';
import { loadOrMakeKeys } from '../store/keys.ts';
import { openLowdb } from '../store/lowdb/engine.ts';
import { type Files, nodeFiles } from '../store/lowdb/files.ts';
import { type Store, storeOn } from '../store/store.ts';
import { at } from './measure.ts';

/** What a full house of running clocks costs. Times in milliseconds unless named. */
export interface ClockCost {
  readonly tickets: number;
  readonly milestones: number;
  readonly openMs: number;
  /** MB of the process with all tickets open. */
  readonly memory: number;
  /** Share of one core while nothing is due. */
  readonly idle: number;
  /** Milestones that fell due, and in how many seconds. */
  readonly due: number;
  readonly seconds: number;
  /** From due to begun. */
  readonly lag: { readonly p50: number; readonly p99: number; readonly most: number };
  /** Processor per milestone: ticket read and changed, people told, all saved. */
  readonly cpu: number;
  /** Jobs run, notices included. */
  readonly jobs: number;
}

export interface ClockEffort {
  readonly tickets: number;
  readonly due: number;
  readonly seconds: number;
}

/** Real tickets in a real store, a real worker and the real time; only delivery is left out. */
export async function benchClocks({ tickets, due, seconds }: ClockEffort): Promise<ClockCost> {
  const dir = await folderWith(tickets);
  const started = performance.now();
  const store = await storeOn(await openLowdb({ dir }), loadOrMakeKeys(dir));
  const openMs = performance.now() - started;
  const lags: number[] = [];
  const worker = workerOn(store, lags);
  try {
    global.gc?.();
    const memory = process.memoryUsage().rss / 2 ** 20;
    worker.start();
    const idle = await idleShare(5000);
    const milestones = tickets * openIn(template(Date.now()));
    const first = Date.now() + 3000;
    await wind(store, due, (i) => first + (i * seconds * 1000) / due);
    await sleep(first - Date.now());
    lags.length = 0;
    const before = process.cpuUsage();
    await sleep(seconds * 1000 + 1500);
    const { user, system } = process.cpuUsage(before);
    const { p50, p99, most } = spread(lags);
    const cpu = (user + system) / 1000 / due;
    return {
      ...{ tickets, milestones, openMs, memory, idle, due, seconds, cpu },
      lag: { p50, p99, most },
      jobs: lags.length,
    };
  } finally {
    await worker.stop();
    // They ring again with every run of this bench; the next finds them as they were.
    await wind(store, due, far);
    await store.close();
  }
}

/** Lines for people. */
export function clockReport(cost: ClockCost): string {
  const { tickets, milestones, openMs, memory, idle, due, seconds, lag, cpu, jobs } = cost;
  const n = (value: number) => value.toLocaleString('en');
  return [
    `${n(milestones)} open milestones on ${n(tickets)} open tickets (one job each), opened in ${(openMs / 1000).toFixed(1)} s, ${memory.toFixed(0)} MB`,
    `    Nothing due: ${(idle * 100).toFixed(1)} % of a core.`,
    `    ${n(due)} due within ${seconds} s (${n(jobs)} jobs with the notices): begun ${lag.p50.toFixed(0)} ms late (p99 ${lag.p99.toFixed(0)}, most ${lag.most.toFixed(0)}), ${cpu.toFixed(2)} ms of processor each.`,
  ].join('\n');
}

const policies = loadPolicies();
const policy = policies.of('furniture');
const house = { policy, calendars: policies.calendars };

/** An urgent claim about a chair: the ticket with the most clocks there is. Its first alarm comes at `alarm`. */
function template(alarm: number, no = '2000000000', customer = 0): TicketRecord {
  const wish = {
    line: 'furniture',
    kind: 'compensation' as const,
    urgency: 'urgent' as const,
    alsoUrgent: false,
    confirmUrgency: false,
    reasons: [],
    words: '会议室的椅子腿断了，同事摔了一跤，要求赔偿',
    subject: '椅子',
    name: '王芳',
    phone: String(15_000_000_000 + customer),
    address: `科技路${customer}号3楼会议室`,
    photos: [],
    channel: 'web',
    account: `webchat:customer-${customer}`,
    language: 'zh-Hans' as const,
  };
  const firstWarning = 2.5 * 60_000;
  const now = alarm - firstWarning;
  const events = report(wish, { policy, vip: false, earlier: [], now });
  const stamp = { at: now, by: { who: 'system' }, cause: `bench/${no}` } as const;
  const record = settle(undefined, decide({ no, timeline: [] }, events, stamp, house));
  // Who was told of the ticket itself is not measured here.
  return { ...record, notices: [], jobs: record.jobs.filter(({ kind }) => kind === 'milestone') };
}

function openIn(record: TicketRecord): number {
  const ticket = foldTicket(record);
  return sla(ticket, policy, policies.calendars, ticket.registeredAt).filter(
    ({ dueAt, metAt }) => dueAt !== undefined && metAt === undefined,
  ).length;
}

/** Raise it when tickets change their shape: an older folder is then built anew. */
const version = 1;
const years = 365 * 24 * 3_600_000;
const numberOf = (i: number): string => String(2_000_000_000 + i);
/** All at different moments of a time to come. */
const far = (i: number): number => Date.now() + 5 * years + i * 1000;

async function folderWith(tickets: number): Promise<string> {
  const dir = join(tmpdir(), `hotline-bench-${tickets}-clocks-v${version}`);
  if (existsSync(dir)) return dir;
  const building = `${dir}.${process.pid}`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  // Without waiting for the disk: what counts is what is there afterwards.
  const hurried: Files = { ...nodeFiles, sync: async () => {}, syncFolder: async () => {} };
  const keys = loadOrMakeKeys(building);
  const store = await storeOn(await openLowdb({ dir: building, files: hurried }), keys);
  await wind(store, tickets, far);
  await store.close();
  renameSync(building, dir);
  return dir;
}

/** The first `count` tickets are as new, and ring at these moments. */
async function wind(store: Store, count: number, moment: (i: number) => number): Promise<void> {
  const atOnce = 64;
  for (let first = 0; first < count; first += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - first) }, (_, i) => first + i);
    await Promise.all(
      some.map((i) =>
        store.tx(async (tx) => {
          await tx.ticket(numberOf(i));
          tx.saveTicket(template(moment(i), numberOf(i), i));
        }),
      ),
    );
  }
}

function workerOn(store: Store, lags: number[]): Worker {
  const clock = { now: () => Date.now() };
  const later = new Later({ records: store, clock, policies });
  const notice = async (job: DueJob) => {
    const order = await later.noticeDue(job);
    if (!order) return;
    await later.delivered(job.ticket, job.key, { state: 'delivered', outcome: 'bench' });
  };
  return new Worker({
    clock,
    log: { info: () => {}, warn: () => {}, error: complain },
    metrics: { count: () => {}, time: (_name, _help, late) => void lags.push(late * 1000) },
    records: store,
    handlers: { milestone: (job) => later.milestoneDue(job), notice } as WorkerParts['handlers'],
  });
}

function complain(event: string, fields?: object): never {
  throw new Error(`${event} ${JSON.stringify(fields)}`);
}

async function idleShare(ms: number): Promise<number> {
  await sleep(1000);
  const before = process.cpuUsage();
  await sleep(ms);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ms;
}

function spread(values: number[]): { p50: number; p99: number; most: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: at(sorted, 0.5), p99: at(sorted, 0.99), most: sorted.at(-1) ?? 0 };
}

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, ms));
  });

if (import.meta.main) {
  const effort = JSON.parse(process.argv[2] ?? '{"tickets":100000,"due":1000,"seconds":60}');
  const cost = await benchClocks(effort as ClockEffort);
  if (process.send) process.send(cost);
  else process.stdout.write(`${clockReport(cost)}\n`);
}
