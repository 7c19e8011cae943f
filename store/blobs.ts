import { randomUUID } from 'node:crypto';
import type { Engine } from './engine.ts';
import type { Vault } from './vault.ts';

/** Photos and other attachments: kept sealed, found by the id that keeping them gave. */
export class Blobs {
  readonly #engine: Engine;
  readonly #vault: Vault;

  constructor(engine: Engine, vault: Vault) {
    this.#engine = engine;
    this.#vault = vault;
  }

  /** Resolves to the new blob's id once it is durable. */
  async put(bytes: Uint8Array): Promise<string> {
    const id = randomUUID();
    await this.#engine.putBlob(id, this.#vault.closeBytes(id, bytes));
    return id;
  }

  /** undefined if there is none, or if `id` cannot be one. */
  async get(id: string): Promise<Buffer | undefined> {
    if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
    const sealed = await this.#engine.getBlob(id);
    return sealed && this.#vault.openBytes(id, sealed);
  }

  /** Ids of all of them. */
  all(): AsyncIterable<string> {
    return this.#engine.blobs();
  }

  /** For good; no error if there is none. */
  async remove(id: string): Promise<void> {
    if (/^[0-9a-f-]{36}$/.test(id)) await this.#engine.removeBlob(id);
  }
}
