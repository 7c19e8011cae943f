import assert from 'node:assert/strict';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';

const [minute, hour] = [60_000, 3_600_000];

describe('A customer is asked on WeChat how it was', () => {
  let scene: WeChatScene;
  let customer: Friend;
  let no: string;
  beforeEach(async () => {
    scene = await openWeChat();
    customer = scene.friend();
    await customer.does((phone) => phone.follow());
    no = await report(customer);
    await staff('resolve');
    await pass(hour - minute);
    await customer.does(() => pass(2 * minute));
  });
  afterEach(() => scene.close(/^notice.undelivered/));

  const staff = (what: 'resolve') =>
    scene.running.house.desk.staff(
      no,
      { do: what, temporary: false },
      { id: 'li', role: 'area_lead' },
      `${what}/${scene.time.now()}`,
    );
  const pass = async (by: number) => {
    const end = scene.time.now() + by;
    const { house } = scene.running;
    for (;;) {
      await house.worker.runDue();
      // WeChat's own reports of what it brought are answered before time leaps.
      for (let turn = 0; turn < 30; turn++) await new Promise((done) => setImmediate(done));
      const next = await house.store.nextDue();
      if (next === undefined || next > end) break;
      scene.time.advance(Math.max(1, next - scene.time.now()));
    }
    scene.time.advance(Math.max(0, end - scene.time.now()));
  };
  const ticket = () =>
    scene.running.house.store.tx(async (tx) => {
      const record = await tx.ticket(no);
      assert.ok(record);
      return record.timeline;
    });
  const rated = async () => (await ticket()).filter((event) => event.type === 'rated');
  const path = async () =>
    (await scene.running.house.callbacks.path('13812345678')).steps.flatMap((step) =>
      step.what === 'ended'
        ? [step.outcome]
        : step.what === 'attempt'
          ? [step.attempt.end?.disposition ?? 'open']
          : [],
    );

  it('who asks, why, that it is automatic and how to stop it is said first; a menu answers', async () => {
    customer.hears('自动回访', '一分钟', '不要再发', '满意吗');
    await customer.says('2');
    customer.hears('解决了吗');
    await customer.says('解决了');
    customer.hears('想对公司说');
    await customer.says('希望下次能提前半小时来个电话');
    customer.hears('谢谢您的评价');
    await pass(minute);
    assert.deepEqual(
      (await rated()).map(({ level, solved, word }) => [level, solved, word]),
      [['satisfied', true, '希望下次能提前半小时来个电话']],
    );
    assert.deepEqual(await path(), ['answered', 'answered']);
    const live = await scene.running.house.store.liveTickets();
    const suggestion = live.find(
      ({ timeline: [first] }) =>
        first?.type === 'registered' && first.request.kind === 'suggestion',
    );
    assert.ok(suggestion, 'a word for the company is a suggestion of its own');
    const person = await scene.running.house.store.tx((tx) => tx.person('13812345678'));
    assert.deepEqual(
      person?.ratings?.map(({ ticket: of, level }) => [of, level]),
      [[no, 'satisfied']],
    );
  });

  it('"so-so" is asked again and never guessed; twice, and the question is left open', async () => {
    await customer.says('一般吧');
    customer.hears('选一个', '较满意');
    await customer.says('还行');
    customer.hears('解决了吗').hears(/^(?!.*满意吗)/s);
    await customer.says('嗯解决了');
    await customer.says('没有');
    customer.hears('谢谢');
    assert.deepEqual(
      (await rated()).map(({ level, solved }) => [level, solved]),
      [[undefined, true]],
    );
  });

  it('dissatisfied in their own words: the work begins again', async () => {
    await customer.says('不太满意，角落里还是一层灰，根本没擦');
    customer.hears('解决了吗');
    await customer.says('没有');
    customer.hears('想对公司说');
    await customer.says('没有了');
    customer.hears('重新打开');
    const timeline = await ticket();
    assert.ok(timeline.some(({ type }) => type === 'refused'));
    assert.equal((await rated()).at(-1)?.level, 'dissatisfied');
    assert.match((await rated()).at(-1)?.wrong ?? '', /一层灰/);
  });

  it('with a threat: a manager promises to call, by when is said, and it is one more promise with its own clock', async () => {
    await customer.says('非常不满意，地毯被你们洗坏了，不赔我就打12315投诉');
    await customer.says('没解决');
    await customer.says('没有');
    customer.hears(/会在.*前亲自给您回电/);
    const promised = (await ticket()).filter(({ type }) => type === 'callback_promised');
    assert.equal(promised.length, 1);
    await customer.does(() => pass(3 * hour));
    const missed = (await ticket()).filter(
      (event) => event.type === 'missed' && event.milestone === 'callback.manager',
    );
    assert.ok(missed.length > 0, 'nobody called: the ladder is climbed');
  });

  it('a later answer finds the earlier question, and corrects it', async () => {
    await customer.says('满意');
    await customer.says('说错了，是不满意');
    customer.hears('改记为不满意', '解决了吗');
  });

  it('a question about the ticket is served in between, then the survey goes on', async () => {
    await customer.says('查一下我的工单进度');
    customer.hears('已完成', '接着评价', '满意吗');
    await customer.says('很满意');
    customer.hears('解决了吗');
  });

  it('a new problem in between is served, then the survey goes on', async () => {
    await customer.says('满意');
    await customer.says('对了，另外我家卫生间水管在漏水，快来人');
    customer.hears(/水/);
    for (let turn = 0; turn < 6 && !customer.heard.includes('接着评价'); turn++)
      await customer.says(customer.heard.includes('核对') ? '确认提交' : '尽快');
    customer.hears('接着评价', '解决了吗');
  });

  it('"do not send me any more" ends it at any point, for good, and is read back', async () => {
    await customer.says('满意');
    await customer.says('不要再给我发消息了');
    customer.hears('不会再主动').hears(/^(?!.*解决了吗)/s);
    await pass(72 * hour);
    assert.deepEqual(await path(), ['refused', 'refused']);
    const person = await scene.running.house.store.tx((tx) => tx.person('13812345678'));
    assert.deepEqual(person?.refuses, [{ medium: 'message' }]);
  });

  it('answered twice: the first counts', async () => {
    await customer.says('很满意');
    await customer.says('解决了');
    await customer.says('没有');
    await customer.says('满意');
    customer.hears('签收');
    await customer.says('满意');
    customer.hears('已经评价过');
    assert.equal((await rated()).length, 1);
  });

  it('answered after it expired: it is kept all the same, and the plan has one outcome', async () => {
    await pass(5 * 24 * hour);
    const before = await path();
    await customer.says('满意');
    customer.hears('解决了吗');
    await customer.says('解决了');
    await customer.says('没有');
    customer.hears('谢谢');
    assert.deepEqual(await path(), before);
    assert.deepEqual(
      (await rated()).map(({ level, late }) => [level, late]),
      [['satisfied', true]],
    );
  });

  it('and goes on where it was after a restart', async () => {
    await customer.says('满意');
    await scene.restart();
    await customer.says('解决了');
    customer.hears('想对公司说');
  });
});
