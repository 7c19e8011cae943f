import assert from 'node:assert/strict';
import type { NewRequest } from '../../desk/events.ts';
import { type CallingHouse, openCallingHouse } from '../kit/exchange.ts';
import { HandClock } from '../kit/house.ts';

const [minute, hour] = [60_000, 3_600_000];
const phone = '13812345678';
const to = `+86${phone}`;

/** An urgent report by somebody who called from a telephone and has nothing else. */
const urgent: NewRequest = {
  line: 'cleaning',
  kind: 'request',
  urgency: 'urgent',
  alsoUrgent: false,
  confirmUrgency: false,
  reasons: [],
  words: '保洁把开关弄湿了，插座冒烟',
  subject: '插座',
  name: '王芳',
  phone,
  address: '科技路1号3楼',
  photos: [],
  channel: 'phone',
  account: 'phone:CA1',
  language: 'zh-Hans',
};

describe('A customer is telephoned after the work', () => {
  let house: CallingHouse;
  let clock: HandClock;
  let no: string;
  beforeEach(async () => {
    // Tuesday evening in Shanghai, after calling hours.
    clock = new HandClock('2026-03-03T12:30:00Z');
    house = await openCallingHouse({}, clock);
    const { ticket } = await house.running.house.desk.report(urgent, 'CA1/1');
    no = ticket.no;
    await done();
  });
  afterEach(async () => {
    assert.deepEqual(house.exchange.rest.breaches, []);
    assert.deepEqual(house.exchange.failures, []);
    await house.remove();
  });

  const done = () =>
    house.running.house.desk.staff(
      no,
      { do: 'resolve', temporary: false },
      { id: 'li', role: 'project_manager' },
      `done/${clock.now()}`,
    );
  /** Lets time pass, from one thing that is due to the next. */
  const pass = async (by: number, enough = () => false) => {
    const end = clock.now() + by;
    for (;;) {
      await house.look();
      if (enough()) return;
      const next = await house.running.house.store.nextDue();
      if (next === undefined || next > end) break;
      clock.advance(Math.max(1, next - clock.now()));
    }
    clock.advance(Math.max(0, end - clock.now()));
    await house.look();
  };
  /** Goes on until somebody is called once more, at most three days. */
  const untilCalled = async () => {
    const before = calls().length;
    for (let n = 0; n < 72 * 6 && calls().length === before; n++)
      await pass(10 * minute, () => calls().length > before);
    const call = calls().at(-1);
    assert.ok(
      call && calls().length === before + 1,
      `nobody was called: ${JSON.stringify(await path())}`,
    );
    return call;
  };
  const calls = () => house.exchange.calls.filter((call) => call.to === to);
  const path = async () =>
    (await house.running.house.callbacks.path(phone)).steps.flatMap((step) =>
      step.what === 'ended'
        ? [`= ${step.outcome}`]
        : step.what === 'attempt'
          ? [`${step.attempt.by} ${step.attempt.end?.disposition ?? 'open'}`]
          : [],
    );
  const timeline = () =>
    house.running.house.store.tx(async (tx) => (await tx.ticket(no))?.timeline ?? []);
  const local = (at: number) =>
    new Date(at + 8 * hour).toISOString().slice(5, 16).replace('T', ' ');

  it('busy, then grave words, then a manager, then rework, then content: the whole way', async () => {
    house.exchange.is(to, 'is busy');
    const first = await untilCalled();
    assert.equal(local(first.at), '03-04 09:30');
    house.exchange.is(to, 'picks up');
    const { telephone } = await untilCalled();
    assert.match(
      telephone.heard,
      /自动语音回访.*一分钟.*保洁服务.*开始评价请按1.*打错了请按2.*按9/s,
    );
    assert.doesNotMatch(telephone.heard, /王|科技路|插座|工单/);
    await telephone.presses('1');
    assert.match(telephone.heard, /满意吗.*很满意请按1.*不满意请按4/s);
    await telephone.says('不满意，插座还在冒烟，再不处理我就打12315投诉你们');
    assert.match(telephone.heard, /解决了吗/);
    await telephone.presses('2');
    assert.match(telephone.heard, /想对公司说/);
    await telephone.says('没有');
    assert.match(telephone.heard, /重新打开/);
    assert.match(telephone.heard, /会在.*前亲自给您回电/);
    assert.equal(telephone.state, 'over');
    await house.look();
    assert.deepEqual(await path(), [
      'message undeliverable',
      'call busy',
      'call answered',
      '= answered',
    ]);
    const types = (await timeline()).map(({ type }) => type);
    for (const type of ['rated', 'refused', 'reclassified', 'callback_promised'] as const)
      assert.ok(types.includes(type), `${type} is on the ticket`);
    const told = (await house.running.house.store.tx((tx) => tx.ticket(no)))?.notices ?? [];
    assert.ok(
      told.some(
        ({ what, to: whom }) =>
          what === 'staff.call_back' && 'role' in whom && whom.role === 'director',
      ),
    );

    await done();
    const again = await untilCalled();
    await again.telephone.presses('1');
    await again.telephone.presses('2');
    await again.telephone.presses('1');
    await again.telephone.says('没有');
    assert.match(again.telephone.heard, /谢谢您的评价/);
    await house.look();
    assert.deepEqual((await path()).slice(-2), ['call answered', '= answered']);
    const rated = (await timeline()).filter((event) => event.type === 'rated');
    assert.deepEqual(
      rated.map(({ level }) => level),
      ['dissatisfied', 'satisfied'],
    );
  });

  it('nothing is left on a machine, and it is tried again another day', async () => {
    house.exchange.is(to, 'is a machine');
    const first = await untilCalled();
    await pass(minute);
    house.exchange.is(to, 'picks up');
    const second = await untilCalled();
    assert.equal((await path())[1], 'call machine');
    assert.ok(second.at - first.at >= 20 * hour);
  });

  it('hours that end between dialling and answer cost no attempt', async () => {
    house.exchange.is(to, 'rings');
    await untilCalled();
    clock.advance(3 * hour);
    const [call] = calls();
    assert.ok(call);
    await house.exchange.picksUp(call);
    assert.equal(call.telephone.state, 'over');
    assert.doesNotMatch(call.telephone.heard, /回访/);
    await house.look();
    assert.equal((await path())[1], 'call window_closed');
    house.exchange.is(to, 'picks up');
    assert.equal(local((await untilCalled()).at), '03-04 14:00');
  });

  it('somebody else hears nothing private, says so, and is not called again', async () => {
    const { telephone } = await untilCalled();
    await telephone.presses('2');
    assert.match(telephone.heard, /打扰您了/);
    assert.doesNotMatch(telephone.heard, /王|科技路|插座|满意吗/);
    await pass(72 * hour);
    assert.deepEqual((await path()).slice(1), ['call wrong_person', '= wrong_person']);
    assert.equal(calls().length, 1);
  });

  it('"do not call me" in the middle is read back, kept for good, and ends the call', async () => {
    const { telephone } = await untilCalled();
    await telephone.presses('1');
    await telephone.presses('2');
    await telephone.says('别再给我打电话了');
    assert.match(telephone.heard, /不会再主动找您：.*电话/);
    assert.equal(telephone.state, 'over');
    await pass(72 * hour);
    assert.deepEqual((await path()).slice(1), ['call refused', '= refused']);
    assert.equal(calls().length, 1);
    const person = await house.running.house.store.tx((tx) => tx.person(phone));
    assert.deepEqual(person?.refuses, [{ medium: 'call' }]);
    const rated = (await timeline()).filter((event) => event.type === 'rated');
    assert.deepEqual(
      rated.map(({ level }) => level),
      ['satisfied'],
      'what was answered is kept',
    );
  });

  it('what was answered before they hung up counts, and the rest is asked later', async () => {
    const { telephone } = await untilCalled();
    await telephone.presses('1');
    await telephone.presses('4');
    await telephone.hangsUp();
    await house.look();
    assert.deepEqual((await path()).slice(1), ['call partly', '= partly']);
    const types = (await timeline()).map(({ type }) => type);
    assert.ok(types.includes('refused'), 'a bad answer is followed up though the line broke');
  });

  it('a provider that is down for an hour delays the call, and costs no attempt', async () => {
    await pass(12 * hour);
    const began = clock.now();
    const before = calls().length;
    assert.equal(before, 0);
    house.exchange.troubles.push(
      ...Array.from({ length: 12 }, () => ({ status: 500, code: 20500 }) as const),
    );
    const call = await untilCalled();
    assert.ok(call.at >= began);
    await call.telephone.presses('1');
    assert.match(call.telephone.heard, /满意吗/);
    const reach = await house.running.house.store.tx((tx) => tx.reach(phone));
    assert.ok(reach?.attempts.filter(({ by, spared }) => by === 'call' && !spared).length === 1);
  });

  for (const trouble of ['lost before', 'lost after'] as const)
    it(`a house that falls and rises around an answer ${trouble} calls nobody twice`, async () => {
      house.exchange.is(to, 'rings');
      house.exchange.troubles.push(trouble);
      await untilCalled().catch(() => undefined);
      await house.restart();
      await pass(8 * minute);
      await house.restart();
      await pass(8 * minute);
      assert.equal(calls().length, 1);
    });

  it('everything can be stopped at once, and goes on afterwards', async () => {
    await house.running.house.callbacks.stop('boss', 'a wrong sentence');
    await pass(20 * hour);
    assert.equal(calls().length, 0);
    await house.running.house.callbacks.resume();
    await untilCalled();
  });
});
