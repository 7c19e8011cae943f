import { SparseClassifier } from '../classifier/classifier.ts';
import { seededRandom } from '../classifier/svm.ts';
import { Vocabulary } from '../classifier/vocabulary.ts';
import { perceive } from '../perceive.ts';
import { NaturalBayes } from './bayes.ts';
import type { Sample } from './corpus.ts';
import { scoreOf } from './measure.ts';
import type { Measured } from './measuring-set.ts';

/** How well another classifier, taught the same corpus, finds the intents of the same set. */
export interface Rival {
  readonly name: string;
  /** 0–1; undefined if it is not installed. */
  readonly macroF1: number | undefined;
}

export async function rivalsOn(
  corpus: readonly Sample[],
  set: readonly Measured[],
): Promise<Rival[]> {
  const told = corpus.map(({ text, asked, lang, intent }) => turn(text, asked, lang, intent));
  const heard = set.map(({ text, context, lang, intent }) => turn(text, context, lang, intent));
  const words = (text: string) => text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
  const ours = (text: string) =>
    perceive(text)
      .tokens(undefined)
      .filter((token) => /^(?:[\u4e00-\u9fff]{1,2}|w:\S+)$/.test(token));
  return [
    { name: 'natural Bayes, its own tokens', macroF1: bayes(told, heard, words) },
    { name: 'natural Bayes, characters 1+2 and words', macroF1: bayes(told, heard, ours) },
    { name: nodeNlp, macroF1: await nlpjs(told, heard) },
  ];
}

interface Turn {
  readonly text: string;
  readonly lang: string;
  readonly intent: string;
}

/** Who hears no context cannot know what "1" means, so the question goes before the answer as a word. */
function turn(text: string, asked: string | undefined, lang: string, intent: string): Turn {
  return { text: asked ? `${asked.replaceAll('_', '')} ${text}` : text, lang, intent };
}

function bayes(
  corpus: readonly Turn[],
  set: readonly Turn[],
  tokens: (text: string) => string[],
): number {
  const documents = corpus.map(({ text }) => tokens(text));
  const classifier = new SparseClassifier(new NaturalBayes(0.1), Vocabulary.of(documents, 1));
  for (const [i, { intent }] of corpus.entries())
    classifier.addDocument(documents[i] ?? [], intent);
  classifier.train();
  const pairs = set.map(({ intent, text }) => ({
    truth: intent,
    given: classifier.classify(tokens(text)),
  }));
  return scoreOf(pairs).macroF1;
}

/** Ten times the size of our own dependencies, so it is measured only where somebody installed it. */
const nodeNlp = 'node-nlp';

interface NlpManager {
  addDocument(language: string, text: string, intent: string): void;
  train(): Promise<unknown>;
  process(language: string, text: string): Promise<{ readonly intent: string }>;
}

async function nlpjs(corpus: readonly Turn[], set: readonly Turn[]): Promise<number | undefined> {
  const manager = await createManager();
  if (manager === undefined) return undefined;
  // What it learns depends on the order, and a corpus is written intent by intent.
  for (const { lang, text, intent } of shuffled(corpus))
    manager.addDocument(spoken(lang), text, intent);
  await manager.train();
  const pairs = [];
  for (const { lang, text, intent } of set) {
    const { intent: given } = await manager.process(spoken(lang), text);
    pairs.push({ truth: intent, given: given === 'None' ? 'other' : given });
  }
  return scoreOf(pairs).macroF1;
}

const spoken = (lang: string) => (lang === 'en' ? 'en' : 'zh');

async function createManager(): Promise<NlpManager | undefined> {
  try {
    const { NlpManager } = await import(nodeNlp);
    return new NlpManager({
      languages: ['zh', 'en'],
      autoSave: false,
      autoLoad: false,
      forceNER: false,
      nlu: { log: false },
    });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw fault;
  }
}

function shuffled<T>(corpus: readonly T[]): T[] {
  const random = seededRandom(1);
  return corpus
    .map((sample) => ({ sample, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ sample }) => sample);
}
