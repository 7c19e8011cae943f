import {
  closeSync,
  fdatasync,
  fstatSync,
  fsync,
  ftruncateSync,
  mkdirSync,
  openSync,
  read,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  write,
  writeSync,
} from 'node:fs';

/**
 * The few things the engine asks of a file system; tests bring a disk that tears, forgets and fails.
 * Names are touched synchronously (the kernel answers from memory, a thread would cost five times
 * as much); whatever may wait for the disk itself is asynchronous.
 */
export interface Files {
  /** False if it was there already. */
  makeFolder(path: string): boolean;
  /** A new file, open, readable by its owner only; fails if the name is taken. */
  create(path: string, bytes: Buffer): Promise<OpenFile>;
  /** After the first `at` bytes, which are all there is; if it fails, a part of them may be there. */
  append(file: OpenFile, bytes: Buffer, at: number): void;
  truncate(file: OpenFile, length: number): void;
  /** Resolves when the bytes survive a power cut. */
  sync(file: OpenFile): Promise<void>;
  close(file: OpenFile): void;
  /** Replaces `to` in one step. */
  rename(from: string, to: string): void;
  /** False if there was none. */
  remove(path: string): boolean;
  /** Resolves when the names in this folder survive a power cut, or if there is no such folder. */
  syncFolder(path: string): Promise<void>;
  /** Names in a folder, none if there is no such folder. */
  list(path: string): string[];
  /** undefined if there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
}

export type OpenFile = number;

const small = 64 * 1024;

export const nodeFiles: Files = {
  makeFolder(path) {
    return mkdirSync(path, { mode: 0o700, recursive: true }) !== undefined;
  },
  create: (path, bytes) => fill(openSync(path, 'wx', 0o600), bytes),
  append: writeAll,
  truncate: ftruncateSync,
  sync: (file) => new Promise((done, fail) => fdatasync(file, (e) => (e ? fail(e) : done()))),
  close: closeSync,
  rename: renameSync,
  remove(path) {
    return unless('ENOENT', () => unlinkSync(path) ?? true) ?? false;
  },
  async syncFolder(path) {
    const folder = unless('ENOENT', () => openSync(path, 'r'));
    if (folder === undefined) return;
    try {
      await new Promise<void>((done, fail) => fsync(folder, (e) => (e ? fail(e) : done())));
    } finally {
      closeSync(folder);
    }
  },
  list: (path) => unless('ENOENT', () => readdirSync(path)) ?? [],
  async read(path) {
    // Most customers are new: asking first costs a fifth of a thrown ENOENT.
    if (!statSync(path, { throwIfNoEntry: false })) return undefined;
    const file = unless('ENOENT', () => openSync(path, 'r'));
    if (file === undefined) return undefined;
    try {
      return await readAll(file, fstatSync(file).size);
    } finally {
      closeSync(file);
    }
  },
};

async function fill(file: OpenFile, bytes: Buffer): Promise<OpenFile> {
  try {
    if (bytes.length <= small) writeAll(file, bytes);
    else await writeSlowly(file, bytes);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function writeAll(file: number, bytes: Buffer, to = 0): void {
  for (let at = 0; at < bytes.length; )
    at += writeSync(file, bytes, at, bytes.length - at, to + at);
}

async function writeSlowly(file: number, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += await new Promise<number>((done, fail) =>
      write(file, bytes, at, bytes.length - at, null, (e, n) => (e ? fail(e) : done(n))),
    );
  }
}

async function readAll(file: number, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  while (at < size) {
    const n = await new Promise<number>((done, fail) =>
      read(file, bytes, at, size - at, at, (e, got) => (e ? fail(e) : done(got))),
    );
    if (n === 0) break;
    at += n;
  }
  return bytes.subarray(0, at);
}

/** undefined if the call fails with `code`: an expected answer, not an error. */
function unless<T>(code: string, call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined;
    throw error;
  }
}
