import assert from 'node:assert/strict';
import type { NewRequest } from '../../desk/events.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const phone = '13812345678';

describe('A customer on WeChat is remembered', () => {
  let scene: WeChatScene;
  let customer: Friend;
  beforeEach(async () => {
    scene = await openWeChat();
    customer = scene.friend();
    await customer.does((friend) => friend.follow());
  });
  afterEach(() => scene.close(/^notice.undelivered/));

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
  const report = async (parts: Partial<NewRequest>) => {
    const own = { phone, account: 'wechat:oWang', channel: 'wechat' };
    const { desk } = scene.running.house;
    return (await desk.report(aRequest({ ...own, ...parts }), `report/${scene.time.now()}`)).ticket
      .no;
  };
  const done = (no: string) =>
    scene.running.house.desk.staff(
      no,
      { do: 'resolve', temporary: false },
      { id: 'li', role: 'engineer' },
      `done/${no}`,
    );
  const booked = async () =>
    (await scene.running.house.store.liveTickets()).flatMap(({ timeline: [first] }) =>
      first?.type === 'registered' && first.request.kind === 'booking' ? [first.request] : [],
    );
  const ends = async () =>
    (await scene.running.house.callbacks.path(phone)).steps.flatMap((step) =>
      step.what === 'ended' ? [`${step.callback.split('.')[1]} ${step.outcome}`] : [],
    );

  it('with furniture: advice after a week, a visit arranged after a month', async () => {
    const no = await report({ line: 'furniture', subject: '书桌', words: '书桌抽屉卡住' });
    await done(no);
    await customer.says('你好');
    await customer.does(() => pass(2 * hour));
    customer.hears('满意吗');
    await customer.says('满意');
    await customer.says('解决了');
    await customer.says('没有');
    await customer.does(() => pass(7 * day - hour));
    customer.hears('湿布');
    assert.deepEqual(await booked(), []);
    await pass(24 * day);
    const [visit] = await booked();
    assert.match(visit?.words ?? '', /满月上门回访/);
    assert.equal(visit?.address, '科技路1号3楼');
    assert.deepEqual(await ends(), ['after_service answered', 'week told', 'month arranged']);
  });

  it('with a contract: asked three days before the end of the quarter, and the day is theirs to choose', async () => {
    const { store } = scene.running.house;
    const joined = Date.parse('2025-10-01T02:00:00Z');
    await store.tx(async (tx) =>
      tx.savePerson({
        phone,
        name: '王芳',
        language: 'zh-Hans',
        tickets: [],
        addresses: [],
        vip: true,
        optedOut: false,
        contractSince: joined,
      }),
    );
    await done(await report({ kind: 'suggestion', words: '希望多用环保清洁剂' }));
    // 31 March is the end of the quarter, 1 April half a year of contract: both are asked about.
    await customer.does(() => pass(26 * day));
    customer.hears(/免费养护3月\d+日.*方便吗/);
    await customer.says('换个时间');
    customer.hears('哪天');
    await customer.says('下周三上午10点');
    customer.hears('约在');
    await pass(minute);
    const [care] = await booked();
    assert.match(care?.words ?? '', /已与客户约定/);
    assert.equal(care?.preferredTime, '下周三上午10点');
    assert.ok(
      (await ends()).includes('half_year_check answered') ||
        (await ends()).includes('quarter_care answered'),
    );
  });

  it('a survey that was killed on its way arrives once', async () => {
    const no = await report({ words: '地没拖干净' });
    await done(no);
    await customer.says('你好');
    await pass(hour - minute);
    const { house } = scene.running;
    const [job] = await house.store.dueJobs(scene.time.now() + 2 * minute, 1);
    assert.ok(job?.kind === 'callback');
    scene.time.advance(2 * minute);
    // Decided and written down; then the house falls before anybody was written to.
    await house.callbacks.due(job);
    await scene.restart();
    await pass(30 * minute);
    const asked = customer.phone.screen.filter(({ text }) => text.includes('满意吗'));
    assert.equal(asked.length, 1);
  });
});
