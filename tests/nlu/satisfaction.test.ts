import assert from 'node:assert/strict';
import { createUnderstand } from '../../nlu/understand.ts';
import type { Asked, Understanding } from '../../nlu/understanding.ts';

const understand = createUnderstand();
const hear = (text: string, asked: Asked) => understand(text, { now: 0, asked });

type Row = readonly [asked: Asked, said: string, polarity: Understanding['polarity']];
const table: readonly Row[] = [
  ['survey_prompt', '很满意', 'positive'],
  ['survey_prompt', '没有什么不满意的', 'positive'],
  ['survey_prompt', '9分吧', 'positive'],
  ['survey_prompt', '10/10', 'positive'],
  ['survey_prompt', '幾好呀', 'positive'],
  ['survey_prompt', '不怎么满意', 'negative'],
  ['survey_prompt', '不是很满意', 'negative'],
  ['survey_prompt', '唔係好滿意', 'negative'],
  ['survey_prompt', '满意个鬼', 'negative'],
  ['survey_prompt', '能满意才怪', 'negative'],
  ['survey_prompt', '真是"专业"的服务', 'negative'],
  ['survey_prompt', 'not very satisfied', 'negative'],
  ['survey_prompt', '2 out of 10', 'negative'],
  ['survey_prompt', '一般', 'neutral'],
  ['survey_prompt', '还行吧', 'neutral'],
  ['survey_prompt', '凑合', 'neutral'],
  ['survey_prompt', '馬馬虎虎啦', 'neutral'],
  ['survey_prompt', '六分吧', 'neutral'],
  ['survey_prompt', '说不上满意也说不上不满意', 'neutral'],
  ['survey_prompt', 'so-so', 'neutral'],
  ['survey_prompt', '态度满分，技术零分', 'mixed'],
  ['survey_prompt', '師傅很好，等太久很差', 'mixed'],
  ['survey_prompt', 'polite but slow', 'mixed'],
  ['survey_prompt_1to4', '1', 'positive'],
  ['survey_prompt_1to4', '我选3', 'positive'],
  ['survey_prompt_1to4', '只能选4', 'negative'],
  ['survey_prompt_1to4', "it's a four I'm afraid", 'negative'],
  ['survey_prompt_1to4', '2和4之间', 'neutral'],
  ['survey_prompt_ABC', 'B吧', 'positive'],
  ['survey_prompt_ABC', '必须是C', 'negative'],
  ['survey_prompt_ABC', '最后一个', 'negative'],
  ['survey_prompt_ABC', 'b和c之间', 'neutral'],
  ['survey_prompt_ABC', 'A for the person, C for the wait', 'mixed'],
];

describe('A survey answer', () => {
  for (const [asked, said, polarity] of table) {
    it(`${said} (${asked}) is ${polarity}`, () => {
      const heard = hear(said, asked);
      assert.equal(heard.intent, 'survey_score');
      assert.equal(heard.polarity, polarity);
    });
  }

  it('that is a bare number where no numbers were offered is no level', () => {
    for (const said of ['1', '2', '三', '选3'])
      assert.equal(hear(said, 'survey_prompt').polarity, 'neutral', said);
  });
});
