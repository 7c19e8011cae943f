import assert from 'node:assert/strict';
import { aRequest, minute, openDesk } from './kit/desk.ts';

const stranger = 'wechat:o2';

async function withTicket() {
  const open = openDesk();
  const { ticket } = await open.desk.report(aRequest(), 'web/m1');
  /** A number with a valid form that was never given out. */
  const nobodys = ticket.no.startsWith('9') ? '1000000000' : '9000000000';
  return { ...open, no: ticket.no, nobodys };
}

describe('Looking at a ticket', () => {
  it('is free for the account that opened it', async () => {
    const { desk, no } = await withTicket();
    const answer = await desk.look(no, { account: 'web:u1' });
    assert.ok(answer.done);
    assert.equal(answer.ticket.no, no);
  });

  it('takes the last four digits of the telephone from anybody else, once', async () => {
    const { desk, no } = await withTicket();
    assert.ok((await desk.look(no, { account: stranger, last4: '8000' })).done);
    assert.ok((await desk.look(no, { account: stranger })).done);
    assert.deepEqual(
      (await desk.ticketsOf(stranger)).map((ticket) => ticket.no),
      [no],
    );
  });

  it('answers a wrong number and wrong digits with the very same words', async () => {
    const { desk, no, nobodys } = await withTicket();
    const wrongDigits = await desk.look(no, { account: stranger, last4: '1234' });
    const wrongNumber = await desk.look(nobodys, { account: 'web:u3', last4: '8000' });
    assert.deepEqual(wrongDigits, { done: false, why: 'unknown' });
    assert.deepEqual(wrongNumber, wrongDigits);
    assert.deepEqual(await desk.look(no, { account: stranger }), wrongDigits);
    assert.deepEqual(await desk.look('12', { account: stranger, last4: '' }), wrongDigits);
  });

  it('does as much work for a number that does not exist', async () => {
    const { desk, no, nobodys, records } = await withTicket();
    const writes = async (number: string, account: string) => {
      const before = records.writes;
      await desk.look(number, { account, last4: '1234' });
      return records.writes - before;
    };
    assert.equal(await writes(no, 'web:a'), 2);
    assert.equal(await writes(nobodys, 'web:b'), 2);
    assert.equal(await writes('not a number', 'web:c'), 1);
  });

  it('is locked for half an hour after five wrong tries, right digits or not', async () => {
    const { desk, no, clock } = await withTicket();
    const look = (last4: string) => desk.look(no, { account: stranger, last4 });
    for (const guess of ['0001', '0002', '0003', '0004']) {
      assert.deepEqual(await look(guess), { done: false, why: 'unknown' });
    }
    assert.deepEqual(await look('0005'), { done: false, why: 'locked' });
    clock.at += 29 * minute;
    assert.deepEqual(await look('8000'), { done: false, why: 'locked' });
    clock.at += 1 * minute;
    assert.ok((await look('8000')).done);
  });

  it('locks the number against many accounts, but never its own account', async () => {
    const { desk, no } = await withTicket();
    for (let at = 0; at < 5; at++) await desk.look(no, { account: `web:x${at}`, last4: '0000' });
    const next = await desk.look(no, { account: 'web:x9', last4: '8000' });
    assert.deepEqual(next, { done: false, why: 'locked' });
    assert.ok((await desk.look(no, { account: 'web:u1' })).done);
  });

  it('locks the account that tries many numbers, existing or not', async () => {
    const { desk, no } = await withTicket();
    for (let at = 0; at < 5; at++) {
      await desk.look(`123456789${at}`, { account: stranger, last4: '8000' });
    }
    const next = await desk.look(no, { account: stranger, last4: '8000' });
    assert.deepEqual(next, { done: false, why: 'locked' });
  });

  it('counts wrong tries that come at the same time', async () => {
    const { desk, no, records } = await withTicket();
    const guess = (at: number) => desk.look(no, { account: stranger, last4: `000${at}` });
    await Promise.all([0, 1, 2, 3, 4].map(guess));
    assert.ok(records.conflicts > 0);
    const next = await desk.look(no, { account: stranger, last4: '8000' });
    assert.deepEqual(next, { done: false, why: 'locked' });
  });

  it('takes no fewer than four digits for a proof', async () => {
    const { desk } = openDesk();
    const { ticket } = await desk.report(aRequest({ phone: '110' }), 'web/m1');
    const answer = await desk.look(ticket.no, { account: stranger, last4: '110' });
    assert.deepEqual(answer, { done: false, why: 'unknown' });
  });

  it('follows a corrected telephone', async () => {
    const { desk, no } = await withTicket();
    await desk.correct(no, { phone: '13900139111' }, 'web:u1', 'web/m2');
    assert.ok(!(await desk.look(no, { account: stranger, last4: '8000' })).done);
    assert.ok((await desk.look(no, { account: stranger, last4: '9111' })).done);
  });
});

describe('The tickets of an account', () => {
  it('come open ones first, newest first, at most five', async () => {
    const { desk, clock } = openDesk();
    const opened: string[] = [];
    for (let at = 0; at < 7; at++) {
      clock.at += minute;
      const { ticket } = await desk.report(aRequest({ subject: `地方${at}` }), `web/m${at}`);
      opened.unshift(ticket.no);
    }
    const [newest = '', ...older] = opened;
    await desk.cancel(newest, '不用了', 'web:u1', 'web/c');
    const listed = (await desk.ticketsOf('web:u1')).map((ticket) => ticket.no);
    assert.deepEqual(listed, older.slice(0, 5));
    assert.deepEqual(await desk.ticketsOf('web:nobody'), []);
  });
});

describe('A problem told again', () => {
  it('is found while its ticket is open and young', async () => {
    const { desk, no, clock } = await withTicket();
    const again = { account: 'web:u1', words: '地毯还是没吸干净' };
    assert.equal((await desk.similar(again))?.no, no);
    assert.equal((await desk.similar({ ...again, account: stranger }))?.no, undefined);
    assert.equal((await desk.similar({ ...again, words: '窗户漏风' }))?.no, undefined);
    assert.equal((await desk.similar({ ...again, words: '漏风', line: 'cleaning' }))?.no, no);
    clock.at += 31 * minute;
    assert.equal((await desk.similar(again))?.no, undefined);
  });

  it('is not found through another person’s telephone', async () => {
    const { desk } = await withTicket();
    const sketch = { account: stranger, phone: '13800138000', words: '会议室地毯没有吸干净' };
    assert.equal(await desk.similar(sketch), undefined);
  });
});
