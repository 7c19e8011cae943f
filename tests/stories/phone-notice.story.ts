import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import { type CallingHouse, openCallingHouse } from '../kit/exchange.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

const minute = 60_000;

describe('News of a ticket, for a customer who can only be telephoned', () => {
  let house: CallingHouse;
  let no: string;
  beforeEach(async () => {
    house = await openCallingHouse();
    no = await quickReport(await Visitor.arrives(house.running.url));
    await act({ do: 'contact' });
    await act({ do: 'dispatch' });
    await act({ do: 'late', expected: house.running.clock.now() + 45 * minute });
  });
  afterEach(async () => {
    assert.deepEqual(house.exchange.rest.breaches, []);
    assert.deepEqual(house.exchange.failures, []);
    // Nobody of the staff can be reached here.
    assert.deepEqual(
      house.running.errors.filter((error) => !/"what":"staff\./.test(error)),
      [],
    );
    await house.remove();
  });

  it('comes as one text message', async () => {
    await minutes(5);
    const [text, ...more] = house.exchange.texts;
    assert.equal(text?.to, '+8613812345678');
    assert.match(text?.body ?? '', /师傅要晚一些/);
    assert.deepEqual([more, house.exchange.calls], [[], []]);
    assert.equal(await outcome(), 'text message');
  });

  it('is telephoned where the message did not arrive, and is delivered once it was heard', async () => {
    await minutes(5);
    const [text] = house.exchange.texts;
    assert.ok(text);
    house.exchange.is(text.to, 'rings');
    await house.exchange.reports(text, 'undelivered', '30003');
    await minutes(1);
    const call = await house.call();
    assert.notEqual(await outcome(), 'telephone call');
    await house.exchange.picksUp(call);
    assert.match(call.telephone.heard, /自动语音电话.*师傅要晚一些.*知道了请按1/s);
    await call.telephone.presses('1');
    await minutes(2);
    assert.equal(await outcome(), 'telephone call');
    assert.deepEqual([house.exchange.calls.length, house.exchange.texts.length], [1, 1]);
  });

  it('is not telephoned to a customer who does not want to be called', async () => {
    const who = { account: 'phone:x', phone: '13812345678', language: 'zh-Hans' } as const;
    await house.running.house.desk.consent(who, { say: 'stop', medium: 'call' });
    await minutes(5);
    const [text] = house.exchange.texts;
    assert.ok(text);
    await house.exchange.reports(text, 'undelivered', '30003');
    await minutes(5);
    assert.deepEqual(house.exchange.calls, []);
  });

  const minutes = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      house.running.clock.advance(minute);
      await house.look();
    }
  };

  async function outcome(): Promise<string | undefined> {
    const ticket = await house.running.house.store.tx((tx) => tx.ticket(no));
    return ticket?.notices.find(({ what }) => what === 'customer.late')?.outcome;
  }

  async function act(action: StaffAction): Promise<void> {
    const by = { id: 'zhang', role: 'service_staff' };
    const answer = await house.running.house.desk.staff(no, action, by, `console/${action.do}`);
    assert.ok(answer.done, action.do);
  }
});
