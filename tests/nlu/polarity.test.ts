import assert from 'node:assert/strict';
import { fold } from '../../nlu/text/fold.ts';
import { findingsOf, judgedHits } from '../../nlu/urgency/rules.ts';

const findings = (text: string) => findingsOf(judgedHits(fold(text)));

describe('Only what the customer asserts counts', () => {
  const table: readonly (readonly [string, string, string | undefined])[] = [
    ['厨房漏水了', 'water', undefined],
    ['廚房漏水了', 'water', undefined],
    ['厨房露水了', 'water', undefined],
    ['厨房没漏水', 'water', 'negated'],
    ['没有漏水，放心', 'water', 'negated'],
    ['漏水已经修好了', 'water', 'resolved'],
    ['漏水说是修好了，又漏', 'water', undefined],
    ['如果漏水怎么办', 'water', 'hypothetical'],
    ['怕以后漏水', 'water', 'hypothetical'],
    ['邻居家漏水', 'water', 'third_party'],
    ['邻居家漏水淹到我家了', 'water', undefined],
    ['不用赔，擦干净就行', 'claim', 'negated'],
    ['你们必须赔', 'claim', undefined],
    ['赔款已经收到了', 'claim', 'resolved'],
    ['这是第二次来修了', 'repeat', undefined],
    ['I want my money back', 'claim', undefined],
    ["I don't want a refund", 'claim', 'negated'],
    ['what if the pipe bursts', 'water', 'hypothetical'],
    ['the tap leaked last year, fixed now', 'water', 'resolved'],
    ['thank you for fixing the leak', 'water', 'resolved'],
    ['the tap leaked, fixed now, leaking again', 'water', undefined],
    ['花瓶是我自己打碎的', 'property', 'own'],
    ['I broke my vase', 'property', 'own'],
    ['your cleaner broke my vase', 'property', undefined],
    ['是我自己把水管弄漏水的', 'water', undefined],
    ['the press is here, I will tell the press', 'threat', undefined],
    ['第二次下单', 'repeat', 'idiom'],
    ["second time I'm using you", 'repeat', 'idiom'],
    ['有煤气味', 'gas', undefined],
    ['不是煤气味', 'gas', 'negated'],
    ['我要去12315投诉', 'threat', undefined],
    ['孩子手被划伤流血了', 'injury', undefined],
  ];
  for (const [text, id, suppressed] of table) {
    it(`${text}: ${id} ${suppressed ?? 'asserted'}`, () => {
      const found = findings(text).find(({ rule }) => rule.id === id);
      assert.ok(found, `${id} was not found at all`);
      assert.equal(found.suppressed, suppressed);
    });
  }

  it('finds nothing in words that only look alarming', () => {
    for (const text of ['急急急镜子上有水印', '赔个笑脸', '漏擦了一块', '过敏性鼻炎', '工商银行']) {
      assert.deepEqual(
        findings(text).filter(({ suppressed }) => suppressed === undefined),
        [],
      );
    }
  });

  it('puts the gravest finding first', () => {
    assert.equal(findings('插座冒火花，我要你们赔偿')[0]?.rule.id, 'claim');
    assert.equal(findings('煤气味很大，水管也漏水')[0]?.rule.id, 'gas');
  });
});
