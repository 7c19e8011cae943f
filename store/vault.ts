import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Collection, Doc, DocJob, DocKey } from './engine.ts';
import { blind, type Seal } from './seal.ts';

/** Turns values into documents an engine may see, and back. */
export class Vault {
  readonly #seal: Seal;
  readonly #index: KeyObject;
  /** Blinded of late: what a turn reads it mostly saves as well. */
  readonly #blinded = new Map<string, string>();

  /** `index`: the secret that blinds names; it must never change. */
  constructor(seal: Seal, index: Buffer) {
    this.#seal = seal;
    // Made once: an HMAC from a plain buffer costs seven times as much.
    this.#index = createSecretKey(index);
  }

  /** Ticket numbers, callbacks named after them and names of settings say nothing about a person; every other name is blinded. */
  key(collection: Collection, name: string): DocKey {
    return { collection, id: clear.has(collection) ? name : this.#blind(collection, name) };
  }

  #blind(collection: Collection, name: string): string {
    const what = `${collection}/${name}`;
    const known = this.#blinded.get(what);
    if (known !== undefined) return known;
    const id = blind(this.#index, collection, name);
    if (this.#blinded.size >= mostBlinded) this.#blinded.clear();
    this.#blinded.set(what, id);
    return id;
  }

  /** `json` is sealed for this very document; `live` and `jobs` stay clear. */
  close(key: DocKey, json: string, live = false, jobs: readonly DocJob[] = []): Omit<Doc, 'rev'> {
    return { ...key, live, jobs, body: this.#seal.seal(json, placeOf(key)) };
  }

  /** The JSON that was sealed. */
  open(doc: Doc): string {
    return this.#seal.open(doc.body, placeOf(doc));
  }

  closeBytes(id: string, bytes: Uint8Array): Buffer {
    return this.#seal.sealBytes(bytes, `blobs/${id}`);
  }

  openBytes(id: string, sealed: Buffer): Buffer {
    return this.#seal.openBytes(sealed, `blobs/${id}`);
  }
}

const mostBlinded = 1000;

const clear: ReadonlySet<Collection> = new Set(['tickets', 'callbacks', 'settings']);

/** What a sealed body is bound to. */
export function placeOf({ collection, id }: DocKey): string {
  return `${collection}/${id}`;
}
