import type { Instant } from '../desk/words.ts';

/**
 * What an engine promises. An engine keeps documents it cannot read: bodies are sealed before they
 * arrive, ids of people are blind. Only what it needs for its own work stays clear.
 */
export interface Engine {
  readonly capabilities: Capabilities;
  /** What opening found; empty lists after a clean stop. */
  readonly opened: Opened;
  /** undefined if there is no such document; never an older revision than the last one committed. */
  get(collection: Collection, id: string): Promise<Doc | undefined>;
  /** Documents with `live: true`, in no particular order. */
  live(collection: Collection): Promise<Doc[]>;
  /**
   * All or nothing. Throws Conflict and changes nothing if one expectation fails. With `durable`
   * it resolves once the changes survive a power cut, without it once they survive `kill -9`; a power
   * cut may then also cost the durable revision before it.
   */
  commit(changes: readonly Change[], options: { readonly durable: boolean }): Promise<void>;
  /** Jobs with `runAt <= now`, earliest first, at most `limit`; they stay until a commit drops them. */
  dueJobs(now: Instant, limit: number): Promise<DueDocJob[]>;
  /** undefined if no job waits. */
  nextDue(): Promise<Instant | undefined>;
  /** Every document, or those of one collection, in no particular order; one that closes or opens meanwhile may be left out. */
  documents(collection?: Collection): AsyncIterable<Doc>;
  /** Those of these names that there are, in this order, each as it is when it is given. */
  named(collection: Collection, ids: Iterable<string>): AsyncIterable<Doc>;
  /** Durable; the same id again replaces. Ids are 8–64 of `a-z 0-9 -`. */
  putBlob(id: string, bytes: Uint8Array): Promise<void>;
  getBlob(id: string): Promise<Buffer | undefined>;
  /** For good; no error if there is none. */
  removeBlob(id: string): Promise<void>;
  blobs(): AsyncIterable<string>;
  health(): Promise<EngineHealth>;
  /** Copies everything, as of one moment, into the empty or absent folder `dir`, while commits go on. */
  backup(dir: string): Promise<BackupReport>;
  /** Waits for what is under way; later calls reject. */
  close(): Promise<void>;
}

export const collections = [
  'tickets',
  'people',
  'accounts',
  'guards',
  'callbacks',
  'reach',
  'state',
  'pages',
  'settings',
  'books',
] as const;
export type Collection = (typeof collections)[number];

export interface Doc {
  readonly collection: Collection;
  /** Any string. */
  readonly id: string;
  /** Grows by one with every commit; the first of a document is random, so that a revision never fits a successor of the same name. */
  readonly rev: number;
  readonly live: boolean;
  readonly jobs: readonly DocJob[];
  /** Opaque to the engine; sealed by the store. */
  readonly body: string;
}

/** (kind, key) is its identity within the document. */
export interface DocJob {
  readonly kind: string;
  readonly key: string;
  readonly runAt: Instant;
  readonly attempts: number;
}

export interface DueDocJob extends DocJob {
  readonly collection: Collection;
  readonly id: string;
}

export type Change =
  | { readonly put: Omit<Doc, 'rev'>; readonly expect: Expect }
  /** Deleting what is not there is no error if `expect` allows it. */
  | { readonly remove: DocKey; readonly expect: Expect }
  /** Changes nothing, but the commit fails if the document is not as it was read. */
  | { readonly check: DocKey; readonly expect: Expect };

export type Expect = number | 'absent' | 'any';

export interface DocKey {
  readonly collection: Collection;
  readonly id: string;
}

export function keyOf(change: Change): DocKey {
  if ('put' in change) return change.put;
  return 'remove' in change ? change.remove : change.check;
}

export interface Capabilities {
  /** False: one process owns the store, and opening it a second time is refused. */
  readonly manyProcesses: boolean;
  /** False: `durable: false` is as safe and as slow as `durable: true`. */
  readonly relaxedCommits: boolean;
  /** False: `backup` rejects, naming the tool of the database that does it. */
  readonly backups: boolean;
}

export interface Opened {
  /** Commits that a crash interrupted and that are now complete. */
  readonly recovered: readonly string[];
  readonly damaged: readonly Damage[];
}

/** A document or blob that could not be read and was set aside. */
export interface Damage {
  /** Where it was, within the data folder. */
  readonly file: string;
  /** Where it lies now, within the data folder. */
  readonly setAside: string;
  readonly why: string;
  /** What cannot be read any more, as far as the file's name tells. */
  readonly lost: string;
}

export interface EngineHealth {
  readonly engine: string;
  readonly where: string;
  /** A sentence for the operator if the store no longer accepts commits. */
  readonly trouble?: string;
  readonly live: Readonly<Partial<Record<Collection, number>>>;
  readonly waitingJobs: number;
  readonly cachedDocuments: number;
  readonly damaged: readonly Damage[];
  /** Sentences worth an operator's attention; empty if all is well. */
  readonly warnings: readonly string[];
}

export interface BackupReport {
  readonly dir: string;
  readonly files: number;
  readonly bytes: number;
}

/** Somebody else changed a document first; nothing was changed. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  readonly key: DocKey;

  constructor(key: DocKey) {
    super(`Somebody else changed a document of "${key.collection}" first; nothing was saved.`);
    this.key = key;
  }
}

/** The store cannot be used; the message says what happened and what to do. */
export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble';
}
