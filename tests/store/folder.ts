import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for one test. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hotline-store-'));
}

export function removeFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}

/** Paths of all files below, relative; LOCK is left alone, for touching it would give it away. */
export function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('LOCK'))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}

/** All names and all contents, to search in. */
export function everythingIn(dir: string): Buffer {
  const files = filesIn(dir);
  return Buffer.concat([
    Buffer.from(files.join('\n')),
    ...files.map((file) => readFileSync(join(dir, file))),
  ]);
}
