import assert from 'node:assert/strict';
import { groupNumber } from '../../desk/number.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { png } from '../kit/scenes.ts';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';
import { Clerk } from '../web/kit/crew.ts';

describe('A worker on the road, by WeChat alone', () => {
  let scene: WeChatScene;
  let worker: Friend;
  let customer: Friend;
  let no = '';

  const signIn = (name: string) => Clerk.of(scene.running, name);
  const give = async (number: string, staff: string) => {
    const agent = await signIn('han-xue');
    const action = { do: 'assign', role: 'service_staff', staff };
    const { status, body } = await agent.post(`/tickets/${number}/actions`, action);
    assert.equal(status, 200, JSON.stringify(body));
  };
  const types = async (number = no) => {
    const record = await scene.running.house.store.tx((tx) => tx.ticket(number));
    return record?.timeline.map(({ type }) => type) ?? [];
  };
  const version = async () => (await types()).length;

  beforeEach(async () => {
    scene = await openWeChat();
    customer = scene.friend('Wang');
    worker = scene.friend('Guilan');
    for (const friend of [customer, worker]) await friend.does((phone) => phone.follow());
    no = await report(customer);
    await give(no, 'wang-guilan');
    const clerk = await signIn('wang-guilan');
    const { body } = await clerk.post('/session/binding');
    await worker.says(`员工绑定 ${body.code}`);
    worker.hears('王桂兰，绑定好了');
  });
  afterEach(() => scene.close());

  it('works a whole ticket: sees it, takes it, tells, arrives, finishes with pictures, check and sign-off', async () => {
    await worker.says('我的单');
    worker.hears(/\d{3} \d{3} \d{4} \[一般\]/, '望京花园', '已派给您', '10:30前：联系客户');
    await worker.says(`我的单 ${no.slice(-4)}`);
    worker.hears('13812345678', 'uri.amap.com', '厨房地面还是黏的');
    await worker.says('接单');
    worker.hears('已经在您手上');
    await worker.says('已联系 下午到');
    worker.hears('已记下', '已联系');
    await worker.says('出发');
    await worker.says('到了');
    worker.hears('已记下', '到了', '完成');
    await worker.says('完成');
    worker.hears('做了什么');
    await worker.says('厨房地面重新做了一遍');
    worker.hears('照片');
    await worker.does((phone) => phone.photo(png, 'image/png'));
    worker.hears('收到1张');
    await worker.says('好了');
    worker.hears('配件');
    await worker.says('没有');
    worker.hears('收费');
    await worker.says('80元');
    worker.hears('1. 地面无积灰', '12. 工具、垃圾已带走，地面无积水');
    await worker.says('还行吧');
    worker.hears('编号是1到12');
    await worker.says('全部合格');
    worker.hears('满意、不满意，还是不在场', '1. 满意');
    await worker.says('1');
    worker.hears('厨房地面重新做了一遍', '80元', '客户：满意', '确认完成吗');
    await worker.says('1');
    worker.hears('已记下', '完成');
    const happened = await types();
    for (const type of [
      'contacted',
      'dispatched',
      'arrived',
      'noted',
      'inspected',
      'resolved',
      'accepted',
    ])
      assert.ok(happened.includes(type as (typeof happened)[number]), type);
    await worker.says('我的单');
    worker.hears('手上没有工单');
  });

  for (const words of [
    '我快到了吧可能',
    '客户说完成了吗？',
    '明天再说',
    '到了没有客户',
    '66',
    '完成度一半',
  ])
    it(`changes nothing by “${words}”`, async () => {
      const before = await version();
      await worker.says(words);
      worker.hears('什么都没有改动');
      assert.equal(await version(), before);
    });

  it('is asked which, when there are two, and nothing is changed before', async () => {
    const other = scene.friend('Li');
    await other.does((phone) => phone.follow());
    const second = await report(other);
    await give(second, 'wang-guilan');
    const before = [await version(), (await types(second)).length];
    await worker.says('已联系');
    worker.hears('哪一张单已联系');
    assert.deepEqual([await version(), (await types(second)).length], before);
    await worker.says(`已联系 ${second.slice(-4)}`);
    assert.ok((await types(second)).includes('contacted'));
    assert.equal(await version(), before[0]);
    await worker.says('到了 0000');
    worker.hears('没有这张单');
  });

  it('hears there of a ticket that becomes theirs', async () => {
    const other = scene.friend('Li');
    await other.does((phone) => phone.follow());
    const second = await report(other);
    await worker.does(async () => {
      await give(second, 'wang-guilan');
      await scene.running.house.worker.runDue();
    });
    worker.hears(second.slice(-4));
    await worker.says(`接单 ${second.slice(-4)}`);
    worker.hears('已经在您手上', '13812345678');
  });

  it('cannot finish what the customer is not satisfied with, and may stop half way', async () => {
    await worker.says('完成 擦过了');
    await worker.says('没有');
    await worker.says('没有');
    await worker.says('免费');
    await worker.says('1');
    worker.hears('满意、不满意');
    const before = await version();
    await worker.says('不满意');
    worker.hears('先不算完成');
    await worker.says('完成 再擦了一遍');
    await worker.says('取消');
    worker.hears('什么都没有改动');
    assert.equal(await version(), before);
  });

  it('hands over at the end of the shift, by name, and reports as a customer when they say so', async () => {
    await worker.says('交班');
    worker.hears('交给谁');
    await worker.says('谁都行');
    worker.hears('请说全名');
    await worker.says('刘洋');
    worker.hears('已把1张单交给刘洋');
    await worker.says('交班');
    worker.hears('手上没有工单');
    const agent = await signIn('zhou-min');
    assert.equal((await agent.get(`/tickets/${no}`)).body.owner.staff, 'liu-yang');
    await worker.says('我是客户');
    await worker.says('我家卫生间漏水了');
    worker.hears('地址');
  });

  it('hears of each ticket whether it was handed over, and why not', async () => {
    const { desk } = scene.running.house;
    const has = async (address: string, cause: string) => {
      const wish = aRequest({ line: 'housekeeping', account: cause, address });
      const { ticket } = await desk.report(wish, cause);
      const to = { do: 'assign', role: 'service_staff', staff: 'wang-guilan' } as const;
      await desk.staff(
        ticket.no,
        to,
        { id: 'shen-yi', role: 'responsible_manager' },
        `${cause}/to`,
      );
      return ticket.no;
    };
    const nanny = await has('望京街1号', 'web/1');
    const gone = await has('望京街2号', 'web/2');
    await worker.says('交班');
    worker.hears('交给谁');
    const other = { do: 'assign', role: 'service_staff', staff: 'zhao-xiuying' } as const;
    await desk.staff(gone, other, { id: 'shen-yi', role: 'responsible_manager' }, 'web/3');
    const before = [await types(nanny), await types(gone)];
    await worker.says('刘洋');
    worker.hears(`已把1张单交给刘洋：${groupNumber(no)}`);
    worker.hears(`${groupNumber(nanny)} 没有交出：刘洋没有这项服务的岗位`);
    worker.hears(`${groupNumber(gone)} 没有交出：已经不在您手上`);
    assert.deepEqual([await types(nanny), await types(gone)], before);
    assert.equal((await types()).at(-1), 'assigned');
  });

  it('leaves nothing half done when the ticket ends before the last yes', async () => {
    await worker.says('完成 擦过了');
    await worker.does((phone) => phone.photo(png, 'image/png'));
    await worker.says('好了');
    await worker.says('没有');
    await worker.says('免费');
    await worker.says('全部合格');
    await worker.says('满意');
    worker.hears('确认完成吗');
    const { desk } = scene.running.house;
    const cancels = { do: 'cancel', words: '客户改主意了' } as const;
    await desk.staff(no, cancels, { id: 'han-xue', role: 'director' }, 'desk/1');
    const before = await types();
    await worker.says('确认');
    worker.hears('这张单已经结束了，没有改动');
    assert.deepEqual(await types(), before);
  });

  for (const words of ['绑定 CODE', '绑定CODE', '綁定：CODE', 'bind CODE'])
    it(`is bound by “${words}” as well`, async () => {
      const other = scene.friend('Liu');
      await other.does((phone) => phone.follow());
      const { body } = await (await signIn('han-xue')).post('/session/binding');
      await other.says(words.replace('CODE', body.code));
      other.hears('韩雪');
      await other.says('我的单');
      other.hears('手上没有工单');
    });

  it('is not bound by guessing: after five wrong codes the right one is as wrong as any', async () => {
    const guesser = scene.friend('Eve');
    await guesser.does((phone) => phone.follow());
    const { body } = await (await signIn('han-xue')).post('/session/binding');
    const wrong = (at: number) => String(100_000 + ((Number(body.code) + at) % 900_000));
    for (let at = 1; at <= 5; at += 1) await guesser.says(`绑定 ${wrong(at)}`);
    await guesser.says(`绑定 ${wrong(6)}`);
    const locked = guesser.heard;
    await guesser.says(`绑定 ${body.code}`);
    assert.equal(guesser.heard, locked);
    await guesser.says(`员工绑定 ${body.code}`);
    guesser.hears('绑定码不对');
    await guesser.says('我的单');
    assert.ok(!guesser.heard.includes('手上'));
  });

  it('is a customer again once the account is out of use; a wrong code binds nobody', async () => {
    const stranger = scene.friend('Eve');
    await stranger.does((phone) => phone.follow());
    await stranger.says('员工绑定 123456');
    stranger.hears('绑定码不对');
    await stranger.says('我的单');
    assert.ok(!stranger.heard.includes('望京'));
    const admin = await signIn('admin');
    await admin.send('PATCH', '/accounts/wang-guilan', { disabled: true });
    await worker.says('我的单');
    assert.ok(!worker.heard.includes('望京'));
  });
});
