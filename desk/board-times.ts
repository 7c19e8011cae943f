import type { Span } from './periods.ts';
import type { Instant } from './words.ts';

/**
 * When every ticket there is was registered and last changed, so that nobody opens all of them for those of one month.
 * Two numbers and a name each: a hundred thousand tickets are about ten megabytes.
 */
export class Times {
  /** In the order they became known; where their times stand. */
  readonly #places = new Map<string, number>();
  #registered = new Float64Array(64);
  #changed = new Float64Array(64);

  /** News may come late: a ticket never seems to have changed earlier than was known. */
  put(no: string, registeredAt: Instant, changedAt: Instant): void {
    const known = this.#places.get(no);
    const place = known ?? this.#places.size;
    if (known === undefined) {
      this.#places.set(no, place);
      if (place === this.#changed.length) this.#grow();
    }
    this.#registered[place] = registeredAt;
    this.#changed[place] = Math.max(changedAt, this.#changed[place] ?? changedAt);
  }

  /** Whatever something may have happened to in this span: registered before its end, changed since it began. */
  within({ since, until }: Span): string[] {
    return this.#where((registered, changed) => registered < until && changed >= since);
  }

  registeredIn({ since, until }: Span): string[] {
    return this.#where((registered) => registered < until && registered >= since);
  }

  #where(test: (registered: Instant, changed: Instant) => boolean): string[] {
    const found: string[] = [];
    for (const [no, place] of this.#places)
      if (test(this.#registered[place] ?? 0, this.#changed[place] ?? 0)) found.push(no);
    return found;
  }

  #grow(): void {
    this.#registered = twiceAsLong(this.#registered);
    this.#changed = twiceAsLong(this.#changed);
  }
}

function twiceAsLong(times: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(times.length * 2);
  longer.set(times);
  return longer;
}
