import { handsOf } from '../desk/crew-reach.ts';
import { CustomerList, isWanted } from '../desk/customer-list.ts';
import { nobody } from '../desk/roster.ts';
import { LongLooks } from '../web/staff/long-looks.ts';
import { type Asker, ticketsIn } from '../web/staff/walk.ts';
import { fullStore, years } from './full-store.ts';
import { openHotline } from './hotline.ts';

/** One question to a house of many years: milliseconds, and beside them a bare walk through everything. */
export interface SearchCost {
  readonly what: string;
  readonly found: number;
  readonly cpu: number;
  readonly wall: number;
  readonly walked?: { readonly cpu: number; readonly wall: number };
}

export interface SearchCosts {
  readonly costs: readonly SearchCost[];
  /** Megabytes of heap after the start, and once everything that is kept in memory is known. */
  readonly heap: { readonly atStart: number; readonly known: number };
  readonly tickets: number;
}

/** What reports and the list of customers cost with so many tickets in the store. */
export async function benchSearches(tickets: number): Promise<SearchCosts> {
  const dir = await fullStore(tickets, () => {});
  const started = performance.now();
  const cpuBefore = cpuMs();
  const house = await openHotline(dir);
  try {
    const atStart = heapMb();
    await house.known;
    const filling = { cpu: cpuMs() - cpuBefore, wall: performance.now() - started };
    const heap = { atStart, known: heapMb() };
    const { board, store } = house;
    const costs: SearchCost[] = [
      { what: 'start: everything is known', found: tickets, ...filling },
    ];
    const now = Date.now();
    const month = 30 * 86_400_000;
    // A month as long ago as half the years.
    const old = now - (years / 2) * 365 * 86_400_000;
    for (const [what, since, until] of [
      ['a report on this month', now - month, now + month],
      ['a report on a month years ago', old, old + month],
      ['a report on everything', 0, now + month],
    ] as const) {
      const report = async (knows: boolean) => {
        const hands = handsOf({ name: 'b', role: 'quality' } as Account, nobody);
        const ask = { hands, request: { gone: new AbortController().signal } } as Asker;
        const looked = {
          board: knows ? board : ({ changedIn: () => undefined } as unknown as typeof board),
          ticketsOf: (numbers: Iterable<string>) => store.ticketsOf(numbers),
          everyTicket: () => store.everyTicket(),
          looks: new LongLooks(),
        };
        return countOf(ticketsIn({ since, until }, 'reports.read', ask, looked));
      };
      const [known, walked] = [
        await costOf(() => report(true)),
        await costOf(() => report(false), 1),
      ];
      costs.push({ what, ...known, walked });
    }
    const list = new CustomerList();
    await list.fill(store.everyPerson());
    for (const [what, wish] of [
      ['a page of customers', {}],
      ['customers by part of a name', { search: '王刘' }],
      ['customers by the end of a telephone', { search: '99955' }],
      ['customers nobody is', { search: '没有这个人' }],
    ] as const) {
      const known = await costOf(() => countOf(store.peopleAt(list.find(wish, 51))), 20);
      const walked = await costOf(
        () => countOf(store.everyPerson(), (one) => isWanted(one, wish)),
        1,
      );
      costs.push({ what, ...known, walked });
    }
    for (const [what, wish] of [
      ['the queue by a word, ended ones too', { search: '厨房' }],
      ['the queue by a telephone', { search: '15000099955', personal: () => true }],
    ] as const)
      costs.push({ what, ...(await costOf(async () => board.find(wish, now).total, 20)) });
    return { costs, heap, tickets };
  } finally {
    await house.close();
  }
}

/** Lines for people. */
export function searchReport({ costs, heap, tickets }: SearchCosts): string {
  const ms = (cost: { cpu: number; wall: number }) =>
    `${cost.cpu.toFixed(1).padStart(9)} ms CPU ${cost.wall.toFixed(0).padStart(7)} ms`;
  const lines = costs.map(
    ({ what, found, walked, ...cost }) =>
      `    ${what.padEnd(38)}${ms(cost)}   ${String(found).padStart(6)} found` +
      `${walked ? `   walk: ${ms(walked)}` : ''}`,
  );
  return [
    `Reports and customers, with ${tickets} tickets of ${years} years`,
    ...lines,
    `    heap ${heap.atStart.toFixed(0)} MB after the start, ${heap.known.toFixed(0)} MB once all is known`,
  ].join('\n');
}

type Account = Parameters<typeof handsOf>[0];

/** The median of some times. */
async function costOf(look: () => Promise<number>, times = 3) {
  let found = 0;
  const cpus: number[] = [];
  const walls: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const [cpu, wall] = [cpuMs(), performance.now()];
    found = await look();
    cpus.push(cpuMs() - cpu);
    walls.push(performance.now() - wall);
  }
  return { found, cpu: median(cpus), wall: median(walls) };
}

async function countOf<T>(all: AsyncIterable<T>, counts = (_: T) => true): Promise<number> {
  let count = 0;
  for await (const one of all) if (counts(one)) count += 1;
  return count;
}

const median = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}

if (import.meta.main) process.send?.(await benchSearches(Number(process.argv[2])));
