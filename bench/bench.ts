import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { type ClockCost, type ClockEffort, clockReport } from './clocks.ts';
import { listReport } from './lists.ts';
import type { Effort, Figures } from './measure.ts';
import { benchPhone } from './phone.ts';
import { many, type RowName } from './row.ts';
import { searchReport } from './searches.ts';
import { startUp } from './start.ts';
import { benchStore, storeReport } from './store.ts';
import { benchWeChat, weChatReport } from './wechat.ts';

const quick = process.argv.includes('--quick');
/** A multiple of six messages and four customers, so that every repetition does the same. */
const effort: Effort = quick
  ? { warmUp: 480, turns: 240, repetitions: 3 }
  : { warmUp: 2400, turns: 1200, repetitions: 5 };

const rows: readonly (readonly [RowName, string, string])[] = [
  ['echo', 'bare echo', 'Bot Framework alone: load a counter, repeat what was said, save.'],
  [
    'component',
    'bare dialog',
    'Its own ComponentDialog asking five questions, in memory: the yardstick.',
  ],
  [
    'report',
    'report a problem',
    'Ours: understood, asked, sealed, on disk; every sixth turn opens a ticket.',
  ],
  [
    'report-full',
    `… ${many / 1000},000 tickets`,
    'The same with a full store: it must cost the same.',
  ],
  [
    'understand',
    'understand',
    'The understanding alone, on what its corpus says in three languages.',
  ],
];

/** `npm run bench`, or `npm run bench -- --quick`. */
async function bench(): Promise<void> {
  say(
    `${cpus()[0]?.model ?? 'some processor'}, Node ${process.version}, ${effort.repetitions} × ${effort.turns} turns`,
  );
  say('');
  say(line(['', 'turns/s/core', 'CPU µs', 'p50 ms', 'p99 ms']));
  const found = new Map<RowName, Figures>();
  for (const [name, title, sentence] of rows) {
    const figures = await inItsOwnProcess(name);
    found.set(name, figures);
    const { cpu, p50, p99, remark } = figures;
    say(line([title, (1e6 / cpu).toFixed(0), cpu.toFixed(0), p50.toFixed(2), p99.toFixed(2)]));
    say(`    ${sentence}${remark ? ` ${remark}` : ''}`);
  }
  say('');
  say(ratio(found, 'report', 'component', 'times a bare dialog turn costs ours', 2));
  say(ratio(found, 'report-full', 'report', `times that with ${many} tickets in the store`, 1.1));
  say(`${(await startUp(quick ? 2 : 5)).toFixed(0).padStart(6)}  ms from nothing to listening`);
  say('');
  say(storeReport(await benchStore(quick ? [1000] : [1000, many])));
  say('');
  say(listReport(await answerOf('lists.ts', [String(many)])));
  say('');
  say(searchReport(await answerOf('searches.ts', [String(many)], ['--expose-gc'])));
  say('');
  say(clockReport(await clocksInTheirProcess()));
  say('');
  for (const perSecond of quick ? [50] : [50, 100, 200])
    say(weChatReport(await benchWeChat(perSecond, quick ? 5 : 15)));
  say('');
  const rush = { calls: 500, thinking: 6, rounds: 2 };
  say(await benchPhone(quick ? { calls: 100, thinking: 2, rounds: 2 } : rush));
}

/** A million open milestones are on 91,000 tickets of eleven each. */
async function clocksInTheirProcess(): Promise<ClockCost> {
  const effort: ClockEffort = quick
    ? { tickets: 2000, due: 100, seconds: 6 }
    : { tickets: 91_000, due: 1000, seconds: 60 };
  return answerOf('clocks.ts', [JSON.stringify(effort)], ['--expose-gc']);
}

async function inItsOwnProcess(name: RowName): Promise<Figures> {
  return answerOf('row.ts', [name, JSON.stringify(effort)]);
}

async function answerOf<T>(file: string, args: readonly string[], execArgv: string[] = []) {
  const child = fork(join(import.meta.dirname, file), args, { execArgv });
  const gone = once(child, 'exit');
  const answer = await Promise.race([once(child, 'message'), gone.then(() => undefined)]);
  await gone;
  if (!answer) throw new Error(`"${file} ${args[0]}" could not be measured.`);
  return answer[0] as T;
}

function ratio(
  found: ReadonlyMap<RowName, Figures>,
  a: RowName,
  b: RowName,
  of: string,
  goal: number,
) {
  const times = (found.get(a)?.cpu ?? Number.NaN) / (found.get(b)?.cpu ?? Number.NaN);
  return `${times.toFixed(2).padStart(6)}  ${of} (goal: at most ${goal})`;
}

const line = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(14))).join('');

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await bench();
