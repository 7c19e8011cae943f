/** `npm run nlu:train`: corpus in, model out, the same every time. `--pinyin` renews the table of sounds first. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Head, heads, writeModel } from '../classifier/model.ts';
import { readCorpus } from './corpus.ts';

const folder = new URL('../', import.meta.url);
const began = performance.now();

// The table is read when learning is loaded, so it is written before.
if (process.argv.includes('--pinyin')) {
  const { writePinyinTable } = await import('./pinyin.ts');
  writePinyinTable(new URL('data/pinyin.json', folder));
}
const { crossValidate, fitTemperature, learn, prepare } = await import('./learn.ts');

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
