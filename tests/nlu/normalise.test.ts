import assert from 'node:assert/strict';
import { fold } from '../../nlu/text/fold.ts';
import { normalise } from '../../nlu/text/normal.ts';
import { sounds } from '../../nlu/text/pinyin.ts';

describe('Folding makes width, case and script equal', () => {
  const table = [
    ['full width', '１３８ＡＢＣ？', '138abc?'],
    ['traditional to simplified', '冰箱後面漏著水', '冰箱后面漏着水'],
    ['both ways of writing 裡', '裏裡', '里里'],
    ['written Cantonese', '唔好嚟喇', '不好来啦'],
    ['blanks', '水\u3000管\tA', '水 管 a'],
    ['an emoji is left alone', '漏水😭', '漏水😭'],
  ] as const;
  for (const [name, said, folded] of table) {
    it(name, () => assert.equal(fold(said), folded));
  }

  it('keeps every position, so that a span of one is a span of the other', () => {
    for (const text of ['①ﬁ㎡½…', '台灣😀的電話：０９１２', 'Ｗi-Ｆi  \n 壞了']) {
      assert.equal(fold(text).length, text.length);
    }
  });
});

describe('Normalising removes the noise of speech', () => {
  const table = [
    ['fillers', '嗯那个那个水管漏了', '水管漏了'],
    ['a stammer', '我我想约一个', '我想约一个'],
    ['a word said three times', '催单催单催单', '催单催单'],
    ['shouting', '急!!!!!!', '急!!'],
    ['a spoken number', '电话幺三八零零一三八零零零', '电话13800138000'],
    ['quantities are no dictation', '第二次来了两个人', '第二次来了两个人'],
    ['markup', '<b>漏水</b>了', '漏水 了'],
    ['a thumb', '👍🏽', '好'],
    ['English fillers', 'um well uh the tap is er broken', 'well the tap is broken'],
  ] as const;
  for (const [name, said, normal] of table) {
    it(name, () => assert.equal(normalise(said), normal));
  }

  it('keeps an answer that is nothing but a filler', () => {
    assert.equal(normalise('嗯'), '嗯');
  });
});

describe('The pinyin copy', () => {
  it('hears what a recogniser of speech mistook', () => {
    assert.equal(sounds('露水'), sounds('漏水'));
    assert.equal(sounds('第二刺'), sounds('第二次'));
    assert.equal(sounds('短陆'), sounds('短路'));
  });

  it('tells different words apart and keeps every position', () => {
    assert.notEqual(sounds('漏水'), sounds('漏电'));
    assert.equal(sounds('水 tap 漏').length, 7);
  });
});
