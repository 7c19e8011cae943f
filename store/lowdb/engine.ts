import { basename, dirname, resolve } from 'node:path';
import type { Instant } from '../../desk/words.ts';
import {
  type BackupReport,
  type Change,
  type Collection,
  Conflict,
  type Damage,
  type Doc,
  type DocKey,
  type DueDocJob,
  type Engine,
  type EngineHealth,
  keyOf,
  type Opened,
  StoreTrouble,
} from '../engine.ts';
import { Locks } from '../locks.ts';
import { Activity } from './activity.ts';
import { backUp } from './back-up.ts';
import { Disk } from './disk.ts';
import { type Files, nodeFiles } from './files.ts';
import { healthOf } from './health.ts';
import { Journal, numberOf, segmentPaths } from './journal.ts';
import { Memory, nameOf } from './memory.ts';
import { blobPath, blobPaths, coldPath, documentPaths } from './names.ts';
import { newestOf } from './newest.ts';
import { lockFolder } from './process-lock.ts';
import { recover, setAside } from './recover.ts';
import { fits, frozen, next } from './revisions.ts';
import { openSideDoor } from './side-door.ts';
import type { Step } from './steps.ts';
import { Walk } from './walk.ts';

export interface LowdbOptions {
  readonly dir: string;
  /** Characters of recently used documents to keep in memory. */
  readonly cacheChars?: number;
  /** Bytes of the journal after which its documents are written to their own files. */
  readonly segmentBytes?: number;
  /** Tests bring their own disk, and a lock that fits it. */
  readonly files?: Files;
  readonly lock?: (dir: string) => () => void;
}

/** One lowdb file per document. Throws StoreTrouble if another process has the folder. */
export async function openLowdb({
  dir,
  cacheChars = 32 * 1024 * 1024,
  segmentBytes = 32 * 1024 * 1024,
  files = nodeFiles,
  lock = lockFolder,
}: LowdbOptions): Promise<Engine> {
  const root = resolve(dir);
  if (files.makeFolder(root)) await files.syncFolder(dirname(root));
  const unlock = lock(root);
  try {
    const disk = new Disk(root, files);
    for (const folder of ['docs', 'blobs', 'tmp', 'journal']) await disk.makeReady(folder);
    const memory = new Memory(cacheChars);
    const last = numberOf(segmentPaths(disk).at(-1) ?? '');
    const opened = await recover(disk, memory);
    let closeDoor = () => {};
    const leave = () => {
      closeDoor();
      unlock();
    };
    const engine = new LowdbEngine({ disk, memory, opened, leave, segmentBytes, last });
    if (files === nodeFiles) closeDoor = await openSideDoor(root, engine);
    return engine;
  } catch (error) {
    unlock();
    throw error;
  }
}

interface Parts {
  readonly disk: Disk;
  readonly memory: Memory;
  readonly opened: Opened;
  readonly leave: () => void;
  readonly segmentBytes: number;
  /** Number of the newest segment of the journal so far. */
  readonly last: number;
}

class LowdbEngine implements Engine {
  readonly capabilities = { manyProcesses: false, relaxedCommits: true, backups: true };
  readonly opened: Opened;
  readonly #disk: Disk;
  readonly #memory: Memory;
  readonly #journal: Journal;
  readonly #leave: () => void;
  readonly #locks = new Locks();
  readonly #activity = new Activity();
  readonly #damaged: Damage[];
  readonly #walk: Walk;
  #saved = 0;
  #closed = false;

  constructor({ disk, memory, opened, leave, segmentBytes, last }: Parts) {
    this.#disk = disk;
    this.#memory = memory;
    this.#leave = leave;
    this.opened = opened;
    this.#damaged = [...opened.damaged];
    const settled = (key: DocKey) => memory.settled(key);
    this.#walk = new Walk({
      disk,
      memory,
      saved: () => this.#saved,
      get: ({ collection, id }) => this.get(collection, id),
      setAside: async (path, why) => {
        this.#damaged.push(await setAside(disk, path, why));
      },
      mustBeOpen: () => this.#mustBeOpen(),
    });
    this.#journal = new Journal({ disk, activity: this.#activity, segmentBytes, settled }, last);
  }

  async get(collection: Collection, id: string): Promise<Doc | undefined> {
    this.#mustBeOpen();
    const key = { collection, id };
    const { known, doc } = this.#memory.look(key);
    if (known) return doc;
    const release = await this.#locks.hold([nameOf(key)]);
    try {
      return await this.#current(key);
    } finally {
      release();
    }
  }

  async live(collection: Collection): Promise<Doc[]> {
    this.#mustBeOpen();
    return this.#memory.live(collection);
  }

  async dueJobs(now: Instant, limit: number): Promise<DueDocJob[]> {
    this.#mustBeOpen();
    return this.#memory.jobs.due(now, limit);
  }

  async nextDue(): Promise<Instant | undefined> {
    this.#mustBeOpen();
    return this.#memory.jobs.next();
  }

  async commit(changes: readonly Change[], { durable }: { durable: boolean }): Promise<void> {
    this.#mustBeOpen();
    const names = changes.map((change) => nameOf(keyOf(change)));
    if (new Set(names).size < names.length)
      throw new RangeError('A commit may change each document once.');
    await this.#activity.run(async () => {
      this.#mustBeOpen();
      const release = await this.#locks.hold(names);
      try {
        this.#disk.mustWork();
        const steps = await this.#plan(changes);
        if (steps.length > 0) await this.#journal.keep(steps, durable, () => this.#show(steps));
      } finally {
        release();
      }
    });
  }

  async #plan(changes: readonly Change[]): Promise<Step[]> {
    const steps: Step[] = [];
    for (const change of changes) {
      const { collection, id } = keyOf(change);
      const key = { collection, id };
      const before = await this.#current(key);
      if (!fits(before, change.expect)) throw new Conflict(key);
      if ('put' in change) steps.push({ key, before, after: next(change.put, before) });
      if ('remove' in change && before) steps.push({ key, before });
    }
    return steps;
  }

  /** Until the journal has been carried over, the disk may still hold what was before. */
  #show(steps: readonly Step[]): void {
    this.#saved += 1;
    for (const { key, after } of steps) {
      this.#memory.settling(key, after);
      this.#memory.set(key, after);
    }
  }

  /** Only for holders of the document's lock. */
  async #current(key: DocKey): Promise<Doc | undefined> {
    const { known, doc } = this.#memory.look(key);
    if (known) return doc;
    const { doc: found, damaged } = await newestOf(this.#disk, key, [coldPath(key)]);
    if (found) {
      const kept = frozen(found);
      this.#memory.set(key, kept);
      return kept;
    }
    for (const { path, why } of damaged) this.#damaged.push(await setAside(this.#disk, path, why));
    this.#memory.missing(key);
    return undefined;
  }

  async *documents(collection?: Collection): AsyncIterable<Doc> {
    this.#mustBeOpen();
    const { fresh, paths } = await this.#activity.still(async () => ({
      fresh: this.#memory
        .settlingKeys()
        .filter((key) => !collection || key.collection === collection),
      paths: [...documentPaths(this.#disk, collection)],
    }));
    yield* this.#walk.through(fresh, paths);
  }

  async *named(collection: Collection, ids: Iterable<string>): AsyncIterable<Doc> {
    this.#mustBeOpen();
    yield* this.#walk.named(collection, ids);
  }

  async putBlob(id: string, bytes: Uint8Array): Promise<void> {
    this.#mustBeOpen();
    const path = blobPath(id);
    await this.#activity.run(() => this.#disk.write(path, Buffer.from(bytes)));
  }

  async getBlob(id: string): Promise<Buffer | undefined> {
    this.#mustBeOpen();
    return this.#disk.read(blobPath(id));
  }

  async removeBlob(id: string): Promise<void> {
    this.#mustBeOpen();
    const path = blobPath(id);
    await this.#activity.run(() => this.#disk.remove(path, true));
  }

  async *blobs(): AsyncIterable<string> {
    for (const path of blobPaths(this.#disk)) yield basename(path);
  }

  async health(): Promise<EngineHealth> {
    return healthOf(this.#disk, this.#memory, this.#damaged);
  }

  async backup(dir: string): Promise<BackupReport> {
    this.#mustBeOpen();
    // Most is copied while commits go on: it must be where it is copied from.
    await this.#journal.catchUp();
    return backUp(this.#disk, resolve(dir), (copyChanged) =>
      this.#activity.still(async () => {
        await this.#journal.empty();
        await copyChanged();
      }),
    );
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#activity.still(async () => {
      // What a full or broken disk does not take now is carried over by the next start.
      await this.#journal.empty().catch(() => {});
      this.#leave();
    });
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new StoreTrouble('The store is closed.');
  }
}
