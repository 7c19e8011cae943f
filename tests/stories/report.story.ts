import assert from 'node:assert/strict';
import { houseForEach } from '../kit/house.ts';
import { png, quickReport, toReadBack } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

describe('A customer reports a problem in the web chat', () => {
  const running = houseForEach();

  it('is asked only for what is missing, hears everything read back, and gets a number with a promise', async () => {
    const customer = await Visitor.arrives(running.url);
    customer.hears('您好');
    await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    customer.hears('地址').hearsNothingOf('什么问题', '哪方面');
    await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    customer.hears('什么时候');
    await customer.says('明天上午');
    customer.hears('请核对', '13812345678', '望京花园', '明天上午', '厨房地面还是黏的');
    await customer.picks('确认提交');
    customer.hears('已为您登记', '一般', /会在今天 10:30前联系您/);
    assert.match(customer.ticketNumber, /^[1-9]\d{9}$/);
  });

  it('asks less and opens faster when something dangerous is going on', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('你们保洁刚走，洗衣机后面的水管一直在往外喷水，地上全是水');
    customer.hears('总水阀', '地址');
    await customer.says('海淀区中关村南大街5号院2号楼1单元301');
    await customer.says('李明');
    await customer.says('13900001111');
    customer.hears('请核对').hearsNothingOf('什么时候');
    await customer.says('对的');
    customer.hears('紧急', /现场项目经理会在今天 10:05前联系您/);
  });

  it('lets any fact be corrected at any point', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('衣柜门合页松了，门关不严，想找人来修');
    await customer.says('浦东新区张杨路100弄8号602室');
    await customer.says('姓陈');
    await customer.says('电话是13700002222');
    await customer.says('地址不对，是张杨路100弄9号602室');
    customer.hears('地址改为', '9号602');
    await customer.says('尽快');
    customer.hears('请核对', '9号602', '13700002222');
    await customer.says('电话错了，应该是13700003333');
    customer.hears('13700003333', '请核对');
    await customer.says('修改');
    customer.hears('要改哪一项');
    await customer.picks('称呼');
    customer.hears('怎么称呼');
    await customer.says('陈小姐');
    customer.hears('陈小姐', '请核对');
    await customer.says('没问题');
    customer.hears('已为您登记');
  });

  it('repeats the question in other words when the answer does not fit, and offers a person at last', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('沙发扶手掉漆了，麻烦处理');
    await customer.says('徐汇区漕溪北路18号1201');
    await customer.says('张先生');
    customer.hears('联系电话');
    await customer.says('12345');
    customer.hears('不完整');
    await customer.says('你猜');
    await customer.says('我不知道');
    assert.ok(customer.heard.choices.includes('转人工'), customer.transcript);
  });

  it('keeps photos with the ticket, sent before, during or after', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.shows(png);
    customer.hears('收到1张照片', '什么问题');
    await customer.says('餐桌桌面起泡了，有巴掌大');
    await customer.shows(png);
    customer.hears('收到1张照片');
    await customer.says('地址是静安区南京西路1000号8楼');
    await customer.says('赵');
    await customer.says('13611112222');
    if (/什么时候/.test(customer.heard.text)) await customer.says('尽快');
    customer.hears('请核对', '照片：2张');
    await customer.says('确认');
    const no = customer.ticketNumber;
    await customer.shows(png);
    customer.hears('已补充');
    const [ticket] = await running.house.store.liveTickets();
    assert.equal(ticket?.no, no);
    const photos = ticket?.timeline.flatMap((event) =>
      event.type === 'registered'
        ? event.request.photos
        : event.type === 'added'
          ? event.photos
          : [],
    );
    assert.equal(photos?.length, 3);
  });

  it('offers to add to the open ticket when the same problem is told again within minutes', async () => {
    const customer = await Visitor.arrives(running.url);
    const no = await quickReport(customer);
    running.clock.advance(5 * 60_000);
    await customer.says('厨房的地面还是黏的，没擦干净');
    customer.hears('是同一件事吗', no.replace(/(...)(...)(....)/, '$1 $2 $3'));
    await customer.says('是的');
    customer.hears('已补充到工单');
    assert.equal((await running.house.store.liveTickets()).length, 1);
  });

  it('opens a second ticket when the customer says it is another problem', async () => {
    const customer = await Visitor.arrives(running.url);
    const first = await quickReport(customer);
    await customer.says('厨房地面还是黏的');
    await customer.says('不是');
    while (!/请核对/.test(customer.heard.text)) await customer.says('尽快');
    await customer.says('确认提交');
    assert.notEqual(customer.ticketNumber, first);
    assert.equal((await running.house.store.liveTickets()).length, 2);
  });

  it('does not ask a returning customer for name, phone and address again', async () => {
    const customer = await Visitor.arrives(running.url);
    await quickReport(customer);
    running.clock.advance(3 * 3_600_000);
    const again = await customer.comesBack();
    await again.says('保洁阿姨把客厅的垃圾忘了带走，还有一袋在门口');
    if (/什么时候/.test(again.heard.text)) await again.says('尽快');
    again.hears('请核对', '13812345678', '望京花园', '王');
  });

  it('has the effect of once when the same message is sent twice', async () => {
    const customer = await Visitor.arrives(running.url);
    await toReadBack(customer);
    const id = crypto.randomUUID();
    await customer.says('确认提交', id);
    const no = customer.ticketNumber;
    await customer.says('确认提交', id);
    customer.hearsNothingOf('登记');
    const tickets = await running.house.store.liveTickets();
    assert.deepEqual(
      tickets.map((ticket) => ticket.no),
      [no],
    );
  });

  it('can be left in the middle and nothing is registered', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('厨房地面没擦干净');
    await customer.says('算了，取消吧');
    customer.hears('放弃');
    await customer.picks('不登记了');
    customer.hears('不登记了');
    assert.equal((await running.house.store.liveTickets()).length, 0);
  });
});
