import { hash } from 'node:crypto';
import { rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BackupReport, StoreTrouble } from '../engine.ts';
import { Disk } from './disk.ts';
import { nodeFiles } from './files.ts';
import { blobPaths, documentPaths } from './names.ts';

/** Lists every file of a backup the way `sha256sum -c` reads it; written last, so its presence means complete. */
export const listName = 'SHA256SUMS';

/**
 * Copies while commits go on, then holds them for the moment it takes to copy again what changed
 * meanwhile: the backup is the store as it was in that moment.
 */
export async function backUp(
  from: Disk,
  dir: string,
  still: (work: () => Promise<void>) => Promise<void>,
): Promise<BackupReport> {
  if (nodeFiles.list(dir).length > 0)
    throw new StoreTrouble(`The folder ${dir} is not empty; a backup needs a new one.`);
  if (from.touched) throw new StoreTrouble('Another backup is under way; wait for its end.');
  nodeFiles.makeFolder(dir);
  await nodeFiles.syncFolder(dirname(dir));
  const copy = new Copy(from, new Disk(dir, nodeFiles));
  await copy.to.makeReady('tmp');
  from.touched = new Set();
  try {
    await copy.files(documentPaths(from));
    await copy.files(blobPaths(from));
    await still(() => copy.files(from.touched ?? []));
  } finally {
    from.touched = undefined;
  }
  return copy.finish();
}

class Copy {
  readonly from: Disk;
  readonly to: Disk;
  readonly #sums = new Map<string, string>();
  #bytes = 0;

  constructor(from: Disk, to: Disk) {
    this.from = from;
    this.to = to;
  }

  async files(paths: Iterable<string>): Promise<void> {
    for (const path of paths) if (isKept(path)) await this.#file(path);
  }

  async #file(path: string): Promise<void> {
    const bytes = await this.from.read(path);
    if (!bytes) {
      this.#sums.delete(path);
      return this.to.remove(path, true);
    }
    await this.to.write(path, bytes);
    this.#sums.set(path, hash('sha256', bytes, 'hex'));
    this.#bytes += bytes.length;
  }

  async finish(): Promise<BackupReport> {
    const lines = [...this.#sums].map(([path, sum]) => `${sum}  ${path}\n`);
    await this.to.write(listName, Buffer.from(lines.sort().join('')));
    rmdirSync(join(this.to.root, 'tmp'));
    return { dir: this.to.root, files: this.#sums.size, bytes: this.#bytes };
  }
}

function isKept(path: string): boolean {
  return path.startsWith('docs') || path.startsWith('blobs');
}
