import assert from 'node:assert/strict';
import { languageOf } from '../../nlu/text/language.ts';
import type { Language } from '../../nlu/understanding.ts';

describe('The language is told by characters that exist in only one script', () => {
  const table: readonly (readonly [string, Language | undefined, Language | undefined])[] = [
    ['水龙头漏水', undefined, 'zh-Hans'],
    ['水龍頭漏水', undefined, 'zh-Hant'],
    ['電話唔啱', undefined, 'zh-Hant'],
    ['我的沙发 sofa 坏了', undefined, 'zh-Hans'],
    ['漏水', undefined, 'zh-Hans'],
    ['漏水', 'zh-Hant', 'zh-Hant'],
    ['漏水', 'en', 'zh-Hans'],
    ['台灣', 'zh-Hans', 'zh-Hant'],
    ['the tap drips', 'zh-Hans', 'en'],
    ['hello', undefined, 'en'],
    ['OK', 'zh-Hant', undefined],
    ['13800138000', 'en', undefined],
    ['1', undefined, undefined],
    ['IKEA', undefined, undefined],
    ['水が漏れています', undefined, undefined],
    ['Вода течёт', undefined, undefined],
    ['😭😭', undefined, undefined],
  ];
  for (const [text, sofar, language] of table) {
    it(`${text} after ${sofar ?? 'nothing'} is ${language ?? 'untold'}`, () => {
      assert.equal(languageOf(text, sofar), language);
    });
  }
});
