import assert from 'node:assert/strict';
import { Work } from '../kit/desk-work.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

describe('A customer in the web chat is asked whether it is done well', () => {
  let running: RunningHouse;
  let customer: Visitor;
  let work: Work;
  beforeEach(async () => {
    running = await openHouse();
    customer = await Visitor.arrives(running.url);
    work = new Work(() => running, await quickReport(customer));
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });
  const done = async () => {
    await work.does({ do: 'contact' }, { do: 'dispatch' }, { do: 'arrive' }, { do: 'resolve' });
    await customer.looks();
  };

  it('and hears everything from the beginning to the sign-off', async () => {
    await work.does({ do: 'contact' });
    await customer.looks();
    customer.hears('刚才与您联系的是我们的');
    await work.passes(10 * minute);
    await customer.looks();
    await work.does({ do: 'dispatch' });
    await customer.looks();
    customer.hears('师傅已经出发');
    await work.passes(10 * minute);
    await customer.looks();
    await work.does({ do: 'late', expected: running.clock.now() + hour });
    await customer.looks();
    customer.hears('对不起，师傅要晚一些，预计今天 11:20到');
    await work.passes(hour);
    await customer.looks();
    await work.does({ do: 'arrive' });
    await customer.looks();
    customer.hears('师傅已到您那里');
    await customer.says('到哪一步了');
    customer.hears('处理中，师傅在现场', '负责：');
    await work.passes(10 * minute);
    await customer.looks();
    await work.does({ do: 'resolve' });
    await customer.looks();
    customer.hears('已处理完成');
    assert.deepEqual(customer.heard.choices, ['已弄好', '没弄好']);
    await customer.says('可以了');
    customer.hears('已于今天 11:', '签收');
    const accepted = (await work.record()).timeline.findLast(({ type }) => type === 'accepted');
    assert.ok(accepted?.type === 'accepted' && accepted.words === '可以了');
    assert.ok(accepted.by.who === 'customer' && accepted.by.account.startsWith('webchat:'));
  });

  const answers: [
    says: string,
    outcome: 'accepted' | 'refused' | 'asks' | 'neither',
    hears: RegExp,
  ][] = [
    ['1', 'accepted', /签收/],
    ['修好了，谢谢', 'accepted', /签收/],
    ['没问题', 'accepted', /签收/],
    ['都弄好了', 'accepted', /签收/],
    ['2', 'asks', /哪里还没弄好/],
    ['没弄好', 'asks', /哪里还没弄好/],
    ['还是黏', 'refused', /返工/],
    ['地面还是黏的，没擦干净', 'refused', /返工/],
    ['地面好了但是油烟机没擦', 'refused', /返工/],
    ['谢谢', 'asks', /对吗/],
    ['好的', 'asks', /对吗/],
    ['还行吧', 'asks', /对吗/],
    ['客厅的灯坏了', 'asks', /还是另一个问题/],
    ['查进度', 'neither', /等您验收/],
    ['转人工', 'neither', /人工/],
  ];
  for (const [says, outcome, hears] of answers)
    it(`and says “${says}”: ${outcome}`, async () => {
      await done();
      await customer.says(says);
      customer.hears(hears);
      const types = await work.types();
      assert.equal(types.includes('accepted'), outcome === 'accepted', customer.transcript);
      assert.equal(types.includes('refused'), outcome === 'refused', customer.transcript);
    });

  it('and thinks twice about a polite answer', async () => {
    await done();
    await customer.says('谢谢');
    await customer.picks('已弄好');
    customer.hears('签收');
  });

  it('and says in a second sentence what is wrong', async () => {
    await done();
    await customer.picks('没弄好');
    customer.hears('哪里还没弄好');
    await customer.says('灶台边上还有油');
    customer.hears('返工', /会在今天 .*前联系您/);
    const refused = (await work.record()).timeline.findLast(({ type }) => type === 'refused');
    assert.ok(refused?.type === 'refused' && refused.words === '灶台边上还有油');
  });

  it('and tells of another problem instead: that is a report of its own', async () => {
    await done();
    await customer.says('客厅的灯坏了');
    await customer.picks('是另一个问题');
    assert.ok(!(await work.types()).includes('refused'));
    assert.ok(!/返工/.test(customer.heard.text), customer.transcript);
  });

  it('and sends rework of a flaw back: the service has failed twice, which is a major complaint', async () => {
    await done();
    await customer.says('还是黏');
    customer.hears('没弄好', '重大投诉', '您提到“还是黏”', '售后总监');
  });

  it('and answers days later, in another conversation', async () => {
    await done();
    await work.passes(2 * day);
    const back = await customer.comesBack();
    back.hears('还等您答复');
    await back.says('地面还是黏的');
    back.hears('返工');
  });

  it('and never answers: asked again, then closed as unanswered; it can be opened again', async () => {
    await done();
    await work.passes(5 * day);
    const told = (await work.news()).map(({ what, state }) => `${what} ${state}`);
    assert.deepEqual(told.slice(-3), [
      'customer.resolved delivered',
      'customer.asked_again delivered',
      'customer.closed delivered',
    ]);
    const last = (await work.record()).timeline.at(-1);
    assert.ok(last?.type === 'closed' && last.outcome === 'unanswered');
  });

  it('and has two tickets waiting: asked which', async () => {
    const second = new Work(() => running, await ordinary(customer));
    await done();
    await second.does({ do: 'resolve' });
    await customer.looks();
    await customer.says('弄好了');
    customer.hears('哪一单');
    await customer.says('都是');
    customer.hears('2个工单都已签收');
    for (const one of [work, second]) assert.ok((await one.types()).includes('accepted'));
  });

  it('and sends an ordinary job back twice: rework first, then a major complaint with both reasons', async () => {
    const job = new Work(() => running, await ordinary(customer));
    const resolved = async () => {
      await job.does({ do: 'resolve' });
      await customer.looks();
    };
    await resolved();
    await customer.says('桌面还是有印子');
    customer.hears('安排返工').hearsNothingOf('重大');
    await job.passes(hour);
    await customer.looks();
    await resolved();
    await customer.says('印子还在，没擦掉');
    customer.hears('又没弄好', '重大投诉', '桌面还是有印子', '印子还在，没擦掉', '售后总监');
  });
});

/** A small request, not a complaint. */
async function ordinary(customer: Visitor): Promise<string> {
  await customer.says('茶几桌面有点脏，来补擦一下');
  for (let turns = 0; !/请核对/.test(customer.heard.text); turns += 1) {
    assert.ok(turns < 6, customer.transcript);
    await customer.says(/地址/.test(customer.heard.text) ? '浦东新区张杨路500号1202' : '尽快');
  }
  await customer.says('确认提交');
  return customer.ticketNumber;
}

describe('A plan in the web chat', () => {
  let running: RunningHouse;
  let customer: Visitor;
  let work: Work;
  beforeEach(async () => {
    running = await openHouse();
    customer = await Visitor.arrives(running.url);
    await customer.says('你们保洁把我的真皮沙发烧了个洞，要求赔偿5000元');
    await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    while (!/请核对/.test(customer.heard.text)) await customer.says('尽快');
    await customer.says('确认提交');
    work = new Work(() => running, customer.ticketNumber);
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });
  const planned = async (compensation: string) => {
    await work.does({
      do: 'plan',
      plan: '请专业师傅修补沙发',
      terms: {
        responsibility: '我方操作不当',
        compensation,
        finish: running.clock.now() + 2 * day,
      },
    });
    await customer.looks();
  };

  it('is shown with its compensation, questioned, changed and confirmed', async () => {
    await planned('免费深度清洁3次');
    customer.hears(
      '措施：请专业师傅修补沙发',
      '责任：我方操作不当',
      '补偿：免费深度清洁3次',
      '完成时间',
    );
    await customer.says('修补以后会看得出来吗？');
    customer.hears('已转给', '补偿：免费深度清洁3次');
    await customer.says('不同意，赔偿太少了');
    customer.hears('重新出方案');
    await work.passes(10 * minute);
    await customer.looks();
    await planned('免费深度清洁3次，另赔2000元');
    customer.hears('另赔2000元');
    await customer.says('同意');
    customer.hears('就按这个方案办');
    const types = (await work.types()).filter((type) => /plan|added/.test(type));
    assert.deepEqual(types, ['planned', 'added', 'plan_changes', 'planned', 'plan_confirmed']);
    assert.equal((await work.types()).filter((type) => type === 'registered').length, 1);
  });

  it('is asked about again after a day, and seen with the progress', async () => {
    await planned('免费深度清洁3次');
    await customer.says('到哪一步了');
    customer.hears('等您答复：方案同意吗', '补偿：免费深度清洁3次');
    await work.passes(25 * hour);
    assert.ok((await work.news()).some(({ what }) => what === 'customer.plan_asked_again'));
    const back = await customer.comesBack();
    await back.picks('想改一改');
    back.hears('怎么改');
    await back.says('希望周末来修');
    back.hears('重新出方案');
  });
});

describe('A customer says how they want to be reached', () => {
  let running: RunningHouse;
  let customer: Visitor;
  beforeEach(async () => {
    running = await openHouse();
    customer = await Visitor.arrives(running.url);
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('and it is kept, read back, respected and reversible', async () => {
    const work = new Work(() => running, await quickReport(customer));
    await customer.says('别发短信了');
    customer.hears('不会再主动找您：短信');
    await work.passes(hour);
    await work.does({ do: 'dispatch' });
    const news = (await work.news()).at(-1);
    assert.deepEqual([news?.state, news?.attempts?.at(-1)?.way], ['waiting', 'webchat']);
    await customer.says('不要打电话，微信就行');
    customer.hears('短信、电话');
    await customer.says('可以打给我');
    customer.hears('不会再主动找您：短信；').hearsNothingOf('短信、电话');
    await customer.says('不要再做满意度回访了');
    customer.hears('短信、满意度回访');
    await customer.says('可以联系我了');
    customer.hears('照常联系您');
  });

  it('everything refused is everything, and a part can be allowed again', async () => {
    await quickReport(customer);
    await customer.says('不要再联系我了');
    customer.hears('不会再主动');
    await customer.says('可以发短信给我');
    customer.hears('微信和网页消息、电话').hearsNothingOf('短信、');
  });

  for (const words of ['可以打给我，138开头那个', '你们别老打电话不来人，厨房到现在还是黏的'])
    it(`but “${words}” says nothing about that`, async () => {
      await customer.says(words);
      customer.hearsNothingOf('记下了');
    });
});
