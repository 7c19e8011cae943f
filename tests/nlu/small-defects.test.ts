import assert from 'node:assert/strict';
import { createUnderstand } from '../../nlu/understand.ts';
import type { Asked, Understanding } from '../../nlu/understanding.ts';

const understand = createUnderstand();
const now = Date.UTC(2025, 2, 5, 2);
const hear = (text: string, asked?: Asked): Understanding =>
  understand(text, { now, ...(asked && { asked }) });

describe('A small defect is general, whatever its words have in common with a danger', () => {
  const texts = [
    '电话13812350011，我姓魏，卧室衣柜的滑轨掉了，住朝阳区望京花园2栋510，你们明天下午三点以后来吧',
    '桌子刮花了',
    '地板上有一道口子',
    '还有这里也坏了',
    '不要問我地址，我只是想申訴',
    '家里东西坏了',
    '桌子晃',
    '椅子會晃',
    'the chair is broken',
    'The chair wobbles',
    'The cabinet hinge is broken',
    "My mother's bed is broken, I am reporting for her. She lives at Room 2, Building 9, Lotus Garden",
    'the armchair of my father is broken',
    'the handle is gone',
    "can't open the drawer",
    'baby monitor fell off the shelf',
    '气死我了，你们阿姨一直在玩手机，窗台都没擦',
    'Absolutely fuming, the bins were not taken out!',
  ];
  for (const text of texts) {
    it(text, () => {
      const { intent, urgency, danger } = hear(text);
      assert.deepEqual(
        { intent, urgency, danger },
        { intent: 'report', urgency: 'general', danger: null },
      );
    });
  }
});

describe('The same things are more where somebody may be hurt, was hurt, or was failed before', () => {
  const table: readonly (readonly [string, Understanding['urgency']])[] = [
    ['The bookcase wobbles and leans over the cot', 'urgent'],
    ['書櫃一直往前倒，小孩在旁邊玩', 'urgent'],
    ['吊柜快掉下来了，下面站着人', 'urgent'],
    ['your company is a joke. third time my closet falls apart', 'major'],
    ['手被划了一道口子', 'major'],
    ['孩子吞了你们掉的螺丝', 'major'],
    ['阿嬤在你們打蠟的地板跌倒了', 'major'],
    ['唔使急，不過廁所滴緊水落樓下', 'urgent'],
    ['不着急,就是卫生间的灯里头有半罩子水', 'urgent'],
    ['面鏡得返一邊釘，下面係BB床', 'urgent'],
    ['不小心把水洒到电脑上了，是我自己弄的', 'urgent'],
    ['I will sue you', 'major'],
    ['我要去消委会申诉', 'major'],
  ];
  for (const [text, urgency] of table) {
    it(`${text} → ${urgency}`, () => assert.equal(hear(text).urgency, urgency));
  }
});

describe('What is wanted is heard behind a greeting, a name or an aside', () => {
  const table: readonly (readonly [string, Understanding['intent'], Asked?])[] = [
    ['报修', 'report'],
    ['你好呀，我想报修', 'report'],
    ['need a repair', 'report'],
    ['My cleaning lady did not come this morning, I waited the whole time', 'report'],
    ['哦对了，还有抽屉也拉不开', 'report', 'slot_name'],
    ['Sue', 'other'],
    ['我家有狗', 'addinfo', 'open_ticket'],
    ['还有，车停地下', 'addinfo', 'open_ticket'],
    ['再见', 'thanks_bye'],
    ['有人會打給我嗎', 'progress'],
    ['幾時會有人嚟', 'progress'],
  ];
  for (const [text, intent, asked] of table) {
    it(`${text} → ${intent}`, () => assert.equal(hear(text, asked).intent, intent));
  }

  it('is never sure of a speaker who only gathers his thoughts', () => {
    for (const text of ['啊这个', '嗯嗯哦', '呃', 'um, well'])
      assert.equal(hear(text).sure, false, text);
  });

  it('takes no indifference for a yes', () => {
    for (const text of ['whenever', 'never mind the time, whenever', '都行', '不取消了']) {
      const { intent, choice } = hear(text, 'confirm_prompt');
      assert.notEqual(intent, 'acceptance_yes', text);
      assert.notEqual(choice, 'yes', text);
    }
  });
});

it('Reasons speak to the customer, never about one', () => {
  for (const text of ['我要求赔偿', '我要找律师', '东西被偷了', '漏水了', '椅子第三次坏了']) {
    for (const { says } of hear(text).reasons)
      assert.doesNotMatch(Object.values(says).join(' '), /客户|客戶|customer/i);
  }
});
