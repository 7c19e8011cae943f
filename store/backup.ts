import { hash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BackupReport, StoreTrouble } from './engine.ts';
import { listName } from './lowdb/back-up.ts';
import { Disk } from './lowdb/disk.ts';
import { nodeFiles } from './lowdb/files.ts';
import { lockFolder } from './lowdb/process-lock.ts';
import { askSideDoor } from './lowdb/side-door.ts';
import { openStore, type StoreOptions } from './store.ts';

/** Backs up a data folder, through the program that has it open or, if none has, by itself. */
export async function makeBackup(options: StoreOptions, dir: string): Promise<BackupReport> {
  const answer = await askSideDoor(resolve(options.dir), { ask: 'backup', dir: resolve(dir) });
  if (answer) return answer as BackupReport;
  const store = await openStore(options);
  try {
    return await store.backup(dir);
  } finally {
    await store.close();
  }
}

/** Reads every file of a backup; throws StoreTrouble naming what is missing or changed. */
export async function verifyBackup(dir: string): Promise<BackupReport> {
  let bytes = 0;
  const list = await listOf(dir);
  const wrong: string[] = [];
  for (const { sum, path } of list) {
    const content = await readFile(join(dir, path)).catch(() => undefined);
    if (content && hash('sha256', content, 'hex') === sum) bytes += content.length;
    else wrong.push(`${path} ${content ? 'has changed' : 'is missing'}`);
  }
  if (wrong.length > 0)
    throw new StoreTrouble(
      `The backup ${dir} is not whole: ${wrong.slice(0, 5).join(', ')}` +
        `${wrong.length > 5 ? ` and ${wrong.length - 5} more` : ''}. Use another backup.`,
    );
  return { dir, files: list.length, bytes };
}

/**
 * Makes a verified backup the contents of a data folder that holds no documents yet. Interrupted, it
 * leaves the folder without documents, and can be repeated.
 */
export async function restoreBackup(dir: string, dataDir: string): Promise<BackupReport> {
  const report = await verifyBackup(dir);
  const root = resolve(dataDir);
  nodeFiles.makeFolder(root);
  const unlock = lockFolder(root);
  try {
    clear(root);
    await copyAll(dir, join(root, 'restoring'));
    for (const folder of ['blobs', 'docs']) {
      if (existsSync(join(root, 'restoring', folder)))
        renameSync(join(root, 'restoring', folder), join(root, folder));
      await nodeFiles.syncFolder(root);
    }
    rmSync(join(root, 'restoring'), { recursive: true });
  } finally {
    unlock();
  }
  return report;
}

/** Empty folders are no obstacle (an opened, unused store has them), nor is what an interrupted restore left. */
function clear(root: string): void {
  const interrupted = existsSync(join(root, 'restoring'));
  if (
    holdsAny(root, 'docs') ||
    holdsAny(root, 'journal') ||
    (holdsAny(root, 'blobs') && !interrupted)
  )
    throw new StoreTrouble(
      `${root} already holds documents; a backup is never mixed with them. Move ${join(root, 'docs')} and ` +
        `${join(root, 'blobs')} away first, or restore into another folder with DATA_DIR.`,
    );
  for (const name of ['docs', 'blobs', 'journal', 'restoring'])
    rmSync(join(root, name), { recursive: true, force: true });
}

function holdsAny(root: string, folder: string): boolean {
  return nodeFiles.list(join(root, folder)).length > 0;
}

async function copyAll(from: string, to: string): Promise<void> {
  nodeFiles.makeFolder(to);
  const disk = new Disk(to, nodeFiles);
  await disk.makeReady('tmp');
  for (const { path } of await listOf(from)) {
    await disk.write(path, await readFile(join(from, path)));
  }
}

async function listOf(dir: string): Promise<{ sum: string; path: string }[]> {
  const list = await readFile(join(dir, listName), 'utf8').catch(() => undefined);
  if (list === undefined)
    throw new StoreTrouble(`${dir} is not a complete backup: it has no ${listName}.`);
  return list
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ sum: line.slice(0, 64), path: line.slice(66) }));
}
