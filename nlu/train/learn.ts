import { SparseClassifier } from '../classifier/classifier.ts';
import { type Head, heads, type TrainedHead } from '../classifier/model.ts';
import { probabilities } from '../classifier/quantised.ts';
import { LinearSvm, seededRandom } from '../classifier/svm.ts';
import { Vocabulary } from '../classifier/vocabulary.ts';
import { perceive } from '../perceive.ts';
import type { Sample } from './corpus.ts';

export interface Learned {
  readonly vocabulary: Vocabulary;
  readonly heads: Readonly<Record<Head, TrainedHead>>;
  readonly machines: Readonly<Record<Head, LinearSvm>>;
}

/** A sample with its tokens, computed once for all folds. */
export interface Prepared {
  readonly sample: Sample;
  readonly tokens: string[];
}

export function prepare(samples: readonly Sample[]): Prepared[] {
  return samples.map((sample) => ({ sample, tokens: perceive(sample.text).tokens(sample.asked) }));
}

/** Which label a sample teaches each head; undefined if it teaches none. */
export const taught: Readonly<Record<Head, (sample: Sample) => string | undefined>> = {
  intent: (s) => s.intent,
  urgency: (s) => (s.intent === 'report' ? s.urgency : undefined),
  also: (s) => (s.urgency === 'major' ? String(s.also) : undefined),
  rush: (s) => (s.intent === 'booking' ? String(s.urgency === 'urgent') : undefined),
  kind: (s) => (s.intent === 'report' ? s.kind : undefined),
  line: (s) => s.line,
  polarity: (s) => s.polarity,
};

const settings: Readonly<Record<Head, { cost: number; balance: number }>> = {
  intent: { cost: 1, balance: 0.6 },
  urgency: { cost: 1, balance: 0.5 },
  also: { cost: 0.6, balance: 0.5 },
  rush: { cost: 1, balance: 0.5 },
  kind: { cost: 0.5, balance: 0.3 },
  line: { cost: 0.5, balance: 0.3 },
  polarity: { cost: 1, balance: 0.3 },
};

/** Trains every head; `temperatures` come from cross-validation, 1 where not yet known. */
export function learn(
  prepared: readonly Prepared[],
  temperatures: Partial<Record<Head, number>> = {},
  wanted: readonly Head[] = heads,
): Learned {
  const vocabulary = Vocabulary.of(
    prepared.map(({ tokens }) => tokens),
    2,
  );
  const trained = {} as Record<Head, TrainedHead>;
  const machines = {} as Record<Head, LinearSvm>;
  for (const head of wanted) {
    const svm = new LinearSvm({ emphasis: vocabulary.emphasis, epochs: 12, ...settings[head] });
    const classifier = new SparseClassifier(svm, vocabulary);
    for (const { sample, tokens } of prepared) {
      const label = taught[head](sample);
      if (label !== undefined) classifier.addDocument(tokens, label);
    }
    classifier.train();
    machines[head] = svm;
    trained[head] = {
      labels: svm.labels,
      weights: svm.weights,
      temperature: temperatures[head] ?? 1,
    };
  }
  return { vocabulary, heads: trained, machines };
}

/** One sample judged by a model that has not seen it. */
export interface Judged {
  readonly prepared: Prepared;
  readonly margins: Readonly<Partial<Record<Head, Float64Array>>>;
}

/** Deals the samples into folds and lets each fold be judged by a model of the others. */
export function crossValidate(
  prepared: readonly Prepared[],
  folds: number,
  wanted: readonly Head[] = heads,
): { judged: Judged[]; labels: Readonly<Record<Head, readonly string[]>> } {
  const random = seededRandom(folds);
  const fold = prepared.map(() => Math.floor(random() * folds));
  const judged: Judged[] = [];
  let labels = {} as Record<Head, readonly string[]>;
  for (let k = 0; k < folds; k++) {
    const learned = learn(
      prepared.filter((_, i) => fold[i] !== k),
      {},
      wanted,
    );
    labels = Object.fromEntries(
      wanted.map((head) => [head, learned.heads[head].labels]),
    ) as typeof labels;
    for (const one of prepared.filter((_, i) => fold[i] === k)) {
      const features = learned.vocabulary.numbers(one.tokens);
      const margins = Object.fromEntries(
        wanted.map((head) => [head, learned.machines[head].margins(features)]),
      );
      judged.push({ prepared: one, margins });
    }
  }
  return { judged, labels };
}

/** The temperature under which the true labels are most likely. */
export function fitTemperature(
  judged: readonly Judged[],
  head: Head,
  labels: readonly string[],
): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let temperature = 0.5; temperature <= 12; temperature += 0.25) {
    let loss = 0;
    for (const { prepared, margins } of judged) {
      const truth = labels.indexOf(taught[head](prepared.sample) ?? '');
      const own = margins[head];
      if (truth < 0 || own === undefined) continue;
      loss -= Math.log(Math.max(1e-12, probabilities(own, temperature)[truth] as number));
    }
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}
