import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { StoreTrouble } from './engine.ts';
import { type DataKey, parseKeys } from './seal.ts';

/** Where the keys of a data folder lie if none are given by DATA_KEYS. */
export function keyFileOf(dataDir: string): string {
  return join(dataDir, 'data.keys');
}

/**
 * The keys of a data folder, made on its first use and readable by its owner only. Throws
 * StoreTrouble if the folder holds documents but no key: a new key could not open them.
 */
export function loadOrMakeKeys(dataDir: string): DataKey[] {
  const file = keyFileOf(dataDir);
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, 'docs')))
      throw new StoreTrouble(
        `${dataDir} holds documents but its key file ${file} is missing. Put the file back, or give its keys ` +
          'in DATA_KEYS.',
      );
    makeKeyFile(dataDir, file);
  }
  return parseKeys(readFileSync(file, 'utf8').trim());
}

/** Whole or not at all; if another process is faster, its key counts. */
function makeKeyFile(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const temp = `${file}.${process.pid}`;
  const handle = openSync(temp, 'w', 0o600);
  writeSync(handle, `k${randomBytes(3).toString('hex')}:${randomBytes(32).toString('base64')}\n`);
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(temp, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    unlinkSync(temp);
  }
  const folder = openSync(dataDir, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
