import assert from 'node:assert/strict';
import { createUnderstand } from '../../nlu/understand.ts';
import type { Intent } from '../../nlu/understanding.ts';

const understand = createUnderstand();
const hear = (text: string) => understand(text, { now: 0 });

describe('A wish named only to be taken back', () => {
  const table: readonly (readonly [string, Intent])[] = [
    ['不取消了', 'cancel'],
    ['先不取消', 'cancel'],
    ['算了,不取消了,照常来吧', 'cancel'],
    ['别取消,我改主意了', 'cancel'],
    ['我没说要取消啊,别取消', 'cancel'],
    ['先唔取消住', 'cancel'],
    ['不用取消了，謝謝', 'cancel'],
    ["don't cancel it after all", 'cancel'],
    ['please do not cancel my booking', 'cancel'],
    ['算了不用改时间了', 'reschedule'],
    ['时间不改了，按原来的来', 'reschedule'],
    ['還是照原來的時間好了', 'reschedule'],
    ["no need to reschedule, let's keep the original time", 'reschedule'],
    ['不用催了', 'urge'],
    ['no need to rush him', 'urge'],
    ['不用转人工了', 'handoff'],
    ["no, don't transfer me to a human", 'handoff'],
  ];
  for (const [text, intent] of table) {
    it(`${text} is no ${intent}`, () => {
      const heard = hear(text);
      assert.notEqual(heard.intent, intent);
      assert.equal(heard.withdraws, intent);
      assert.ok(heard.notes?.some(({ rule }) => rule === 'withdrawn'));
    });
  }

  it('leaves the wish beside it standing', () => {
    const heard = hear('我不想取消，我想改时间');
    assert.equal(heard.intent, 'reschedule');
    assert.equal(heard.withdraws, 'cancel');
  });

  const meant: readonly (readonly [string, Intent])[] = [
    ['取消吧', 'cancel'],
    ['要不取消了吧', 'cancel'],
    ['能不能取消', 'cancel'],
    ['怎么还不取消', 'cancel'],
    ['不用来了,取消', 'cancel'],
    ["I don't need it any more, please cancel", 'cancel'],
    ['改到周五', 'reschedule'],
    ['能不能改个时间', 'reschedule'],
    ['催一下', 'urge'],
    ['要不转人工吧', 'handoff'],
    ['不要机器人，转人工', 'handoff'],
  ];
  for (const [text, intent] of meant) {
    it(`${text} is not taken back`, () => assert.notEqual(hear(text).withdraws, intent));
  }
});
