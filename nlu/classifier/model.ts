import { SparseClassifier } from './classifier.ts';
import { QuantisedLinear } from './quantised.ts';
import { Vocabulary } from './vocabulary.ts';

/** Everything learned: one vocabulary, and a linear classifier per question asked of an utterance. */
export interface Model {
  readonly vocabulary: Vocabulary;
  readonly heads: Readonly<Record<Head, SparseClassifier>>;
  /** The weights behind each head, for reasons. */
  readonly learned: Readonly<Record<Head, QuantisedLinear>>;
}

export const heads = ['intent', 'urgency', 'also', 'rush', 'kind', 'line', 'polarity'] as const;
export type Head = (typeof heads)[number];

/** One head as trained, before it is written. `temperature` turns margins into probabilities. */
export interface TrainedHead {
  readonly labels: readonly string[];
  readonly weights: readonly Float32Array[];
  readonly temperature: number;
}

interface Header {
  readonly tokens: string;
  readonly heads: Readonly<
    Record<Head, { labels: string[]; scales: number[]; intercepts: number[]; temperature: number }>
  >;
}

/** Length of the header, header as JSON, then per head one signed byte per feature and class. */
export function writeModel(
  vocabulary: Vocabulary,
  trained: Readonly<Record<Head, TrainedHead>>,
): Buffer {
  const described = {} as Record<Head, Header['heads'][Head]>;
  const bodies: Buffer[] = [];
  for (const head of heads) {
    const { labels, weights, temperature } = trained[head];
    const scales = weights.map((row) => largest(row.subarray(0, vocabulary.size)) / 127);
    const intercepts = weights.map((row) => row[vocabulary.size] as number);
    const body = Buffer.alloc(vocabulary.size * labels.length);
    for (const [c, row] of weights.entries()) {
      for (let f = 0; f < vocabulary.size; f++) {
        body.writeInt8(
          Math.round((row[f] as number) / (scales[c] as number)),
          f * labels.length + c,
        );
      }
    }
    described[head] = { labels: [...labels], scales, intercepts, temperature };
    bodies.push(body);
  }
  const header: Header = { tokens: vocabulary.tokens.join('\n'), heads: described };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, json, ...bodies]);
}

export function readModel(file: Buffer): Model {
  const length = file.readUInt32LE(0);
  const header: Header = JSON.parse(file.toString('utf8', 4, 4 + length));
  const vocabulary = new Vocabulary(header.tokens.split('\n'));
  let at = 4 + length;
  const learned = {} as Record<Head, QuantisedLinear>;
  const classifiers = {} as Record<Head, SparseClassifier>;
  for (const head of heads) {
    const { labels, scales, intercepts, temperature } = header.heads[head];
    const size = vocabulary.size * labels.length;
    const weights = new Int8Array(file.buffer, file.byteOffset + at, size);
    learned[head] = new QuantisedLinear(
      vocabulary,
      labels,
      weights,
      scales,
      intercepts,
      temperature,
    );
    classifiers[head] = new SparseClassifier(learned[head], vocabulary);
    at += size;
  }
  return { vocabulary, heads: classifiers, learned };
}

function largest(row: Float32Array): number {
  let max = 1e-9;
  for (const weight of row) max = Math.max(max, Math.abs(weight));
  return max;
}
