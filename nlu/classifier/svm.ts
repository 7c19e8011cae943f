import type { Learner } from 'natural/lib/natural/classifiers/classifier.js';

export interface SvmOptions {
  /** How much each feature counts beside the others. */
  readonly emphasis: Float32Array;
  /** Cost of a training error; larger fits closer. */
  readonly cost: number;
  readonly epochs: number;
  /** 0: every utterance weighs the same; 1: every class does. */
  readonly balance: number;
}

interface Example {
  readonly features: Int32Array;
  readonly label: string;
  /** Makes every utterance as long as every other: 1 in all. */
  readonly scale: number;
}

/** Linear support vector machine, one class against the rest, by dual coordinate descent. */
export class LinearSvm implements Learner<Int32Array> {
  labels: string[] = [];
  /** Per class: one weight per feature, the intercept last. */
  weights: Float32Array[] = [];
  readonly #examples: Example[] = [];
  readonly #options: SvmOptions;

  constructor(options: SvmOptions) {
    this.#options = options;
  }

  addExample(features: Int32Array, label: string): void {
    this.#examples.push({ features, label, scale: unitScale(features, this.#options.emphasis) });
  }

  train(): void {
    const counts = Map.groupBy(this.#examples, (example) => example.label);
    this.labels = [...counts.keys()].sort();
    const mean = this.#examples.length / this.labels.length;
    this.weights = this.labels.map((label) => {
      const share = mean / (counts.get(label)?.length ?? 1);
      return this.#separate(label, this.#options.cost * share ** this.#options.balance);
    });
  }

  /** Margins, best first; calibration turns them into probabilities. */
  getClassifications(features: Int32Array): { label: string; value: number }[] {
    const margins = this.margins(features);
    return this.labels
      .map((label, c) => ({ label, value: margins[c] as number }))
      .sort((a, b) => b.value - a.value);
  }

  /** One per label, in the order of the labels. */
  margins(features: Int32Array): Float64Array {
    const { emphasis } = this.#options;
    const scale = unitScale(features, emphasis);
    return Float64Array.from(this.weights, (weights) => dot(weights, features, emphasis, scale));
  }

  classify(features: Int32Array): string {
    return this.getClassifications(features)[0]?.label ?? '';
  }

  #separate(label: string, cost: number): Float32Array {
    const { emphasis, epochs } = this.#options;
    const weights = new Float32Array(emphasis.length + 1);
    const alphas = new Float64Array(this.#examples.length);
    const order = Uint32Array.from({ length: this.#examples.length }, (_, i) => i);
    const random = seededRandom(order.length + label.length);
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      for (const i of order) {
        const example = this.#examples[i] as Example;
        const side = example.label === label ? 1 : -1;
        // A single class's own examples carry its weight; the rest count plainly.
        const soft = 0.5 / (side > 0 ? cost : this.#options.cost);
        descend(weights, emphasis, example, side, soft, alphas, i);
      }
    }
    return weights;
  }
}

/** One step of the dual problem with squared hinge loss (Hsieh et al. 2008). */
function descend(
  weights: Float32Array,
  emphasis: Float32Array,
  { features, scale }: Example,
  side: number,
  soft: number,
  alphas: Float64Array,
  i: number,
): void {
  const alpha = alphas[i] as number;
  const gradient = side * dot(weights, features, emphasis, scale) - 1 + soft * alpha;
  const next = Math.max(0, alpha - gradient / (2 + soft));
  if (next === alpha) return;
  const step = (next - alpha) * side;
  alphas[i] = next;
  for (const feature of features) {
    weights[feature] = (weights[feature] as number) + step * scale * (emphasis[feature] as number);
  }
  const intercept = weights.length - 1;
  weights[intercept] = (weights[intercept] as number) + step;
}

function dot(
  weights: Float32Array,
  features: Int32Array,
  emphasis: Float32Array,
  scale: number,
): number {
  let sum = 0;
  for (const feature of features)
    sum += (weights[feature] as number) * (emphasis[feature] as number);
  return sum * scale + (weights[weights.length - 1] as number);
}

export function unitScale(features: Int32Array, emphasis: Float32Array): number {
  let squares = 0;
  for (const feature of features) squares += (emphasis[feature] as number) ** 2;
  return squares === 0 ? 0 : 1 / Math.sqrt(squares);
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
}

/** The same numbers every time: a trained model can be reproduced. */
export function seededRandom(seed: number): () => number {
  let state = seed + 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
