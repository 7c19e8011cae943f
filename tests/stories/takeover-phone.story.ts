import assert from 'node:assert/strict';
import { loadPeople } from '../../bot/people.ts';
import { policies } from '../desk/kit/desk.ts';
import { Caller } from '../kit/caller.ts';
import { Work } from '../kit/desk-work.ts';
import { account, type CallingHouse, openCallingHouse } from '../kit/exchange.ts';
import { Clerk } from '../web/kit/crew.ts';

const minute = 60_000;
const telephone = { 'zhou-min': '+8613900000001', 'han-xue': '+8613900000016' };
const password = 'correct horse battery';

describe('A colleague joins a telephone call', () => {
  let house: CallingHouse;
  let caller: Caller;
  let work: Work;
  let agent: Clerk;

  beforeEach(async () => {
    house = await openCallingHouse();
    const { rosters, staff } = house.running.house;
    await rosters.save(loadPeople(policies), 0);
    await staff.crew.add({
      name: 'zhou-min',
      role: 'agent',
      colleague: 'zhou-min',
      password,
      own: true,
    });
    await staff.crew.add({
      name: 'han-xue',
      role: 'director',
      colleague: 'han-xue',
      password,
      own: true,
    });
    await staff.crew.add({ name: 'nobody', role: 'agent', password, own: true });
    caller = await calls();
    work = await reports(caller);
    agent = await signIn('zhou-min');
  });
  afterEach(async () => {
    assert.deepEqual(house.exchange.rest.breaches, []);
    assert.deepEqual(house.exchange.failures, []);
    assert.deepEqual(house.running.errors, []);
    await house.remove();
  });

  const calls = (from = '+8613812345678') =>
    Caller.calls(house.running.url, { ...account, from, colleague: 'lets wait' }, house.exchange);
  const reports = async (by: Caller) => {
    await by.presses('1');
    await by.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    for (let at = 0; at < 8 && !/请核对/.test(by.phone.heard); at += 1)
      await by.says(answers(by.phone.heard));
    await by.presses('1');
    by.hears('已为您登记');
    const tickets = await house.running.house.store.liveTickets();
    const no = tickets.at(-1)?.no ?? '';
    return new Work(() => house.running, no);
  };
  const signIn = (name: string) => Clerk.signsIn(house.running.url, name, password);
  const does = async (clerk: Clerk, what: string, body?: unknown) => {
    const answered = await clerk.post(`/tickets/${work.no}/conversation/${what}`, body);
    await house.exchange.settled();
    return answered;
  };
  const read = async () => (await agent.get(`/tickets/${work.no}/conversation`)).body;
  const joins = async () => {
    const { status, body } = await does(agent, 'join');
    assert.equal(status, 204, JSON.stringify(body));
  };
  const takesIt = async () => {
    await caller.phone.colleagueDoes('picks up');
    await caller.phone.colleagueDoes({ presses: '1' });
    assert.equal(caller.phone.state, 'talking');
  };
  const since = async (type: string) => {
    const types = await work.types();
    return types.slice(types.indexOf(type));
  };
  const heardByColleague = () => caller.phone.leg?.heard.join('\n') ?? '';

  it('hears who waits and why, takes it with 1, hangs up, and the bot has the caller back', async () => {
    await joins();
    caller.hears('请同事周敏来接您的电话', '不要挂机');
    assert.equal(caller.phone.leg?.to, telephone['zhou-min']);
    assert.deepEqual((await read()).call, 'ringing');
    await caller.phone.colleagueDoes('picks up');
    assert.match(heardByColleague(), /王.*在线上等您接听.*厨房地面还是黏的.*接听请按1/s);
    assert.doesNotMatch(heardByColleague(), /13812345678|确认提交|刚才说/);
    assert.deepEqual(await since('person_joined'), ['person_joined']);
    await caller.phone.colleagueDoes({ presses: '1' });
    assert.deepEqual(await since('person_joined'), ['person_joined', 'contacted']);
    const by = (await work.record()).timeline.at(-1)?.by;
    assert.deepEqual(by, { who: 'staff', id: 'zhou-min', role: 'customer_service' });
    assert.deepEqual([(await read()).person, (await read()).call], ['zhou-min', 'talking']);
    await caller.phone.colleagueDoes('hangs up');
    caller.hears('周敏那边通话结束了', '还有什么可以帮您');
    caller.hearsNothingOf('说好的', '没能接起');
    assert.deepEqual(await since('contacted'), ['contacted', 'person_left']);
    assert.deepEqual([(await read()).person, (await read()).call], [undefined, undefined]);
    await caller.says('我的单子怎么样了');
    caller.hears('客服同事已和您谈过');
  });

  it('hears nothing that opens a door, when that was said last', async () => {
    await caller.says('门禁密码2580，师傅快点来');
    await joins();
    await caller.phone.colleagueDoes('picks up');
    assert.match(heardByColleague(), /刚才说：.*师傅快点来/);
    assert.doesNotMatch(heardByColleague(), /2580/);
  });

  it('of somebody who speaks English: the caller hears English, the colleague their own language', async () => {
    await caller.says('English please');
    await joins();
    caller.hears('Please stay on the line', '周敏').hearsNothingOf('请不要挂机');
    await caller.phone.colleagueDoes('picks up');
    assert.match(heardByColleague(), /接听请按1/);
    await caller.phone.colleagueDoes({ presses: '1' });
    await does(agent, 'leave', { agreed: 'a visit at three' });
    caller.hears('has left the call. You agreed: a visit at three.', 'What else can I do for you');
  });

  it('gives the caller back with what was agreed, and hears it said to them', async () => {
    await joins();
    await takesIt();
    const { status, body } = await does(agent, 'leave', { agreed: '今天下午三点上门。' });
    assert.deepEqual([status, body], [200, { delivered: true }]);
    assert.equal(caller.phone.leg, undefined, 'the colleague is off the line');
    caller.hears('周敏那边通话结束了。你们说好的：今天下午三点上门。还有什么可以帮您');
    const left = (await work.record()).timeline.findLast(({ type }) => type === 'person_left');
    assert.ok(left?.type === 'person_left' && left.agreed === '今天下午三点上门');
    const { said } = await read();
    assert.match(said.at(-1).text, /说好的/);
    assert.equal((await does(agent, 'leave', {})).body.code, 'not_joined');
  });

  for (const [how, deeds] of [
    ['does not answer', ['does not answer']],
    ['is busy', ['is busy']],
    ['presses another key', ['picks up', { presses: '2' }]],
    ['hangs up on the whisper', ['picks up', 'hangs up']],
  ] as const)
    it(`and ${how}: the caller hears so and goes on where they were`, async () => {
      const before = caller.phone.heard;
      await joins();
      for (const deed of deeds) await caller.phone.colleagueDoes(deed);
      caller.hears('抱歉，周敏这会儿没能接起电话。我先接着为您服务。', '短信发工单号请按1');
      assert.ok(before.includes('短信发工单号请按1'));
      assert.deepEqual(await since('person_joined'), ['person_joined', 'person_left']);
      assert.equal((await read()).person, undefined);
      const told = (await work.record()).notices.filter(({ what }) => what === 'staff.unanswered');
      assert.deepEqual(
        told.map(({ to }) => ('staff' in to ? to.staff : undefined)),
        ['zhou-min'],
      );
      // And may try again.
      await joins();
      await takesIt();
      assert.equal((await work.types()).filter((type) => type === 'contacted').length, 1);
    });

  it('and presses another key, at a provider that tells only that somebody picked up: no contact', async () => {
    await joins();
    assert.ok(caller.phone.leg);
    caller.phone.leg.tellsBridged = false;
    await caller.phone.colleagueDoes('picks up');
    await caller.phone.colleagueDoes({ presses: '2' });
    caller.hears('没能接起电话');
    assert.deepEqual(await since('person_joined'), ['person_joined', 'person_left']);
  });

  it('from the queue, and the caller who is not answered waits there again', async () => {
    await caller.presses('0');
    assert.equal(caller.phone.state, 'waiting');
    await joins();
    caller.hears('请同事周敏来接您的电话');
    await caller.phone.colleagueDoes('does not answer');
    caller.hears('没能接起电话。请您继续等候其他客服', '下一位就是您');
    assert.match(caller.phone.transcript, /waits in the queue[\s\S]*waits in the queue/);
    await joins();
    await takesIt();
    await caller.phone.colleagueDoes('hangs up');
    caller.hears('还有什么可以帮您');
    assert.equal((await work.types()).filter((type) => type === 'contacted').length, 1);
  });

  it('of two at once one is rung, and the other hears who', async () => {
    const director = await signIn('han-xue');
    const answers = await Promise.all([does(agent, 'join'), does(director, 'join')]);
    const [winner, loser] = answers[0].status === 204 ? answers : [...answers].reverse();
    assert.equal(winner?.status, 204);
    assert.equal(loser?.status, 409);
    assert.match(loser?.body.detail, /(周敏|韩雪) speaks with the customer already/);
    assert.equal(caller.phone.transcript.match(/rings \+86/g)?.length, 1);
    assert.equal((await does(answers[0].status === 204 ? agent : director, 'join')).status, 204);
    assert.equal(caller.phone.transcript.match(/rings \+86/g)?.length, 1, 'again without effect');
  });

  it('and the caller hangs up before the colleague has decided', async () => {
    await joins();
    await caller.phone.colleagueDoes('picks up');
    const { leg } = caller.phone;
    await caller.phone.hangsUp();
    assert.equal(leg?.state, 'over');
    assert.deepEqual(await since('person_joined'), ['person_joined', 'person_left']);
    assert.deepEqual((await does(agent, 'join')).body.code, 'over');
  });

  it('and the caller hangs up in the middle of the talk: the contact stays, the stay ends', async () => {
    await joins();
    await takesIt();
    await caller.phone.hangsUp();
    assert.deepEqual(await since('person_joined'), ['person_joined', 'contacted', 'person_left']);
    const told = (await work.record()).notices.filter(({ what }) => what === 'staff.unanswered');
    assert.deepEqual(told, []);
    assert.equal((await does(agent, 'leave', {})).body.code, 'not_joined');
  });

  it('and the caller hangs up, and the provider tells no more than that the call is over', async () => {
    await joins();
    await takesIt();
    await caller.phone.hangsUp(false);
    assert.deepEqual(await since('person_joined'), ['person_joined', 'contacted', 'person_left']);
    assert.equal((await read()).person, undefined);
  });

  it('says nothing in writing meanwhile, and is told why', async () => {
    await joins();
    const { status, body } = await does(agent, 'say', { text: '您好' });
    assert.deepEqual([status, body.code], [422, 'spoken']);
  });

  it('leaves before anybody answered: the caller goes on with the bot, and nobody is blamed', async () => {
    await joins();
    const { leg } = caller.phone;
    assert.equal((await does(agent, 'leave', {})).status, 200);
    assert.equal(leg?.state, 'over');
    caller.hears('没能接起电话', '短信发工单号请按1');
    assert.deepEqual(await since('person_joined'), ['person_joined', 'person_left']);
    const told = (await work.record()).notices.filter(({ what }) => what === 'staff.unanswered');
    assert.deepEqual(told, []);
  });

  it('is refused without a telephone of their own, and when the call is over', async () => {
    const { status, body } = await does(await signIn('nobody'), 'join');
    assert.deepEqual([status, body.code], [422, 'no_telephone']);
    await caller.phone.hangsUp();
    const over = await does(agent, 'join');
    assert.deepEqual([over.status, over.body.code], [409, 'over']);
    assert.deepEqual(
      (await work.types()).filter((type) => type.startsWith('person_')),
      ['person_joined', 'person_left'],
    );
  });

  it('is told when the provider cannot do it, and the caller notices nothing', async () => {
    house.exchange.troubles.push({ status: 400, code: 21212 });
    const { status, body } = await does(agent, 'join');
    assert.deepEqual([status, body.code], [409, 'not_connected']);
    assert.equal(caller.phone.state, 'listening');
    await caller.says('我的单子怎么样了');
    caller.hears('保洁服务');
    house.exchange.troubles.push({ status: 400, code: 21220 });
    assert.equal((await does(agent, 'join')).body.code, 'over');
  });

  for (const lost of ['lost before', 'lost after'] as const)
    it(`and the provider’s answer is ${lost} it was done: they are rung at the caller’s next word at the latest`, async () => {
      house.exchange.troubles.push(lost);
      await joins();
      if (lost === 'lost before') await caller.says('还有窗户也没擦');
      assert.equal(caller.phone.leg?.to, telephone['zhou-min']);
      caller.hears('请同事周敏来接您的电话');
      if (lost === 'lost before') assert.equal((await read()).said.at(-1).text, '还有窗户也没擦');
    });

  it('and nothing ever rang: after ten minutes the bot has the caller back, and the colleague is told', async () => {
    house.exchange.troubles.push('lost before');
    await joins();
    await work.passes(10 * minute);
    await house.exchange.settled();
    caller.hears('没能接起电话', '短信发工单号请按1');
    assert.equal((await work.types()).at(-1), 'person_left');
    assert.equal((await read()).person, undefined);
    const told = (await work.record()).notices.filter(({ what }) => what === 'staff.unanswered');
    assert.equal(told.length, 1);
  });

  it('in the very moment they say something: it is on record, and the colleague is rung once', async () => {
    await Promise.all([joins(), caller.says('还有窗户也没擦')]);
    await house.exchange.settled();
    assert.equal(caller.phone.transcript.match(/rings \+86/g)?.length, 1, caller.phone.transcript);
    const { said, call } = await read();
    assert.equal(call, 'ringing');
    assert.ok(said.some(({ text = '' }) => text === '还有窗户也没擦'));
    await takesIt();
    await caller.phone.colleagueDoes('hangs up');
    caller.hears('还有什么可以帮您');
  });

  it('and wants to give back a caller who is gone, which nobody had told', async () => {
    await joins();
    await takesIt();
    house.exchange.troubles.push({ status: 400, code: 21220 });
    assert.equal((await does(agent, 'leave', { agreed: '三点' })).body.code, 'not_joined');
    assert.deepEqual(await since('contacted'), ['contacted', 'person_left']);
  });

  it('and cannot give the caller back for now: what was agreed is said when the colleague hangs up', async () => {
    await joins();
    await takesIt();
    house.exchange.troubles.push({ status: 503, code: 20503 });
    const { body } = await does(agent, 'leave', { agreed: '三点上门' });
    assert.deepEqual(body, { delivered: false, why: 'provider: 20503' });
    await caller.phone.colleagueDoes('hangs up');
    caller.hears('你们说好的：三点上门。');
  });

  it('from the queue, and the provider’s answer is lost: the caller waits on', async () => {
    await caller.presses('0');
    house.exchange.troubles.push('lost after');
    await does(agent, 'join');
    assert.equal(caller.phone.state, 'waiting', caller.phone.transcript);
  });

  it('with webhooks that come twice has the effect of once, and the same bytes', async () => {
    await joins();
    const rung = await caller.phone.repeats();
    assert.equal(await caller.phone.repeats(), rung);
    assert.match(rung, /<Dial/);
    await takesIt();
    await caller.phone.colleagueDoes('hangs up');
    const back = await caller.phone.repeats();
    assert.equal(await caller.phone.repeats(), back);
    assert.match(back, /周敏那边通话结束了/);
    const types = await work.types();
    for (const once of ['person_joined', 'contacted', 'person_left'])
      assert.equal(types.filter((type) => type === once).length, 1, once);
  });

  it('over a restart: whoever talks goes on talking, and the bot has the caller back', async () => {
    await joins();
    await caller.phone.colleagueDoes('picks up');
    await house.restart();
    caller.phone.movesTo(house.running.url);
    await caller.phone.colleagueDoes({ presses: '1' });
    await house.restart();
    caller.phone.movesTo(house.running.url);
    agent = await signIn('zhou-min');
    assert.equal((await read()).call, 'talking');
    await caller.phone.colleagueDoes('hangs up');
    caller.hears('还有什么可以帮您');
    assert.deepEqual(await since('person_joined'), ['person_joined', 'contacted', 'person_left']);
  });

  it('whose call ended without anybody telling is found out by asking; a long talk is left alone', async () => {
    await joins();
    await takesIt();
    await work.passes(25 * minute);
    assert.equal((await read()).call, 'talking');
    const { desk } = house.running.house;
    await desk.staff(work.no, { do: 'note', note: 'x' }, { id: 'li', role: 'area_lead' }, 'c/1');
    const looks = (await work.record()).jobs.find(({ kind }) => kind === 'person');
    assert.ok(looks && looks.runAt > house.running.clock.now(), 'is left alone');
    // The provider's webhooks reach nobody.
    caller.phone.movesTo('http://127.0.0.1:9');
    await caller.phone.hangsUp().catch(() => {});
    assert.equal((await read()).call, 'talking');
    await work.passes(11 * minute);
    assert.equal((await read()).person, undefined);
    assert.equal((await work.types()).at(-1), 'person_left');
  });
});

function answers(heard: string): string {
  if (/地址/.test(heard)) return '朝阳区望京花园3号楼2单元501';
  if (/称呼|姓名/.test(heard)) return '我姓王';
  if (/方面/.test(heard)) return '家政';
  return '尽快';
}
