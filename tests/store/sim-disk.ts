import { basename, dirname } from 'node:path';
import type { Files } from '../../store/lowdb/files.ts';

/** What a process meets that was killed or whose machine lost power: nothing works any more. */
export class Crash extends Error {}

/** How a disk can be dishonest, to show that the tests notice. */
export interface Lies {
  /** fsync of files does nothing. */
  readonly fileSync?: boolean;
  /** fsync of folders does nothing. */
  readonly folderSync?: boolean;
  /** Files made at or renamed to such paths vanish. */
  readonly loses?: RegExp;
}

interface FileNode {
  bytes: Buffer;
  /** What survives a power cut; undefined if nothing was ever synced. */
  durable?: Buffer | undefined;
}

interface FolderNode {
  names: Map<string, Node>;
  durable: Map<string, Node>;
}

type Node = FileNode | FolderNode;

/**
 * A disk as pessimistic as POSIX allows: only synced bytes and only names in synced folders survive a
 * power cut for sure; of everything else each part survives or not by chance, torn or with holes.
 * Every call counts as one operation; `crashAt` and `failAt` name the one where things go wrong.
 */
export class SimDisk implements Files {
  operations = 0;
  crashAt = Number.POSITIVE_INFINITY;
  failAt = Number.POSITIVE_INFINITY;
  failWith = 'EIO';
  /** What failed, for the test to judge by. */
  failed: string | undefined;
  readonly #lies: Lies;
  readonly #root: FolderNode;
  readonly #open = new Map<number, FileNode>();
  #handles = 0;

  constructor(lies: Lies = {}, root: FolderNode = { names: new Map(), durable: new Map() }) {
    this.#lies = lies;
    this.#root = root;
  }

  makeFolder(path: string): boolean {
    this.#operation('makeFolder', path);
    const parent = this.#folder(dirname(path));
    if (parent.names.has(basename(path))) return false;
    parent.names.set(basename(path), { names: new Map(), durable: new Map() });
    return true;
  }

  async create(path: string, bytes: Buffer): Promise<number> {
    const folder = this.#folder(dirname(path));
    if (folder.names.has(basename(path))) throw coded('EEXIST', path);
    const node: FileNode = { bytes: Buffer.from(bytes.subarray(0, bytes.length >> 1)) };
    const torn = () => folder.names.set(basename(path), node);
    this.#operation('create', path, torn);
    if (!this.#lies.loses?.test(path)) folder.names.set(basename(path), node);
    node.bytes = Buffer.from(bytes);
    this.#open.set(++this.#handles, node);
    return this.#handles;
  }

  append(file: number, bytes: Buffer, at: number): void {
    const node = this.#opened(file);
    const grown = (by: Buffer) => {
      node.bytes = Buffer.concat([node.bytes.subarray(0, at), by]);
    };
    this.#operation('append', `file ${file}`, () => grown(bytes.subarray(0, bytes.length >> 1)));
    grown(bytes);
  }

  truncate(file: number, length: number): void {
    this.#operation('truncate', `file ${file}`);
    const node = this.#opened(file);
    node.bytes = node.bytes.subarray(0, length);
  }

  async sync(file: number): Promise<void> {
    this.#operation('sync', `file ${file}`);
    const node = this.#open.get(file);
    if (node && !this.#lies.fileSync) node.durable = node.bytes;
  }

  close(file: number): void {
    this.#open.delete(file);
  }

  rename(from: string, to: string): void {
    this.#operation('rename', to);
    const source = this.#folder(dirname(from)).names;
    const node = source.get(basename(from));
    if (!node) throw coded('ENOENT', from);
    source.delete(basename(from));
    if (!this.#lies.loses?.test(to)) this.#folder(dirname(to)).names.set(basename(to), node);
  }

  remove(path: string): boolean {
    this.#operation('remove', path);
    return this.#find(dirname(path))?.names.delete(basename(path)) ?? false;
  }

  async syncFolder(path: string): Promise<void> {
    this.#operation('syncFolder', path);
    const folder = this.#find(path);
    if (folder && !this.#lies.folderSync) folder.durable = new Map(folder.names);
  }

  list(path: string): string[] {
    if (this.operations >= this.crashAt) throw new Crash();
    return [...(this.#find(path)?.names.keys() ?? [])];
  }

  async read(path: string): Promise<Buffer | undefined> {
    if (this.operations >= this.crashAt) throw new Crash();
    const node = this.#find(dirname(path))?.names.get(basename(path));
    return node && 'bytes' in node ? Buffer.from(node.bytes) : undefined;
  }

  /** The disk a new process finds after this one was killed: the kernel's memory is intact. */
  afterKill(lies = this.#lies): SimDisk {
    return new SimDisk(lies, this.#root);
  }

  /** The disk after the power came back; `chance` gives numbers from 0 to 1 and decides what survived. */
  afterPowerCut(chance: () => number): SimDisk {
    return new SimDisk(this.#lies, survivors(this.#root, chance));
  }

  /** A copy with the same past, for trying several futures. */
  copy(): SimDisk {
    return new SimDisk(this.#lies, copied(this.#root, new Map()) as FolderNode);
  }

  #operation(name: string, path: string, halfDone?: () => void): void {
    const number = this.operations++;
    if (number >= this.crashAt) {
      if (number === this.crashAt) halfDone?.();
      throw new Crash(`${name} ${path}`);
    }
    if (number === this.failAt) {
      halfDone?.();
      this.failed = `${name} ${path}`;
      throw coded(this.failWith, path);
    }
  }

  #opened(file: number): FileNode {
    const node = this.#open.get(file);
    if (!node) throw coded('EBADF', `file ${file}`);
    return node;
  }

  #folder(path: string): FolderNode {
    const folder = this.#find(path);
    if (!folder) throw coded('ENOENT', path);
    return folder;
  }

  #find(path: string): FolderNode | undefined {
    let node: Node | undefined = this.#root;
    for (const name of path.split('/').filter(Boolean)) {
      node = node && 'names' in node ? node.names.get(name) : undefined;
    }
    return node && 'names' in node ? node : undefined;
  }
}

/** Chance that always says the same: 0 loses everything that was not synced, 1 keeps all of it. */
export function always(value: number): () => number {
  return () => value;
}

/** Chance that can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((state ^ (state >>> 12)) >>> 0) / 2 ** 32;
  };
}

function copied(node: Node, done: Map<Node, Node>): Node {
  const known = done.get(node);
  if (known) return known;
  const copy: Node = 'names' in node ? { names: new Map(), durable: new Map() } : { ...node };
  done.set(node, copy);
  if ('names' in node && 'names' in copy) {
    for (const [name, child] of node.names) copy.names.set(name, copied(child, done));
    for (const [name, child] of node.durable) copy.durable.set(name, copied(child, done));
  }
  return copy;
}

function survivors(folder: FolderNode, chance: () => number): FolderNode {
  const names = new Map<string, Node>();
  for (const name of new Set([...folder.durable.keys(), ...folder.names.keys()])) {
    const newer = folder.names.get(name);
    const older = folder.durable.get(name);
    const node = newer === older || chance() >= 0.5 ? newer : older;
    if (!node) continue;
    names.set(name, 'names' in node ? survivors(node, chance) : survivor(node, chance));
  }
  return { names, durable: new Map(names) };
}

function survivor(file: FileNode, chance: () => number): FileNode {
  const bytes = file.bytes === file.durable ? file.bytes : unsynced(file, chance());
  return { bytes, durable: bytes };
}

/** What was appended since may be there, cut off, or have holes; what was synced is. */
function unsynced({ bytes, durable = Buffer.of() }: FileNode, luck: number): Buffer {
  const safe = bytes.subarray(0, durable.length).equals(durable) ? durable.length : 0;
  const length = bytes.length - safe;
  if (luck < 0.25) return durable;
  if (luck >= 0.75) return bytes;
  if (luck < 0.5) return bytes.subarray(0, safe + Math.floor(length * luck));
  const holed = Buffer.from(bytes);
  return holed.fill(0, safe + (length >> 2), safe + (length >> 1));
}

function coded(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: simulated, ${path}`), { code });
}
