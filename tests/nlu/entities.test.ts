import assert from 'node:assert/strict';
import { findEntities } from '../../nlu/entities/entities.ts';
import { fold } from '../../nlu/text/fold.ts';
import type { Asked, Entities } from '../../nlu/understanding.ts';

const find = (text: string, asked?: Asked): Entities => findEntities(text, fold(text), asked);

describe('A telephone number is digits only, however it was said', () => {
  const table: readonly (readonly [string, string | undefined, Asked?])[] = [
    ['我电话13912345678', '13912345678'],
    ['139 1234 5678', '13912345678'],
    ['+86 139-1234-5678', '13912345678'],
    ['８６１３９１２３４５６７８', '13912345678'],
    ['幺三九幺二三四五六七八', '13912345678'],
    ['一三九 一二三四 五六七八', '13912345678'],
    ['座机0571-88886666', '057188886666'],
    ['(010) 6552 9988', '01065529988'],
    ['手機0912-345-678', '0912345678'],
    ['打我 9123 4567 呀', '91234567', 'slot_phone'],
    ['zero four one two, five five five, double one nine', '0412555119', 'slot_phone'],
    ['13912345678不对，是13912345679', '13912345679'],
    ['13912345678，最后两位说错了，是99', '13912345699'],
    ['先打13912345678，打不通再打13887654321', '13912345678'],
    ['单号4829130576', undefined],
    ['第二次了', undefined],
    ['2025030811', undefined],
  ];
  for (const [text, phone, asked] of table) {
    it(`${text} → ${phone ?? 'none'}`, () => assert.equal(find(text, asked).phone, phone));
  }
});

describe('A ticket number is as said', () => {
  const table: readonly (readonly [string, string | undefined, Asked?])[] = [
    ['查一下4829130576', '4829130576'],
    ['482 913 0576', '482 913 0576', 'slot_ticket'],
    ['四八二九幺三零五七六', '四八二九幺三零五七六', 'slot_ticket'],
    ['单号是二零八八幺', '二零八八幺'],
    ['三三零五幺那个单子到哪了', '三三零五幺'],
    ['WX-204817 这单', 'WX-204817'],
    ['ticket number 20817 please', '20817'],
    ['单号五五幺零二不对五五幺二零', '五五幺二零'],
    ['我电话13912345678', undefined],
    ['花了3500块', undefined],
    ['2025年买的', undefined],
  ];
  for (const [text, ticketNo, asked] of table) {
    it(`${text} → ${ticketNo ?? 'none'}`, () => assert.equal(find(text, asked).ticketNo, ticketNo));
  }
});

describe('An address goes down to the room', () => {
  const table: readonly (readonly [string, string | undefined, Asked?])[] = [
    ['我住杨柳小区5栋2单元301', '杨柳小区5栋2单元301'],
    ['地址是人民路120号', '人民路120号'],
    ['送到星湖花园三期12号楼1703室', '星湖花园三期12号楼1703室'],
    ['臺北市大安區和平東路一段20號3樓之2', '臺北市大安區和平東路一段20號3樓之2'],
    ['在青年公寓六栋哦不对是七栋，青年公寓七栋', '青年公寓七栋', 'slot_address'],
    ['12 Oak Street, flat 3', '12 Oak Street, flat 3'],
    ['地铁站旁边那个写字楼', '地铁站旁边那个写字楼', 'slot_address'],
    ['我家在小区里', undefined],
    ['第三层抽屉卡住', undefined],
  ];
  for (const [text, address, asked] of table) {
    it(`${text} → ${address ?? 'none'}`, () =>
      assert.equal(find(text, asked).addressText, address));
  }
});

describe('Money, floor space, things and names are as said', () => {
  const table: readonly (readonly [string, Entities])[] = [
    ['花了四千五百块', { amountText: '四千五百块' }],
    ['值$1,200', { amountText: '$1,200' }],
    ['掉了一块漆', {}],
    ['一百二十平，想约保洁', { areaText: '一百二十平' }],
    ['30坪的房子', { areaText: '30坪' }],
    ['沙发床的弹簧断了', { productText: '沙发床' }],
    ['the washing machine leaks', { productText: 'washing machine' }],
    ['我姓欧，叫我欧女士', { nameText: '欧' }],
    ['my name is Ann Lee', { nameText: 'Ann Lee' }],
  ];
  for (const [text, entities] of table) {
    it(`${text} → ${JSON.stringify(entities)}`, () => assert.deepEqual(find(text), entities));
  }

  it('takes a bare answer for the name that was asked', () => {
    assert.equal(find('王小明', 'slot_name').nameText, '王小明');
    assert.equal(find('转人工', 'slot_name').nameText, undefined);
  });
});
