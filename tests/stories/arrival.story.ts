import assert from 'node:assert/strict';
import { fromChina, toChina } from '../../bot/channels/wechat/datum.ts';
import { distance } from '../../desk/dispatch/merits.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { Field } from '../kit/field.ts';
import type { Friend } from '../kit/wechat.ts';

/** As WeChat's map shows it, and where that is. */
const shown = { latitude: 39.996_794, longitude: 116.481_049 };
const label = '北京市朝阳区阜通东大街6号';

describe('Where a customer is', () => {
  let field: Field;
  let customer: Friend;
  beforeEach(async () => {
    field = await Field.opens();
    customer = await field.customer();
  });
  afterEach(() => field.close());

  const place = (name = label) =>
    customer.does((phone) => phone.place(shown.latitude, shown.longitude, name));
  const request = async (no: string) => foldTicket(await field.record(no)).request;
  const near = (found: { latitude: number; longitude: number } | undefined) => {
    assert.ok(found, 'no place');
    const metres = distance(found, fromChina(shown)) * 1000;
    assert.ok(metres < 1, `${metres} metres away`);
  };
  const submits = async () => {
    await customer.says('我姓王，电话13812345678');
    await customer.says('尽快');
    customer.hears('请核对');
    await customer.says('确认提交');
    return customer.ticketNumber;
  };

  it('reaches the ticket in the world’s coordinates, and the worker’s map as a pin', async () => {
    await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await place();
    customer.hears('定位收到了');
    const no = await submits();
    near((await request(no)).place);
    await field.give(no, 'wang-guilan');
    const worker = await field.colleague('wang-guilan');
    await worker.says('我的单');
    await worker.says(`我的单 ${no.slice(-4)}`);
    worker.hears(label, /uri\.amap\.com\/marker\?position=116\.47\d+,39\.99\d+&coordinate=wgs84/);
  });

  it('is used to find the nearest who can help', async () => {
    await customer.says('做保洁的把水管弄爆了，客厅全是水，还在漏');
    await customer.does((phone) => phone.place(39.9, 116.2, '石景山路88号'));
    await customer.says('我姓王，电话13812345678');
    if (!customer.heard.includes('工单')) await customer.says('确认提交');
    const no = customer.ticketNumber;
    const called = (await field.record(no)).timeline.find(({ type }) => type === 'called_out');
    const merits = called?.type === 'called_out' ? called.choice.why : [];
    assert.ok(
      merits.some(({ is }) => is === 'near'),
      JSON.stringify(merits),
    );
  });

  it('keeps its pin when a room is added, and loses it when the street is another', async () => {
    await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await place();
    await customer.says('我姓王，电话13812345678');
    await customer.says('尽快');
    await customer.says(`地址改成${label}2单元501`);
    customer.hears('501');
    await customer.says('确认提交');
    near((await request(customer.ticketNumber)).place);
    const other = await field.customer();
    customer = other;
    await customer.says('昨天做的保洁，卧室窗户没擦，有很多灰');
    await place();
    await customer.says('我姓李，电话13912345678');
    await customer.says('尽快');
    await customer.says('地址不对，是海淀区中关村大街27号3层');
    await customer.says('确认提交');
    const { address, place: pin } = await request(customer.ticketNumber);
    assert.match(address ?? '', /中关村大街27号/);
    assert.equal(pin, undefined);
  });

  it('without a name on the map still needs the words, and goes with them', async () => {
    await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await place('');
    customer.hears('定位收到了', '地址');
    await customer.says('朝阳区望京花园3号楼2单元501');
    const no = await submits();
    const { address, place: pin } = await request(no);
    assert.equal(address, '朝阳区望京花园3号楼2单元501');
    near(pin);
  });

  it('sent after the ticket was opened goes to it; the words of the address stay, and the next visit knows it', async () => {
    const no = await field.report(customer);
    await place();
    customer.hears('已补充到工单', '定位记下了');
    const { address, place: pin } = await request(no);
    assert.equal(address, '朝阳区望京花园3号楼2单元501');
    near(pin);
    const again = await customer.says('上次保洁之后，卧室的窗户也没擦，灰很多');
    if (again.heard.includes('同一')) await customer.says('另开一张');
    while (!customer.heard.includes('请核对')) await customer.says('尽快');
    await customer.says('确认提交');
    assert.notEqual(customer.ticketNumber, no);
    near((await request(customer.ticketNumber)).place);
  });

  it('keeps its pin when a colleague adds the room to the address, and loses it with another address', async () => {
    const no = await field.report(customer);
    await place();
    const agent = await field.signIn('zhou-min');
    const corrects = (address: string) =>
      agent.post(`/tickets/${no}/actions`, { do: 'correct', changes: { address } });
    await corrects('朝阳区望京花园3号楼2单元501，靠里那间');
    near((await request(no)).place);
    await corrects('海淀区中关村大街27号');
    assert.equal((await request(no)).place, undefined);
  });

  it('by web chat reaches the ticket as well, and nonsense is no place', async () => {
    const { line } = field.house;
    await line.create('web/1', 'webchat:guest', 'webchat', 'zh-Hans');
    const says = async (text: string, entities: object[] = []) => {
      const { entries } = await line.receive({
        type: 'message',
        id: `web-${text}`,
        channelId: 'webchat',
        from: { id: 'webchat:guest', name: '' },
        conversation: { id: 'web/1', name: '', isGroup: false, conversationType: '' },
        text,
        entities: entities as never,
      });
      return entries.map((entry) => entry.text ?? '').join('\n');
    };
    await says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await says('x', [{ type: 'GeoCoordinates', latitude: 139, longitude: 116 }]);
    const at = fromChina(shown);
    await says(label, [{ type: 'GeoCoordinates', ...at, name: label }]);
    await says('我姓王，电话13812345678');
    await says('尽快');
    const [number = ''] = /\d{3} \d{3} \d{4}/.exec(await says('确认提交')) ?? [];
    near((await request(number.replaceAll(' ', ''))).place);
  });
});

describe('China’s map coordinates', () => {
  for (const [name, latitude, longitude] of [
    ['Beijing', 39.9087, 116.3975],
    ['Shanghai', 31.2304, 121.4737],
    ['Urumqi', 43.8256, 87.6168],
    ['Sanya', 18.2528, 109.5119],
  ] as const)
    it(`are undone to a centimetre in ${name}, a few hundred metres away`, () => {
      const there = toChina({ latitude, longitude });
      const shift = distance({ latitude, longitude }, there) * 1000;
      assert.ok(shift > 100 && shift < 800, `${shift}`);
      const back = distance({ latitude, longitude }, fromChina(there)) * 1000;
      assert.ok(back < 0.01, `${back}`);
    });

  it('agree with a published pair of both', () => {
    // Tiananmen in WGS 84 and in GCJ-02, as map services give it.
    const there = toChina({ latitude: 39.907_333, longitude: 116.391_083 });
    assert.ok(Math.abs(there.latitude - 39.908_736) < 2e-5, `${there.latitude}`);
    assert.ok(Math.abs(there.longitude - 116.397_325) < 2e-5, `${there.longitude}`);
  });

  it('leave the rest of the world alone', () => {
    const paris = { latitude: 48.8566, longitude: 2.3522 };
    assert.deepEqual(fromChina(paris), paris);
  });
});

describe('How to get in', () => {
  let field: Field;
  let customer: Friend;
  beforeEach(async () => {
    field = await Field.opens();
    customer = await field.customer();
  });
  afterEach(() => field.close());

  const sheet = async (worker: Friend, no: string) => {
    await worker.says(`我的单 ${no.slice(-4)}`);
    return worker.heard;
  };

  it('is heard in the report, kept out of the words, and shown to whoever has it in hand and to nobody else', async () => {
    await customer.says('昨天做的保洁，厨房地面还是黏的，门禁密码2580#');
    customer.hears('只给上门的同事看');
    await customer.says('家里有狗');
    customer.hears('只给上门的同事看');
    await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    await customer.says('尽快');
    customer.hears('请核对');
    await customer.says('确认提交');
    const no = customer.ticketNumber;
    const { request } = foldTicket(await field.record(no));
    assert.doesNotMatch(`${request.words}${request.address}`, /2580/);
    assert.match(request.access ?? '', /家里有狗.*门禁密码2580#/);
    await field.give(no, 'wang-guilan');
    const worker = await field.colleague('wang-guilan');
    assert.match(await sheet(worker, no), /进门: .*门禁密码2580#/);
    const lead = await field.colleague('lin-fang');
    await lead.says('组里的单');
    await lead.says(`组里的单 ${no.slice(-4)}`);
    lead.hears('13812345678');
    assert.doesNotMatch(lead.heard, /2580/);
    for (const name of ['zhou-min', 'han-xue', 'quality', 'admin']) {
      const clerk = await field.signIn(name);
      const { body } = await clerk.get(`/tickets/${no}`);
      assert.doesNotMatch(JSON.stringify(body), /2580/, name);
    }
    const hand = await field.signIn('wang-guilan');
    assert.match((await hand.get(`/tickets/${no}`)).body.access, /2580#/);
  });

  it('told afterwards goes to the ticket without a form, the newest first', async () => {
    const no = await field.report(customer);
    await customer.says('门禁密码是2580');
    customer.hears('已补充到工单', '只给上门的同事看');
    await customer.says('请从东门进');
    customer.hears('已补充到工单');
    await field.give(no, 'wang-guilan');
    const worker = await field.colleague('wang-guilan');
    assert.match(await sheet(worker, no), /进门: 请从东门进; 门禁密码是2580/);
    const clerk = await field.signIn('zhou-min');
    const { body } = await clerk.get(`/tickets/${no}`);
    assert.doesNotMatch(JSON.stringify(body), /2580/);
  });

  it('is known at the next visit to the same address, and gone with the customer', async () => {
    await field.report(customer);
    await customer.says('门禁密码是2580');
    await customer.says('上次保洁之后，卧室的窗户也没擦，灰很多');
    if (customer.heard.includes('同一')) await customer.says('另开一张');
    while (!customer.heard.includes('请核对')) await customer.says('尽快');
    await customer.says('确认提交');
    const next = customer.ticketNumber;
    assert.match(foldTicket(await field.record(next)).request.access ?? '', /2580/);
    const { desk, store } = field.house;
    const { erased } = await import('../../desk/erase.ts');
    assert.doesNotMatch(JSON.stringify(erased(await field.record(next))), /2580/);
    assert.ok(desk && store);
  });

  it('does not hide a real problem: a broken lift with somebody in it is an emergency', async () => {
    await customer.says('电梯坏了，有人被困在里面');
    await customer.says('朝阳区望京花园3号楼，我姓王，电话13812345678');
    if (!/\d{3} \d{3} \d{4}/.test(customer.heard)) await customer.says('确认提交');
    const { request } = foldTicket(await field.record(customer.ticketNumber));
    assert.equal(request.urgency, 'urgent');
    assert.match(request.words, /电梯坏了/);
  });
});

describe('What was before', () => {
  let field: Field;
  beforeEach(async () => {
    field = await Field.opens();
  });
  afterEach(() => field.close());

  it('stands on the sheet: what, when, how it ended, redone; another line’s only for a lead', async () => {
    const customer = await field.customer();
    const { desk } = field.house;
    const earlier = await field.report(customer);
    await field.give(earlier, 'wang-guilan');
    const by = { id: 'wang-guilan', role: 'service_staff' };
    await desk.staff(earlier, { do: 'resolve' }, by, 'c/1');
    await desk.staff(earlier, { do: 'refuse', words: '没擦干净' }, by, 'c/2');
    await desk.staff(earlier, { do: 'resolve' }, by, 'c/3');
    await desk.staff(earlier, { do: 'accept' }, by, 'c/4');
    field.scene.time.advance(30 * 86_400_000);
    await customer.says('衣柜门掉下来了，铰链断了');
    while (!customer.heard.includes('请核对')) await customer.says('尽快');
    await customer.says('确认提交');
    const furniture = customer.ticketNumber;
    await customer.says('今天做的保洁，阳台地面全是泥，没有拖');
    if (customer.heard.includes('同一')) await customer.says('另开一张');
    while (!customer.heard.includes('请核对')) await customer.says('尽快');
    await customer.says('确认提交');
    const no = customer.ticketNumber;
    await field.give(no, 'wang-guilan');
    const worker = await field.colleague('wang-guilan');
    await worker.says(`我的单 ${no.slice(-4)}`);
    worker.hears(/以前: 这次又是同样的问题\n2026-03-03 保洁服务.*已验收，返工1次/);
    assert.doesNotMatch(worker.heard, /家具/);
    await field.house.rosters.change({ of: 'lin-fang', set: { areas: [] } });
    const lead = await field.colleague('lin-fang');
    await lead.says(`组里的单 ${no.slice(-4)}`);
    lead.hears('家具');
    assert.notEqual(furniture, no);
  });
});
