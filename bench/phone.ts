import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Telephone } from '../bot/channels/phone/simulator/telephone.ts';
import { loadConfig } from '../bot/config.ts';
import { build } from '../bot/main.ts';

/**
 * Many callers at once against the whole house, caller and house sharing this machine: each waits between
 * turns as people do, one answer in twenty is asked for again, and every call must end in exactly one ticket.
 * `node bench/phone.ts [calls] [seconds to think]`
 */
const calls = Number(process.argv[2] ?? 500);
const thinking = Number(process.argv[3] ?? 6) * 1000;
const words = [
  '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦',
  '朝阳区望京花园3号楼2单元501',
  '我姓王',
  '尽快',
];

const dataDir = await mkdtemp(join(tmpdir(), 'hotline-bench-'));
const silent = {
  info: () => {},
  warn: () => {},
  error: (event: string) => process.stderr.write(`${event}\n`),
};
const house = await build(loadConfig({ PORT: '0', DEMO: '1', DATA_DIR: dataDir }), { log: silent });
const { url } = await house.server.listen();
/** Turns that talk, and those that open a ticket: one transaction, safe on disk before the caller hears of it. */
const talking: number[] = [];
const opening: number[] = [];
let repeats = 0;
let differing = 0;

const outcomes = await Promise.allSettled(Array.from({ length: calls }, (_, at) => call(at)));
const tickets = (await house.store.liveTickets()).length;
const failed = outcomes.filter(({ status }) => status === 'rejected').length;
const line = (name: string, times: number[]): string => {
  times.sort((a, b) => a - b);
  const at = (share: number) => `${times[Math.floor(times.length * share)]?.toFixed(1)} ms`;
  return `${name}: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(0.9999)}`;
};
process.stdout.write(
  [
    `${calls} calls, ${thinking / 1000} s of thinking, ${talking.length + opening.length} turns, ${repeats} asked for again`,
    line('talking', talking),
    line('opening a ticket', opening),
    `tickets ${tickets}, calls failed ${failed}, repeats answered differently ${differing}`,
    `memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    '',
  ].join('\n'),
);
await house.close();
await rm(dataDir, { recursive: true });
process.exitCode = tickets === calls && failed + differing === 0 ? 0 : 1;

async function call(at: number): Promise<void> {
  await sleep((thinking * at) / calls);
  const from = `+8613${String(100_000_000 + at)}`;
  const phone = new Telephone({
    url,
    publicBaseUrl: 'http://localhost:0',
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'demo',
    from,
    to: '+864000000400',
  });
  await timed(phone, talking, () => phone.dials());
  await timed(phone, talking, () => phone.presses('1'));
  for (const said of words) await timed(phone, talking, () => phone.says(said));
  await timed(phone, opening, () => phone.presses('1'));
  await phone.hangsUp();
}

async function timed(
  phone: Telephone,
  times: number[],
  turn: () => Promise<unknown>,
): Promise<void> {
  const began = performance.now();
  await turn();
  times.push(performance.now() - began);
  if (Math.random() < 0.05) {
    repeats += 1;
    const [one, two] = await Promise.all([phone.repeats(), phone.repeats()]);
    if (one !== two) differing += 1;
  }
  await sleep(thinking * (0.5 + Math.random()));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
