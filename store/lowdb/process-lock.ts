import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreTrouble } from '../engine.ts';

/**
 * Takes the data folder for this process, or throws StoreTrouble. SQLite's lock is let go by the
 * kernel when the process dies, however it dies. Never open LOCK by other means: closing any
 * handle to it would silently give the lock away.
 */
export function lockFolder(dir: string): () => void {
  const database = new DatabaseSync(join(dir, 'LOCK'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new StoreTrouble(
      `The data folder ${dir} is in use by another process${holder(dir)}. Stop that one first, or give ` +
        'this one a folder of its own with DATA_DIR. Several processes on the same data need DATABASE_URL.',
      { cause },
    );
  }
  chmodSync(join(dir, 'LOCK'), 0o600);
  writeFileSync(join(dir, 'LOCK.pid'), `${process.pid}\n`, { mode: 0o600 });
  return () => database.close();
}

function holder(dir: string): string {
  try {
    return ` (number ${readFileSync(join(dir, 'LOCK.pid'), 'utf8').trim()})`;
  } catch {
    return '';
  }
}
