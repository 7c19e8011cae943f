/** Everyone who asks while one fsync runs shares the next: it covers what all of them did before. */
export class SharedRuns {
  readonly #runs = new Map<string, Run>();

  run(name: string, work: () => Promise<void>): Promise<void> {
    const current = this.#runs.get(name);
    if (!current) return this.#start(name, work);
    const start = () => this.#start(name, work);
    current.next ??= current.running.then(start, start);
    return current.next;
  }

  #start(name: string, work: () => Promise<void>): Promise<void> {
    const run: Run = { running: work() };
    this.#runs.set(name, run);
    const done = () => {
      if (!run.next) this.#runs.delete(name);
    };
    run.running.then(done, done);
    return run.running;
  }
}

interface Run {
  readonly running: Promise<void>;
  next?: Promise<void>;
}
