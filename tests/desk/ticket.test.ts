import assert from 'node:assert/strict';
import type { Photo } from '../../desk/events.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { minute } from './kit/desk.ts';
import { aTicket, customer, type Line, staff } from './kit/timeline.ts';

const at = (minutes: number) => minutes * minute;
const photo = (id: string): Photo => ({ id, contentType: 'image/png', name: `${id}.png` });

describe('A ticket', () => {
  it('is what its timeline tells', () => {
    const ticket = aTicket(
      0,
      [
        [at(1), { type: 'assigned', role: 'service_staff', staff: 's7', reasons: [] }],
        [at(2), { type: 'added', words: '还有这里', photos: [photo('b')] }, customer],
        [at(3), { type: 'corrected', changes: { address: '科技路2号' } }, customer],
        [at(4), { type: 'contacted' }],
      ],
      { photos: [photo('a')] },
    );
    assert.equal(ticket.status, 'confirmed');
    assert.deepEqual(ticket.owner, { role: 'service_staff', staff: 's7', taken: true });
    assert.deepEqual(
      ticket.photos.map(({ id }) => id),
      ['a', 'b'],
    );
    assert.equal(ticket.request.address, '科技路2号');
    assert.equal(ticket.request.name, '王芳');
  });

  it('on hold remembers where it stood', () => {
    const lines: Line[] = [
      [at(1), { type: 'dispatched' }],
      [at(2), { type: 'held', why: 'parts' }],
    ];
    const held = aTicket(0, lines);
    assert.deepEqual([held.status, held.hold], ['on_hold', 'parts']);
    assert.deepEqual(held.pauses, [{ from: at(2), why: 'parts' }]);
    const resumed = aTicket(0, [...lines, [at(5), { type: 'resumed' }]]);
    assert.deepEqual([resumed.status, resumed.hold], ['dispatched', undefined]);
    assert.deepEqual(resumed.pauses, [{ from: at(2), to: at(5), why: 'parts' }]);
  });

  it('that ends on hold pauses no longer', () => {
    const ticket = aTicket(0, [
      [at(1), { type: 'held', why: 'customer' }],
      [at(9), { type: 'cancelled', words: '不用了' }, customer],
    ]);
    assert.deepEqual([ticket.status, ticket.endedAt], ['cancelled', at(9)]);
    assert.deepEqual(ticket.pauses, [{ from: at(1), to: at(9), why: 'customer' }]);
  });

  it('is settled in its class once a person has confirmed it', () => {
    const ticket = aTicket(
      0,
      [
        [
          at(1),
          { type: 'reclassified', urgency: 'urgent', kind: 'flaw', reasons: [] },
          staff('director'),
        ],
      ],
      { urgency: 'major', alsoUrgent: true, confirmUrgency: true },
    );
    const { urgency, kind, alsoUrgent, confirmUrgency } = ticket.request;
    assert.deepEqual([urgency, kind, alsoUrgent, confirmUrgency], ['urgent', 'flaw', false, false]);
  });

  it('counts how often the work came back, and is alive again then', () => {
    const ticket = aTicket(0, [
      [at(1), { type: 'resolved', temporary: false }],
      [at(2), { type: 'refused', words: '没修好' }, customer],
      [at(3), { type: 'resolved', temporary: false }],
      [at(4), { type: 'closed', outcome: 'unanswered' }],
      [at(5), { type: 'reopened' }],
    ]);
    assert.deepEqual([ticket.status, ticket.returns, ticket.endedAt], ['reopened', 2, undefined]);
    assert.deepEqual(ticket.since.urgency, { at: at(5), seq: 7 });
  });

  it('without a registration is none', () => {
    assert.throws(() => foldTicket({ no: '1234567890', timeline: [] }), /1234567890/);
  });
});
