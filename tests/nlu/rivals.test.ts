import assert from 'node:assert/strict';
import type { Sample } from '../../nlu/train/corpus.ts';
import type { Measured } from '../../nlu/train/measuring-set.ts';
import { rivalsOn } from '../../nlu/train/rivals.ts';

const said = [
  ['the tap is leaking', 'report'],
  ['水龙头在漏水', 'report'],
  ['thank you, goodbye', 'thanks_bye'],
  ['谢谢，再见', 'thanks_bye'],
] as const;
const corpus = said.map(
  ([text, intent]): Sample => ({
    text,
    intent,
    also: false,
    channel: 'chat',
    lang: 'en',
    at: text,
  }),
);
const set = said.map(
  ([text, intent]): Measured => ({
    ...{ id: text, text, intent, lang: 'en', channel: 'chat' },
    ...{ urgency: null, entities: {}, hard: [] },
  }),
);

describe('The classifiers we compare ourselves with', () => {
  it('are taught and asked the same, and one that is not installed is named, not scored', async () => {
    const rivals = await rivalsOn(corpus, set);
    const score = (name: string) => rivals.find((each) => each.name.startsWith(name))?.macroF1;
    assert.equal(score('natural Bayes, characters'), 1);
    assert.deepEqual(
      rivals.map(({ name }) => name.split(/[ ,]/)[0]),
      ['natural', 'natural', 'node-nlp'],
    );
    const installed = canFind('node-nlp');
    assert.equal(score('node-nlp') !== undefined, installed);
  }).timeout(60_000);
});

function canFind(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
