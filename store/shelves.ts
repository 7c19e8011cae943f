import { setImmediate as breath } from 'node:timers/promises';
import type { Instant } from '../desk/words.ts';
import { type Collection, Conflict, type Doc, type Engine } from './engine.ts';
import { type Labelled, readLabel, withLabel } from './label.ts';
import type { Vault } from './vault.ts';

/** A document of any kind, opened. */
export interface Found extends Labelled {
  readonly collection: Collection;
  /** Something waits to be done for it. */
  readonly live: boolean;
  /** Blind where names say something about a person. */
  readonly id: string;
}

/** Everything that is kept, one after another: for letting go of what is old, and of whoever wants to be forgotten. */
export class Shelves {
  readonly #engine: Engine;
  readonly #vault: Vault;
  readonly #docs = new WeakMap<Found, Doc>();
  readonly #listeners = new Set<ShelfListener>();

  constructor(engine: Engine, vault: Vault) {
    this.#engine = engine;
    this.#vault = vault;
  }

  /** Others get a turn between any two. What cannot be read is left to `npm run doctor`. */
  async *walk(collections: readonly Collection[]): AsyncIterable<Found> {
    for (const collection of collections)
      for await (const doc of this.#engine.documents(collection)) {
        const found = this.#open(doc);
        if (found) yield found;
        await breath();
      }
  }

  /** Tells of what was replaced here, or (undefined) removed; returns the way to stop listening. */
  onChange(listener: ShelfListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Its age and name stay, unless a new age is given; false, and nothing is changed, if somebody else has changed it since. */
  async replace(
    found: Found,
    value: unknown,
    at: Instant | undefined = found.at,
  ): Promise<boolean> {
    const doc = this.#docs.get(found);
    if (!doc) return false;
    const { collection, id, live, jobs, rev } = doc;
    const label = { ...found, value, ...(at !== undefined && { at }) };
    const put = this.#vault.close({ collection, id }, withLabel(label), live, jobs);
    return this.#told(found, value, await this.#commit({ put, expect: rev }));
  }

  /** False, and it stays, if somebody else has changed it since. */
  async remove(found: Found): Promise<boolean> {
    const doc = this.#docs.get(found);
    if (!doc) return false;
    const { collection, id, rev } = doc;
    return this.#told(
      found,
      undefined,
      await this.#commit({ remove: { collection, id }, expect: rev }),
    );
  }

  #told(found: Found, value: unknown, done: boolean): boolean {
    if (done) for (const listener of this.#listeners) listener(found, value);
    return done;
  }

  #open(doc: Doc): Found | undefined {
    try {
      const { collection, id, live } = doc;
      const found = { ...readLabel(this.#vault.open(doc)), collection, id, live };
      this.#docs.set(found, doc);
      return found;
    } catch {
      return undefined;
    }
  }

  async #commit(change: Parameters<Engine['commit']>[0][number]): Promise<boolean> {
    try {
      await this.#engine.commit([change], { durable: true });
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }
}

export type ShelfListener = (found: Found, value: unknown) => void;
