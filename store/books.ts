import type { Books, Page, PageChange } from '../desk/books.ts';
import { type Change, Conflict, type Engine } from './engine.ts';
import type { Vault } from './vault.ts';

/** Pages on any engine: names blinded, values sealed. */
export class EngineBooks implements Books {
  readonly #engine: Engine;
  readonly #vault: Vault;

  constructor(engine: Engine, vault: Vault) {
    this.#engine = engine;
    this.#vault = vault;
  }

  async page(name: string): Promise<Page | undefined> {
    const { collection, id } = this.#vault.key('books', name);
    const doc = await this.#engine.get(collection, id);
    return doc && { value: JSON.parse(this.#vault.open(doc)), rev: doc.rev };
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
    return { put: this.#vault.close(key, JSON.stringify(value)), expect: rev };
  }
}
