import assert from 'node:assert/strict';
import type { CallOrder, End } from '../../bot/channels/phone/out/attempt.ts';
import { attemptIdOf } from '../../bot/channels/phone/out/attempts.ts';
import type { Script } from '../../bot/channels/phone/out/script.ts';
import { type CallingHouse, openCallingHouse } from '../kit/exchange.ts';

const order: CallOrder = {
  key: 'notice/1',
  to: '+85291234567',
  accent: 'zh-CN',
  script: 'notice',
  facts: { words: '师傅已经出发。' },
  whom: 'customer',
};
const staff: CallOrder = {
  ...order,
  key: 'ticket/1/wang',
  to: '+85261112222',
  script: 'urgent ticket',
  facts: { ticket: '4829130576' },
  whom: 'colleague',
  pressing: true,
};

describe('The house telephones somebody', () => {
  let house: CallingHouse;
  let ends: [key: string, end: End][];
  let accepted: string[];

  const urgent = (): Script => ({
    async open() {
      return {
        says: ['紧急工单：厨房水管爆裂。'],
        choices: [
          { key: '1', title: '接单', code: 'accept' },
          { key: '2', title: '转派', code: 'pass on' },
          { key: '0', title: '接通客户', code: 'connect' },
          { key: '3', title: '客户回访', code: 'talk' },
        ],
      };
    },
    async chosen({ key }, code) {
      accepted.push(`${key} ${code}`);
      if (code === 'connect') return { next: 'connect', says: [], to: '+85291234567' };
      if (code === 'talk')
        return { next: 'talk', talk: { account: 'phone:customer', dialog: 'report' } };
      return { next: 'bye', says: ['好的，已记下。'] };
    },
    async ended({ key }, end) {
      ends.push([key, end]);
    },
  });
  const register = () => house.running.house.scripts.register('urgent ticket', urgent());
  const place = (what: CallOrder) => {
    assert.ok(house.running.house.outgoing);
    return house.running.house.outgoing.place(what);
  };
  const howItEnded = async (key: string) =>
    (await house.running.house.outgoing?.load(attemptIdOf(key)))?.end;

  beforeEach(async () => {
    house = await openCallingHouse();
    ends = [];
    accepted = [];
    register();
  });
  afterEach(async () => {
    assert.deepEqual(house.exchange.rest.breaches, []);
    assert.deepEqual(house.exchange.failures, []);
    assert.deepEqual(house.running.errors, []);
    await house.remove();
  });

  it('says who calls and why, and takes 1 for "heard"', async () => {
    await place(order);
    const { telephone, form } = await house.call();
    assert.match(telephone.heard, /自动语音电话.*师傅已经出发.*知道了请按1.*星号.*请按9/s);
    assert.equal(form.get('AsyncAmd'), 'true');
    await telephone.presses('1');
    assert.equal(telephone.state, 'over');
    await house.look();
    assert.deepEqual(await howItEnded(order.key), { how: 'confirmed', choice: 'got it' });
  });

  it('asks once more after silence, and takes two silences for goodbye: heard, not confirmed', async () => {
    await place(staff);
    const { telephone } = await house.call();
    await telephone.keepsSilent();
    assert.match(telephone.heard, /没有听到/);
    await telephone.keepsSilent();
    assert.equal(telephone.state, 'over');
    assert.deepEqual(await told(), [[staff.key, { how: 'heard' }]]);
  });

  it('is told exactly once how each attempt ended', async () => {
    for (const [to, callee] of outcomes) {
      house.exchange.is(to, callee);
      await place({ ...staff, key: to, to });
    }
    assert.deepEqual(
      (await told()).map(([key, { how }]) => [key, how]),
      outcomes.map(([to, , how]) => [to, how]),
    );
    assert.equal(house.pauses.length, outcomes.length);
    assert.ok(house.pauses.every((ms) => ms > 1000));
  });

  for (const post of ['shuffled', 'doubled', 'missing'] as const)
    it(`is told the same when callbacks come ${post}`, async () => {
      house.exchange.post = post;
      await place(staff);
      const { telephone } = await house.call();
      await telephone.presses('1');
      assert.deepEqual(await told(), [[staff.key, { how: 'confirmed', choice: 'accept' }]]);
      assert.deepEqual(accepted, ['ticket/1/wang accept']);
      assert.equal(house.exchange.calls.length, 1);
    });

  it('leaves nothing on a machine, and trusts a key more than the detector', async () => {
    house.exchange.is(order.to, 'is a machine');
    await place({ ...order, key: 'machine' });
    const { telephone } = await house.call();
    assert.match(telephone.transcript, /is cut off/);
    house.exchange.is(staff.to, 'rings');
    await place(staff);
    const quick = await house.call();
    await quick.telephone.picksUp();
    await quick.telephone.presses('2');
    assert.deepEqual(await howItEnded('machine'), { how: 'machine' });
    assert.deepEqual(accepted, ['ticket/1/wang pass on']);
  });

  it('goes on as a conversation like any other once a person has pressed a key', async () => {
    await place(staff);
    const { telephone } = await house.call();
    await telephone.presses('3');
    assert.match(telephone.heard, /转成文字保存.*是什么问题/s);
    await telephone.says('卫生间的镜子没擦干净，有很多水印');
    assert.match(telephone.heard, /地址/);
    await telephone.keepsSilent();
    await telephone.keepsSilent();
    assert.match(telephone.heard, /再见/);
    assert.deepEqual(await told(), [[staff.key, { how: 'confirmed', choice: 'talk' }]]);
  });

  it('connects a colleague with the customer', async () => {
    await place(staff);
    const { telephone } = await house.call();
    await telephone.presses('0');
    assert.match(telephone.transcript, /rings \+85291234567.*talks with a person/s);
    assert.deepEqual(await told(), [[staff.key, { how: 'confirmed', choice: 'connect' }]]);
  });

  it('is not made at night, unless something presses and a colleague must know', async () => {
    house.running.clock.advance(11 * hour);
    const morning = Date.parse('2026-03-04T01:30:00Z');
    const outside = { is: 'not made', why: 'outside hours', at: morning };
    assert.deepEqual(await place(order), outside);
    house.running.clock.advance(2 * hour);
    assert.equal((await place({ ...staff, pressing: false })).is, 'not made');
    assert.equal((await place(staff)).is, 'under way');
    assert.match((await house.call()).telephone.heard, /厨房水管爆裂/);
  });

  it('says nothing when it is picked up too late, and tells so', async () => {
    house.exchange.is(staff.to, 'rings');
    await place({ ...staff, whom: 'customer' });
    const { telephone } = await house.call();
    house.running.clock.advance(2 * hour);
    await telephone.picksUp();
    assert.equal(telephone.heard, '');
    assert.deepEqual(await told(), [[staff.key, { how: 'too late' }]]);
  });

  it('never again calls who pressed 9, or said so', async () => {
    await place(order);
    await (await house.call()).telephone.presses('9');
    assert.deepEqual(await howItEnded(order.key), { how: 'refused' });
    assert.deepEqual(await place({ ...order, key: 'next' }), {
      is: 'not made',
      why: 'asked not to be called',
    });
    await place({ ...order, key: 'other', to: '+85299998888' });
    const { telephone } = await house.call();
    await telephone.says('以后不要再给我打电话了');
    assert.match(telephone.heard, /不会再主动给您打电话/);
    assert.equal((await place({ ...order, key: 'x', to: '+85299998888' })).is, 'not made');
  });

  it('does not say it to who refused while the telephone was ringing', async () => {
    house.exchange.is(order.to, 'rings');
    await place(order);
    const { telephone } = await house.call();
    await house.running.house.desk.optOut({
      account: 'webchat:x',
      phone: '85291234567',
      language: 'zh-Hans',
    });
    await telephone.picksUp();
    assert.equal(telephone.heard, '');
  });

  it('calls nobody twice after a lost answer, whichever way it was lost', async () => {
    house.exchange.troubles.push('lost after');
    await place(staff);
    await (await house.call()).telephone.presses('1');
    assert.deepEqual(await told(), [[staff.key, { how: 'confirmed', choice: 'accept' }]]);
    house.exchange.troubles.push('lost before');
    house.exchange.post = 'missing';
    await place({ ...staff, key: 'second' });
    await house.look();
    assert.equal(house.exchange.calls.length, 1);
    house.running.clock.advance(minute);
    await (await house.call()).telephone.presses('2');
    assert.equal(house.exchange.calls.length, 2);
  });

  it('finds out by asking what nobody told', async () => {
    house.exchange.post = 'missing';
    house.exchange.troubles.push('lost after');
    house.exchange.is(staff.to, 'is busy');
    await place(staff);
    await house.look();
    assert.deepEqual(await told(), [[staff.key, { how: 'busy' }]]);
    assert.equal(house.exchange.calls.length, 1);
  });

  it('goes on after a restart, wherever it stood', async () => {
    house.exchange.is(staff.to, 'rings');
    await place(staff);
    const { telephone } = await house.call();
    await restart();
    await telephone.picksUp();
    await restart();
    await telephone.presses('1');
    await restart();
    assert.deepEqual(await told(), [[staff.key, { how: 'confirmed', choice: 'accept' }]]);
    assert.equal(house.exchange.calls.length, 1);
    assert.deepEqual(await place(staff), {
      is: 'over',
      end: { how: 'confirmed', choice: 'accept' },
    });
  });

  it('gives up on a provider that is down, and waits for one that is busy', async () => {
    house.exchange.troubles.push({ status: 429, code: 20429 }, { status: 429, code: 20429 });
    house.exchange.troubles.push({ status: 429, code: 20429 });
    await place(staff);
    await house.look();
    assert.equal(house.exchange.calls.length, 0);
    house.running.clock.advance(minute);
    await (await house.call()).telephone.presses('1');
    for (let time = 0; time < 3; time += 1)
      house.exchange.troubles.push({ status: 500, code: 20500 });
    await place({ ...staff, key: 'down' });
    for (let time = 0; time < 4; time += 1) {
      house.running.clock.advance(2 * minute);
      await house.look();
    }
    assert.deepEqual(await howItEnded('down'), { how: 'provider down' });
    assert.equal(house.exchange.calls.length, 1);
  });

  it('lets nobody ring for two things at once', async () => {
    house.exchange.is(staff.to, 'rings');
    await place(staff);
    await place({ ...staff, key: 'second' });
    const { telephone } = await house.call();
    assert.equal(house.exchange.calls.length, 1);
    await telephone.picksUp();
    await telephone.presses('1');
    house.running.clock.advance(minute);
    await house.look();
    assert.equal(house.exchange.calls.length, 2);
  });

  const restart = async () => {
    await house.restart();
    register();
  };

  /** How calls ended, once every grace is over and every callback has had its time. */
  const told = async () => {
    for (let time = 0; time < 3; time += 1) {
      await house.look();
      house.running.clock.advance(7 * minute);
    }
    await house.look();
    return ends.sort(([a], [b]) => (a < b ? -1 : 1));
  };
});

const minute = 60_000;
const hour = 60 * minute;
const outcomes = [
  ['+85260000001', 'is busy', 'busy'],
  ['+85260000002', 'does not answer', 'no answer'],
  ['+85260000003', 'does not exist', 'invalid number'],
  ['+85260000004', 'is a machine', 'machine'],
] as const;
