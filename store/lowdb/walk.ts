import { basename } from 'node:path';
import type { Collection, Doc, DocKey } from '../engine.ts';
import type { Disk } from './disk.ts';
import { Damaged, loadDocument } from './document-file.ts';
import { type Memory, nameOf } from './memory.ts';
import { coldPath, homeOf } from './names.ts';
import { readAhead } from './read-ahead.ts';
import { frozen } from './revisions.ts';

export interface WalkParts {
  readonly disk: Disk;
  readonly memory: Memory;
  /** Raised by everything that is saved: what was read before may be old. */
  readonly saved: () => number;
  /** Remembers what it reads, and meets no commit in between. */
  readonly get: (key: DocKey) => Promise<Doc | undefined>;
  readonly setAside: (path: string, why: Damaged) => Promise<void>;
  readonly mustBeOpen: () => void;
}

/**
 * Reads thousands of documents without remembering them: whoever walks through everything would push out of memory
 * what is used every day.
 */
export class Walk {
  readonly #parts: WalkParts;

  constructor(parts: WalkParts) {
    this.#parts = parts;
  }

  /** `fresh`: what is not carried over into files yet. */
  async *through(fresh: readonly DocKey[], paths: readonly string[]): AsyncIterable<Doc> {
    for (const key of fresh) {
      const doc = await this.#parts.get(key);
      if (doc) yield doc;
    }
    const given = new Set(fresh.map(nameOf));
    const read = async (path: string) => ({ path, seen: await this.#fromFile(path) });
    for await (const { path, seen } of readAhead(paths, read)) {
      if (!seen.doc || given.has(nameOf(seen.doc))) continue;
      const doc = await this.#stillTrue(seen, seen.doc);
      if (doc && homeOf(doc) === path) yield doc;
    }
  }

  async *named(collection: Collection, ids: Iterable<string>): AsyncIterable<Doc> {
    const read = async (id: string) => {
      const key = { collection, id };
      const known = this.#parts.memory.look(key).known;
      return { key, seen: known ? nothing : await this.#glance(coldPath(key)) };
    };
    for await (const { key, seen } of readAhead(ids, read)) {
      const doc = await this.#stillTrue(seen, key);
      if (doc) yield doc;
    }
  }

  /** A plain file name is the id: what memory holds of it need not be read. */
  async #fromFile(path: string): Promise<Glance> {
    const [, collection] = path.split(/[\\/]/) as [string, Collection];
    const id = basename(path, '.json');
    const { doc } = id.startsWith('~') ? {} : this.#parts.memory.look({ collection, id });
    return doc ? { saved: this.#parts.saved(), doc } : this.#glance(path);
  }

  /** A damaged file is set aside; nobody asks for the document of one that names none. */
  async #glance(path: string): Promise<Glance> {
    const { disk, mustBeOpen, setAside } = this.#parts;
    mustBeOpen();
    const saved = this.#parts.saved();
    try {
      const doc = await loadDocument<Doc>(disk, path);
      return { saved, doc: doc && frozen(doc) };
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      await setAside(path, error);
      return { saved, doc: undefined };
    }
  }

  /** Memory is newer than any file; a file may be old as soon as anything has been saved since it was read. */
  async #stillTrue({ saved, doc }: Glance, { collection, id }: DocKey): Promise<Doc | undefined> {
    const key = { collection, id };
    const now = this.#parts.memory.look(key);
    if (now.known) return now.doc;
    const sure = saved === this.#parts.saved() && (!doc || nameOf(doc) === nameOf(key));
    return sure ? doc : this.#parts.get(key);
  }
}

interface Glance {
  readonly saved: number;
  readonly doc: Doc | undefined;
}

/** Of no time: it is asked for again. */
const nothing: Glance = { saved: -1, doc: undefined };
