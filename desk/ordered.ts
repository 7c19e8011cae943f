/** A list that stays in order while items come and go; how many stand before a place is known without counting them. */
export class Ordered<Place, Item extends Place> {
  readonly #order: (a: Place, b: Place) => number;
  readonly #items: Item[];

  /** `order`: negative if `a` comes first; two different items are never equal. */
  constructor(items: Iterable<Item>, order: (a: Place, b: Place) => number) {
    this.#order = order;
    this.#items = [...items].sort(order);
  }

  add(item: Item): void {
    this.#items.splice(this.before(item), 0, item);
  }

  /** Does nothing if it is not there. */
  drop(item: Item): void {
    const at = this.before(item);
    const there = this.#items[at];
    if (there !== undefined && this.#order(there, item) === 0) this.#items.splice(at, 1);
  }

  before(place: Place): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#items[middle];
      if (there !== undefined && this.#order(there, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
