/** Numbers the tokens that a model knows. Unknown tokens are skipped. */
export class Vocabulary {
  readonly tokens: readonly string[];
  /** How much each token counts beside the others. */
  readonly emphasis: Float32Array;
  readonly #numbers = new Map<string, number>();

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
    this.emphasis = Float32Array.from(tokens, emphasisOf);
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

/** Long, overlapping and guessed tokens are many and repeat the others, so each of them counts little. */
function emphasisOf(token: string): number {
  return repeating.test(token) ? 0.3 : 1;
}

/** Chinese triples, pairs of sounds, letters of English words. */
const repeating = /^(?:[\u4e00-\u9fff]{3}|[\ue000-\uf8ff]{2}|[a-z_']{3,5})$/;
