import assert from 'node:assert/strict';
import { Accounts } from '../../desk/accounts.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Answer } from '../../desk/view.ts';
import { aRequest, minute, openDesk } from './kit/desk.ts';

const owner = 'web:u1';

type Wish = (desk: Desk, no: string, account: string, cause: string) => Promise<Answer>;
const wishes: readonly [name: string, event: string, wish: Wish][] = [
  ['urge', 'urged', (desk, no, by, cause) => desk.urge(no, '快点', by, cause)],
  [
    'add',
    'added',
    (desk, no, by, cause) => desk.addInfo(no, { words: '三楼', photos: [] }, by, cause),
  ],
  [
    'correct',
    'corrected',
    (desk, no, by, cause) => desk.correct(no, { address: '2号' }, by, cause),
  ],
  ['cancel', 'cancelled', (desk, no, by, cause) => desk.cancel(no, '不用了', by, cause)],
  ['handoff', 'handoff_requested', (desk, no, by, cause) => desk.handoff(no, '转人工', by, cause)],
];

async function withTicket() {
  const open = openDesk();
  const { ticket } = await open.desk.report(aRequest(), 'web/m1');
  return { ...open, no: ticket.no };
}

for (const [name, event, wish] of wishes) {
  describe(`The wish to ${name}`, () => {
    it('is written down with who said it and why', async () => {
      const { desk, no, timeline } = await withTicket();
      const answer = await wish(desk, no, owner, 'web/m2');
      assert.ok(answer.done);
      const last = timeline(no).at(-1);
      assert.deepEqual(
        [last?.type, last?.by, last?.cause],
        [event, { who: 'customer', account: owner }, 'web/m2'],
      );
    });

    it('said once is done once, with the same answer to its repetition', async () => {
      const { desk, no, records } = await withTicket();
      const first = await wish(desk, no, owner, 'web/m2');
      const writes = records.writes;
      assert.deepEqual(await wish(desk, no, owner, 'web/m2'), first);
      assert.equal(records.writes, writes);
    });

    it('is not granted to strangers, nor for a ticket that does not exist', async () => {
      const { desk, no, timeline } = await withTicket();
      const unknown = { done: false, why: 'unknown' };
      assert.deepEqual(await wish(desk, no, 'web:thief', 'web/m2'), unknown);
      assert.deepEqual(await wish(desk, '1000000000', owner, 'web/m2'), unknown);
      assert.equal(timeline(no).length, 2);
    });
  });
}

describe('A wish that comes too late', () => {
  it('is answered with finished once the ticket is cancelled, but a human is always called', async () => {
    const { desk, no } = await withTicket();
    await desk.cancel(no, '不用了', owner, 'web/m2');
    const urged = await desk.urge(no, '快点', owner, 'web/m3');
    assert.ok(!urged.done && urged.why === 'finished' && urged.ticket?.status === 'cancelled');
    assert.ok((await desk.handoff(no, '转人工', owner, 'web/m4')).done);
  });

  it('is answered with not now while the work waits to be accepted', async () => {
    const { desk, no } = await withTicket();
    await desk.staff(no, { do: 'resolve' }, { id: 's1', role: 'service_staff' }, 'console/1');
    const answer = await desk.cancel(no, '不用了', owner, 'web/m2');
    assert.ok(!answer.done && answer.why === 'not_now');
  });
});

describe('More about a ticket', () => {
  it('may bring words, photos and a new time in one go', async () => {
    const { desk, no, timeline, records } = await withTicket();
    const photos = [{ id: 'b1', contentType: 'image/png', name: 'a.png' }];
    const changes = { preferredTime: '明天下午' };
    const addition = { words: '换个时间', photos, changes };
    assert.ok((await desk.addInfo(no, addition, owner, 'web/m2')).done);
    const added = timeline(no).slice(2);
    assert.deepEqual(
      added.map(({ type }) => type),
      ['added', 'corrected'],
    );
    const told = records.tickets()[0]?.notices.filter(({ what }) => what === 'staff.added');
    assert.equal(told?.length, 1, 'one decision, one notice per person');
  });

  it('that says nothing new changes nothing', async () => {
    const { desk, no, timeline } = await withTicket();
    assert.ok((await desk.correct(no, { name: '王芳' }, owner, 'web/m2')).done);
    assert.equal(timeline(no).length, 2);
  });

  it('makes a new telephone’s owner known', async () => {
    const { desk, no, records } = await withTicket();
    await desk.correct(no, { phone: '13900139111' }, owner, 'web/m2');
    const person = await records.tx((tx) => tx.person('13900139111'));
    assert.deepEqual(person?.tickets, [no]);
    await desk.correct(no, { phone: '13800138000' }, owner, 'web/m3');
    const back = await records.tx((tx) => tx.person('13800138000'));
    assert.deepEqual(back?.tickets, [no], 'and nobody knows it twice');
  });
});

describe('A customer who asks not to be called', () => {
  it('is remembered by account and telephone, also without a ticket', async () => {
    const { desk, records } = await withTicket();
    await desk.optOut({ account: owner, language: 'zh-Hans' });
    await desk.optOut({ account: 'phone:139', phone: '13900139111', language: 'en' });
    const [known, stranger, account] = await records.tx(async (tx) => [
      await tx.person('13800138000'),
      await tx.person('13900139111'),
      await tx.account('phone:139'),
    ]);
    assert.ok(known && 'optedOut' in known && known.optedOut);
    assert.ok(stranger && 'optedOut' in stranger && stranger.optedOut);
    assert.ok(account?.optedOut);
  });

  it('is left alone wherever they are known, though said where they opened nothing', async () => {
    const { desk, records } = openDesk();
    await new Accounts(records).link(owner, 'wechat:u1');
    await desk.report(aRequest(), 'web/m1');
    await desk.optOut({ account: 'wechat:u1', language: 'zh-Hans' });
    const [person, other] = await records.tx(async (tx) => [
      await tx.person('13800138000'),
      await tx.account(owner),
    ]);
    assert.deepEqual([person?.optedOut, other?.optedOut], [true, true]);
  });

  it('still opens tickets, and stays opted out', async () => {
    const { desk, records, clock } = await withTicket();
    await desk.optOut({ account: owner, language: 'zh-Hans' });
    clock.at += minute;
    await desk.report(aRequest({ subject: '窗' }), 'web/m9');
    const person = await records.tx((tx) => tx.person('13800138000'));
    assert.equal(person?.optedOut, true);
    assert.equal(person?.tickets.length, 2);
  });
});
