import { dirname, join } from 'node:path';
import { StoreTrouble } from '../engine.ts';
import type { Files, OpenFile } from './files.ts';
import { LogFile } from './log-file.ts';
import { SharedRuns } from './shared-runs.ts';

/**
 * Whole files that are either the old or the new one, whatever happens, inside one data folder.
 * Paths are relative to it. After an fsync has failed nobody knows what the disk holds (the kernel
 * may have dropped the bytes), so from then on every write is refused.
 */
export class Disk {
  readonly root: string;
  trouble: string | undefined;
  /** While a backup copies: the paths that changed meanwhile. */
  touched: Set<string> | undefined;
  readonly #files: Files;
  readonly #ready = new Map<string, Promise<void>>();
  readonly #believed = new Map<string, Promise<void>>();
  readonly #syncs = new SharedRuns();
  #temps = 0;

  constructor(root: string, files: Files) {
    this.root = root;
    this.#files = files;
  }

  /** Throws StoreTrouble once a disk error has made the store's promises impossible. */
  mustWork(): void {
    if (this.trouble) throw new StoreTrouble(this.trouble);
  }

  /** Old or new, never in between; once this resolves the new one survives a power cut. */
  async write(path: string, bytes: Buffer): Promise<void> {
    const staged = await this.stage(path, bytes);
    await staged.install();
  }

  /** A new file to append to. */
  async openLog(path: string): Promise<LogFile> {
    this.mustWork();
    try {
      await this.makeReady(dirname(path));
      const file = await this.#files.create(this.#path(path), Buffer.of());
      await this.syncFolder(dirname(path));
      return new LogFile(this.#files, file, {
        mustWork: () => this.mustWork(),
        refused: (error) => {
          throw this.trouble ? error : notSaved(this.root, error);
        },
        lost: (error) => this.#fail(path, error),
      });
    } catch (error) {
      throw this.trouble ? error : notSaved(this.root, error);
    }
  }

  /** All that needs space is done here: a full disk is noticed while nothing has changed yet. */
  async stage(path: string, bytes: Buffer): Promise<Staged> {
    this.mustWork();
    const temp = this.#path(join('tmp', `${process.pid}-${++this.#temps}`));
    const discard = () => this.#discard(temp);
    try {
      await this.makeReady(dirname(path));
      const file = await this.#files.create(temp, bytes);
      await this.#finishFile(file, path);
    } catch (error) {
      discard();
      throw this.trouble ? error : notSaved(this.root, error);
    }
    return { install: () => this.#install(temp, path), discard };
  }

  async #finishFile(file: OpenFile, path: string): Promise<void> {
    try {
      await this.#orTrouble(path, () => this.#files.sync(file));
    } finally {
      this.#files.close(file);
    }
  }

  async #install(temp: string, path: string): Promise<void> {
    try {
      await this.#orTrouble(path, () => this.#files.rename(temp, this.#path(path)), harmless);
    } catch (error) {
      this.#discard(temp);
      throw this.trouble ? error : notSaved(this.root, error);
    }
    this.touched?.add(path);
    await this.syncFolder(dirname(path));
  }

  async remove(path: string, durable: boolean): Promise<void> {
    this.mustWork();
    this.touched?.add(path);
    let removed = false;
    await this.#orTrouble(path, () => {
      removed = this.#files.remove(this.#path(path));
    });
    if (removed && durable) await this.syncFolder(dirname(path));
  }

  /** Moves a file into another folder, surviving a power cut. */
  async move(from: string, to: string): Promise<void> {
    await this.makeReady(dirname(to));
    this.touched?.add(from);
    await this.#orTrouble(from, () => this.#files.rename(this.#path(from), this.#path(to)));
    await this.syncFolder(dirname(to));
    await this.syncFolder(dirname(from));
  }

  /** undefined if there is no such file. */
  async read(path: string): Promise<Buffer | undefined> {
    await this.believe(dirname(path));
    return this.#files.read(this.#path(path));
  }

  list(folder: string): string[] {
    return this.#files.list(this.#path(folder));
  }

  /** Before a folder is written to: it exists, and its own name survives a power cut. */
  makeReady(folder: string): Promise<void> {
    return once(this.#ready, folder, async () => {
      if (folder === '.') return;
      await this.makeReady(dirname(folder));
      await this.believe(dirname(folder));
      if (this.#files.makeFolder(this.#path(folder))) await this.syncFolder(dirname(folder));
    });
  }

  /** Before names are relied on: a killed process leaves names that only the kernel's memory knows. */
  believe(folder: string): Promise<void> {
    return once(this.#believed, folder, async () => {
      if (folder !== '.') await this.believe(dirname(folder));
      await this.syncFolder(folder);
    });
  }

  syncFolder(folder: string): Promise<void> {
    return this.#syncs.run(folder, () =>
      this.#orTrouble(folder, () => this.#files.syncFolder(this.#path(folder))),
    );
  }

  /** Nobody knows what a failed call left on the disk, unless its error says that it left everything. */
  async #orTrouble(
    what: string,
    call: () => void | Promise<void>,
    isHarmless: (error: unknown) => boolean = () => false,
  ): Promise<void> {
    try {
      await call();
    } catch (error) {
      if (isHarmless(error)) throw error;
      this.#fail(what, error);
    }
  }

  #fail(what: string, cause: unknown): never {
    this.trouble ??=
      `The disk failed while saving "${what}" in ${this.root} (${reason(cause)}). What it holds now is ` +
      'uncertain, so nothing more is saved. Check the disk, then start again: what was acknowledged is kept.';
    throw new StoreTrouble(this.trouble, { cause });
  }

  #discard(temp: string): void {
    try {
      this.#files.remove(temp);
    } catch {
      // Start-up removes it.
    }
  }

  #path(path: string): string {
    return join(this.root, path);
  }
}

/** Bytes that lie ready on the disk. */
export interface Staged {
  /** Makes them the file, in one step. */
  install(): Promise<void>;
  discard(): void;
}

function once(
  memory: Map<string, Promise<void>>,
  name: string,
  work: () => Promise<void>,
): Promise<void> {
  const known = memory.get(name);
  if (known !== undefined) return known;
  const doing = work();
  memory.set(name, doing);
  doing.catch(() => memory.delete(name));
  return doing;
}

function harmless(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'].includes(String(code));
}

function notSaved(root: string, cause: unknown): StoreTrouble {
  return new StoreTrouble(
    `Not saved: ${root} cannot be written (${reason(cause)}). Nothing was changed; free some space ` +
      'or mend the folder, then try again.',
    { cause },
  );
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
