import assert from 'node:assert/strict';
import { aRequest } from '../desk/kit/desk.ts';
import { Work } from '../kit/desk-work.ts';
import { type CallingHouse, openCallingHouse } from '../kit/exchange.ts';
import { Texter } from '../kit/texter.ts';

const wang = '+8613812345678';
const hour = 3_600_000;

describe('A customer who writes text messages', () => {
  let house: CallingHouse;
  let customer: Texter;
  beforeEach(async () => {
    house = await openCallingHouse();
    customer = new Texter(house.exchange, wang);
  });
  afterEach(async () => {
    await house.remove();
    // Nobody works in this house: what would be told to colleagues is told to nobody.
    const errors = house.running.errors.filter((error) => !error.startsWith('notice.undelivered'));
    assert.deepEqual(errors, []);
    assert.deepEqual(house.exchange.rest.breaches, []);
  });

  const running = () => house.running;
  const report = async (who = customer) => {
    await who.writes('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    who.hears('地址');
    await who.writes('朝阳区望京花园3号楼2单元501，我姓王');
    await who.writes('尽快');
    who.hears('请核对', '13812345678', '1. ');
    await who.writes('1');
    return who.ticketNumber;
  };
  /** A ticket opened elsewhere, under this telephone. */
  const elsewhere = async () => {
    const request = aRequest({ account: 'phone:CA1', phone: '13812345678' });
    const { ticket } = await running().house.desk.report(request, 'CA1/1');
    return new Work(running, ticket.no);
  };
  /** News goes out; calls are left aside. */
  const news = async () => {
    await house.look();
    running().clock.advance(3 * 60_000);
    await house.look();
  };

  it('reports, asks how it stands and urges, picking choices by number; the telephone need not be told', async () => {
    const no = await report();
    customer.hearsNothingOf('照片', '短信发');
    await customer.writes('查进度');
    customer.hears(no.slice(-4), /待|处理/);
    await customer.writes('催一下，太慢了');
    customer.hears(/催|加急|转/);
    const record = await running().house.store.tx((tx) => tx.ticket(no));
    assert.ok(record?.timeline.some(({ type }) => type === 'urged'));
    assert.ok(
      !JSON.stringify(record?.timeline.map(({ cause, by }) => [cause, by])).includes('13812345678'),
    );
  });

  it('goes on where they were after a restart', async () => {
    await customer.writes('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await house.restart();
    await customer.writes('朝阳区望京花园3号楼2单元501，我姓王');
    await customer.writes('尽快');
    customer.hears('请核对', '油烟机');
  });

  it('is told nothing of a ticket opened elsewhere before its last digits are given', async () => {
    const { no } = await elsewhere();
    await customer.writes('查进度');
    customer.hears('四位').hearsNothingOf('科技路', '地毯', no.slice(-4));
    await customer.writes('0000');
    customer.hearsNothingOf('科技路', '地毯');
    await customer.writes(no.slice(-4));
    customer.hears(/\d{3} \d{3} \d{4}/);
  });

  it('signs off with “1” what we texted about, and only that', async () => {
    const work = await elsewhere();
    const other = await running().house.desk.report(
      aRequest({ account: 'phone:CA2', phone: '13812345678', words: '窗户坏了' }),
      'CA2/1',
    );
    await work.does({ do: 'resolve', temporary: false });
    await news();
    customer.hears('直接回复', '1. ', '2. ');
    await customer.writes('1');
    customer.hears('签收');
    assert.ok((await work.types()).includes('accepted'));
    const untouched = await running().house.store.tx((tx) => tx.ticket(other.ticket.no));
    assert.ok(
      !untouched?.timeline.some(({ by }) => by.who === 'customer' && by.account.startsWith('sms:')),
    );
  });

  it('sends work back in their own words, days later', async () => {
    const work = await elsewhere();
    await work.does({ do: 'resolve', temporary: false });
    await news();
    running().clock.advance(5 * hour);
    await customer.writes('还是没弄好，地毯上的印子还在');
    customer.hears(/返工|重新|记下/);
    assert.ok((await work.types()).includes('refused'));
  });

  it('says “可以了” to what nobody asked by text: first they show that it is theirs', async () => {
    const work = await elsewhere();
    const by = { id: 'li', role: 'area_lead' };
    await running().house.desk.staff(work.no, { do: 'resolve', temporary: false }, by, 'desk/1');
    await customer.writes('可以了');
    customer.hears('四位').hearsNothingOf(work.no.slice(-4));
    assert.ok(!(await work.types()).includes('accepted'));
    await customer.writes(work.no.slice(-4));
    await customer.writes('1');
    assert.ok((await work.types()).includes('accepted'));
  });

  it('answers a survey by text, in parts, as asked or by the link', async () => {
    const work = await elsewhere();
    await work.does({ do: 'resolve', temporary: false });
    const heard = () => customer.handset.transcript;
    house.exchange.is(wang, 'does not answer');
    for (let at = 0; at < 400 && !heard().includes('survey='); at += 1) {
      await house.look();
      running().clock.advance(hour / 2);
    }
    assert.match(heard(), /满意吗[\s\S]*直接回复数字[\s\S]*\?survey=[\s\S]*1\. 很满意/);
    await customer.writes('1');
    customer.hears('解决');
    await customer.writes('1');
    await customer.writes('没有');
    customer.hears('谢谢');
    const record = await work.record();
    const rated = record.timeline.findLast((event) => event.type === 'rated');
    assert.equal(rated?.type === 'rated' && rated.level, 'very_satisfied');
  });

  for (const [stop, start] of [
    ['STOP', 'START'],
    ['退订', '恢复'],
    ['TD', '恢復'],
  ] as const)
    it(`gets no more texts after “${stop}”, hears it once, and gets them again after “${start}”`, async () => {
      const work = await elsewhere();
      await customer.writes(stop);
      customer.hears('短信');
      await customer.writes(stop);
      customer.hearsNothing();
      await work.does({ do: 'dispatch' });
      await news();
      assert.deepEqual(house.exchange.texts, []);
      await customer.writes(start);
      customer.hears('照常');
      await work.does({ do: 'late', expected: running().clock.now() + hour });
      await news();
      assert.equal(house.exchange.texts.length, 1);
    });

  it('is not answered a second time where the provider answers “STOP” itself', async () => {
    const work = await elsewhere();
    await customer.handset.writes('STOP', [], { OptOutType: 'STOP' });
    customer.hearsNothing();
    await work.does({ do: 'dispatch' });
    await news();
    assert.deepEqual(house.exchange.texts, []);
    await customer.handset.writes('HELP', [], { OptOutType: 'HELP' });
    customer.hearsNothing();
    await customer.handset.writes('START', [], { OptOutType: 'START' });
    await work.does({ do: 'late', expected: running().clock.now() + hour });
    await news();
    assert.equal(house.exchange.texts.length, 1);
  });

  it('leaves an open report alone with “退订”, and goes on with it', async () => {
    await customer.writes('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await customer.writes('退订');
    customer.hears('短信', '地址');
  });

  it('sends a picture that is kept with the ticket; what is no picture is told', async () => {
    const no = await report();
    await customer.shows();
    customer.hears(/收到|补充|加/);
    const record = await running().house.store.tx((tx) => tx.ticket(no));
    const kept = record?.timeline.some(
      (event) => event.type === 'added' && event.photos.length === 1,
    );
    assert.ok(kept, JSON.stringify(record?.timeline.map(({ type }) => type)));
    const film = await house.exchange.keeps(Buffer.from('not a picture'), 'image/png');
    await customer.handset.writes('', [film]);
    customer.hears('看不懂');
  });

  it('is spoken to in the language they write, and is read back nothing of another telephone', async () => {
    const abroad = new Texter(house.exchange, '+85291234567');
    await abroad.writes('The carpet was not cleaned at all and it smells');
    abroad.hears(/address/i);
    await abroad.writes('How is my ticket going?');
    abroad.hearsNothingOf(/\p{Script=Han}/u);
  });

  it('is written to by a colleague who takes the conversation over, each word once', async () => {
    const no = await report();
    const { talks } = running().house.staff;
    const record = await running().house.store.tx((tx) => tx.ticket(no));
    const [conversation = ''] = record?.timeline[0]?.cause.split('/') ?? [];
    const by = { id: 'li', role: 'area_lead', name: '小李', conversation };
    const joined = await talks.join(no, conversation, by, 'desk/join');
    assert.deepEqual(joined, { ok: true });
    const before = house.exchange.texts.length;
    await talks.say(no, by, '我是小李，这就给您安排', 'desk/say');
    assert.deepEqual(
      house.exchange.texts.slice(before).map(({ body }) => body),
      ['我是小李，这就给您安排'],
    );
    await customer.writes('好的，谢谢');
    customer.hearsNothing();
    await customer.writes('退订');
    customer.hears('短信');
  });
});
