import type { Now } from './books.ts';
import { type Change, Conflict, type Doc, type Engine, type Expect } from './engine.ts';
import { readLabel, withLabel } from './label.ts';
import type { Vault } from './vault.ts';

/** An item with its eTag, as Bot Framework's `Storage` knows it. */
export interface StateItem {
  // biome-ignore lint/suspicious/noExplicitAny: the framework's own type; items hold what dialogs put there.
  readonly [key: string]: any;
  readonly eTag?: string;
}

/**
 * Bot Framework's `Storage`, with eTags that mean it: a write with an old eTag is refused, and a write
 * of several keys is all or nothing. Items survive `kill -9`; a power cut may cost the last ones unless they are `durable`.
 */
export class StateStorage {
  readonly #engine: Engine;
  readonly #vault: Vault;
  readonly #collection: 'state' | 'pages';
  readonly #durable: boolean;
  readonly #now: Now | undefined;

  /** `durable`: what is written survives a power cut as well, at the price of an fsync. */
  constructor(
    engine: Engine,
    vault: Vault,
    collection: 'state' | 'pages' = 'state',
    durable = false,
    now?: Now,
  ) {
    this.#engine = engine;
    this.#vault = vault;
    this.#collection = collection;
    this.#durable = durable;
    this.#now = now;
  }

  /** Unknown keys are left out of the answer. */
  async read(keys: readonly string[]): Promise<Record<string, StateItem>> {
    const found: [string, StateItem][] = [];
    for (const key of keys ?? []) {
      const { collection, id } = this.#vault.key(this.#collection, key);
      const doc = await this.#engine.get(collection, id);
      if (doc) found.push([key, this.#item(doc)]);
    }
    return Object.fromEntries(found);
  }

  /** An item without eTag or with `*` overwrites, with `absent` it must be new; any other eTag must still be the current one, or all is refused. */
  async write(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const items = Object.entries(changes ?? {}).filter(([, item]) => isItem(item));
    await this.#commit(items.map(([key, item]) => this.#put(key, item as StateItem)));
  }

  async delete(keys: readonly string[]): Promise<void> {
    const distinct = [...new Set(keys ?? [])];
    await this.#commit(
      distinct.map((key) => ({ remove: this.#vault.key(this.#collection, key), expect: 'any' })),
    );
  }

  async #commit(changes: Change[]): Promise<void> {
    if (changes.length === 0) return;
    try {
      await this.#engine.commit(changes, { durable: this.#durable });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      throw new Error(
        'Storage: the eTag is old, somebody else has written this item; nothing was written.',
        {
          cause: error,
        },
      );
    }
  }

  #item(doc: Doc): StateItem {
    const item = readLabel(this.#vault.open(doc)).value as Record<string, unknown>;
    return { ...item, eTag: String(doc.rev) };
  }

  #put(key: string, { eTag, ...item }: StateItem): Change {
    const expect = expectOf(eTag);
    const at = this.#now?.();
    const json = withLabel({ name: key, value: item, ...(at !== undefined && { at }) });
    const put = this.#vault.close(this.#vault.key(this.#collection, key), json);
    return { put, expect };
  }
}

function expectOf(eTag: unknown): Expect {
  if (eTag === undefined || eTag === null || eTag === '' || eTag === '*') return 'any';
  if (eTag === 'absent') return eTag;
  const rev = Number(eTag);
  return Number.isSafeInteger(rev) ? rev : never;
}

/** A revision no document has. */
const never = -1;

function isItem(item: unknown): boolean {
  return typeof item === 'object' && item !== null;
}
