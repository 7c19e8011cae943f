import assert from 'node:assert/strict';
import { accessIn, accessShape } from '../../nlu/access.ts';

describe('How to get in, told among other things', () => {
  const told: readonly (readonly [said: string, notes: readonly string[], rest?: string])[] = [
    ['厨房漏水，门禁密码2580', ['门禁密码2580'], '厨房漏水'],
    ['门禁密码是2580#，厨房漏水', ['门禁密码是2580#'], '厨房漏水'],
    [
      '厨房漏水，單元門密碼：1357*，家裡有狗',
      ['單元門密碼：1357*', '家裡有狗'],
      '厨房漏水，家裡有狗',
    ],
    [
      'The sink leaks. Door code is 4711#. Please use the east gate',
      ['Door code is 4711#', 'Please use the east gate'],
      'The sink leaks. Please use the east gate',
    ],
    ['门禁按2580', ['门禁按2580'], ''],
    [
      '门禁密码是二五八零井号键，到了打电话',
      ['门禁密码是二五八零井号键', '到了打电话'],
      '到了打电话',
    ],
    ['门禁密码 25 80，厨房漏水', ['门禁密码 25 80'], '厨房漏水'],
    ['门禁密码2-5-8-0', ['门禁密码2-5-8-0'], ''],
    ['门禁密码是“2580”', ['门禁密码是“2580”'], ''],
    ['門禁密碼係2580', ['門禁密碼係2580'], ''],
    ['门密码是1234567890123456', ['门密码是1234567890123456'], ''],
    ['门禁码是二五八零', ['门禁码是二五八零'], ''],
    ['门禁密码2580 3号楼2单元', ['门禁密码2580'], '3号楼2单元'],
    ['门禁密码2580 301室', ['门禁密码2580'], '301室'],
    ['the door code is 2 5 8 0', ['the door code is 2 5 8 0'], ''],
    ['gate code: A2580B', ['gate code: A2580B'], ''],
    ['钥匙放在门口的地垫下面', ['钥匙放在门口的地垫下面'], ''],
    ['the key is under the mat', ['the key is under the mat'], ''],
    ['请从东门进', ['请从东门进']],
    ['家里有狗', ['家里有狗']],
    ['我们养了两只猫，会抓人', ['我们养了两只猫'.slice(2)]],
    ['电梯坏了，在六楼', ['电梯坏了']],
    ['来之前先打电话', ['来之前先打电话']],
    ['提前打电话', ['提前打电话']],
    ['请提前打個電話給我', ['请提前打個電話給我']],
    ['别按门铃，孩子在睡觉', ['别按门铃', '孩子在睡觉']],
    ['We have a big dog', ['We have a big dog']],
    ['the lift is broken', ['the lift is broken']],
    ['please call me before you come', ['please call me before you come']],
    ["don't ring the bell", ["don't ring the bell"]],
    ['门卫那里要登记', ['门卫那里要登记']],
    ['只能停在路边', ['只能停在路边']],
  ];
  for (const [said, notes, rest = said] of told)
    it(said, () => {
      const heard = accessIn(said);
      assert.deepEqual([heard.notes, heard.rest], [notes, rest]);
    });

  it('is cut out of the end of a long story as well, and at once', () => {
    const story = '厨房漏水。'.repeat(3_000);
    const begun = performance.now();
    assert.ok(!accessIn(`${story}门禁密码2580`).rest.includes('2580'));
    for (const word of ['门', '门禁密码', 'door code ', 'no ', '钥匙', '1 ', '门禁1-'])
      accessIn(word.repeat(20_000 / word.length));
    assert.ok(performance.now() - begun < 2_000, `${performance.now() - begun} ms`);
  });

  for (const said of [
    '门坏了关不上',
    '大门密码 please 发给我',
    '大门密码一直不对',
    '钥匙断在锁里了',
    '密码锁没电了打不开',
    '我的电话13812345678',
    '验证码是123456',
    '绑定 123456',
    '工单 4829130576 到哪了',
    '望京花园3号楼2单元501',
    '东门口的椅子坏了',
    '沙发被猫抓坏了',
    'the door does not close',
    'my code is 123456',
    'the dog scratched the sofa',
    '热狗机坏了',
  ])
    it(`“${said}” says nothing about it`, () =>
      assert.deepEqual(accessIn(said), { notes: [], rest: said, beside: said }));

  it('is data that is checked, with the field that is wrong', () => {
    const wrong = [{ id: 'code', secret: true, zh: ['(门'], en: [] }];
    const [issue] = accessShape.safeParse(wrong).error?.issues ?? [];
    assert.deepEqual(issue?.path, [0, 'zh', 0]);
  });
});
