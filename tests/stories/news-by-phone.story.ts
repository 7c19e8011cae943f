import assert from 'node:assert/strict';
import { Caller } from '../kit/caller.ts';
import { Work } from '../kit/desk-work.ts';
import { account, type CallingHouse, openCallingHouse } from '../kit/exchange.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

describe('A customer who has only a telephone', () => {
  let house: CallingHouse;
  let work: Work;
  beforeEach(async () => {
    house = await openCallingHouse();
    const caller = await Caller.calls(house.running.url, account);
    await caller.presses('1');
    await caller.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await caller.says('朝阳区望京花园3号楼2单元501');
    await caller.says('我姓王');
    await caller.says('尽快');
    await caller.presses('1');
    caller.hears('已为您登记');
    const [ticket] = await house.running.house.store.liveTickets();
    assert.ok(ticket, caller.phone.transcript);
    work = new Work(() => house.running, ticket.no);
    await caller.phone.hangsUp();
  });
  afterEach(async () => {
    assert.deepEqual(house.exchange.rest.breaches, []);
    assert.deepEqual(house.exchange.failures, []);
    // Nobody of the staff has a telephone here.
    assert.deepEqual(
      house.running.errors.filter((error) => !/"what":"staff\./.test(error)),
      [],
    );
    await house.remove();
  });
  const texts = () => house.exchange.texts.map(({ body }) => body);
  const calls = async () => Caller.calls(house.running.url, account);
  const proves = async (caller: Caller) => {
    await caller.presses('1');
    caller.hears('工单号的后四位');
    await caller.presses(work.no.slice(-4));
  };
  const wantsNoTexts = async () => {
    const caller = await calls();
    await caller.says('别发短信了');
    caller.hears('不会再主动找您：短信');
    await caller.phone.hangsUp();
  };

  it('has it all as text messages, each once, with where to answer', async () => {
    await work.does({ do: 'contact' }, { do: 'dispatch' });
    assert.match(texts().join('\n'), /^您的工单 [\d ]+（保洁服务）：师傅已经出发，请留意电话。$/);
    await work.passes(10 * minute);
    await work.does({ do: 'late', expected: house.running.clock.now() + hour });
    assert.match(texts().at(-1) ?? '', /对不起，师傅要晚一些，预计今天 11:1\d到/);
    await work.passes(hour);
    await work.does({ do: 'arrive' }, { do: 'resolve' });
    assert.match(
      texts().at(-1) ?? '',
      /已处理完成.*\n直接回复这条短信就行；也可以拨打400热线.*\n1\. 已弄好\n2\. 没弄好/s,
    );
    assert.equal(texts().length, 3);
    assert.equal(house.exchange.calls.length, 0);
  });

  it('signs off by calling back and pressing 1', async () => {
    await work.does({ do: 'resolve' });
    const caller = await calls();
    caller.hears('有工单等您答复', '答复工单请按1').hearsNothingOf('厨房', '地面');
    await proves(caller);
    caller.hears('还等您答复', '已弄好请按1', '没弄好请按2');
    await caller.presses('1');
    caller.hears('已为您签收');
    assert.ok((await work.types()).includes('accepted'));
  });

  it('sends it back by calling and pressing 2', async () => {
    await work.does({ do: 'resolve' });
    const caller = await calls();
    await caller.says('还是没弄好');
    caller.hears('工单号的后四位');
    await caller.presses(work.no.slice(-4));
    await caller.presses('2');
    caller.hears('哪里还没弄好');
    await caller.says('灶台边上还有油');
    caller.hears('没弄好', '联系您');
    assert.ok((await work.types()).includes('refused'));
  });

  it('is called where no text message is wanted, and signs off with 1', async () => {
    await wantsNoTexts();
    await work.does({ do: 'resolve' });
    const { telephone } = await house.call();
    assert.match(telephone.heard, /自动语音电话.*已处理完成，请您验收.*已弄好请按1.*没弄好请按2/s);
    await telephone.presses('1');
    assert.match(telephone.heard, /已为您签收/);
    await work.passes(minute);
    const accepted = (await work.record()).timeline.findLast(({ type }) => type === 'accepted');
    assert.ok(accepted?.by.who === 'customer' && accepted.by.account.startsWith('phone:'));
    const resolved = (await work.news()).find(({ what }) => what === 'customer.resolved');
    assert.deepEqual([resolved?.state, resolved?.outcome], ['delivered', 'telephone call']);
    assert.deepEqual(texts(), []);
  });

  it('is called, presses 2, and tells what is wrong', async () => {
    await wantsNoTexts();
    await work.does({ do: 'resolve' });
    const { telephone } = await house.call();
    await telephone.presses('2');
    assert.match(telephone.heard, /哪里还没弄好/);
    await telephone.says('灶台边上还有油');
    assert.match(telephone.heard, /没弄好/);
    const refused = (await work.record()).timeline.findLast(({ type }) => type === 'refused');
    assert.ok(refused?.type === 'refused' && refused.words.includes('灶台边上还有油'));
  });

  it('is not called outside the hours of calls, and not asked for what is answered meanwhile', async () => {
    await wantsNoTexts();
    await work.passes(2.5 * hour);
    await work.does({ do: 'resolve' });
    await house.look();
    assert.equal(house.exchange.calls.length, 0, 'half past twelve: people rest');
    const caller = await calls();
    await proves(caller);
    await caller.presses('1');
    caller.hears('已为您签收');
    await caller.phone.hangsUp();
    await work.passes(hour);
    await house.look();
    assert.equal(house.exchange.calls.length, 0);
    await work.passes(2 * hour);
    const asked = (await work.news()).find(({ what }) => what === 'customer.resolved');
    assert.equal(asked?.state, 'overtaken');
  });

  it('is left alone at night; in the morning hears only what is still true', async () => {
    await work.passes(12 * hour);
    await work.does({ do: 'dispatch' }, { do: 'arrive' }, { do: 'resolve' });
    assert.deepEqual(texts(), []);
    await work.passes(12 * hour);
    assert.equal(texts().length, 1);
    assert.match(texts()[0] ?? '', /已处理完成/);
    assert.doesNotMatch(texts()[0] ?? '', /出发/);
  });

  it('hears nothing twice and misses nothing when the house restarts between decision and delivery', async () => {
    const { desk, store } = house.running.house;
    await desk.staff(work.no, { do: 'dispatch' }, { id: 'li', role: 'area_lead' }, 'console/x');
    assert.ok((await store.nextDue()) !== undefined);
    await house.restart();
    await house.running.house.worker.runDue();
    await house.restart();
    await house.running.house.worker.runDue();
    assert.equal(texts().filter((body) => /出发/.test(body)).length, 1);
  });

  it('does not answer: asked again once, then it is closed as unanswered', async () => {
    await work.does({ do: 'resolve' });
    await work.passes(5 * day);
    assert.deepEqual(
      // Between them comes the link to the survey, which has stories of its own.
      texts().flatMap((body) => /已处理完成|想再请您确认|先结单了/.exec(body)?.[0] ?? []),
      ['已处理完成', '想再请您确认', '先结单了'],
    );
  });
});
