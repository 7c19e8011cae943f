import { crc32 } from 'node:zlib';
import { type Adapter, Low } from 'lowdb';
import type { Disk, Staged } from './disk.ts';

/** Reads what the one below wrote; undefined if there is no such file; throws Damaged. */
export async function loadDocument<T>(disk: Disk, path: string): Promise<T | undefined> {
  const low = new Low<Kept<T>>(new DocumentFile<T>(disk, path), {});
  await low.read();
  return low.data.doc;
}

/** Writes a document's bytes and leaves it to the caller to install them. */
export async function stageDocument<T>(disk: Disk, path: string, doc: T): Promise<Staged> {
  const { promise, resolve } = Promise.withResolvers<Staged>();
  const save = async (bytes: Buffer) => resolve(await disk.stage(path, bytes));
  await new Low<Kept<T>>(new DocumentFile<T>(disk, path, save), { doc }).write();
  return promise;
}

/** The file is there but is not what was written. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/**
 * lowdb's own adapter neither syncs nor notices damage (and takes a file holding `null` for an
 * empty one), so this one writes `{"sum":"<crc32>","doc":…}` through the disk that does.
 */
class DocumentFile<T> implements Adapter<Kept<T>> {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #save: (bytes: Buffer) => Promise<void>;

  constructor(disk: Disk, path: string, save = async (_: Buffer) => {}) {
    this.#disk = disk;
    this.#path = path;
    this.#save = save;
  }

  async read(): Promise<Kept<T> | null> {
    const bytes = await this.#disk.read(this.#path);
    return bytes ? unwrap(bytes.toString()) : null;
  }

  write(kept: Kept<T>): Promise<void> {
    return this.#save(Buffer.from(wrap(kept.doc)));
  }
}

interface Kept<T> {
  readonly doc?: T;
}

const head = /^\{"sum":"([0-9a-f]{8})","doc":/;
const headLength = '{"sum":"00000000","doc":'.length;
const tail = '}\n';

function wrap(doc: unknown): string {
  const json = JSON.stringify(doc);
  return `{"sum":"${sumOf(json)}","doc":${json}${tail}`;
}

function unwrap<T>(text: string): Kept<T> {
  if (text.trim() === '') throw new Damaged('the file is empty');
  const sum = head.exec(text)?.[1];
  if (!sum || !text.endsWith(tail)) throw new Damaged('the file is cut short or is not a document');
  const json = text.slice(headLength, -tail.length);
  if (sumOf(json) !== sum) throw new Damaged('the contents do not fit their checksum');
  return { doc: JSON.parse(json) as T };
}

function sumOf(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
