import assert from 'node:assert/strict';
import { houseForEach } from '../kit/house.ts';
import { Visitor } from '../kit/visitor.ts';

const place = '朝阳区望京花园2栋501';

describe('A customer answers as people do', () => {
  const running = houseForEach();

  const begins = async (problem: string, locale = 'zh-CN', ...answers: string[]) => {
    const customer = await Visitor.arrives(running.url, locale);
    for (const words of [problem, ...answers]) await customer.says(words);
    return customer;
  };

  describe('taking things back', () => {
    it('exchanges a part of the address while the name is asked', async () => {
      const customer = await begins('书桌抽屉拉不开', 'zh-CN', place);
      await customer.says('不对不对，是3栋不是2栋');
      customer.hears('朝阳区望京花园3栋501', '怎么称呼');
      await customer.says('张三');
      customer.hears('电话');
    });

    it('hears a part of an English address exchanged, before and while it reads back', async () => {
      const customer = await begins(
        'The cabinet door is loose',
        'en-US',
        'Room 501, Building 3, Lake Garden',
      );
      await customer.says('sorry, building 5');
      customer.hears(/Room 501, building 5, Lake Garden/, 'name');
      await customer.says('Peter');
      await customer.says("no wait, it's Pete");
      customer.hears('Name changed to: Pete');
      await customer.says('13812345678');
      await customer.says('tomorrow morning');
      await customer.says('the address should be Room 502');
      customer.hears('Room 502, building 5', 'Pete', '13812345678');
    });

    it('follows a name corrected twice, the second time by explaining the character', async () => {
      const customer = await begins('柜门关不严', 'zh-CN', place, '我姓陈');
      await customer.says('不对，我姓程，工程的程');
      customer.hears('称呼改为：程', '电话');
      await customer.says('打错了，是成功的成');
      customer.hears('称呼改为：成', '电话');
    });

    it('asks the last question again when all it hears is that the answer was wrong', async () => {
      const customer = await begins('柜门关不严', 'zh-CN', place, '王芳');
      await customer.says('打错了');
      customer.hears('怎么称呼');
      await customer.says('汪芳');
      await customer.says('13812345678');
      await customer.says('明天');
      customer.hears('请核对', '称呼：汪芳');
    });

    it('changes the service when the customer names the other one, and keeps what was said', async () => {
      const customer = await begins('保洁没弄好，地面很黏', 'zh-CN');
      if (/位置/.test(customer.heard.text)) await customer.says('跳过');
      await customer.says(place);
      await customer.says('不是保洁，是家具，柜子的问题');
      customer.hears('家具售后', '怎么称呼');
    });

    it('takes a new description with its own class and item', async () => {
      const customer = await begins('餐桌桌面起泡了', 'zh-CN', place, '刘', '13811112222');
      await customer.says('改一下问题，沙发塌了');
      customer.hears('问题描述改为：沙发塌了');
      while (!/请核对/.test(customer.heard.text)) await customer.says('尽快');
      customer.hears('位置或产品：沙发').hearsNothingOf('餐桌');
      await customer.says('对');
      customer.hears('紧急');
    });

    it('hears the new name and address in the sentence that names them', async () => {
      const customer = await begins('餐桌桌面起泡了', 'zh-CN', place, '刘', '13811112222', '明天');
      await customer.says('等等，名字改成陈怡君');
      customer.hears('称呼：陈怡君', '请核对');
      await customer.says('地址是望京花园3-2-503');
      customer.hears('3-2-503');
    });

    it('completes the address when the house number comes as an afterthought', async () => {
      const customer = await begins('柜门关不严', 'zh-CN', '朝阳区建国路88号');
      await customer.says('301');
      customer.hears('朝阳区建国路88号301', '怎么称呼');
    });
  });

  describe('answers that are none', () => {
    it('records no question, no order and no shrug as an address or a name', async () => {
      const customer = await begins('衣柜门合页松了', 'zh-CN');
      for (const words of ['要紧吗', '别废话，快派人来', '上海市徐汇区漕溪北路18号1201'])
        await customer.says(words);
      customer.hears('怎么称呼');
      for (const words of ['你是机器人吗？', '两件事都要处理', '赵大爷', '13812345678'])
        await customer.says(words);
      while (!/请核对/.test(customer.heard.text)) await customer.says('随便');
      customer.hears('地址：上海市徐汇区漕溪北路18号1201', '称呼：赵大爷');
      customer.hearsNothingOf('要紧', '废话', '机器人', '时间：随便');
    });

    it('says why it asks', async () => {
      const customer = await begins('my desk drawer is stuck', 'en-US');
      await customer.says('why do you need that?');
      customer.hears('so that our staff can find you', 'address').hearsNothingOf('name');
    });

    it('leaves the address for the phone call when the customer does not know it', async () => {
      const customer = await begins('沙发坏了一个角', 'zh-CN', '不知道', '不知道');
      customer.hears('联系您时再问', '怎么称呼');
      await customer.says('不用留名字');
      customer.hears('电话');
    });

    it('does not call words an incomplete number, and offers ways out at last', async () => {
      const customer = await begins('茶几掉漆了', 'zh-CN', place, '陈');
      await customer.says('不想留电话');
      customer.hears('电话').hearsNothingOf('不完整');
      await customer.says('就是不想');
      assert.deepEqual(customer.heard.choices, ['转人工', '不登记了']);
      await customer.picks('不登记了');
      customer.hears('不登记了');
      assert.equal((await running.house.store.liveTickets()).length, 0);
    });

    it('takes any time, no time and soon for what they are', async () => {
      for (const [said, kept] of [
        ['都行', '随时都可以'],
        ['尽快', '尽快'],
      ] as const) {
        const customer = await begins('茶几掉漆了', 'zh-CN', place, '陈', '13812345678', said);
        customer.hears('请核对', `时间：${kept}`);
      }
      const customer = await begins('茶几掉漆了', 'zh-CN', place, '陈', '13812345678', '不知道');
      customer.hears('请核对').hearsNothingOf('时间：');
    });

    it('hears a way out of the form in two words', async () => {
      const customer = await begins('my desk drawer is stuck', 'en-US', 'Room 3, Building 4');
      await customer.says('forget it');
      customer.hears('Leave it?');
      await customer.says('forget it');
      customer.hears('nothing was registered');
    });

    it('opens nothing without a clear yes', async () => {
      const customer = await begins(
        'The table top is scratched',
        'en-US',
        'Room 3, Building 4, Lakeside',
        'Tom',
        '13811112222',
        'tomorrow',
      );
      customer.hears('Please check');
      await customer.says('whenever');
      await customer.says('hmm');
      customer.hears('submit').hearsNothingOf('Registered', 'Please check');
      assert.equal((await running.house.store.liveTickets()).length, 0);
    });
  });

  describe('more than was asked', () => {
    it('adds another problem to the first instead of taking it for a name', async () => {
      const customer = await begins('衣柜门掉了', 'zh-CN', place);
      await customer.says('哦对了，还有抽屉也拉不开');
      customer.hears('已加上', '怎么称呼');
      await customer.says('褚');
      await customer.says('13812340008');
      await customer.says('我家有狗');
      while (!/请核对/.test(customer.heard.text)) await customer.says('尽快');
      customer.hears('衣柜门掉了；哦对了，还有抽屉也拉不开', '称呼：褚');
    });

    it('keeps a second telephone number in the words', async () => {
      const customer = await begins('茶几掉漆了', 'zh-CN', place, '陈');
      await customer.says('打我妈电话13812340009，打不通打我的13812340010');
      await customer.says('明天');
      customer.hears('请核对', '13812340010');
    });

    it('keeps what is told while it reads back', async () => {
      const customer = await begins('茶几掉漆了', 'zh-CN', place, '陈', '13812340009', '明天');
      await customer.says('我家养了条大狗');
      customer.hears('已加上', '我家养了条大狗');
    });

    it('is told where before it asks which service, when a child is locked in', async () => {
      const customer = await begins(
        'My kid is locked in the bathroom, the handle your man fitted came off',
        'en-US',
      );
      customer.hears('110', 'address');
      await customer.says('Villa 8, Green Lake Estate');
      customer.hears('name');
    });

    it('keeps the day that does not suit as one that does not, and a yes with thanks as a yes', async () => {
      const customer = await begins(
        'The sofa cover has a stain from your cleaner',
        'en-US',
        'Rose Court 14, Huaihai Road',
        'Margaret',
        '021 6433 8899',
      );
      if (/Which service/.test(customer.heard.text)) await customer.says('1');
      await customer.says('Any day but Sunday');
      customer.hears('Please check', 'Time: Any day but Sunday');
      await customer.says("Yes that's all correct, thank you dear");
      customer.hears('Registered');
    });

    it('hears one more thing behind the yes', async () => {
      const customer = await begins('餐桌桌面起泡了', 'zh-CN', place, '刘', '13811112222', '明天');
      await customer.says('对，还有抽屉也拉不开');
      customer.hears('请核对', '抽屉也拉不开');
      assert.equal((await running.house.store.liveTickets()).length, 0);
    });

    it('begins with whoever says first who they are', async () => {
      const customer = await begins('我叫孙武，电话13912340011，住海淀区花果路1号3楼', 'zh-CN');
      await customer.says('餐桌桌面起泡了');
      while (!/请核对/.test(customer.heard.text)) await customer.says('尽快');
      customer.hears('13912340011', '花果路1号3楼', '餐桌桌面起泡了');
    });

    it('takes an English address whole', async () => {
      const customer = await begins('The sofa leg is loose', 'en-US', '88 Jianguo Road, 1201');
      for (const words of ['Wang', '13812348888', 'any time']) await customer.says(words);
      customer.hears('Address: 88 Jianguo Road, 1201', 'Time: any time');
    });
  });
});
