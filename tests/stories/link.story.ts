import assert from 'node:assert/strict';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';

const minute = 60_000;

describe('One person on the web and on WeChat', () => {
  let scene: WeChatScene;
  let friend: Friend;
  let visitor: Visitor;
  beforeEach(async () => {
    scene = await openWeChat();
    friend = scene.friend();
    await friend.does((phone) => phone.follow());
    visitor = await Visitor.arrives(scene.running.url);
  });
  afterEach(() => scene.close());

  const codeFrom = (text: string) => /\d{6}/.exec(text)?.[0] ?? '';

  it('sees the same tickets on both, once the code given on one was said on the other', async () => {
    const web = await quickReport(visitor);
    await visitor.says('我要绑定微信');
    visitor.hears('绑定', '10分钟', '不要告诉别人');
    await friend.says('查进度');
    friend.hears('工单号');
    await friend.says(`绑定 ${codeFrom(visitor.heard.text)}`);
    friend.hears('确认绑定吗', '1. 是的');
    await friend.says('1');
    friend.hears('绑定好了', '待处理');
    assert.equal(friend.ticketNumber, web, 'what was asked before is answered now');
    scene.time.advance(60 * minute);
    await friend.says('沙发的扶手掉漆了，麻烦处理');
    while (!/请核对/.test(friend.heard))
      await friend.says(/核对|什么时候/.test(friend.heard) ? '尽快' : '徐汇区漕溪北路18号1201');
    friend.hears('13812345678');
    await friend.says('确认提交');
    const second = friend.ticketNumber;
    await visitor.says('查进度');
    const offered = visitor.heard.choices.join();
    for (const no of [second, web]) assert.ok(offered.includes(no.slice(0, 3)), visitor.transcript);
  });

  it('goes on here with what was begun there', async () => {
    await visitor.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    visitor.hears('地址');
    await visitor.says('绑定微信');
    visitor.hears('地址');
    const code = /绑定 (\d{6})/.exec(visitor.heard.text)?.[1] ?? '';
    await friend.does((phone) => phone.scan(`link:${code}`));
    friend.hears('确认绑定吗');
    await friend.says('是的');
    friend.hears('绑定好了', '地址');
    await friend.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    await friend.says('尽快');
    friend.hears('请核对', '厨房地面还是黏的', '望京花园');
    await friend.says('确认提交');
    assert.ok(friend.ticketNumber);
    await visitor.says('你好');
    visitor.hearsNothingOf('地址');
  });

  it('takes no wrong, old, used or own code, and stops guessing', async () => {
    await visitor.says('绑定微信');
    const code = codeFrom(visitor.heard.text);
    await visitor.says(`绑定 ${code}`);
    visitor.hears('不对或已经过期');
    await friend.says(`绑定 ${code === '123456' ? '654321' : '123456'}`);
    friend.hears('不对或已经过期');
    scene.time.advance(11 * minute);
    await friend.says(`绑定 ${code}`);
    friend.hears('不对或已经过期');
    for (let nth = 0; nth < 4; nth += 1) await friend.says(`绑定 00000${nth}`);
    await visitor.says('绑定微信');
    await friend.says(`绑定 ${codeFrom(visitor.heard.text)}`);
    friend.hears('锁定');
  });

  it('links nothing when the customer is not sure', async () => {
    const no = await report(friend);
    await friend.says('绑定网页');
    await visitor.says(`绑定 ${codeFrom(friend.heard)}`);
    await visitor.says('不是');
    visitor.hears('没有绑定');
    await visitor.says('查进度');
    visitor.hearsNothingOf(no.slice(0, 3));
  });
});
