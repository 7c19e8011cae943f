import { join } from 'node:path';
import type { DocKey } from '../engine.ts';
import type { Activity } from './activity.ts';
import type { Disk } from './disk.ts';
import { lineOf } from './journal-line.ts';
import type { LogFile } from './log-file.ts';
import { nameOf } from './memory.ts';
import { carryOut, type Step } from './steps.ts';

export interface JournalOptions {
  readonly disk: Disk;
  readonly activity: Activity;
  /** Bytes after which a segment is carried over into the documents' own files. */
  readonly segmentBytes: number;
  /** Called when a document's own file holds what the journal said. */
  readonly settled: (key: DocKey) => void;
}

/**
 * A commit is one line appended to a journal, and one fsync that all commits of the moment share.
 * Much later, when a segment is full, its documents are written to their own files, each once however
 * often it changed, and the segment is removed. Start-up carries over what a crash left.
 */
export class Journal {
  readonly #parts: JournalOptions;
  #number: number;
  #current: Segment | undefined;
  /** Full ones, oldest first. */
  readonly #full: Segment[] = [];
  #opening: Promise<void> | undefined;
  #carrying: Promise<void> | undefined;

  /** `number`: of the newest segment there ever was. */
  constructor(parts: JournalOptions, number = 0) {
    this.#parts = parts;
    this.#number = number;
  }

  /**
   * Calls `then` once the commit is kept; if this rejects before that, nothing has happened. Only for
   * holders of the documents' locks.
   */
  async keep(steps: readonly Step[], durable: boolean, then: () => void): Promise<void> {
    const segment = await this.#ready();
    segment.append(steps);
    if (segment.length > this.#parts.segmentBytes) this.#turn();
    await segment.follow(async () => {
      if (durable) await segment.sync();
      then();
    });
  }

  /** Writes what was kept so far to the documents' own files while commits go on. */
  async catchUp(): Promise<void> {
    this.#turn();
    await this.#carrying;
  }

  /** Resolves when every document's own file is up to date and the journal is empty. Only while nothing is being kept. */
  async empty(): Promise<void> {
    await this.#carrying?.catch(() => {});
    this.#close();
    await this.#carryAll();
  }

  /** What is returned is taken at once: after another wait it may be full. */
  async #ready(): Promise<Segment> {
    if (this.#full.length > mostFull) await this.#carrying?.catch(() => {});
    while (!this.#current) {
      this.#opening ??= this.#open();
      await this.#opening;
    }
    return this.#current;
  }

  async #open(): Promise<void> {
    const { disk } = this.#parts;
    const path = segmentPath(++this.#number);
    try {
      this.#current = new Segment(path, await disk.openLog(path));
    } finally {
      this.#opening = undefined;
    }
  }

  #close(): void {
    if (this.#current) this.#full.push(this.#current);
    this.#current = undefined;
  }

  /** From now on commits go to a new segment; this one is carried over while they do. */
  #turn(): void {
    this.#close();
    if (this.#carrying !== undefined) return;
    this.#carrying = this.#carryAll().finally(() => {
      this.#carrying = undefined;
    });
    // A full disk is told by the next commit; the segments stay and are tried again.
    this.#parts.activity.follow(this.#carrying).catch(() => {});
  }

  async #carryAll(): Promise<void> {
    for (let [oldest] = this.#full; oldest; [oldest] = this.#full) {
      await this.#carryOver(oldest);
      this.#full.shift();
    }
  }

  async #carryOver(segment: Segment): Promise<void> {
    const { disk, settled } = this.#parts;
    await segment.quiet();
    // Commits that nobody waited for are made safe too: from here on older files are written over.
    await segment.sync();
    const steps = [...segment.steps.entries()];
    for (let at = 0; at < steps.length; at += atOnce)
      await allOf(steps.slice(at, at + atOnce).map(([, step]) => carryOut(disk, step)));
    for (const [name, { key }] of steps) if (!this.#holds(name, segment)) settled(key);
    await disk.remove(segment.path, true);
    segment.close();
  }

  /** A later segment has something newer of this document. */
  #holds(name: string, but: Segment): boolean {
    return [...this.#full, this.#current].some((one) => one !== but && one?.steps.has(name));
  }
}

/** Oldest first. */
export function segmentPaths(disk: Disk): string[] {
  return disk
    .list('journal')
    .sort()
    .map((name) => join('journal', name));
}

export const numberOf = (path: string): number => Number(/(\d+)\.log$/.exec(path)?.[1] ?? 0);

const segmentPath = (number: number): string =>
  join('journal', `${String(number).padStart(12, '0')}.log`);

/** More full segments than this, and commits wait: memory must not grow with a slow disk. */
const mostFull = 4;
/** How many documents are written at a time: enough to keep the disk busy. */
const atOnce = 16;

/** Waits for all, then fails if one has: nothing goes on behind the back of a second try. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** One file of the journal, and what it makes of each document. */
class Segment {
  readonly path: string;
  /** By name: from what its own file holds when this segment's turn comes, to what this segment says last. */
  readonly steps = new Map<string, Step>();
  readonly #log: LogFile;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(path: string, log: LogFile) {
    this.path = path;
    this.#log = log;
  }

  get length(): number {
    return this.#log.length;
  }

  append(steps: readonly Step[]): void {
    this.#log.append(lineOf(steps, this.#log.synced));
    for (const step of steps) {
      const name = nameOf(step.key);
      const known = this.steps.get(name);
      this.steps.set(name, known ? { ...step, before: known.before } : step);
    }
  }

  sync(): Promise<void> {
    return this.#log.sync();
  }

  follow(work: () => Promise<void>): Promise<void> {
    const doing = work();
    this.#underWay.add(doing);
    return doing.finally(() => this.#underWay.delete(doing));
  }

  async quiet(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  close(): void {
    this.#log.close();
  }
}
