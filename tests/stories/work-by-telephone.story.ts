import assert from 'node:assert/strict';
import { loadPeople } from '../../bot/people.ts';
import { policies } from '../desk/kit/desk.ts';
import { Caller } from '../kit/caller.ts';
import { Work } from '../kit/desk-work.ts';
import { account, type CallingHouse, openCallingHouse } from '../kit/exchange.ts';

const phones = { customer: '+8613812345678', manager: '+8613900000014', worker: '+8613900000005' };
const code = '24680';

describe('A whole ticket worked by telephone alone', () => {
  let house: CallingHouse;
  beforeEach(async () => {
    house = await openCallingHouse();
    const { rosters, staff } = house.running.house;
    await rosters.save(loadPeople(policies), 0);
    await staff.crew.add({
      name: 'wang-guilan',
      role: 'worker',
      colleague: 'wang-guilan',
      password: 'correct horse battery',
      own: true,
    });
    assert.ok((await staff.crew.setCode('wang-guilan', code)).ok);
    for (const phone of [phones.manager, phones.worker]) house.exchange.is(phone, 'rings');
  });
  afterEach(async () => {
    assert.deepEqual(house.exchange.rest.breaches, []);
    assert.deepEqual(house.exchange.failures, []);
    assert.deepEqual(house.running.errors, []);
    await house.remove();
  });

  const calls = (from: string) => Caller.calls(house.running.url, { ...account, from });
  const rung = (to: string) => {
    const call = house.exchange.calls.findLast((one) => one.to === to);
    assert.ok(call, `nobody called ${to}`);
    return call.telephone;
  };
  /** Somebody who wants calls only reports that a socket smokes. */
  const reports = async () => {
    const caller = await calls(phones.customer);
    await caller.presses('1');
    await caller.says('别发短信了');
    caller.hears('不会再主动找您：短信');
    await caller.says('你们保洁把插座弄湿了，现在冒烟');
    await caller.says('朝阳区望京花园3号楼2单元501');
    await caller.says('我姓王');
    await caller.presses('1');
    caller.hears('已为您登记');
    await caller.phone.hangsUp();
    const [ticket] = await house.running.house.store.liveTickets();
    assert.ok(ticket, caller.phone.transcript);
    return new Work(() => house.running, ticket.no);
  };
  /** From a telephone that is nobody's of the house. */
  const keys = async (no: string, deed: '1' | '2') => {
    const caller = await calls('+8613700000000');
    for (let at = 0; at < 2 && !caller.phone.transcript.includes('员工报工'); at++)
      await caller.presses('#');
    await caller.presses(no);
    await caller.presses(`${code}#`);
    caller.hears('已到现场请按1', '已完成请按2');
    await caller.presses(deed);
    await house.look();
    return caller;
  };

  it('reported, rung, accepted, arrived, done and signed off, and nothing of it in writing', async () => {
    const work = await reports();
    await house.look();
    const telephone = rung(phones.worker);
    await telephone.picksUp();
    assert.match(telephone.heard, /王桂兰您好.*紧急.*接单请按1/s);
    assert.doesNotMatch(telephone.heard, /13812345678|王女士/);
    await telephone.presses('1');
    assert.match(telephone.heard, /已记您接单/);
    await house.look();

    (await keys(work.no, '1')).hears('已记下：到达现场');
    (await keys(work.no, '2')).hears('已记下：处理完成');

    const asked = rung(phones.customer);
    assert.match(asked.heard, /自动语音电话.*已处理完成，请您验收.*已弄好请按1/s);
    await asked.presses('1');
    assert.match(asked.heard, /已为您签收/);
    await house.look();

    const { timeline } = await work.record();
    const by = (type: string) => timeline.findLast((event) => event.type === type)?.by;
    for (const type of ['taken', 'arrived', 'resolved'])
      assert.deepEqual(by(type), { who: 'staff', id: 'wang-guilan', role: 'service_staff' }, type);
    const accepted = by('accepted');
    assert.ok(accepted?.who === 'customer' && accepted.account.startsWith('phone:'));
    assert.deepEqual(
      house.exchange.texts.filter(({ to }) => to === phones.customer),
      [],
    );
  });
});
