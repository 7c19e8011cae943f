import { readFileSync } from 'node:fs';
import { type Head, heads, readModel, writeModel } from '../classifier/model.ts';
import { seededRandom } from '../classifier/svm.ts';
import { understandBy } from '../understand.ts';
import type { Sample } from './corpus.ts';
import { learn, prepare } from './learn.ts';
import { type Answered, answerAll, type Measured } from './measuring-set.ts';

/**
 * The corpus judged by everything we have, rules included, each utterance by a model that has not
 * seen it: what thresholds and word lists may be chosen on, and its mistakes may be read.
 */
export function crossAnswers(samples: readonly Sample[], folds: number): Answered[] {
  const prepared = prepare(samples);
  const random = seededRandom(folds);
  const fold = prepared.map(() => Math.floor(random() * folds));
  const temperatures = shippedTemperatures();
  const answered: Answered[] = [];
  for (let k = 0; k < folds; k++) {
    const others = prepared.filter((_, i) => fold[i] !== k);
    const { vocabulary, heads: trained } = learn(others, temperatures);
    const understand = understandBy(readModel(writeModel(vocabulary, trained)));
    const own = samples.filter((_, i) => fold[i] === k).map(measured);
    answered.push(...answerAll(own, understand));
  }
  return answered;
}

function shippedTemperatures(): Record<Head, number> {
  const model = readModel(readFileSync(new URL('../model/model.bin', import.meta.url)));
  return Object.fromEntries(heads.map((head) => [head, model.learned[head].temperature])) as Record<
    Head,
    number
  >;
}

function measured({ at, text, lang, channel, intent, tag, ...labels }: Sample): Measured {
  const { urgency, also, polarity, asked } = labels;
  return {
    id: at,
    text,
    lang,
    channel,
    intent,
    urgency: urgency ?? null,
    alsoUrgent: also,
    ...(polarity && { surveyPolarity: polarity }),
    entities: {},
    hard: tag ? [tag] : [],
    ...(asked && { context: asked }),
  };
}
