import type { Storage } from '../../../dialogs/sdk.ts';
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
  readonly #key: string;

  constructor(storage: Storage, appId: string) {
    this.#storage = storage;
    this.#key = `wechat/${appId}/late`;
  }

  async all(): Promise<readonly Push[]> {
    return (await this.#read()).pushes;
  }

  add(push: Push): Promise<void> {
    return this.#change((pushes) => [...pushes, push]);
  }

  /** Costs nothing if it is not in the book. */
  async remove(push: Push): Promise<void> {
    const all = await this.all();
    if (!all.some((other) => isSame(other, push))) return;
    await this.#change((pushes) => pushes.filter((other) => !isSame(other, push)));
  }

  async #change(change: (pushes: readonly Push[]) => readonly Push[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const book = await this.#read();
      try {
        await this.#storage.write({ [this.#key]: { ...book, pushes: change(book.pushes) } });
        return;
      } catch (error) {
        if (attempt >= attempts || !/etag/i.test(String(error))) throw error;
      }
    }
  }

  async #read(): Promise<Book> {
    return (
      ((await this.#storage.read([this.#key]))[this.#key] as Book | undefined) ?? { pushes: [] }
    );
  }
}

const attempts = 20;

const isSame = (a: Push, b: Push): boolean => a.openid === b.openid && a.key === b.key;
