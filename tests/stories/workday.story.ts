import assert from 'node:assert/strict';
import { Field } from '../kit/field.ts';
import type { Friend } from '../kit/wechat.ts';

describe('A working day, and what is heard of it', () => {
  let field: Field;
  let customer: Friend;
  let worker: Friend;
  beforeEach(async () => {
    field = await Field.opens();
    customer = await field.customer();
    worker = await field.colleague('wang-guilan');
  });
  afterEach(() => field.close());

  /** A leak, for which the nearest colleague is called out beside the owner. */
  const leak = async () => {
    await customer.says('厨房水管漏水了，满地都是水');
    await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    await customer.says('确认提交');
    await field.house.worker.runDue();
    return customer.ticketNumber;
  };
  const passes = async (minutes: number) => {
    field.scene.time.advance(minutes * 60_000);
    await field.house.worker.runDue();
  };
  const told = async () => {
    const answer = await fetch(`${field.scene.running.url}/demo/outbox`);
    const { outbox } = (await answer.json()) as { outbox: { to: To; text: string }[] };
    return outbox;
  };

  it('a dog is nobody’s name and stands in no address', async () => {
    await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await customer.says('朝阳区望京花园3号楼2单元501，家里有狗');
    customer.hears('只给上门的同事看', '称呼');
    await customer.says('门禁2580，请从东门进');
    customer.hears('称呼');
    await customer.says('王芳，家里有猫');
    await customer.says('13812345678');
    await customer.says('尽快');
    customer.hears('地址：朝阳区望京花园3号楼2单元501\n', '称呼：王芳\n');
  });

  it('the customer hears who of us called, and by when whoever is late comes', async () => {
    const no = await leak();
    await worker.says('接单');
    await worker.says('已联系');
    await customer.does(() => passes(2));
    customer.hears('刚才与您联系的是我们的服务人员王桂兰');
    await worker.says('出发');
    await worker.says('晚到20分钟');
    await customer.says('师傅到哪了');
    customer.hears('上门会晚到，预计今天 10:22到');
    assert.ok((await field.types(no)).includes('late'));
  });

  it('what a worker says beside a deed is kept, as it was typed', async () => {
    const no = await leak();
    await worker.says(`我的单 ${no.slice(-4)}`);
    worker.hears('1. 接单');
    await worker.says('1');
    worker.hears('3. 转给');
    assert.doesNotMatch(worker.heard, /不接/);
    await worker.says('到了');
    await worker.says('等配件 要换角阀，明天到');
    worker.hears('等配件');
    const kept = (await field.record(no)).timeline.find((event) => event.type === 'noted');
    assert.equal(kept?.note, '要换角阀，明天到');
    assert.equal((await field.types(no)).at(-1), 'held');
    await worker.says('继续');
    worker.hears('1. 完成');
    assert.doesNotMatch(worker.heard, /出发|照片/);
  });

  it('the worker reads what the customer did, not what we tell the customer', async () => {
    await leak();
    await worker.says('接单');
    await customer.says('催一下');
    await worker.says('我的单');
    worker.hears('客户催办');
    assert.doesNotMatch(worker.heard, /您/);
  });

  it('who urges is heard by whoever is on the way; who reopens sends one worker, not two', async () => {
    const no = await leak();
    await worker.says('接单');
    await worker.does(async () => {
      await customer.says('催一下');
      await passes(0);
    });
    worker.hears('客户催办');
    const desk = await field.signIn('zhou-min');
    await desk.post(`/tickets/${no}/actions`, { do: 'resolve' });
    await customer.says('没弄好，还在漏');
    await passes(1);
    const redo = (await told()).filter(({ text }) => text.includes('重新打开'));
    assert.deepEqual(
      [...new Set(redo.map(({ to }) => to.role))],
      redo.map(({ to }) => to.role),
    );
    assert.ok(!redo.some(({ to }) => to.role === 'service_staff'), JSON.stringify(redo));
  });

  it('finished with the customer’s word on the spot: they hear what was written down', async () => {
    await customer.says('The cleaners yesterday left the kitchen floor sticky');
    await customer.says('望京花园3号楼2单元501, my name is Amy, 13812345678');
    await customer.says('Please call me before you come. we have a dog. The bell is broken');
    assert.doesNotMatch(customer.heard, /added|confirm with you/);
    await customer.says('as soon as possible');
    customer.hears('sticky\nService');
    await customer.says('1');
    const no = customer.ticketNumber;
    await field.give(no, 'wang-guilan');
    await worker.says(`我的单 ${no.slice(-4)}`);
    worker.hears('客户希望：尽快');
    worker.hears('进门: Please call me before you come; we have a dog; The bell is broken\n');
    for (const words of ['完成 拖了地', '没有', '没有', '免费', '2、12', '满意'])
      await worker.says(words);
    worker.hears('自检：不合格：2、12');
    await customer.does(async () => {
      await worker.says('确认');
      await passes(2);
    });
    customer.hears('signed off, as you told our colleague');
  });

  for (const [words, report] of [
    ['查进度', '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦'],
    ['查進度', '昨天做的清潔，廚房地面還是黏的，抽油煙機上面沒擦'],
    ['Check progress', 'The cleaners yesterday left the kitchen floor sticky'],
  ] as const)
    it(`“${words}” tells how it stands, as we said it would, also while a survey is open`, async () => {
      await customer.says(report);
      await customer.says('朝阳区望京花园3号楼2单元501');
      await customer.says('王芳');
      await customer.says('13812345678');
      await customer.says('1');
      await customer.says('1');
      const no = customer.ticketNumber;
      await field.give(no, 'wang-guilan');
      await worker.says('到了');
      for (const said of ['完成 拖了地', '没有', '没有', '免费', '全部合格', '满意', '确认'])
        await worker.says(said);
      await customer.does(() => passes(120));
      customer.hears(/满意吗|滿意嗎|How satisfied/);
      await customer.says(words);
      customer.hears(/状态：|狀態：|Status:/);
    });

  it('a program that does not answer is tried as often as promised, however the demo’s clock leaps', async () => {
    const admin = await field.signIn('admin');
    await admin.post('/webhooks', {
      id: 'crm',
      url: 'http://127.0.0.1:9/',
      events: ['registered'],
    });
    await leak();
    await fetch(`${field.scene.running.url}/demo/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ advance: '40m' }),
    });
    const { attempts } = (await admin.get('/webhooks/crm/log')).body;
    // At once, after five seconds, five minutes, half an hour.
    assert.equal(attempts.length, 4, JSON.stringify(attempts));
  });

  it('by template, where twenty characters are all there is, says what and where', async () => {
    field.scene.time.advance(49 * 3_600_000);
    await worker.does(async () => {
      await leak();
    });
    worker.hears('进度：请就近赶往现场 · 水管 · 望京').by('template');
  });
});

interface To {
  readonly role?: string;
  readonly staff?: string;
}
