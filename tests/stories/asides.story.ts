import assert from 'node:assert/strict';
import { houseForEach } from '../kit/house.ts';
import { png, quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

const place = '朝阳区望京花园2栋501';

describe('A customer says something else', () => {
  const running = houseForEach();

  const talks = async (locale: string, ...words: string[]) => {
    const customer = await Visitor.arrives(running.url, locale);
    for (const said of words) await customer.says(said);
    return customer;
  };

  it('and hears the safety advice again when asking whether a danger is grave', async () => {
    const customer = await talks('zh-CN', '厨房好像有点煤气味，不太浓', '要紧吗');
    customer.hears('气阀', '地址').hearsNothingOf('说不准');
  });

  it('and is told honestly that a machine is answering', async () => {
    const customer = await talks('en-US', 'my desk drawer is stuck', 'are you a robot?');
    customer.hears('automatic assistant', 'address');
    await customer.says('what?');
    customer.hears('address').hearsNothingOf('not sure');
  });

  it('in signs only, and is met with patience, then with a person', async () => {
    const customer = await talks('zh-CN', '。。。');
    customer.hears('一两句话');
    await customer.says('？？？');
    await customer.says('😡😡');
    assert.ok(customer.heard.choices.includes('转人工'), customer.transcript);
    await customer.says('👍');
    customer.hears('好的');
  });

  it('off the subject twice, and is offered a person instead of the same line', async () => {
    const customer = await talks('zh-CN', '今天天气怎么样');
    const first = customer.heard.text;
    await customer.says('给我讲个笑话');
    assert.notEqual(customer.heard.text, first);
    assert.ok(customer.heard.choices.includes('转人工'), customer.transcript);
  });

  it('to one service only guessed: the named one is taken', async () => {
    const customer = await talks('zh-CN', '书桌抽屉拉不开', place);
    await customer.says('家政');
    customer.hears('家政服务', '怎么称呼');
  });

  it('about the hour of a booking, and the day stays', async () => {
    const customer = await talks(
      'zh-CN',
      '我要预约家政，3月15号上午9点，做饭阿姨',
      place,
      '何女士',
      '13812350019',
    );
    customer.hears('需求：', '3月15号上午9点');
    await customer.says('下午2点吧');
    customer.hears('3月15号下午2点');
  });

  it('with a picture: the caption is kept', async () => {
    const customer = await talks('zh-CN', '衣柜门掉了');
    await customer.shows(png, '合页这里裂开了一大块');
    customer.hears('收到1张照片', '地址');
    for (const words of [place, '王', '13812350001', '尽快']) await customer.says(words);
    customer.hears('合页这里裂开了一大块', '照片：1张');
  });

  it('right after a ticket, and is asked whether it belongs to it', async () => {
    const customer = await Visitor.arrives(running.url);
    const no = await quickReport(customer);
    await customer.says('我家养了一条大狗');
    const add = customer.heard.choices.find((choice) => choice.includes('补充'));
    await customer.picks(add ?? 'something to add it to');
    customer.hears('已补充');
    await customer.says('还有，门口的也是');
    customer.hears(/同一件事|补充/);
    assert.equal((await running.house.store.liveTickets()).length, 1);
    assert.equal((await running.house.store.liveTickets())[0]?.no, no);
  });

  it('with the no to "is it the same?": what it says beside is kept', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    await customer.says('厨房地面还是黏的');
    customer.hears('同一件事');
    await customer.says('不是，这次是另外一套房子');
    while (!/请核对/.test(customer.heard.text)) await customer.says('尽快');
    customer.hears('另外一套房子');
  });

  it('instead of a ticket number, and is helped on', async () => {
    const customer = await talks('zh-CN', '查进度', '13812340012');
    customer.hears('电话号码', '10位工单号');
    await customer.says('忘了');
    customer.hears('帮您登记');
    const no = await quickReport(await Visitor.arrives(running.url));
    const stranger = await talks('zh-CN', `查一下${no}`, '不知道');
    stranger.hears('后四位');
  });

  it('to take the cancelling back, and nothing is cancelled or asked again', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    await customer.says('不取消了');
    customer.hears('照常处理');
    await customer.says('查进度');
    customer.hears('待处理');
  });

  it('to take the cancelling back when asked once more, and nothing is cancelled', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    await customer.says('取消');
    await customer.says('算了，不取消了');
    customer.hears('照常处理');
    await customer.says('查进度');
    customer.hears('待处理');
  });

  it('to leave the time and the hurry as they are, and nothing is moved or urged', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    await customer.says('算了不用改时间了');
    customer.hears('时间不变');
    await customer.says('不用催了');
    customer.hears('有需要随时');
    await customer.says('我不想取消，我想改时间');
    customer.hears('什么时候');
  });

  it('kind before it wishes to report, and the wish is heard', async () => {
    const customer = await talks('zh-CN', '你好呀，我想报修');
    customer.hears('什么问题');
  });

  it('twice to hurry, and hears that it was passed on again, with a person at hand', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    await customer.says('催一下');
    customer.hears('已为您催办', '待处理');
    await customer.says('再催一下！');
    customer.hears('再催了一次').hearsNothingOf('待处理');
    await customer.picks('转人工');
    customer.hears('已转人工');
  });

  it('that adds and moves nothing, and nothing is written', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    await customer.says('补充情况');
    await customer.says('没有了');
    customer.hears('不补充');
    await customer.says('改时间');
    await customer.says('不知道');
    customer.hears('时间不变');
    const [ticket] = await running.house.store.liveTickets();
    assert.deepEqual(
      ticket?.timeline.map(({ type }) => type),
      ['registered', 'assigned'],
    );
  });
});
