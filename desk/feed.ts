import type { Row } from './board-row.ts';

/** What those who watch are told: a ticket changed, or something was said in a conversation. */
export type News =
  | { readonly row: Row; readonly before: Row | undefined }
  | { readonly said: string };

/** News with the mark after which whoever has read it goes on. */
export type Marked = News & { readonly mark: string };

export interface Following {
  /** What came after the mark; undefined: nobody knows, it is too long ago or before a restart. */
  readonly missed: readonly Marked[] | undefined;
  /** After all that. */
  readonly mark: string;
  stop(): void;
}

/** The newest of what happened, numbered, so that who was away for a moment misses nothing. */
export class Feed {
  readonly #life: string;
  readonly #most: number;
  readonly #listeners = new Set<(news: Marked) => void>();
  #kept: Marked[] = [];
  #count = 0;

  /** `life` names this run of the program: marks of an earlier one say nothing. */
  constructor(life: string, most = 5000) {
    this.#life = life;
    this.#most = most;
  }

  tell(news: News): void {
    this.#count += 1;
    const marked = { ...news, mark: `${this.#life}.${this.#count}` };
    this.#kept.push(marked);
    // Cut seldom: moving the whole list for each would cost more than it keeps.
    if (this.#kept.length > 2 * this.#most) this.#kept = this.#kept.slice(-this.#most);
    for (const listener of this.#listeners) listener(marked);
  }

  /** The listener hears whatever happens from now on. */
  follow(after: string | undefined, listener: (news: Marked) => void): Following {
    this.#listeners.add(listener);
    return {
      missed: this.#since(after),
      mark: `${this.#life}.${this.#count}`,
      stop: () => void this.#listeners.delete(listener),
    };
  }

  #since(after: string | undefined): readonly Marked[] | undefined {
    const [, life, count] = /^([\w-]{1,64})\.(\d{1,15})$/.exec(after ?? '') ?? [];
    if (life !== this.#life) return undefined;
    const missed = this.#count - Number(count);
    if (missed < 0 || missed > this.#kept.length) return undefined;
    return missed === 0 ? [] : this.#kept.slice(-missed);
  }
}
