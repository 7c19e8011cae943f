import { basename, join } from 'node:path';
import { type Collection, collections, type Damage, type Doc, type Opened } from '../engine.ts';
import type { Disk } from './disk.ts';
import { Damaged, loadDocument } from './document-file.ts';
import { segmentPaths } from './journal.ts';
import { fatesOf, readLines, type Written } from './journal-line.ts';
import type { Memory } from './memory.ts';
import { coldPath, homeOf, hotFolder } from './names.ts';
import { newestOf } from './newest.ts';
import { frozen } from './revisions.ts';
import { carryOutAgain } from './steps.ts';

/** Finishes what a crash interrupted and fills the memory with the hot documents. May itself be interrupted anywhere. */
export async function recover(disk: Disk, memory: Memory): Promise<Opened> {
  for (const name of disk.list('tmp')) await disk.remove(join('tmp', name), false);
  const { recovered, damaged } = await carryOverAll(disk);
  for (const collection of collections) {
    damaged.push(...(await loadHot(disk, collection, memory)));
  }
  return { recovered, damaged };
}

/** What the journal says becomes the contents of the documents' own files. */
async function carryOverAll(disk: Disk): Promise<{ recovered: string[]; damaged: Damage[] }> {
  const paths = segmentPaths(disk);
  const commits: Written[] = [];
  const damaged: Damage[] = [];
  for (const path of paths) {
    const bytes = (await disk.read(path)) ?? Buffer.of();
    // A killed process leaves bytes that only the kernel's memory knows: nothing is built on those.
    await disk.write(path, bytes);
    const reading = readLines(bytes);
    commits.push(...reading.commits);
    if (reading.damaged) damaged.push(await keepAside(disk, path, bytes));
  }
  const fates = fatesOf(commits);
  for (let at = 0; at < fates.length; at += atOnce)
    await Promise.all(fates.slice(at, at + atOnce).map((fate) => carryOutAgain(disk, fate)));
  for (const path of paths) await disk.remove(path, true);
  const told = `${commits.length} commits were written down but not yet carried out when the process stopped; they are now.`;
  return { recovered: commits.length > 0 ? [told] : [], damaged };
}

async function keepAside(disk: Disk, path: string, bytes: Buffer): Promise<Damage> {
  const aside = freeName(disk, path);
  await disk.write(aside, bytes);
  const why = 'some of its lines do not fit their checksum';
  return {
    file: path,
    setAside: aside,
    why,
    lost: 'one or more commits before the process stopped',
  };
}

/** Undefined if `read` succeeds; if the file is damaged, moves it away and says what was lost. */
async function orSetAside(
  disk: Disk,
  path: string,
  read: () => Promise<unknown>,
): Promise<Damage | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    return setAside(disk, path, error);
  }
}

export async function setAside(disk: Disk, path: string, why: Damaged): Promise<Damage> {
  const aside = freeName(disk, path);
  await disk.move(path, aside);
  return { file: path, setAside: aside, why: why.message, lost: lostWith(path) };
}

/** How many at a time: enough to keep the disk busy. */
const atOnce = 64;

async function loadHot(disk: Disk, collection: Collection, memory: Memory): Promise<Damage[]> {
  const damaged: Damage[] = [];
  const folder = hotFolder(collection);
  const names = disk.list(folder);
  const load = async (name: string) => {
    const path = join(folder, name);
    const damage = await orSetAside(disk, path, async () => {
      const doc = await loadDocument<Doc>(disk, path);
      if (doc) memory.set(doc, frozen(await withoutTwin(disk, doc)));
    });
    if (damage) damaged.push(damage);
  };
  for (let at = 0; at < names.length; at += atOnce) {
    await Promise.all(names.slice(at, at + atOnce).map(load));
  }
  return damaged;
}

/** The twin of a hot document lies where it was before it became hot, or will be; one of the two is out of date. */
async function withoutTwin(disk: Disk, hot: Doc): Promise<Doc> {
  const { doc: cold } = await newestOf(disk, hot, [coldPath(hot)]);
  if (!cold) return hot;
  const [stays, goes] = cold.rev > hot.rev ? [cold, hot] : [hot, cold];
  await disk.remove(homeOf(goes), true);
  return stays;
}

function freeName(disk: Disk, path: string): string {
  const taken = new Set(disk.list('damaged'));
  const plain = path.replaceAll(/[/\\]/g, '-');
  let name = plain;
  for (let n = 2; taken.has(name); n++) name = `${n}-${plain}`;
  return join('damaged', name);
}

function lostWith(path: string): string {
  const [kind, collection] = path.split(/[/\\]/);
  const id = basename(path, '.json');
  if (kind === 'blobs') return `the photo ${id}`;
  return collection === 'tickets' ? `ticket ${id}` : `one document of ${collection}`;
}
