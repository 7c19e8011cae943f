import assert from 'node:assert/strict';
import { createMenu } from '../../bot/channels/wechat/menu.ts';
import { png } from '../kit/scenes.ts';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report, silence } from '../kit/wechat-scenes.ts';

const minute = 60_000;

describe('A customer writes to the WeChat account', () => {
  let scene: WeChatScene;
  let customer: Friend;
  beforeEach(async () => {
    scene = await openWeChat();
    customer = scene.friend();
    await customer.does((phone) => phone.follow());
  });
  afterEach(() => scene.close());

  it('is greeted when they follow, and reports with a photo, a place on the map and a number', async () => {
    customer.hears('您好', '1. ').by('passive');
    await customer.does((phone) => phone.photo(png, 'image/png'));
    customer.hears('收到1张照片').by('passive');
    await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    customer.hears('地址');
    await customer.does((phone) => phone.place(30.19536, 109.32305, '湖北省恩施市施州大道12号'));
    customer.hears('称呼');
    await customer.says('我姓王，电话13812345678');
    customer.hears('什么时候', '1. 尽快');
    await customer.says('1');
    customer.hears('请核对', '施州大道12号', '照片：1张', '1. 确认提交');
    await customer.says('１');
    customer.hears('已为您登记', /会在.*前联系您/).by('passive');
    const [ticket] = await scene.running.house.store.liveTickets();
    assert.equal(ticket?.no, customer.ticketNumber);
    const registered = ticket?.timeline.find((event) => event.type === 'registered');
    assert.equal(registered?.request.address, '湖北省恩施市施州大道12号');
    const kept = await scene.running.house.store.blobs.get(registered?.request.photos[0]?.id ?? '');
    assert.ok(kept?.subarray(-png.length).equals(png), 'the photo is kept byte for byte');
  });

  it('picks from the menu below the chat', async () => {
    assert.ok((await createMenu(scene.api)).ok);
    await customer.does((phone) => phone.click('报修或投诉'));
    customer.hears('什么问题');
    await customer.says('阳台的推拉门关不上，轨道坏了');
    customer.hears('地址');
    await customer.does((phone) => phone.click('人工客服'));
    customer.hears('电话');
  });

  it('speaks, and is understood as far as WeChat understands it', async () => {
    await customer.does((phone) => phone.speak('客厅的吊灯一直闪，还有烧焦的味道', silence));
    customer.hears('地址');
  });

  it('sends something we cannot use and hears what we can', async () => {
    await customer.does((phone) => phone.file('合同.pdf'));
    customer.hears('请用文字或照片').by('passive');
  });

  it('follows up, urges and cancels', async () => {
    const no = await report(customer);
    scene.time.advance(5 * minute);
    await customer.says('查进度');
    customer.hears('待处理', '1. 催一下');
    await customer.says('1');
    customer.hears('已为您催办');
    await customer.says('取消这个工单');
    customer.hears('取消工单', '1. ');
    await customer.says('1');
    customer.hears('已取消');
    const record = await scene.running.house.store.tx((tx) => tx.ticket(no));
    assert.ok(record?.timeline.some(({ type }) => type === 'urged'));
    assert.equal(record?.timeline.at(-1)?.type, 'cancelled');
  });

  it('scans the code on a delivery note: the ticket opens, to whoever can prove to be the customer', async () => {
    const no = await report(customer);
    await customer.does((phone) => phone.scan(`ticket:${no}`));
    customer.hears('待处理', '厨房地面').by('passive');
    const stranger = scene.friend('Zhao');
    await stranger.does((phone) => phone.scan(`ticket:${no}`));
    stranger.hears('您好', '后四位');
    assert.ok(!stranger.heard.includes('厨房'), stranger.transcript);
    await stranger.says('5678');
    stranger.hears('待处理', '厨房地面');
  });

  it('scans the code on a sofa: the report knows the service line; a foreign code only greets', async () => {
    await customer.does((phone) => phone.scan('line:furniture'));
    customer.hears('什么问题');
    await customer.says('沙发的扶手掉漆了，麻烦处理');
    while (!/请核对/.test(customer.heard))
      await customer.says(
        /称呼/.test(customer.heard) ? '我姓王，电话13812345678' : '徐汇区漕溪北路18号1201',
      );
    customer.hears('家具');
    await customer.does((phone) => phone.scan('intent:optout'));
    customer.hearsNothing();
    const other = scene.friend('Li');
    await other.does((phone) => phone.scan('advert-7'));
    other.hears('您好');
  });

  it('goes on with an open form after a restart', async () => {
    await customer.says('书桌抽屉卡住了，拉不开');
    await customer.says('杭州市文三路90号5幢201');
    customer.hears('怎么称呼');
    await scene.restart();
    await customer.says('姓林');
    customer.hears('联系电话');
  });

  it('is forgotten when they leave, and greeted as new when they come back', async () => {
    await report(customer);
    await customer.does((phone) => phone.unfollow());
    customer.hearsNothing();
    const id = `wechat/wx5823bf96d3bd56c7/${customer.phone.openid}`;
    assert.equal(await scene.running.house.line.conversation(id), undefined);
    await customer.does((phone) => phone.follow());
    customer.hears('您好');
    await customer.says('查进度');
    customer.hears('工单号');
  });

  it('writes three messages at once and is answered in order', async () => {
    await Promise.all([
      customer.phone.say('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦'),
      customer.phone.say('朝阳区望京花园3号楼2单元501'),
      customer.phone.say('我姓王，电话13812345678'),
    ]);
    await customer.says('尽快');
    customer.hears('请核对', '望京花园', '王', '13812345678');
  });
});
