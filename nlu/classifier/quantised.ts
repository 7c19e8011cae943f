import type { Learner } from 'natural/lib/natural/classifiers/classifier.js';
import { unitScale } from './svm.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A trained linear classifier as it is shipped: one signed byte per feature and class. Cannot learn. */
export class QuantisedLinear implements Learner<Int32Array> {
  readonly labels: readonly string[];
  readonly #emphasis: Float32Array;
  readonly #weights: Int8Array;
  readonly #scales: readonly number[];
  readonly #intercepts: readonly number[];
  /** Turns margins into probabilities. */
  readonly temperature: number;

  constructor(
    vocabulary: Vocabulary,
    labels: readonly string[],
    weights: Int8Array,
    scales: readonly number[],
    intercepts: readonly number[],
    temperature: number,
  ) {
    this.labels = labels;
    this.#emphasis = vocabulary.emphasis;
    this.#weights = weights;
    this.#scales = scales;
    this.#intercepts = intercepts;
    this.temperature = temperature;
  }

  addExample(): void {
    throw new Error('a shipped model does not learn; run npm run nlu:train');
  }

  train(): void {
    this.addExample();
  }

  /** Calibrated probabilities, best first. */
  getClassifications(features: Int32Array): { label: string; value: number }[] {
    const chances = probabilities(this.margins(features), this.temperature);
    return this.labels
      .map((label, c) => ({ label, value: chances[c] as number }))
      .sort((a, b) => b.value - a.value);
  }

  classify(features: Int32Array): string {
    return this.getClassifications(features)[0]?.label ?? '';
  }

  margins(features: Int32Array): Float64Array {
    const classes = this.labels.length;
    const sums = new Float64Array(classes);
    for (const feature of features) {
      const row = feature * classes;
      const emphasis = this.#emphasis[feature] as number;
      for (let c = 0; c < classes; c++) {
        sums[c] = (sums[c] as number) + (this.#weights[row + c] as number) * emphasis;
      }
    }
    const scale = unitScale(features, this.#emphasis);
    return sums.map(
      (sum, c) => sum * (this.#scales[c] as number) * scale + (this.#intercepts[c] as number),
    );
  }

  /** How much one feature speaks for a class. */
  weight(feature: number, label: string): number {
    const c = this.labels.indexOf(label);
    return c < 0
      ? 0
      : (this.#weights[feature * this.labels.length + c] as number) * (this.#scales[c] as number);
  }
}

export function probabilities(margins: Float64Array, temperature: number): Float64Array {
  const peak = Math.max(...margins);
  const raised = margins.map((margin) => Math.exp((margin - peak) * temperature));
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / sum);
}
