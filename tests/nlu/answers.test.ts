import assert from 'node:assert/strict';
import { findChoice, findCommand, findCorrection, findLevel, scaleOf } from '../../nlu/answers.ts';
import { fold } from '../../nlu/text/fold.ts';
import { normalise } from '../../nlu/text/normal.ts';

describe('A short answer picks an option', () => {
  const table: readonly (readonly [string, number | 'yes' | 'no' | null])[] = [
    ['1', 1],
    ['２', 2],
    ['第二个', 2],
    ['选三', 3],
    ['A', 1],
    ['b吧', 2],
    ['后面那个', 2],
    ['the first one', 1],
    ['option 2', 2],
    ['是的', 'yes'],
    ['對', 'yes'],
    ['可以的', 'yes'],
    ['好的，谢谢', 'yes'],
    ['👍', 'yes'],
    ['yes please', 'yes'],
    ["that's right", 'yes'],
    ['不是', 'no'],
    ['唔系', 'no'],
    ['还没有', 'no'],
    ['不对，电话错了', 'no'],
    ['nope', 'no'],
    ['no, the phone is wrong', 'no'],
    ['第二次了', null],
    ['沙发坏了', null],
    ['', null],
  ]; // prettier-ignore
  for (const [text, choice] of table) {
    it(`"${text}" → ${choice}`, () => assert.equal(findChoice(normalise(fold(text))), choice));
  }
});

describe('A satisfaction level', () => {
  it('is told by its own words', () => {
    assert.equal(findLevel('很满意'), 'positive');
    assert.equal(findLevel('比较满意吧'), 'positive');
    assert.equal(findLevel('不满意'), 'negative');
    assert.equal(findLevel('师傅来晚了'), null);
  });

  it('is never guessed from 一般', () => {
    for (const said of ['一般', '还行吧', '凑合', 'so so'])
      assert.equal(findLevel(said), 'neutral');
  });

  it('follows the scale that was asked', () => {
    assert.equal(scaleOf(3, 'survey_prompt_1to4'), 'positive');
    assert.equal(scaleOf(4, 'survey_prompt_1to4'), 'negative');
    assert.equal(scaleOf(3, 'survey_prompt_ABC'), 'negative');
    assert.equal(scaleOf(5, 'survey_prompt_1to4'), null);
    assert.equal(scaleOf(1, 'survey_prompt'), null);
  });
});

describe('Commands and corrections', () => {
  const commands: readonly (readonly [string, string | null])[] = [
    ['说中文', 'language:zh-Hans'],
    ['繁體', 'language:zh-Hant'],
    ['切换英文', 'language:en'],
    ['speak English', 'language:en'],
    ['再说一遍', 'repeat'],
    ['没听清', 'repeat'],
    ['重新开始', 'restart'],
    ['跳过', 'skip'],
    ['稍等一下', 'wait'],
    ['hold on', 'wait'],
    ['帮助', 'help'],
    ['你能做什么', 'help'],
    ['等了一天了', null],
    ['漏水了', null],
  ]; // prettier-ignore
  for (const [text, command] of commands) {
    it(`"${text}" → ${command}`, () => assert.equal(findCommand(fold(text)), command));
  }

  const fields: readonly (readonly [string, string | null])[] = [
    ['电话不对', 'phone'],
    ['地址改成杨柳路5号', 'address'],
    ['改一下时间', 'time'],
    ['名字写错了', 'name'],
    ['change the phone number', 'phone'],
    ['the address is wrong', 'address'],
    ['電話錯了', 'phone'],
    ['沙发坏了', null],
    ['没错', null],
  ]; // prettier-ignore
  for (const [text, field] of fields) {
    it(`"${text}" corrects ${field}`, () => assert.equal(findCorrection(fold(text)), field));
  }
});
