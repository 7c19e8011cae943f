/** One holder per name at a time, first come, first served. */
export class Locks {
  readonly #tails = new Map<string, Promise<void>>();

  /**
   * Resolves to the release once all names are free. A place in every queue is taken in one step,
   * so two holders of several names can never wait for each other.
   */
  async hold(names: readonly string[]): Promise<() => void> {
    const { promise: mine, resolve: free } = Promise.withResolvers<void>();
    const distinct = new Set(names);
    const before: Promise<void>[] = [];
    for (const name of distinct) {
      const tail = this.#tails.get(name);
      if (tail !== undefined) before.push(tail);
      this.#tails.set(name, mine);
    }
    if (before.length > 0) await Promise.all(before);
    return () => {
      for (const name of distinct) if (this.#tails.get(name) === mine) this.#tails.delete(name);
      free();
    };
  }
}
