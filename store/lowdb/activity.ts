/** Knows what is under way, so that a backup can hold everything still and closing can wait. */
export class Activity {
  readonly #underWay = new Set<Promise<unknown>>();
  #stillness: Promise<unknown> | undefined;

  async run<T>(work: () => Promise<T>): Promise<T> {
    while (this.#stillness !== undefined) await this.#stillness;
    return this.follow(work());
  }

  /** Counts as under way what was begun by something under way. */
  follow<T>(doing: Promise<T>): Promise<T> {
    this.#underWay.add(doing);
    const done = () => this.#underWay.delete(doing);
    doing.then(done, done);
    return doing;
  }

  /** Runs `work` while nothing else is under way; what comes meanwhile waits. */
  async still<T>(work: () => Promise<T>): Promise<T> {
    while (this.#stillness !== undefined) await this.#stillness;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#stillness = promise;
    try {
      while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
      return await work();
    } finally {
      this.#stillness = undefined;
      resolve();
    }
  }
}
