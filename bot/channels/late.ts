import type { Storage } from '../../dialogs/sdk.ts';
import { untilSaved } from '../conflict.ts';
import { InOrder } from './in-order.ts';

export interface LateShape<Item> {
  /** Every page there can be: where all are late at once, one would be rewritten by everybody. */
  readonly pages: readonly string[];
  pageOf(item: Item): string;
  /** What the list on a page is called. */
  readonly list: string;
  isSame(one: Item, other: Item): boolean;
}

/**
 * What a provider was told we have, and whose answer is still to be sent. After a crash it is served again: nobody
 * sends it a second time.
 */
export class LateBook<Item> {
  readonly #storage: Storage;
  readonly #shape: LateShape<Item>;
  readonly #order = new InOrder();

  constructor(storage: Storage, shape: LateShape<Item>) {
    this.#storage = storage;
    this.#shape = shape;
  }

  async all(): Promise<readonly Item[]> {
    const { pages, list } = this.#shape;
    const found = await this.#storage.read([...pages]);
    return pages.flatMap((page): Item[] => found[page]?.[list] ?? []);
  }

  add(item: Item): Promise<void> {
    return this.#change(item, (items) => [...this.#without(item, items), item]);
  }

  /** Costs little if it is not in the book. */
  remove(item: Item): Promise<void> {
    return this.#change(item, (items) => this.#without(item, items));
  }

  #without(item: Item, items: readonly Item[]): readonly Item[] {
    return items.some((one) => this.#shape.isSame(one, item))
      ? items.filter((one) => !this.#shape.isSame(one, item))
      : items;
  }

  #change(item: Item, change: (items: readonly Item[]) => readonly Item[]): Promise<void> {
    const { list } = this.#shape;
    const page = this.#shape.pageOf(item);
    const work = async () => {
      const before = (await this.#storage.read([page]))[page] ?? { [list]: [], eTag: 'absent' };
      const after = change(before[list]);
      if (after !== before[list])
        await this.#storage.write({ [page]: { ...before, [list]: after } });
    };
    return this.#order.run(page, () => untilSaved(attempts, work));
  }
}

/** Of other processes; here everybody waits for their turn. */
const attempts = 20;
