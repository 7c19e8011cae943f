import type { Collection, Doc, DocKey } from '../engine.ts';
import { DueIndex } from './due.ts';
import { isHot } from './names.ts';

/** What need not be read from disk: all hot documents, those a commit is still writing, and the recently used. */
export class Memory {
  readonly jobs = new DueIndex();
  readonly #hot = new Map<Collection, Map<string, Doc>>();
  readonly #settling = new Map<string, Settling>();
  readonly #recent = new Map<string, Doc>();
  /** Names the disk was asked for of late and does not have. */
  readonly #absent = new Set<string>();
  readonly #limit: number;
  #recentChars = 0;

  /** `limit`: characters of recently used cold documents to keep. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** `known: false` if only the disk can tell; a known document may be known to be absent. */
  look(key: DocKey): { readonly known: boolean; readonly doc?: Doc | undefined } {
    const name = nameOf(key);
    const settling = this.#settling.get(name);
    if (settling) return { known: true, doc: settling.doc };
    const hot = this.#hot.get(key.collection)?.get(key.id);
    if (hot) return { known: true, doc: hot };
    const recent = this.#recent.get(name);
    if (!recent) return { known: this.#absent.has(name) };
    this.#recent.delete(name);
    this.#recent.set(name, recent);
    return { known: true, doc: recent };
  }

  /** The document is from now on this, or absent. */
  set(key: DocKey, doc: Doc | undefined): void {
    const name = nameOf(key);
    this.#absent.delete(name);
    this.#forget(name);
    const hot = this.#hotOf(key.collection);
    const was = hot.get(key.id);
    if (doc && isHot(doc)) hot.set(key.id, doc);
    else hot.delete(key.id);
    if (doc && !isHot(doc)) this.#keepRecent(name, doc);
    if (was?.jobs.length || doc?.jobs.length) this.jobs.replace(name, dueJobs(doc));
  }

  /** The disk has no such document: most customers are new, and one turn asks for them several times. */
  missing(key: DocKey): void {
    if (this.#absent.size >= mostAbsent) this.#absent.clear();
    this.#absent.add(nameOf(key));
  }

  /** Until `settled`, the disk may still hold what was before. */
  settling(key: DocKey, doc: Doc | undefined): void {
    this.#settling.set(nameOf(key), { key, doc });
  }

  /** Of what the disk may not hold yet. */
  settlingKeys(): DocKey[] {
    return [...this.#settling.values()].map(({ key }) => key);
  }

  settled(key: DocKey): void {
    this.#settling.delete(nameOf(key));
  }

  live(collection: Collection): Doc[] {
    return [...(this.#hot.get(collection)?.values() ?? [])].filter((doc) => doc.live);
  }

  liveCounts(): Partial<Record<Collection, number>> {
    return Object.fromEntries(
      [...this.#hot.keys()].map((collection) => [collection, this.live(collection).length]),
    );
  }

  get recentCount(): number {
    return this.#recent.size;
  }

  #hotOf(collection: Collection): Map<string, Doc> {
    const known = this.#hot.get(collection);
    if (known) return known;
    const hot = new Map<string, Doc>();
    this.#hot.set(collection, hot);
    return hot;
  }

  #keepRecent(name: string, doc: Doc): void {
    this.#recent.set(name, doc);
    this.#recentChars += doc.body.length;
    for (const oldest of this.#recent.keys()) {
      if (this.#recentChars <= this.#limit) break;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    const doc = this.#recent.get(name);
    if (!doc) return;
    this.#recent.delete(name);
    this.#recentChars -= doc.body.length;
  }
}

const mostAbsent = 10_000;

interface Settling {
  readonly key: DocKey;
  readonly doc: Doc | undefined;
}

export function nameOf({ collection, id }: DocKey): string {
  return `${collection}/${id}`;
}

function dueJobs(doc: Doc | undefined) {
  if (!doc) return [];
  const { collection, id } = doc;
  return doc.jobs.map((job) => Object.freeze({ ...job, collection, id }));
}
