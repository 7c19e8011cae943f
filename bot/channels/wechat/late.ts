import { createHash } from 'node:crypto';
import type { Storage } from '../../../dialogs/sdk.ts';
import { untilSaved } from '../../conflict.ts';
import type { Push } from './parse.ts';

interface Book {
  readonly pushes: readonly Push[];
  readonly eTag?: string;
}

/**
 * Pushes that WeChat was told we have, while their turn is still running. After a crash they are served again:
 * WeChat will not send them again.
 */
export class LateBook {
  readonly #storage: Storage;
  readonly #place: string;

  constructor(storage: Storage, appId: string) {
    this.#storage = storage;
    this.#place = `wechat/${appId}/late`;
  }

  async all(): Promise<readonly Push[]> {
    const keys = Array.from({ length: books }, (_, book) => `${this.#place}/${book}`);
    const found = await this.#storage.read(keys);
    return keys.flatMap((key) => (found[key] as Book | undefined)?.pushes ?? []);
  }

  add(push: Push): Promise<void> {
    return this.#change(push, (pushes) => [...pushes, push]);
  }

  /** Costs little if it is not in the book. */
  async remove(push: Push): Promise<void> {
    const { pushes } = await this.#read(this.#keyOf(push));
    if (!pushes.some((other) => isSame(other, push))) return;
    await this.#change(push, (all) => all.filter((other) => !isSame(other, push)));
  }

  #change(push: Push, change: (pushes: readonly Push[]) => readonly Push[]): Promise<void> {
    const key = this.#keyOf(push);
    return untilSaved(attempts, async () => {
      const book = await this.#read(key);
      await this.#storage.write({ [key]: { ...book, pushes: change(book.pushes) } });
    });
  }

  async #read(key: string): Promise<Book> {
    return ((await this.#storage.read([key]))[key] as Book | undefined) ?? { pushes: [] };
  }

  #keyOf({ openid }: Push): string {
    return `${this.#place}/${createHash('sha1').update(openid).digest().readUInt8() % books}`;
  }
}

/** When everybody is late at once, one book would be rewritten by everybody. */
const books = 64;
const attempts = 20;

const isSame = (a: Push, b: Push): boolean => a.openid === b.openid && a.key === b.key;
