import assert from 'node:assert/strict';
import { levelNamed, saysNothing, solvedNamed } from '../../dialogs/text/levels.ts';

const table: readonly (readonly [string, string | undefined])[] = [
  ['很满意', 'very_satisfied'],
  ['非常满意，谢谢师傅', 'very_satisfied'],
  ['十分滿意', 'very_satisfied'],
  ['very satisfied', 'very_satisfied'],
  ["I'm really happy with it", 'very_satisfied'],
  ['满意', 'satisfied'],
  ['挺满意的', 'satisfied'],
  ['滿意啊', 'satisfied'],
  ['satisfied, thanks', 'satisfied'],
  ['较满意', 'fairly_satisfied'],
  ['比较满意吧', 'fairly_satisfied'],
  ['基本上滿意', 'fairly_satisfied'],
  ['fairly satisfied', 'fairly_satisfied'],
  ['不满意', 'dissatisfied'],
  ['不是很满意', 'dissatisfied'],
  ['谈不上满意', 'dissatisfied'],
  ['不太滿意', 'dissatisfied'],
  ['太差了', 'dissatisfied'],
  ['not satisfied at all', 'dissatisfied'],
  ["I wasn't happy", 'dissatisfied'],
  ['terrible', 'dissatisfied'],
  ['一般', undefined],
  ['还行', undefined],
  ['还可以吧', undefined],
  ['so so', undefined],
  ['满意吗', undefined],
  ['什么满意不满意的', undefined],
];

describe('How satisfied somebody says they are', () => {
  for (const [text, level] of table)
    it(`"${text}" is ${level ?? 'no level'}`, () => assert.equal(levelNamed(text), level));
});

describe('Whether somebody says it is solved', () => {
  const words: readonly (readonly [string, boolean | undefined])[] = [
    ['解决了', true],
    ['已经修好了', true],
    ['it works now', true],
    ['没有解决', false],
    ['还没修好', false],
    ['還是老樣子', undefined],
    ['还在漏水', false],
    ['not fixed', false],
    ['still leaking', false],
    ['不知道', undefined],
  ];
  for (const [text, solved] of words)
    it(`"${text}" is ${solved ?? 'no answer'}`, () => assert.equal(solvedNamed(text), solved));
});

describe('Nothing more to say', () => {
  for (const text of ['没有', '没有了，谢谢', '沒有', '没了', 'no', 'nothing', "that's all"])
    it(text, () => assert.ok(saysNothing(text)));
  for (const text of ['没有把地擦干净', '希望早点来', 'no more late arrivals please'])
    it(`not: ${text}`, () => assert.ok(!saysNothing(text)));
});
