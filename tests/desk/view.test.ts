import assert from 'node:assert/strict';
import { sla } from '../../desk/sla.ts';
import { type TicketView, viewOf } from '../../desk/view.ts';
import { minute, policies } from './kit/desk.ts';
import { aTicket, customer, type Line, staff } from './kit/timeline.ts';

const at = (minutes: number) => minutes * minute;

describe('What a customer sees of a ticket', () => {
  it('is the next promise made to them, never one between ourselves', () => {
    const view = see([], at(1));
    assert.equal(view.next?.milestone, 'general.contact');
    assert.deepEqual(view.contact, view.next);
    assert.deepEqual(view.contact?.due, at(30));
  });

  it('says so when a promise is late', () => {
    const view = see([], at(31));
    assert.ok(view.contact?.late);
  });

  it('names the one who has the ticket where the promise leaves it open', () => {
    const view = see([[at(1), { type: 'contacted' }, staff('area_lead')]], at(2), 'suggestion');
    assert.equal(view.next?.milestone, 'general.done');
    const later = see(
      [
        [at(1), { type: 'contacted' }, staff('area_lead')],
        [at(2), { type: 'reported_back' }, staff('area_lead')],
      ],
      at(3),
      'suggestion',
    );
    assert.deepEqual(
      [later.next?.milestone, later.next?.who.en],
      ['suggestion.plan', 'area team leader'],
    );
  });

  it('holds no promise to call once the work is done, even if nobody called', () => {
    const view = see([[at(5), { type: 'resolved', temporary: false }]], at(40));
    assert.deepEqual([view.status, view.contact, view.next], ['done', undefined, undefined]);
  });

  it('tells the last news, not our bookkeeping', () => {
    const view = see(
      [
        [at(1), { type: 'urged', words: '快' }, customer],
        [at(2), { type: 'informed', role: 'area_lead' }],
        [at(3), { type: 'noted', note: '常客' }],
        [at(4), { type: 'warned', milestone: 'general.contact', share: 0.5 }],
        [at(5), { type: 'missed', milestone: 'general.contact', rung: 0 }],
      ],
      at(6),
    );
    assert.deepEqual(view.last, { type: 'urged', at: at(1) });
  });

  it('never holds name, telephone, address or our notes', () => {
    const view = JSON.stringify(see([[at(3), { type: 'noted', note: '常客' }]], at(6)));
    for (const secret of ['王芳', '13800138000', '科技路', '常客']) {
      assert.ok(!view.includes(secret), secret);
    }
  });
});

function see(lines: Line[], now: number, kind: 'request' | 'suggestion' = 'request'): TicketView {
  const policy = policies.of('cleaning');
  const ticket = aTicket(0, lines, { kind });
  return viewOf(ticket, policy, sla(ticket, policy, policies.calendars, now));
}
