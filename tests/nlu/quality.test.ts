import assert from 'node:assert/strict';
import { readCorpus } from '../../nlu/train/corpus.ts';
import { scoreOf } from '../../nlu/train/measure.ts';
import {
  type Answered,
  answerAll,
  exactness,
  falseMajor,
  intentScore,
  readMeasuringSet,
  urgencyPairs,
} from '../../nlu/train/measuring-set.ts';
import { createUnderstand } from '../../nlu/understand.ts';

/** Our own labelled set (measuring-set.jsonl), never trained on. Floors lie a little under what is reached. */
const set = readMeasuringSet(new URL('./measuring-set.jsonl', import.meta.url));
const answered = answerAll(set, createUnderstand());
const urgencyScore = (some: readonly Answered[]) => scoreOf(urgencyPairs(some));
const atLeast = (score: number, floor: number) => assert.ok(score >= floor, `${score} < ${floor}`);

describe('Understanding of the measuring set', () => {
  const urgency = urgencyScore(answered);
  const recall = (label: string) => urgency.classes.find((c) => c.label === label)?.recall ?? 0;

  it('finds the intent', () => atLeast(intentScore(answered).macroF1, 0.93));
  it('finds the urgency of reports', () => atLeast(urgency.macroF1, 0.9));
  it('misses hardly a major complaint', () => atLeast(recall('major'), 0.93));
  it('misses hardly a danger', () => atLeast(recall('urgent'), 0.92));
  it('seldom calls a general report major', () => atLeast(0.03, falseMajor(answered)));

  it('understands traditional characters as well as simplified ones', () => {
    const by = (lang: string) => answered.filter(({ truth }) => truth.lang === lang);
    for (const score of [intentScore, urgencyScore])
      atLeast(score(by('zh-Hant')).accuracy, score(by('zh-Hans')).accuracy - 0.01);
  });

  it('understands the telephone nearly as well as the chat', () => {
    const voice = answered.filter(({ truth }) => truth.channel === 'voice');
    const chat = answered.filter(({ truth }) => truth.channel !== 'voice');
    for (const score of [intentScore, urgencyScore])
      atLeast(score(voice).accuracy, score(chat).accuracy - 0.04);
  });

  it('has learned from none of it', () => {
    const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const learned = readCorpus(new URL('../../nlu/train/corpus/', import.meta.url));
    const known = new Set(learned.map(({ text }) => plain(text)));
    const seen = set.filter(({ text }) => plain(text).length > 6 && known.has(plain(text)));
    assert.deepEqual(
      seen.map(({ id }) => id),
      [],
    );
  });

  it('reads telephone and ticket numbers exactly and invents none', () => {
    for (const name of ['phone', 'ticketNo'] as const) {
      const { labelled, exact, invented } = exactness(answered, name);
      atLeast(exact / labelled, 0.97);
      assert.equal(invented, 0);
    }
  });

  it('is right when it is sure', () => {
    const sure = answered.filter(({ given }) => given.sure);
    const right = sure.filter(({ truth, given }) => truth.intent === given.intent);
    atLeast(right.length / sure.length, 0.95);
  });
});
