import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Collection, Doc, DocKey } from '../engine.ts';
import type { Disk } from './disk.ts';

/** Documents that time or staff will ask for: read at start, kept in memory. */
export function isHot(doc: Pick<Doc, 'live' | 'jobs'>): boolean {
  return doc.live || doc.jobs.length > 0;
}

export function hotFolder(collection: Collection): string {
  return join('docs', collection, 'live');
}

/** The file a document is in. */
export function homeOf(doc: Doc): string {
  return isHot(doc) ? hotPath(doc) : coldPath(doc);
}

/** Every file it may be in; in more than one after a crash. */
export function placesOf(key: DocKey): string[] {
  return [hotPath(key), coldPath(key)];
}

export function hotPath({ collection, id }: DocKey): string {
  return join(hotFolder(collection), `${fileName(id)}.json`);
}

/** Spread over folders by the first two letters of the name. */
export function coldPath({ collection, id }: DocKey): string {
  const name = fileName(id);
  return join('docs', collection, name.replace('~', '').slice(0, 2), `${name}.json`);
}

/** Throws on an id that is not 8–64 of `a-z 0-9 -`. */
export function blobPath(id: string): string {
  if (!/^[a-z0-9-]{8,64}$/.test(id))
    throw new RangeError('A blob id is 8 to 64 of a-z, 0-9 and -.');
  return join('blobs', id.slice(0, 2), id);
}

export function* documentPaths(disk: Disk, only?: Collection): Iterable<string> {
  for (const collection of only ? [only] : disk.list('docs'))
    yield* pathsIn(disk, join('docs', collection));
}

export function blobPaths(disk: Disk): Iterable<string> {
  return pathsIn(disk, 'blobs');
}

function* pathsIn(disk: Disk, folder: string): Iterable<string> {
  for (const inner of disk.list(folder)) {
    for (const name of disk.list(join(folder, inner))) yield join(folder, inner, name);
  }
}

/** Plain ids are their own file names; any other string (slashes, capitals, 1,000 characters) is hashed. */
function fileName(id: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(id)) return id;
  return `~${hash('sha256', Buffer.from(id, 'utf16le'), 'hex').slice(0, 40)}`;
}
