import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Telephone } from '../bot/channels/phone/simulator/telephone.ts';
import { at } from './measure.ts';
import type { HouseFigures } from './phone-house.ts';

export interface Rush {
  /** People on the line at the same time. */
  readonly calls: number;
  /** Seconds between hearing the beginning of an answer and giving one's own: to listen, to think, to speak. */
  readonly thinking: number;
  /** How often the same number of people calls; memory is compared between them. */
  readonly rounds: number;
}

/**
 * Many callers at once against the whole house, which has a process of its own on the same machine. One request in
 * twenty is sent three times, two of them at once; every call must end in exactly one ticket.
 */
export async function benchPhone(rush: Rush): Promise<string> {
  const [house, url] = await openHouse();
  const waits: Waits = { talking: [], opening: [], repeats: 0, differing: 0, failed: 0 };
  const before: HouseFigures[] = [await figuresOf(house)];
  for (let round = 0; round < rush.rounds; round += 1) {
    const calls = Array.from({ length: rush.calls }, (_, nth) =>
      call(url, rush, round, nth, waits),
    );
    waits.failed += (await Promise.allSettled(calls)).filter(
      (one) => one.status === 'rejected',
    ).length;
    before.push(await figuresOf(house));
  }
  house.send('stop');
  await once(house, 'exit');
  return report(rush, waits, before);
}

interface Waits {
  /** Milliseconds from a webhook to its answer; those that open a ticket apart: it is safe on disk before they end. */
  readonly talking: number[];
  readonly opening: number[];
  repeats: number;
  differing: number;
  failed: number;
}

async function openHouse(): Promise<[ChildProcess, string]> {
  const house = fork(join(import.meta.dirname, 'phone-house.ts'), { execArgv: ['--expose-gc'] });
  return [house, String((await once(house, 'message'))[0])];
}

async function figuresOf(house: ChildProcess): Promise<HouseFigures> {
  house.send('figures');
  return (await once(house, 'message'))[0] as HouseFigures;
}

const words = [
  '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦',
  '朝阳区望京花园3号楼2单元501',
  '我姓王',
  '尽快',
];

async function call(url: string, rush: Rush, round: number, nth: number, waits: Waits) {
  const { calls, thinking } = rush;
  await sleep((thinking * 1000 * nth) / calls);
  const phone = new Telephone({
    url,
    publicBaseUrl: 'http://localhost:0',
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'demo',
    from: `+8613${String(100_000_000 + round * calls + nth)}`,
    to: '+864000000400',
  });
  const turn = async (act: () => Promise<unknown>, times = waits.talking) => {
    const began = performance.now();
    await act();
    times.push(performance.now() - began);
    if (Math.random() < 0.05) await repeat(phone, waits);
    await sleep(thinking * 1000 * (0.5 + Math.random()));
  };
  await turn(() => phone.dials());
  await turn(() => phone.presses('1'));
  for (const said of words) await turn(() => phone.says(said));
  await turn(() => phone.presses('1'), waits.opening);
  await phone.hangsUp();
}

async function repeat(phone: Telephone, waits: Waits): Promise<void> {
  waits.repeats += 1;
  const [one, two] = await Promise.all([phone.repeats(), phone.repeats()]);
  if (one !== two) waits.differing += 1;
}

function report({ calls, thinking, rounds }: Rush, waits: Waits, figures: HouseFigures[]): string {
  const { talking, opening, repeats, differing, failed } = waits;
  const last = figures.at(-1);
  const lost = calls * rounds - (last?.tickets ?? 0);
  const turns = talking.length + opening.length;
  const heaps = figures.slice(1).map(({ heap }) => `${heap.toFixed(0)} MB`);
  const cpu = ((last?.cpu ?? 0) - (figures[0]?.cpu ?? 0)) / turns;
  return [
    `${rounds} × ${calls} calls at once, ${thinking} s of thinking, ${turns} turns, ${repeats} asked for three times; load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`,
    `  talking            ${spread(talking)}   (goal: p99 below 150 ms)`,
    `  opening a ticket   ${spread(opening)}`,
    `  tickets lost or doubled ${lost}, calls failed ${failed}, repeats answered differently ${differing}, errors ${last?.errors.length}`,
    `  ${(cpu * 1000).toFixed(1)} ms of processor a turn; heap after each round ${heaps.join(', ')}; resident ${last?.rss.toFixed(0)} MB`,
  ].join('\n');
}

function spread(times: number[]): string {
  times.sort((a, b) => a - b);
  const point = (share: number) => `${at(times, share).toFixed(1).padStart(6)} ms`;
  return `p50 ${point(0.5)}, p95 ${point(0.95)}, p99 ${point(0.99)}, longest ${point(1)}`;
}

/** `node bench/phone.ts [calls] [seconds to think] [rounds]`. */
if (import.meta.main) {
  const [calls = 500, thinking = 6, rounds = 2] = process.argv.slice(2).map(Number);
  process.stdout.write(`${await benchPhone({ calls, thinking, rounds })}\n`);
}
