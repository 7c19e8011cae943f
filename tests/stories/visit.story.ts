import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import { houseForEach } from '../kit/house.ts';
import { Visitor } from '../kit/visitor.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Tuesday, 10:00: a visit is booked, moved, asked about, late and done. */
describe('A booked visit', () => {
  const running = houseForEach();

  async function books(when: string): Promise<Visitor> {
    const customer = await Visitor.arrives(running.url);
    await customer.says('我想预约家政上门做一次开荒保洁');
    await customer.says('朝阳区望京花园3号楼2单元501');
    await customer.says(when);
    await customer.says('我姓王');
    await customer.says('13812345678');
    if (!customer.heard.text.includes('请核对')) await customer.says('家政');
    customer.hears('请核对');
    await customer.says('确认提交');
    return customer;
  }

  async function pass(ms: number): Promise<void> {
    running.clock.advance(ms);
    await running.house.worker.runDue();
  }

  /** The day before, with the chat open. */
  async function isAsked(customer: Visitor): Promise<void> {
    running.clock.advance(29 * hour + 10 * minute);
    await customer.looks();
    await running.house.worker.runDue();
    await customer.looks();
  }

  /** What went to the customer unasked. */
  async function told(): Promise<string> {
    const { outbox } = (await (await fetch(`${running.url}/demo/outbox`)).json()) as {
      outbox: { to: { customer?: string }; text: string }[];
    };
    return outbox.flatMap(({ to, text }) => (to.customer ? [text] : [])).join('\n');
  }

  async function staff(no: string, action: StaffAction): Promise<void> {
    const by = { id: 's1', role: 'service_staff' };
    const answer = await running.house.desk.staff(no, action, by, `console/${action.do}`);
    assert.ok(answer.done, JSON.stringify(answer));
  }

  it('at an hour is said back with its day, and shows when the customer asks', async () => {
    const customer = await books('后天下午三点');
    customer.hears('上门时间约在后天 15:00', '前一天会再与您确认');
    await customer.says('查进度');
    customer.hears('上门：后天 15:00');
  });

  it('some afternoon is agreed with a person', async () => {
    const customer = await books('后天下午');
    customer.hears('具体上门时间，工作人员会与您约定').hearsNothingOf('约在');
  });

  it('moves with the customer’s word, and all its clocks follow', async () => {
    const customer = await books('后天下午三点');
    const no = customer.ticketNumber;
    await customer.says('改到周五上午10点');
    customer.hears('上门时间约在', '10:00');
    const ticket = await running.house.store.tx((tx) => tx.ticket(no));
    const visits = ticket?.timeline.flatMap((e) => (e.type === 'appointed' ? [e.from] : []));
    assert.deepEqual(visits, ['2026-03-05T07:00:00Z', '2026-03-06T02:00:00Z'].map(Date.parse));
  });

  const answers: [says: string, hears: RegExp, ends: 'confirmed' | 'moved'][] = [
    ['方便', /好的，明天 15:00见/, 'confirmed'],
    ['1', /好的，明天 15:00见/, 'confirmed'],
    ['可以', /好的，明天 15:00见/, 'confirmed'],
    ['改到周五上午10点', /上门时间约在.*10:00/, 'moved'],
    ['不方便，改到周五上午10点', /上门时间约在.*10:00/, 'moved'],
  ];
  for (const [says, hears, ends] of answers)
    it(`is asked about the day before; “${says}” is an answer`, async () => {
      const customer = await books('后天下午三点');
      const no = customer.ticketNumber;
      await isAsked(customer);
      customer.hears('方便吗');
      assert.deepEqual(customer.heard.choices, ['方便', '改时间']);
      await customer.says(says);
      customer.hears(hears);
      const record = await running.house.store.tx((tx) => tx.ticket(no));
      const last = record?.timeline.findLast(
        ({ type }) => type === 'visit_confirmed' || type === 'appointed',
      );
      assert.equal(last?.type === 'appointed' ? 'moved' : 'confirmed', ends);
    });

  it('is asked about by text; the yes in the chat hours later is an answer', async () => {
    const customer = await books('后天下午三点');
    await pass(29 * hour + 10 * minute);
    assert.match(await told(), /方便吗/);
    await customer.says('可以，没问题');
    customer.hears('好的，明天 15:00见');
  });

  it('that nobody came to is told truly', async () => {
    const customer = await books('后天下午三点');
    await pass(54 * hour);
    await customer.says('查进度');
    customer.hears('上门：今天 15:00（时间已过', '对不起');
  });

  it('is asked about the day before; who wants another time is asked for it', async () => {
    const customer = await books('后天下午三点');
    await isAsked(customer);
    await customer.says('改时间');
    customer.hears('想改到什么时候');
    await customer.says('周五上午10点');
    customer.hears('上门时间约在', '10:00');
  });

  it('is asked about the day before, and again every change is told once', async () => {
    const customer = await books('后天下午三点');
    const no = customer.ticketNumber;
    await pass(29 * hour + 10 * minute);
    assert.match(await told(), /明天 15:00上门，方便吗/);
    await staff(no, { do: 'record', stage: 'visit_confirmed' });
    await pass(23 * hour);
    await staff(no, { do: 'late', expected: running.clock.now() + 2 * hour });
    await pass(minute);
    assert.match(await told(), /师傅要晚一些/);
    await customer.says('查进度');
    customer.hears('上门：今天', '（已确认）');
    assert.equal((await told()).split('方便吗').length, 2);
  });
});
