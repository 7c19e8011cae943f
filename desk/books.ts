/** What is remembered beside tickets and people: named pages, each a value that JSON can hold. */
export interface Books {
  /** undefined if there is no such page. */
  page(name: string): Promise<Page | undefined>;
  /** Durable when it resolves. All or nothing: false, and nothing is changed, if a page is not as it was read. */
  save(changes: readonly PageChange[]): Promise<boolean>;
}

export interface Page {
  readonly value: unknown;
  readonly rev: number;
}

export interface PageChange {
  readonly name: string;
  /** undefined: the page goes. */
  readonly value: unknown;
  /** The revision that was read; `absent` if there was none; `any` if it does not matter. */
  readonly rev: number | 'absent' | 'any';
}

/** A page of a known kind: whoever writes it here is the only one who does. */
export async function read<T>(books: Books, name: string): Promise<T | undefined> {
  return (await books.page(name))?.value as T | undefined;
}

/** Edits a page until nobody was faster; resolves with what it holds then. An edit that returns what it got saves nothing. */
export async function edit<T>(
  books: Books,
  name: string,
  change: (before: T | undefined) => T | undefined,
): Promise<T | undefined> {
  for (let tries = 1; ; tries++) {
    const page = await books.page(name);
    const before = page?.value as T | undefined;
    const value = change(before);
    if (value === before) return before;
    if (await books.save([{ name, value, rev: page?.rev ?? 'absent' }])) return value;
    if (tries === mostTries) throw new Error(`The page ${name} changes faster than it can be read`);
  }
}

const mostTries = 100;
