import assert from 'node:assert/strict';
import { Caller } from '../kit/caller.ts';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';

const minute = 60_000;

describe('One person on the telephone and on WeChat', () => {
  let scene: WeChatScene;
  let friend: Friend;
  beforeEach(async () => {
    scene = await openWeChat();
    friend = scene.friend();
    await friend.does((phone) => phone.follow());
  });
  afterEach(() => scene.close());

  const texts = async () => {
    const answer = await fetch(`${scene.running.url}/demo/outbox`);
    const { outbox } = (await answer.json()) as {
      outbox: { to: { customer?: string }; text: string }[];
    };
    return outbox.filter(({ text }) => text.includes('验证码'));
  };
  const textedTo = async (phone: string) => {
    const text = (await texts()).findLast(({ to }) => to.customer === phone)?.text ?? '';
    return /\d{6}/.exec(text)?.[0] ?? '';
  };
  const bind = async () => {
    await friend.says('绑定手机 13812345678');
    friend.hears('138****5678', '6位数字', '再发一次');
    await friend.says(await textedTo('+8613812345678'));
    friend.hears('绑定好了');
  };
  const calls = async () => (await Caller.calls(scene.running.url)).presses('1');

  it('proves a telephone with a code texted to it and sees what was reported by it', async () => {
    const caller = await calls();
    await caller.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await caller.says('朝阳区望京花园3号楼2单元501');
    await caller.says('我姓王');
    await caller.says('尽快');
    await caller.presses('1');
    await friend.says('绑定手机');
    friend.hears('手机号');
    await friend.says('13812345678');
    await friend.says(await textedTo('+8613812345678'));
    friend.hears('绑定好了', '138****5678');
    await friend.says('查进度');
    friend.hears('待处理', '厨房地面');
  });

  it('hangs up in the middle and goes on in WeChat, nothing said twice', async () => {
    const caller = await calls();
    await caller.says('沙发扶手掉漆了，露出里面的木头');
    await caller.says('徐汇区漕溪北路18号1201');
    await caller.phone.hangsUp();
    await bind();
    friend.hears('上次的登记还没有完成', '1. 接着登记');
    await friend.says('1');
    friend.hears('称呼');
    await friend.says('我姓王');
    while (!/请核对/.test(friend.heard)) await friend.says('尽快');
    friend.hears('沙发扶手掉漆', '漕溪北路', '13812345678');
    await friend.says('确认提交');
    assert.ok(friend.ticketNumber);
    const caller2 = await calls();
    caller2.hearsNothingOf('上次的登记');
  });

  it('begins in WeChat and goes on by telephone: the report is filed once', async () => {
    await bind();
    await friend.says('客厅吊灯一直闪，有时不亮');
    friend.hears('地址');
    const caller = await calls();
    caller.hears('上次的登记还没有完成').hearsNothingOf('吊灯');
    await caller.presses('1');
    await caller.says('徐汇区漕溪北路18号1201');
    for (let nth = 0; nth < 4 && !/请核对/.test(caller.phone.heard); nth += 1)
      await caller.says(/称呼/.test(caller.phone.heard) ? '我姓王' : '尽快');
    caller.hears('请核对', '吊灯');
    await caller.presses('1');
    caller.hears('已为您登记');
    await friend.says('查进度');
    friend.hears('待处理', '吊灯');
    assert.equal((await scene.running.house.store.liveTickets()).length, 1);
  });

  it('tells a caller who only shows the number neither address nor name', async () => {
    await bind();
    await friend.says('客厅吊灯一直闪，有时不亮');
    await friend.says('徐汇区漕溪北路18号1201');
    const caller = await calls();
    await caller.presses('1');
    caller.hears('地址').hearsNothingOf('漕溪北路');
  });

  it('gets a code by calling: texted to the telephone, said in WeChat', async () => {
    const caller = await calls();
    await caller.says('客厅吊灯一直闪，有时不亮');
    await caller.says('我要绑定微信');
    caller.hears('短信').hearsNothingOf(/绑定，\S 三/);
    await friend.says(`绑定 ${await textedTo('+8613812345678')}`);
    friend.hears('确认绑定吗');
    await friend.says('是的');
    friend.hears('绑定好了', '地址');
    const account = await scene.running.house.store.tx((tx) => tx.account('wechat:oWang'));
    assert.equal(account?.proven, '13812345678');
  });

  it('hears the code where no text message can go, which proves the call and not the telephone', async () => {
    const caller = await Caller.calls(scene.running.url, { from: 'anonymous' });
    await caller.presses('1');
    await caller.says('绑定微信');
    const code = (await heardCode(caller)) ?? '';
    await friend.says(`绑定 ${code}`);
    await friend.says('是的');
    friend.hears('绑定好了');
    const account = await scene.running.house.store.tx((tx) => tx.account('wechat:oWang'));
    assert.equal(account?.proven, undefined);
  });

  it('takes a code only from who asked for it, once, in time; guessing is locked', async () => {
    const other = scene.friend('Zhao');
    await other.does((phone) => phone.follow());
    await friend.says('绑定手机 13812345678');
    const code = await textedTo('+8613812345678');
    await other.says(`绑定 ${code}`);
    other.hears('不对或已经过期');
    scene.time.advance(11 * minute);
    await friend.says(code);
    friend.hears('不对或已经过期');
    await friend.says('再发一次');
    const next = await textedTo('+8613812345678');
    for (let nth = 0; nth < 4; nth += 1) await friend.says(next === '111111' ? '222222' : '111111');
    await friend.says(next);
    friend.hears('锁定');
  });

  it('floods nobody: a minute between two codes, five a day to one telephone', async () => {
    await friend.says('绑定手机 13812345678');
    await friend.says('再发一次');
    friend.hears('太密');
    for (let nth = 0; nth < 6; nth += 1) {
      scene.time.advance(2 * minute);
      const other = scene.friend(`N${nth}`);
      await other.does((phone) => phone.follow());
      await other.says('绑定手机 13812345678');
    }
    assert.equal((await texts()).length, 5);
  });

  it('says so when a number takes no text messages, and gives up when told to', async () => {
    await friend.says('绑定手机 010-65551234');
    friend.hears('收不到', '手机号');
    await friend.says('算了，不绑了');
    friend.hears('没有绑定');
    await report(friend);
  });

  it('ends the tie again: what was reported by telephone is not seen any more', async () => {
    const caller = await calls();
    await caller.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    for (const words of ['朝阳区望京花园3号楼2单元501', '我姓王', '尽快']) await caller.says(words);
    await caller.presses('1');
    await friend.says('取消绑定');
    friend.hears('没有绑定');
    await bind();
    await friend.says('查进度');
    friend.hears('待处理');
    await friend.says('解绑手机');
    friend.hears('已经解除绑定');
    await friend.says('查进度');
    friend.hears('工单号');
  });

  it('is not known by the telephone any more after leaving the account', async () => {
    await bind();
    await friend.does((phone) => phone.unfollow());
    const person = await scene.running.house.store.tx((tx) => tx.person('13812345678'));
    assert.deepEqual(person?.accounts, []);
  });
});

async function heardCode({ phone }: Caller): Promise<string | undefined> {
  const digits = '零一二三四五六七八九';
  const said = phone.heard.replace(/幺/g, '一').replace(/[\s，、]/g, '');
  const found = new RegExp(`[${digits}]{6}`).exec(said)?.[0];
  return found && [...found].map((one) => digits.indexOf(one)).join('');
}
