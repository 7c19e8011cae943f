import assert from 'node:assert/strict';
import { scoreOf } from '../../nlu/train/measure.ts';
import {
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
const atLeast = (score: number, floor: number) => assert.ok(score >= floor, `${score} < ${floor}`);

describe('Understanding of the measuring set', () => {
  const urgency = scoreOf(urgencyPairs(answered));
  const recall = (label: string) => urgency.classes.find((c) => c.label === label)?.recall ?? 0;

  it('finds the intent', () => atLeast(intentScore(answered).macroF1, 0.93));
  it('finds the urgency of reports', () => atLeast(urgency.macroF1, 0.9));
  it('misses hardly a major complaint', () => atLeast(recall('major'), 0.93));
  it('misses hardly a danger', () => atLeast(recall('urgent'), 0.9));
  it('seldom calls a general report major', () => atLeast(0.05, falseMajor(answered)));

  it('understands traditional characters as well as simplified ones', () => {
    const by = (lang: string) => intentScore(answered.filter(({ truth }) => truth.lang === lang));
    atLeast(by('zh-Hant').accuracy, by('zh-Hans').accuracy - 0.01);
  });

  it('understands the telephone nearly as well as the chat', () => {
    const voice = answered.filter(({ truth }) => truth.channel === 'voice');
    const chat = answered.filter(({ truth }) => truth.channel !== 'voice');
    atLeast(intentScore(voice).accuracy, intentScore(chat).accuracy - 0.04);
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
