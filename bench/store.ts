import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TicketRecord } from '../desk/ports.ts';
import type { Change, Engine } from '../store/engine.ts';
import { openLowdb } from '../store/lowdb/engine.ts';
import { type Store, storeOn } from '../store/store.ts';
import { aJob, aPerson, aTicket } from '../tests/store/samples.ts';

/** What the store costs with so many tickets in it (one in a hundred open). Times in microseconds unless named. */
export interface StoreCost {
  readonly tickets: number;
  readonly openMs: number;
  /** Changing one open ticket: what a word from staff or customer costs. */
  readonly change: Cost;
  /** Opening a ticket: ticket, person and account in one transaction. */
  readonly register: Cost;
  /** One turn's conversation state: read and written, without fsync. */
  readonly state: Cost;
  /** Looking up a closed ticket that is not in memory. */
  readonly lookUp: Cost;
}

export interface Cost {
  readonly perSecond: number;
  /** Processor time, all threads and the kernel included. */
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
}

/** Fills two stores in a temporary folder and measures both; prints nothing. */
export async function benchStore(sizes: readonly number[] = [1000, 100_000]): Promise<StoreCost[]> {
  const costs: StoreCost[] = [];
  for (const tickets of sizes) {
    const dir = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
    try {
      costs.push(await measure(dir, tickets));
    } finally {
      rmSync(dir, { recursive: true });
    }
  }
  return costs;
}

/** Lines for people. */
export function storeReport(costs: readonly StoreCost[]): string {
  const row = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(14))).join('');
  const cell = ({ perSecond, cpu, p50, p99 }: Cost) => [
    Math.round(perSecond).toString(),
    cpu.toFixed(0),
    p50.toFixed(0),
    p99.toFixed(0),
  ];
  return costs
    .flatMap(({ tickets, openMs, change, register, state, lookUp }) => [
      `Store with ${tickets.toLocaleString('en')} tickets, opened in ${openMs.toFixed(0)} ms`,
      row(['', 'per second', 'CPU µs each', 'p50 µs', 'p99 µs']),
      row(['  change a ticket (fsync)', ...cell(change)]),
      row(['  register a ticket (fsync)', ...cell(register)]),
      row(['  turn state (no fsync)', ...cell(state)]),
      row(['  look up a closed ticket', ...cell(lookUp)]),
      '',
    ])
    .join('\n');
}

async function measure(dir: string, tickets: number): Promise<StoreCost> {
  const keys = [{ name: 'bench', key: randomBytes(32) }];
  await fill(dir, keys, tickets);
  const started = performance.now();
  const store = await storeOn(await openLowdb({ dir }), keys);
  const openMs = performance.now() - started;
  try {
    return {
      tickets,
      openMs,
      change: await cost(500, (n) => change(store, numberOf((n % openOnes(tickets)) * 100))),
      register: await cost(300, (n) => register(store, numberOf(tickets + n), `139${numberOf(n)}`)),
      state: await cost(1000, (n) => turn(store, `conversation ${n % 50}`)),
      lookUp: await cost(500, (n) =>
        store.tx((tx) => tx.ticket(numberOf(1 + ((n * 7919) % tickets)))),
      ),
    };
  } finally {
    await store.close();
  }
}

const openOnes = (tickets: number) => Math.ceil(tickets / 100);
const numberOf = (n: number) => String(((n * 48_271) % 9_999_991) + 10_000_000);

/** Without fsync, and through the engine: only the measured part needs to be honest. */
async function fill(dir: string, keys: { name: string; key: Buffer }[], tickets: number) {
  const relaxed = relax(await openLowdb({ dir }));
  const store = await storeOn(relaxed, keys);
  for (let from = 0; from < tickets; from += 50) {
    const batch = Array.from({ length: Math.min(50, tickets - from) }, (_, i) => from + i);
    await Promise.all(batch.map((n) => store.tx(async (tx) => tx.saveTicket(ticketOf(n)))));
  }
  await store.close();
}

function relax(engine: Engine): Engine {
  const commit = (changes: readonly Change[]) => engine.commit(changes, { durable: false });
  return new Proxy(engine, {
    get(target, name) {
      if (name === 'commit') return commit;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

function ticketOf(n: number): TicketRecord {
  const live = n % 100 === 0;
  return aTicket(numberOf(n), { live, jobs: live ? [aJob('contact', 1000 + n)] : [] });
}

async function change(store: Store, no: string): Promise<void> {
  await store.tx(async (tx) => {
    const ticket = await tx.ticket(no);
    if (!ticket) throw new Error(`no ticket ${no}`);
    tx.saveTicket({ ...ticket, jobs: [aJob('contact', (ticket.jobs[0]?.runAt ?? 0) + 1)] });
  });
}

async function register(store: Store, no: string, phone: string): Promise<void> {
  await store.tx(async (tx) => {
    await tx.ticket(no);
    const person = (await tx.person(phone)) ?? aPerson(phone);
    const account = (await tx.account(phone)) ?? { id: phone, tickets: [] };
    tx.saveTicket(aTicket(no, { jobs: [aJob('contact', 1000)] }));
    tx.savePerson({ ...person, tickets: [no] });
    tx.saveAccount({ ...account, tickets: [no] });
  });
}

async function turn(store: Store, key: string): Promise<void> {
  const { [key]: item } = await store.state.read([key]);
  await store.state.write({
    [key]: { ...item, turns: (item?.turns ?? 0) + 1, words: '话'.repeat(400) },
  });
}

async function cost(times: number, work: (n: number) => Promise<unknown>): Promise<Cost> {
  for (let n = 0; n < times / 10; n++) await work(n);
  const waits: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let n = times / 10; n < times * 1.1; n++) {
    const from = performance.now();
    await work(n);
    waits.push((performance.now() - from) * 1000);
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
  return { perSecond: times / seconds, cpu: (user + system) / times, p50: at(0.5), p99: at(0.99) };
}

if (import.meta.main) process.stdout.write(storeReport(await benchStore()));
