import assert from 'node:assert/strict';
import { erased, lostWords } from '../../desk/erase.ts';
import type { TicketEvent } from '../../desk/events.ts';
import { Redaction } from '../../desk/redact.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { aRequest, openDesk } from './kit/desk.ts';

describe('A ticket whose customer is forgotten', () => {
  const lead = { id: 'l1', role: 'area_lead' };

  it('loses whatever is not known to be ours, also in fields nobody has thought of yet', async () => {
    const { desk, records } = openDesk();
    const place = { latitude: 39.99, longitude: 116.47 };
    const { ticket } = await desk.report(aRequest({ place }), 'web/1');
    const give = { do: 'assign', role: 'service_staff', staff: 'w1' } as const;
    await desk.staff(ticket.no, give, lead, 'c/1');
    const [record] = records.tickets();
    assert.ok(record);
    const later = {
      ...record.timeline[0],
      seq: record.timeline.length + 1,
      type: 'noted',
      note: '门禁找保安',
      accessNotes: '密码锁是六个八',
      door: { floor: 3, hint: '后门', lock: { code: 888888 } },
      seen: ['三楼左手', { word: '钥匙在地垫下' }],
      count: 7,
    } as unknown as TicketEvent;
    const after = erased({ ...record, timeline: [...record.timeline, later] });
    const told = JSON.stringify(after);
    for (const word of ['王芳', '13800138000', '科技路', '地毯', '39.99', '保安', '六个八', '后门'])
      assert.ok(!told.includes(word), word);
    for (const word of ['888888', '三楼', '钥匙', 'web:u1', '"count"'])
      assert.ok(!told.includes(word), word);
    assert.deepEqual(
      lostWords({ ...record, timeline: [later] }).filter((word) => /六个八|钥匙/.test(word)),
      ['密码锁是六个八', '钥匙在地垫下'],
    );
    const folded = foldTicket(after);
    assert.deepEqual(
      [folded.no, folded.owner.staff, folded.request.line, folded.registeredAt],
      [ticket.no, 'w1', 'cleaning', record.timeline[0]?.at],
    );
    assert.equal(after.jobs.length, 0);
  });
});

describe('Taking somebody out of what is kept', () => {
  const marks = {
    ids: ['wechat:oABCDEFGH', 'oABCDEFGH'],
    phones: ['13800138000'],
    tickets: ['4829130576'],
    words: ['王芳', '科技路1号3楼', 'cleaning', 'Ann'],
  };
  const redaction = new Redaction(marks, '#sign');

  for (const [what, before, after] of [
    ['a telephone however it is grouped', '打+86 138 0013 8000吧', '打#sign吧'],
    ['not a longer number', '订单9138001380001', '订单9138001380001'],
    ['not the words of others', { words: '科技路1号3楼' }, { words: '科技路1号3楼' }],
    [
      'words beside a ticket of theirs, also in an address of the web',
      ['482 913 0576', '王芳', `https://x/?q=${encodeURIComponent('科技路1号3楼')}`],
      ['482 913 0576', '', 'https://x/?q='],
    ],
    [
      'no code of ours that somebody said as a word, and no part of another name',
      { no: '4829130576', line: 'cleaning', words: 'Ann in Hannover' },
      { no: '4829130576', line: 'cleaning', words: ' in Hannover' },
    ],
  ] as const)
    it(`takes ${what}`, () => assert.deepEqual(redaction.redacted(before), after));

  it('leaves what says nothing of them as the very same value', () => {
    const other = { log: [{ text: '你好' }], seq: 3 };
    assert.equal(redaction.redactedTalk(other, false), other);
    assert.equal(redaction.withoutEntries(other), other);
  });

  it('judges each entry of a list by itself', () => {
    const page = [{ about: '4829130576', detail: '王芳 来电' }, { detail: '王芳 来电' }];
    assert.deepEqual(redaction.redactedEach(page), [
      { about: '4829130576', detail: '' },
      { detail: '王芳 来电' },
    ]);
  });
});
