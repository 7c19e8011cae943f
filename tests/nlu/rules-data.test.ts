import assert from 'node:assert/strict';
import { checked } from '../../nlu/data/checked.ts';
import rules from '../../nlu/data/rules.json' with { type: 'json' };
import { pattern } from '../../nlu/urgency/pattern.ts';
import { rulesShape } from '../../nlu/urgency/rules.ts';

const load = (raw: unknown) => () => checked('rules.json', rulesShape, raw);
const [first, second] = rules;

describe('Rules that a person may edit are checked when they are loaded', () => {
  it('the shipped ones are sound', () => assert.ok(load(rules)().length > 10));

  const faults: readonly (readonly [string, unknown, RegExp])[] = [
    [
      'an id used twice',
      [first, { ...second, id: first?.id }],
      /rules\.json.*\n.*1\.id.*used twice/,
    ],
    ['an unknown lexicon', [{ ...first, all: ['no-such'] }], /0\.all\.0.*no lexicon "no-such"/],
    ['an unknown level', [{ ...first, level: 'grave' }], /0\.level/],
    ['a missing language', [{ ...first, says: { en: 'x' } }], /0\.says\.zh-Han/],
    ['a forgotten source', [{ ...first, source: undefined }], /0\.source/],
    ['a misspelt field', [{ ...first, prority: 1 }], /prority/],
    ['no lexicon at all', [{ ...first, all: [] }], /0\.all/],
  ];
  for (const [name, raw, message] of faults) {
    it(`names file and field of ${name}`, () => assert.throws(load(raw), message));
  }

  it('names every fault at once', () => {
    assert.throws(load([{ ...first, level: 'x', source: '' }]), /0\.level[\s\S]*0\.source/);
  });

  it('names the broken pattern of a lexicon', () => {
    assert.throws(
      () => pattern(['漏水', '(漏'], 'lexicons.json: water.zh'),
      /lexicons\.json: water\.zh\.1/,
    );
  });
});

describe('A pattern of a lexicon', () => {
  it('lets … stand for a short gap inside the clause', () => {
    const words = pattern(['水…流'], 'test');
    assert.match('水一直往外流', new RegExp(words.source));
    assert.doesNotMatch('水关了,人流很多', new RegExp(words.source));
  });

  it('matches English by whole words', () => {
    assert.doesNotMatch('what is the issue', new RegExp(pattern(['sue'], 'test').source));
  });
});
