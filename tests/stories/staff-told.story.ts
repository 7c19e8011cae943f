import assert from 'node:assert/strict';
import type { Callee } from '../../bot/channels/phone/simulator/exchange.ts';
import { loadPeople } from '../../bot/people.ts';
import { aRequest, policies } from '../desk/kit/desk.ts';
import { type CallingHouse, openCallingHouse } from '../kit/exchange.ts';
import { HandClock, openHouse, type RunningHouse } from '../kit/house.ts';

const minute = 60_000;
const daytime = new Set(['lin-fang', 'gao-lei', 'ma-tao', 'luo-bin', 'xie-ting', 'han-xue']);

describe('Colleagues are told of their tickets', () => {
  let running: RunningHouse;
  afterEach(() => running.remove());

  const open = async (now: string) => {
    running = await openHouse({}, new HandClock(now));
  };
  const report = async (parts: Parameters<typeof aRequest>[0] = {}) =>
    (await running.house.desk.report(aRequest({ address: '望京街1号', ...parts }), 'web/m1')).ticket
      .no;
  const told = async () => {
    await running.house.worker.runDue();
    const { outbox } = (await (await fetch(`${running.url}/demo/outbox`)).json()) as {
      outbox: { to: { staff?: string; phone?: string }; text: string; call?: true }[];
    };
    return outbox.filter(({ to }) => to.staff !== undefined);
  };
  const later = async (ms: number) => {
    const { clock, house } = running;
    for (const end = clock.now() + ms; clock.now() < end; clock.advance(minute))
      await house.worker.runDue();
  };

  it('by name, with their side of the promise and why it comes to them, and nothing of who the customer is', async () => {
    await open('2026-03-03T02:00:00Z');
    await report();
    const [first, ...others] = await told();
    assert.deepEqual(others, []);
    assert.equal(first?.to.staff, 'lin-fang');
    assert.match(first.to.phone ?? '', /^\+86/);
    assert.match(first.text, /^【新工单】.*保洁服务 一般（地毯 · 望京）/);
    assert.match(first.text, /您负责望京/);
    assert.doesNotMatch(first.text, /王芳|138|吸干净|与您/);
  });

  it('in their own language', async () => {
    await open('2026-03-03T02:00:00Z');
    await running.house.rosters.change({ of: 'lin-fang', set: { language: 'en' } });
    await report();
    const [first] = await told();
    assert.match(first?.text ?? '', /^\[New ticket\].*, general \(地毯, 望京\)/);
  });

  it('of an emergency in writing and by telephone', async () => {
    await open('2026-03-03T02:00:00Z');
    const no = await report({ urgency: 'urgent' });
    const all = await told();
    const manager = all.find(({ to }) => to.staff === 'luo-bin');
    assert.match(manager?.text ?? '', /10:05前：联系客户/);
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    const rung = record?.notices.filter(({ ring }) => ring).map(({ heardBy }) => heardBy);
    assert.deepEqual(rung, ['luo-bin', 'wang-guilan']);
    assert.ok(
      all.some(({ to, text }) => to.staff === 'wang-guilan' && /请就近赶往现场/.test(text)),
    );
  });

  it('at night lets sleep who can wait, and tells them when their shift begins', async () => {
    await open('2026-03-03T16:30:00Z');
    await report();
    assert.deepEqual(
      (await told()).map(({ to, text }) => [to.staff, text.slice(0, 5)]),
      [['zheng-jie', '【新工单】']],
    );
    await later(6 * 60 * minute);
    const before = (await told()).filter(({ to }) => daytime.has(to.staff ?? ''));
    assert.deepEqual(before, []);
    await later(31 * minute);
    const woken = (await told()).filter(({ text }) => text.startsWith('【无人可派'));
    assert.deepEqual(
      woken.map(({ to }) => to.staff),
      ['luo-bin'],
    );
    assert.match(woken[0]?.text ?? '', /人不当班/);
  });

  it('tells nobody the same thing twice, whatever roles they have', async () => {
    await open('2026-03-03T02:00:00Z');
    await report({ line: 'furniture', subject: '屏风', urgency: 'major' });
    await later(3 * 60 * minute);
    const all = (await told()).map((one) => JSON.stringify(one));
    assert.equal(new Set(all).size, all.length);
    assert.deepEqual(running.errors, []);
  });

  it('keeps whoever took it first in the picture until the end', async () => {
    await open('2026-03-03T02:00:00Z');
    const no = await report();
    const { desk } = running.house;
    await desk.staff(no, { do: 'take' }, { id: 'lin-fang', role: 'area_lead' }, 'c/1');
    await desk.staff(
      no,
      { do: 'assign', role: 'service_staff', staff: 'wang-guilan' },
      { id: 'gao-lei', role: 'area_lead' },
      'c/2',
    );
    await desk.staff(no, { do: 'resolve' }, { id: 'wang-guilan', role: 'service_staff' }, 'c/3');
    const heard = (await told()).filter(({ to }) => to.staff === 'lin-fang');
    assert.deepEqual(
      heard
        .map(({ text }) => /【您首接的工单有进展】[^。]*。([^。]*)/.exec(text)?.[1])
        .filter(Boolean),
      ['已转给别的同事', '已处理完成'],
    );
  });
});

describe('A colleague’s telephone', () => {
  let house: CallingHouse;
  let no: string;
  const phones = { luo: '+8613900000014', han: '+8613900000016', wang: '+8613900000005' };
  const calls = (to: string) => house.exchange.calls.filter((call) => call.to === to);
  const last = (to: string) => {
    const call = calls(to).at(-1);
    assert.ok(call, `nobody called ${to}`);
    return call.telephone;
  };
  const ticket = async () => {
    const record = await house.running.house.store.tx((tx) => tx.ticket(no));
    assert.ok(record);
    return record.timeline;
  };
  const contacts = async () =>
    (await ticket()).filter(({ type }) => type === 'contacted').map(({ by }) => by);
  const asked = async () =>
    (await ticket()).flatMap((event) => (event.type === 'assigned' ? [event.staff] : []));

  const open = async (luo: Callee = 'rings') => {
    house = await openCallingHouse();
    for (const phone of Object.values(phones)) house.exchange.is(phone, 'rings');
    house.exchange.is(phones.luo, luo);
    const { desk, rosters } = house.running.house;
    await rosters.save(loadPeople(policies), 0);
    const wish = aRequest({ urgency: 'urgent', address: '望京街1号' });
    no = (await desk.report(wish, 'web/m1')).ticket.no;
    await house.look();
  };
  afterEach(async () => {
    assert.deepEqual(house.exchange.rest.breaches, []);
    assert.deepEqual(house.exchange.failures, []);
    assert.deepEqual(house.running.errors, []);
    await house.remove();
  });

  it('rings in an emergency: they hear the case, press 1, and it is theirs', async () => {
    await open();
    const telephone = last(phones.luo);
    await telephone.picksUp();
    assert.match(telephone.heard, /罗斌.*新工单.*紧急.*联系客户.*接单请按1/s);
    await telephone.presses('1');
    assert.match(telephone.heard, /已记您接单/);
    assert.ok((await ticket()).some(({ type, by }) => type === 'taken' && by.who === 'staff'));
    await house.look();
    house.running.clock.advance(10 * minute);
    await house.look();
    assert.deepEqual(await asked(), ['luo-bin']);
  });

  it('2 passes it on: the next one’s telephone rings', async () => {
    await open();
    await last(phones.luo).picksUp();
    await last(phones.luo).presses('2');
    await house.look();
    assert.deepEqual(await asked(), ['luo-bin', 'han-xue']);
    await last(phones.han).picksUp();
    await last(phones.han).presses('1');
    assert.deepEqual((await asked()).at(-1), 'han-xue');
  });

  it('3 says it all again, and nothing is decided', async () => {
    await open();
    const telephone = last(phones.luo);
    await telephone.picksUp();
    assert.match(telephone.heard, /再听一遍请按3/);
    assert.doesNotMatch(telephone.heard, /星号/, 'one way to hear it again is enough');
    const first = telephone.heard;
    const before = (await ticket()).length;
    await telephone.presses('3');
    assert.equal(telephone.heard, first);
    assert.equal((await ticket()).length, before);
    await telephone.presses('1');
    assert.match(telephone.heard, /已记您接单/);
  });

  it('0 takes it and rings the customer, whose number is not told', async () => {
    await open();
    const telephone = last(phones.luo);
    await telephone.picksUp();
    assert.match(telephone.heard, /接单并接通客户请按0/);
    await telephone.presses('0');
    assert.match(telephone.heard, /已记您接单.*现在为您接通客户/s);
    assert.match(telephone.transcript, /rings \+8613800138000/);
    assert.doesNotMatch(telephone.heard, /13800138000/);
    assert.ok((await ticket()).some(({ type }) => type === 'taken'));
  });

  it('0, and the two have talked: that is contact by this colleague, once', async () => {
    await open();
    const telephone = last(phones.luo);
    telephone.colleague = 'lets wait';
    await telephone.picksUp();
    await telephone.presses('0');
    await telephone.colleagueDoes('picks up');
    assert.deepEqual(await contacts(), []);
    await telephone.colleagueDoes('hangs up');
    assert.match(telephone.heard, /已记下您和客户通过话/);
    await telephone.repeats();
    assert.deepEqual(await contacts(), [{ who: 'staff', id: 'luo-bin', role: 'project_manager' }]);
  });

  it('0, and the colleague hangs up after the talk: contact all the same', async () => {
    await open();
    const telephone = last(phones.luo);
    telephone.colleague = 'lets wait';
    await telephone.picksUp();
    await telephone.presses('0');
    await telephone.colleagueDoes('picks up');
    await telephone.hangsUp();
    assert.equal((await contacts()).length, 1);
  });

  it('0, and a talk of ten minutes is not cut off', async () => {
    await open();
    const telephone = last(phones.luo);
    telephone.colleague = 'lets wait';
    await telephone.picksUp();
    await telephone.presses('0');
    await telephone.colleagueDoes('picks up');
    house.running.clock.advance(10 * 60_000);
    await house.look();
    assert.equal(telephone.state, 'talking', telephone.transcript);
    await telephone.colleagueDoes('hangs up');
  });

  it('0, and the customer does not answer: no contact, said so, and tried again with 0', async () => {
    await open();
    const telephone = last(phones.luo);
    telephone.colleague = 'lets wait';
    await telephone.picksUp();
    await telephone.presses('0');
    await telephone.colleagueDoes('does not answer');
    assert.match(telephone.heard, /客户没有接听.*不算已联系.*再拨一次请按0/s);
    assert.deepEqual(await contacts(), []);
    await telephone.presses('0');
    assert.equal(telephone.transcript.match(/rings \+8613800138000/g)?.length, 2);
    await telephone.colleagueDoes('picks up');
    await telephone.colleagueDoes('hangs up');
    assert.equal((await contacts()).length, 1);
  });

  it('0 rings nobody for whoever is too late', async () => {
    await open();
    const { desk } = house.running.house;
    await last(phones.luo).picksUp();
    await desk.staff(no, { do: 'take' }, { id: 'han-xue', role: 'director' }, 'c/1');
    await last(phones.luo).presses('0');
    assert.match(last(phones.luo).heard, /韩雪已经接了/);
    assert.doesNotMatch(last(phones.luo).transcript, /rings/);
  });

  it('nobody answers: the next rung is asked at once', async () => {
    await open('does not answer');
    house.running.clock.advance(30_000);
    await house.look();
    assert.deepEqual(await asked(), ['luo-bin', 'han-xue']);
  });

  it('too late: whoever presses 1 second hears who has it', async () => {
    await open();
    const { desk } = house.running.house;
    await last(phones.luo).picksUp();
    await desk.staff(no, { do: 'take' }, { id: 'han-xue', role: 'director' }, 'c/1');
    await last(phones.luo).presses('1');
    assert.match(last(phones.luo).heard, /韩雪已经接了/);
  });

  it('settled before they pick up: the call says nothing more', async () => {
    await open();
    const { desk } = house.running.house;
    await desk.staff(no, { do: 'take' }, { id: 'han-xue', role: 'director' }, 'c/1');
    await last(phones.luo).picksUp();
    assert.doesNotMatch(last(phones.luo).heard, /接单请按1/);
  });
});
