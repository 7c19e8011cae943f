import { readCorpus } from '../nlu/train/corpus.ts';
import { createUnderstand } from '../nlu/understand.ts';
import { type Effort, type Figures, measure } from './measure.ts';

/** The understanding alone, on what customers say in three languages. Loading it is timed too. */
export async function understanding(effort: Effort): Promise<Figures> {
  const started = performance.now();
  const understand = createUnderstand();
  understand('厨房地面没擦干净', { now: started, language: 'zh-Hans' });
  const loaded = performance.now() - started;
  const said = readCorpus(new URL('../nlu/train/corpus/', import.meta.url)).map(({ text }) => text);
  const now = Date.now();
  let n = 0;
  // The golden ratio strides through all of them with languages and intents well mixed.
  const next = () => {
    const text = said[Math.floor(((n++ * 0.618_034) % 1) * said.length)] ?? '';
    return understand(text, { now, language: 'zh-Hans' });
  };
  const figures = await measure(next, effort);
  const remark = `Model and rules are ready ${loaded.toFixed(0)} ms after their files are.`;
  return { ...figures, remark };
}
