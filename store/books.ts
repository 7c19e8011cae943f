import type { Books, Page, PageChange } from '../desk/books.ts';
import type { Instant } from '../desk/words.ts';
import { type Change, Conflict, type Engine } from './engine.ts';
import { readLabel, withLabel } from './label.ts';
import type { Vault } from './vault.ts';

/** How old something is, is told by whoever writes it. */
export type Now = () => Instant;

/** Pages on any engine: names blinded, values sealed. */
export class EngineBooks implements Books {
  readonly #engine: Engine;
  readonly #vault: Vault;
  readonly #now: Now | undefined;

  constructor(engine: Engine, vault: Vault, now?: Now) {
    this.#engine = engine;
    this.#vault = vault;
    this.#now = now;
  }

  async page(name: string): Promise<Page | undefined> {
    const { collection, id } = this.#vault.key('books', name);
    const doc = await this.#engine.get(collection, id);
    return doc && { value: readLabel(this.#vault.open(doc)).value, rev: doc.rev };
  }

  async save(changes: readonly PageChange[]): Promise<boolean> {
    try {
      await this.#engine.commit(
        changes.map((change) => this.#change(change)),
        { durable: true },
      );
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  #change({ name, value, rev }: PageChange): Change {
    const key = this.#vault.key('books', name);
    if (value === undefined) return { remove: key, expect: rev };
    const at = this.#now?.();
    const json = withLabel({ name, value, ...(at !== undefined && { at }) });
    return { put: this.#vault.close(key, json), expect: rev };
  }
}
