import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { Caller } from '../kit/caller.ts';
import { Work } from '../kit/desk-work.ts';
import { everythingKept, nothingLeftOf } from '../kit/everything.ts';
import { type CallingHouse, openCallingHouse } from '../kit/exchange.ts';
import { HandClock, type RunningHouse } from '../kit/house.ts';
import { png, quickReport } from '../kit/scenes.ts';
import { Texter } from '../kit/texter.ts';
import { Visitor } from '../kit/visitor.ts';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';
import { Clerk } from '../web/kit/crew.ts';

const phone = '13812345678';
const nothing = { no: '', timeline: [] };
const [minute, hour] = [60_000, 3_600_000];
/** However its digits are grouped. */
const telephone = new RegExp(`(?<!\\d)${[...phone].join('[ -]?')}(?!\\d)`);

const signIn = (running: RunningHouse, name: string) => Clerk.of(running, name);

describe('A customer who wants to be forgotten', () => {
  let scene: WeChatScene;
  let customer: Friend;
  let worker: Friend;
  beforeEach(async () => {
    scene = await openWeChat();
    customer = scene.friend('Wang');
    worker = scene.friend('Guilan');
    for (const friend of [customer, worker]) await friend.does((one) => one.follow());
  });
  afterEach(() => scene.close(/hook|power cut/));

  const as = (name: string) => signIn(scene.running, name);
  const does = async (no: string, ...actions: StaffAction[]) => {
    const by = { id: 'lin-fang', role: 'area_lead' };
    for (const [at, action] of actions.entries()) {
      const cause = `console/${no}/${action.do}/${at}`;
      const answer = await scene.running.house.desk.staff(no, action, by, cause);
      assert.ok(answer.done, `${action.do}: ${JSON.stringify(answer)}`);
    }
    await scene.running.house.worker.runDue();
  };

  it('is named nowhere any more, on no channel and in no colleague’s hands; what colleagues did stays', async () => {
    const { running } = scene;
    const { house } = running;
    const director = await as('han-xue');
    const admin = await as('admin');
    await admin.post('/webhooks', { id: 'other', url: 'http://127.0.0.1:9/hook' });
    const table = `phone,name,vip\n${phone},王淑芬,yes`;
    const csv = { raw: table, headers: { 'Content-Type': 'text/csv' } };
    assert.equal((await director.post('/customers/import', undefined, csv)).body.taken, 1);

    // WeChat, and a worker who sees it all in theirs.
    const first = await report(customer);
    const give = { do: 'assign', role: 'service_staff', staff: 'wang-guilan' };
    await director.post(`/tickets/${first}/actions`, give);
    const { code } = (await (await as('wang-guilan')).post('/session/binding')).body;
    await worker.says(`员工绑定 ${code}`);
    await worker.says('我的单');
    worker.hears('望京花园');
    await worker.says(`我的单 ${first.slice(-4)}`);
    worker.hears(phone, '厨房地面还是黏的');
    await worker.says('接单');
    await worker.says('已联系 淑芬姐说下午三点有人在');
    await customer.does((one) => one.photo(png, 'image/png'));
    await customer.says('补充：密码锁是六个八');

    // The web chat: a picture, a colleague who takes over, a second ticket, and a form left open.
    const visitor = await Visitor.arrives(running.url);
    const second = await quickReport(visitor);
    const agent = await as('zhou-min');
    await agent.post(`/tickets/${second}/conversation/join`, {});
    await visitor.says('我是淑芬，老地方');
    await agent.post(`/tickets/${second}/conversation/say`, { text: '淑芬姐您好，我们三点到' });
    await agent.post(`/tickets/${second}/conversation/leave`, { agreed: '三点到望京花园' });
    await agent.post(`/tickets/${second}/unmask`, { why: `淑芬姐 ${phone} 来电核实` });
    await agent.get(`/customers/${phone}`);
    const passerBy = await Visitor.arrives(running.url);
    await passerBy.says('阳台的推拉门卡住了');
    await passerBy.says(`电话${phone}`);

    // The telephone: a report broken off.
    const caller = await Caller.calls(running.url);
    await caller.says('书房的百叶窗掉下来了，差点砸到孩子');
    await caller.phone.hangsUp();

    // Plans, inspection, acceptance, and what they thought of it.
    await does(
      first,
      { do: 'plan', plan: '给淑芬姐家厨房重做一遍', terms: { compensation: '免费深度保洁一次' } },
      { do: 'contact', note: '淑芬姐同意' },
    );
    scene.time.advance(minute);
    for (const no of [first, second])
      await does(
        no,
        { do: 'arrive' },
        { do: 'inspect', as: 'self', failed: [2], note: '淑芬姐家镜子旧' },
        { do: 'resolve', note: '望京花园3号楼做完' },
      );
    await new Work(() => scene.running, first).passes(2 * hour);
    await customer.says('不满意，厨房还是黏');
    await new Work(() => scene.running, first).passes(2 * hour);
    const everybody = await as('admin');
    const early = await everybody.send('DELETE', `/customers/${phone}`);
    assert.deepEqual([early.status, early.body.code], [409, 'open_tickets']);
    for (const no of String(early.body.detail).match(/\d{10}/g) ?? []) {
      const { status } = foldTicket((await house.store.tx((tx) => tx.ticket(no))) ?? nothing);
      const isDone = status === 'resolved' || status === 'accepted';
      await does(
        no,
        isDone ? { do: 'close', outcome: 'unanswered' } : { do: 'cancel', words: '淑芬姐不做了' },
      );
    }
    const gone = await everybody.send('DELETE', `/customers/${phone}`);
    assert.equal(gone.status, 200, JSON.stringify(gone.body));
    assert.ok(gone.body.tickets.includes(first) && gone.body.tickets.includes(second));
    await house.worker.runDue();

    await nothingLeftOf(house.store, [
      telephone,
      customer.phone.openid,
      '淑芬',
      '望京花园',
      '望京花园3号楼',
      encodeURIComponent('望京花园'),
      '厨房地面',
      '油烟机',
      '密码锁',
      '三点有人',
      '阳台的推拉门',
      '百叶窗',
      '厨房还是黏',
      '免费深度保洁',
    ]);
    const blobs: string[] = [];
    for await (const id of house.store.blobs.all()) blobs.push(id);
    assert.deepEqual(blobs, []);

    // What colleagues did, and who they are, is still there.
    const record = await house.store.tx((tx) => tx.ticket(first));
    const assigned = record?.timeline.findLast(({ type }) => type === 'assigned');
    assert.equal(assigned?.type === 'assigned' && assigned.name, '王桂兰');
    const failed = record?.timeline.find(({ type }) => type === 'inspected');
    assert.equal(
      failed?.type === 'inspected' && failed.items?.[0]?.['zh-Hans'],
      '镜面无水痕、指纹',
    );
    const kept = await everythingKept(house.store);
    assert.ok(kept.some(({ name }) => name.includes(worker.phone.openid)));
    const audit = (await everybody.get('/audit', { query: { what: 'eraseCustomer' } })).body;
    const [done] = audit.entries;
    assert.match(done.about, /^customer #[0-9a-f]{16}$/);
    const read = (await everybody.get('/audit', { query: { what: 'readCustomer' } })).body;
    assert.equal(read.entries[0].about, done.about);

    // Whoever comes back is a stranger who is answered from the first word.
    await customer.says('你好');
    assert.ok(customer.news.length > 0, customer.transcript);
    await worker.says('我的单');
    assert.equal(worker.news.length, 1, worker.transcript);
    assert.doesNotMatch(worker.heard, /绑定好了|已记下/);
  });

  it('takes nothing from a neighbour who lives at the same address and said the same', async () => {
    const { house } = scene.running;
    const theirs = aRequest({ phone, address: '望京花园3号楼', account: 'web:a', name: '王淑芬' });
    const mine = aRequest({
      phone: '13900001111',
      address: '望京花园3号楼',
      account: 'web:b',
      name: '王淑芬',
    });
    const gone = (await house.desk.report(theirs, 'web/a/1')).ticket.no;
    const kept = (await house.desk.report(mine, 'web/b/1')).ticket.no;
    await house.desk.cancel(gone, '不用了', 'web:a', 'web/a/2');
    await house.worker.runDue();
    const before = await house.store.tx((tx) => tx.ticket(kept));
    assert.equal((await (await as('admin')).send('DELETE', `/customers/${phone}`)).status, 200);
    assert.deepEqual(await house.store.tx((tx) => tx.ticket(kept)), before);
    assert.equal((await house.store.tx((tx) => tx.person('13900001111')))?.name, '王淑芬');
    assert.equal((await house.store.tx((tx) => tx.account('web:b')))?.tickets.length, 1);
  });

  it('is forgotten with every ticket there ever was, and by a request that was interrupted', async () => {
    const { house } = scene.running;
    const numbers: string[] = [];
    for (let n = 0; n < 55; n++) {
      scene.time.advance(minute);
      const request = aRequest({ phone, subject: `第${n}件怪事`, account: 'web:a' });
      const { no } = (await house.desk.report(request, `web/a/${n}`)).ticket;
      await house.desk.cancel(no, '不用了', 'web:a', `web/a/x${n}`);
      numbers.push(no);
    }
    const { shelves } = house.store;
    const remove = shelves.remove.bind(shelves);
    shelves.remove = () => {
      throw new Error('power cut');
    };
    const admin = await as('admin');
    const broken = await admin.send('DELETE', `/customers/${phone}`);
    shelves.remove = remove;
    assert.equal(broken.status, 500);
    assert.equal((await admin.send('DELETE', `/customers/${phone}`)).status, 200);
    await nothingLeftOf(house.store, [telephone, /第\d+件怪事/]);
  });
});

describe('A customer who was telephoned, and wants to be forgotten', () => {
  let house: CallingHouse;
  const clock = new HandClock('2026-03-03T02:00:00Z');
  beforeEach(async () => {
    house = await openCallingHouse({}, clock);
  });
  afterEach(() => house.remove());

  it('leaves no call, no text message and no answer behind', async () => {
    const { house: whole, url } = house.running;
    const { desk, store, staff } = whole;
    const to = `+86${phone}`;
    const request = aRequest({
      urgency: 'urgent',
      words: '保洁把开关弄湿了，插座冒烟',
      subject: '插座冒烟',
      name: '王淑芬',
      phone,
      address: '科技路1号3楼',
      channel: 'phone',
      account: 'phone:CA1',
    });
    const { no } = (await desk.report(request, 'CA1/1')).ticket;
    const texter = new Texter(house.exchange, to);
    await texter.writes('天台的晾衣架摇摇晃晃的');
    assert.ok(texter.handset.heard.length > 0);
    const by = { id: 'li', role: 'project_manager' };
    await desk.staff(
      no,
      { do: 'late', expected: clock.now() + hour, note: '淑芬姐久等' },
      by,
      'c/1',
    );
    await house.look();
    await desk.staff(no, { do: 'resolve' }, by, 'c/2');
    for (let n = 0; n < 72 && !house.exchange.calls.some((call) => call.to === to); n++) {
      clock.advance(hour / 2);
      await house.look();
    }
    const call = house.exchange.calls.find((one) => one.to === to);
    assert.ok(call, 'nobody was called');
    await call.telephone.presses('1').catch(() => undefined);
    await call.telephone.says('不满意，插座还是烫手').catch(() => undefined);
    await call.telephone.hangsUp().catch(() => undefined);
    await house.look();
    const before = await everythingKept(store);
    for (const kind of [
      'state phone/out/',
      'state phone/text/',
      'state sms/handset/',
      'reach',
      'callbacks',
    ])
      assert.ok(
        before.some(({ name, text }) => name.startsWith(kind) && text.length > 0),
        kind,
      );

    const password = 'a long password of their own';
    await staff.crew.add({ name: 'boss', role: 'admin', password, own: true });
    const admin = await Clerk.signsIn(url, 'boss', password);
    const open = await admin.send('DELETE', `/customers/${phone}`);
    for (const one of String(open.body.detail ?? '').match(/\d{10}/g) ?? [])
      await desk.staff(one, { do: 'cancel', words: '淑芬姐不做了' }, by, `c/x${one}`);
    for (const one of [no])
      await desk.staff(one, { do: 'close', outcome: 'unanswered' }, by, `c/y${one}`);
    const gone = await admin.send('DELETE', `/customers/${phone}`);
    assert.equal(gone.status, 200, JSON.stringify(gone.body));
    await nothingLeftOf(store, [
      telephone,
      '淑芬',
      '科技路',
      '冒烟',
      '烫手',
      '晾衣架',
      'phone:CA1',
    ]);
    await texter.writes('你好');
    texter.hearsNothingOf('晾衣架');
    clock.advance(48 * hour);
    const calls = house.exchange.calls.length;
    await house.look();
    assert.equal(house.exchange.calls.length, calls);
  });
});
