/** Numbers the tokens that a model knows. Unknown tokens are skipped. */
export class Vocabulary {
  readonly tokens: readonly string[];
  readonly #numbers = new Map<string, number>();

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
    for (const [number, token] of tokens.entries()) this.#numbers.set(token, number);
  }

  /** Every token that at least `often` documents have, in a reproducible order. */
  static of(documents: readonly (readonly string[])[], often: number): Vocabulary {
    const counts = new Map<string, number>();
    for (const document of documents) {
      for (const token of document) counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    const kept = [...counts].filter(([, count]) => count >= often).map(([token]) => token);
    return new Vocabulary(kept.sort());
  }

  get size(): number {
    return this.tokens.length;
  }

  numbers(tokens: readonly string[]): Int32Array {
    const known = new Int32Array(tokens.length);
    let count = 0;
    for (const token of tokens) {
      const number = this.#numbers.get(token);
      if (number !== undefined) known[count++] = number;
    }
    return known.subarray(0, count);
  }
}
