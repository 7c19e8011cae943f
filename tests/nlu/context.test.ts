import assert from 'node:assert/strict';
import { createUnderstand } from '../../nlu/understand.ts';
import type { Asked, Intent } from '../../nlu/understanding.ts';

const understand = createUnderstand();
const now = Date.UTC(2025, 2, 5, 2);
const hear = (text: string, asked?: Asked) => understand(text, { now, ...(asked && { asked }) });

describe('What was asked decides what a short answer means', () => {
  const table: readonly (readonly [string, Asked, Intent])[] = [
    ['1', 'acceptance_prompt', 'acceptance_yes'],
    ['2', 'acceptance_prompt', 'acceptance_no'],
    ['可以的', 'acceptance_prompt', 'acceptance_yes'],
    ['不是', 'acceptance_prompt', 'acceptance_no'],
    ['1', 'survey_prompt_1to4', 'survey_score'],
    ['C', 'survey_prompt_ABC', 'survey_score'],
    ['满意', 'survey_prompt', 'survey_score'],
    ['可以的', 'confirm_prompt', 'addinfo'],
    ['第一个', 'choice_prompt', 'addinfo'],
    ['家具', 'slot_line', 'addinfo'],
    ['沙发', 'slot_product', 'addinfo'],
    ['13912345678', 'slot_phone', 'addinfo'],
    ['王小明', 'slot_name', 'addinfo'],
    ['5678', 'slot_last4', 'addinfo'],
    ['4829130576', 'slot_ticket', 'addinfo'],
    ['明天下午', 'slot_time', 'addinfo'],
    ['没有了', 'anything_else_prompt', 'thanks_bye'],
  ];
  for (const [text, asked, intent] of table) {
    it(`"${text}" after ${asked} is ${intent}`, () => {
      const heard = hear(text, asked);
      assert.equal(heard.intent, intent);
      assert.ok(heard.sure);
    });
  }

  it('does not stop a customer from saying something else', () => {
    assert.equal(hear('插座冒烟了快来人', 'slot_phone').intent, 'report');
    assert.equal(hear('转人工', 'slot_address').intent, 'handoff');
    assert.equal(hear('我要投诉到12315，要求赔偿', 'survey_prompt').urgency, 'major');
  });

  it('gives survey answers a polarity and never guesses one from 一般', () => {
    assert.equal(hear('4', 'survey_prompt_1to4').polarity, 'negative');
    assert.equal(hear('B', 'survey_prompt_ABC').polarity, 'positive');
    assert.equal(hear('一般', 'survey_prompt').polarity, 'neutral');
  });
});

describe('Danger goes before every other wish', () => {
  const table = [
    '转人工！厨房有煤气味',
    '催一下，水还在往外喷，插座都冒烟了',
    '改约？我家都着火了',
  ];
  for (const text of table) {
    it(text, () => {
      const { intent, urgency, danger } = hear(text);
      assert.equal(intent, 'report');
      assert.notEqual(urgency, 'general');
      assert.ok(danger);
    });
  }
});

describe('Every class explains itself', () => {
  it('by a rule with its words and its source', () => {
    const [reason] = hear('楼上漏水，天花板一直在滴水').reasons;
    assert.equal(reason?.rule, 'water');
    assert.ok(reason.words.length > 0 && reason.source);
    for (const says of Object.values(reason.says)) assert.ok(says.length > 3);
  });

  it('with the words as they were said, in their own script', () => {
    const [reason] = hear('廚房漏水了').reasons;
    assert.deepEqual(reason?.words, ['漏水']);
    assert.ok(hear('我要求賠償').reasons[0]?.words.some((word) => word.includes('賠')));
  });

  it('and tells what was not counted, and why', () => {
    const { reasons, urgency } = hear('没漏水，就是水槽边上没擦干净');
    assert.equal(urgency, 'general');
    assert.equal(reasons[0]?.suppressed, 'negated');
  });

  it('and what would have changed it', () => {
    const notes = hear('柜门合页松了').notes ?? [];
    assert.ok(notes.some(({ rule }) => rule === 'otherwise'));
  });

  it('is confirmed by a person when only the model called it major', () => {
    for (const text of ['漏水了', '我要退款', '合页松了'])
      assert.equal(hear(text).confirmUrgency, false);
  });
});
