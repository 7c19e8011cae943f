import { mkdirSync, writeFileSync } from 'node:fs';
import { type Head, heads, writeModel } from '../classifier/model.ts';
import { readCorpus } from './corpus.ts';
import { crossValidate, fitTemperature, learn, prepare } from './learn.ts';

const folder = new URL('../', import.meta.url);
const began = performance.now();
const prepared = prepare(readCorpus(new URL('train/corpus/', folder)));
const { judged, labels } = crossValidate(prepared, 4);
const temperatures = Object.fromEntries(
  heads.map((head: Head) => [head, fitTemperature(judged, head, labels[head])]),
);
const learned = learn(prepared, temperatures);
mkdirSync(new URL('model/', folder), { recursive: true });
const file = writeModel(learned.vocabulary, learned.heads);
writeFileSync(new URL('model/model.bin', folder), file);
process.stdout.write(
  `${prepared.length} utterances, ${learned.vocabulary.size} tokens, ` +
    `${(file.length / 1e6).toFixed(2)} MB, ${((performance.now() - began) / 1000).toFixed(1)} s\n`,
);
