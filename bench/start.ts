import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../bot/start.ts');

/** Milliseconds from starting the process to its pages' addresses, on a new data folder; the best of so many. */
export async function startUp(times: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i += 1) best = Math.min(best, await oneStart());
  return best;
}

async function oneStart(): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', DATA_DIR: dir };
  const started = performance.now();
  const house = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(house, 'exit');
  try {
    await Promise.race([once(house.stdout, 'data'), gone]);
    if (house.exitCode !== null) throw new Error('The program did not start.');
    return performance.now() - started;
  } finally {
    house.kill();
    await gone;
    rmSync(dir, { recursive: true, force: true });
  }
}
