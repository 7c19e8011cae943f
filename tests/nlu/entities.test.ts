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
    ['139-1234-0014，不对是0015', '13912340015'],
    ['何太 91112222', '91112222', 'slot_name'],
    ['打我 9123 4567 呀', '91234567', 'slot_phone'],
    ['zero four one two, five five five, double one nine', '0412555119', 'slot_phone'],
    ['13912345678不对，是13912345679', '13912345679'],
    ['13912345678，最后两位说错了，是99', '13912345699'],
    ['先打13912345678，打不通再打13887654321', '13912345678'],
    ['幺三八一二三四五六七八，不对，最后一位是九', '13812345679'],
    ['138 1234 5678, sorry, the last digit is 9', '13812345679'],
    ['一三八，一二三四，五六七八', '13812345678', 'slot_phone'],
    ['打 2345 6789 搵我', '23456789'],
    ['ticket number 339 021 7745', undefined],
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
    ['ticket number 339 021 7745', '339 021 7745'],
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
    ['望京3-2-501', '望京3-2-501'],
    ['住朝阳区望京花园2栋510，明天来', '朝阳区望京花园2栋510'],
    ['明天上午来望京花园2栋510', '望京花园2栋510'],
    ['in Room 511, Building 2, Wangjing Garden, call me', 'Room 511, Building 2, Wangjing Garden'],
    ['She lives at Room 2, Building 9, Lotus Garden', 'Room 2, Building 9, Lotus Garden'],
    [
      'Room 1203, Building 7, Sunshine Garden, Pudong, phone',
      'Room 1203, Building 7, Sunshine Garden, Pudong',
    ],
    ['Villa 8, Green Lake Estate', 'Villa 8, Green Lake Estate'],
    ['floor sticky, 88 Jianguo Rd Apt 1201, Tom', '88 Jianguo Rd Apt 1201'],
    ['the address should be Room 502', 'Room 502'],
    ['88 Jianguo Road, 1201', '88 Jianguo Road, 1201', 'slot_address'],
    ['12 Nanjing Road, Apt 5B, Huangpu', '12 Nanjing Road, Apt 5B, Huangpu', 'slot_address'],
    ['要紧吗', undefined, 'slot_address'],
    ['随便', undefined, 'slot_address'],
    ['你先别问了快来人啊！', undefined, 'slot_address'],
    ['room 3 is dirty', undefined],
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

describe('A name is what somebody says of himself', () => {
  const table: readonly (readonly [string, string | undefined, Asked?])[] = [
    ['我是李雷，住在知春路', '李雷'],
    ['我妈姓赵，我姓钱', '钱', 'slot_name'],
    ['我姓刘刘德华的刘', '刘', 'slot_name'],
    ['联系行政小李，13912340016', '小李', 'slot_name'],
    ['何太 91112222', '何太', 'slot_name'],
    ['等等，名字改成陈怡君', '陈怡君'],
    ['change my name to Linda Chen', 'Linda Chen'],
    ['Margaret, but everybody calls me Peggy', 'Peggy', 'slot_name'],
    ["It's Amy", 'Amy', 'slot_name'],
    ['快点', undefined, 'slot_name'],
    ['你谁啊', undefined, 'slot_name'],
    ['THIS IS RIDICULOUS. GET ME A HUMAN', undefined],
    ["I'm locked out", undefined],
    ['我是业主', undefined],
  ];
  for (const [text, name, asked] of table) {
    it(`${text} → ${name ?? 'none'}`, () => assert.equal(find(text, asked).nameText, name));
  }
});

describe('Of two times the wish counts', () => {
  const table: readonly (readonly [string, string | undefined])[] = [
    ['昨天你们保洁没擦窗户，明天上午来补一下', '明天上午'],
    ['聽日下晝', '聽日下晝'],
    ['Tues 3ish', 'Tues 3ish'],
    ['Any day but Sunday', 'Any day but Sunday'],
    ['博愛二路100號', undefined],
    ['人民路5号', undefined],
  ];
  for (const [text, time] of table) {
    it(`${text} → ${time ?? 'none'}`, () => assert.equal(find(text).timeText, time));
  }
});
