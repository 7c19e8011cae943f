import { resolve } from 'node:path';
import type { Environment } from '../complaints.ts';
import { environment } from '../config.ts';

/** Runs a command: prints what it returns; what it throws becomes one sentence and exit code 1. */
export async function command(
  work: (args: readonly string[], env: Environment) => Promise<string>,
): Promise<void> {
  try {
    process.stdout.write(`${await work(process.argv.slice(2), environment())}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** A path as seen from where the user stands: npm changes into the project's folder first. */
export function path(given: string, env: Environment): string {
  return resolve(env.INIT_CWD ?? '.', given);
}

/** `1 file`, `2 files`. */
export function count(n: number, one: string): string {
  return `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;
}

/** `1.4 MB`. */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
