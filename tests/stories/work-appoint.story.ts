import assert from 'node:assert/strict';
import { Field } from '../kit/field.ts';
import type { Friend } from '../kit/wechat.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Tuesday, 3 March, 10:00: a worker by WeChat has agreed with the customer when to come. */
describe('A worker on the road agrees on a visit', () => {
  let field: Field;
  let worker: Friend;
  let customer: Friend;
  let no = '';

  const visits = async () =>
    (await field.record(no)).timeline.flatMap((event) =>
      event.type === 'appointed' ? [[event.from, event.to].map(at)] : [],
    );
  const at = (instant: number) => new Date(instant).toISOString().slice(5, 16);
  const wait = async (ms: number) => {
    for (let left = ms; left > 0; left -= 10 * minute) {
      field.scene.time.advance(Math.min(left, 10 * minute));
      await field.house.worker.runDue();
    }
  };
  /** What ran late or was about to, by the promise's name. */
  const alarms = async () =>
    (await field.record(no)).timeline.flatMap((event) =>
      event.type === 'missed' || event.type === 'warned' ? [event.milestone] : [],
    );
  const changesNothing = async (...words: readonly string[]) => {
    const before = await field.types(no);
    for (const one of words) await worker.says(one);
    assert.deepEqual(await field.types(no), before);
  };

  beforeEach(async () => {
    // Without templates WeChat does not call back in the middle of a leap in time.
    field = await Field.opens({ WECHAT_TEMPLATE: '' });
    customer = await field.customer();
    no = await field.report(customer);
    await field.give(no, 'wang-guilan');
    worker = await field.colleague('wang-guilan');
  });
  afterEach(() => field.close());

  it('and nobody is alarmed before that hour: said, read back, true after a yes, told to the customer', async () => {
    const before = await field.types(no);
    await worker.says('已联系 约好明天下午三点');
    worker.hears('3月4日', '周三', '15:00–16:00', '对吗');
    assert.deepEqual(await field.types(no), before);
    await worker.says('对');
    worker.hears('已记下', '约好上门', '3月4日', '会告诉客户');
    const happened = await field.types(no);
    assert.deepEqual(happened.slice(before.length), ['contacted', 'appointed']);
    assert.deepEqual(await visits(), [['03-04T07:00', '03-04T08:00']]);
    await customer.does(() => field.house.worker.runDue());
    customer.hears('明天 15:00');
    await worker.says('我的单');
    worker.hears('明天 15:00上门');
    const known = await alarms();
    // To an hour before the visit; what asks the customer the day before is no alarm.
    await wait(28 * hour - minute);
    const since = (await alarms()).slice(known.length);
    assert.deepEqual(
      since.filter((id) => id !== 'visit.confirmed'),
      [],
    );
    // Nobody comes: now it is late.
    await wait(3 * hour);
    assert.ok((await alarms()).some((id) => id.startsWith('visit.')));
  });

  it('and without such an hour the clocks would have run on', async () => {
    await worker.says('已联系');
    const known = await alarms();
    await wait(28 * hour - minute);
    assert.notDeepEqual(await alarms(), known);
  });

  for (const words of ['约好了师傅会去的', '约好了吗', '没约好', '客户约好明天下午三点'])
    it(`“${words}” tells of no visit`, async () => {
      await changesNothing(words);
      worker.hears('没看懂');
    });

  it('with the contact said before: it is offered, asked for and picked', async () => {
    await worker.says('已联系');
    worker.hears('约好上门');
    await worker.says(`约好上门 ${no.slice(-4)}`);
    worker.hears('哪天几点');
    await worker.says('后天上午十点到十二点');
    worker.hears('3月5日', '10:00–12:00');
    await worker.says('不对');
    worker.hears('哪天几点');
    await worker.says('周五上午十点到十二点');
    await worker.says('确认');
    worker.hears('已记下');
    assert.deepEqual(await visits(), [['03-06T02:00', '03-06T04:00']]);
  });

  it('moves it; the customer hears the new time', async () => {
    await worker.says('约了后天下午2点');
    await worker.says('对');
    await worker.says('改约 周五 15:00');
    worker.hears('3月6日', '15:00–16:00');
    await worker.says('是的');
    assert.equal((await visits()).length, 2);
    await customer.does(() => field.house.worker.runDue());
    customer.hears('15:00');
  });

  const unclear = [
    '约好',
    '约好明天三点',
    '约好 三点',
    '约好 明天八点',
    '约好 明天下午三点 后天上午十点',
    '约好 明天下午三点或四点',
    '约好 昨天下午三点',
    '约好 今天上午九点',
    '改约 周五上午',
    '约好 明天',
    '约好 明天凌晨三点',
    'agreed tomorrow at 3',
    'appointment friday morning',
    'agreed with the office',
    'agreed not tomorrow 3 pm',
  ];
  for (const words of unclear)
    it(`“${words}” is no time to come at: asked again, and a yes changes nothing`, async () => {
      await changesNothing(words);
      worker.hears(/哪天几点|Which day and hour/);
      await changesNothing('对');
    });

  it('is asked again with the contact kept, and takes the next word for the answer', async () => {
    const before = await field.types(no);
    await worker.says('已联系 约好明天三点');
    worker.hears('哪天几点');
    await worker.says('约好明天下午三点');
    worker.hears('15:00–16:00');
    // Another time is an answer, too.
    await worker.says('不对，是明天下午四点');
    worker.hears('16:00–17:00');
    await worker.says('对');
    assert.deepEqual((await field.types(no)).slice(before.length), ['contacted', 'appointed']);
    assert.deepEqual(await visits(), [['03-04T08:00', '03-04T09:00']]);
  });

  it('is stopped, or comes to a yes too late: nothing of it is true', async () => {
    await changesNothing('已联系 约好明天下午三点', '取消');
    worker.hears('什么都没有改动');
    await changesNothing('约好 今天 11:00');
    worker.hears('11:00–12:00');
    field.scene.time.advance(61 * minute);
    await changesNothing('对');
    worker.hears('哪天几点');
  });

  it('keeps what was seen on a picture in between', async () => {
    const { png } = await import('../kit/scenes.ts');
    await worker.says('约好 明天 15:00');
    await worker.does((phone) => phone.photo(png, 'image/png'));
    worker.hears('收到1张', '15:00–16:00', '对吗');
    await worker.says('对');
    const { timeline } = await field.record(no);
    assert.equal(timeline.findLast(({ type }) => type === 'noted')?.type, 'noted');
    assert.equal((await visits()).length, 1);
  });

  it('of several tickets by its number', async () => {
    const second = await field.report();
    await field.give(second, 'wang-guilan');
    await worker.says('约好 明天15点');
    worker.hears('哪一张单');
    await worker.says(`约好 明天15点 ${no.slice(-4)}`);
    await worker.says('对');
    assert.equal((await visits()).length, 1);
    assert.ok(!(await field.types(second)).includes('appointed'));
  });

  it('in English', async () => {
    await worker.says('English please');
    await worker.says('contacted, agreed tomorrow 3 pm');
    worker.hears('Agreed: Wed 4 March', '15:00–16:00', 'right?');
    await worker.says('yes');
    worker.hears('Noted', 'the customer will be told');
    assert.deepEqual(await visits(), [['03-04T07:00', '03-04T08:00']]);
    await worker.says('appointment on friday at 10 am');
    worker.hears('Fri 6 March', '10:00–11:00');
  });

  it('in traditional characters', async () => {
    await worker.says('繁體中文');
    await worker.says('已聯絡 約好明天下午三點');
    worker.hears('3月4日', '週三', '15:00–16:00', '對嗎');
    await worker.says('對');
    worker.hears('已記下');
    assert.deepEqual(await visits(), [['03-04T07:00', '03-04T08:00']]);
  });
});
