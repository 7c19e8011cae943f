import assert from 'node:assert/strict';
import { eventTypes } from '../../desk/event-types.ts';
import type { EventBody, EventType } from '../../desk/events.ts';
import { customerStatus, mayHappen, type Status, stageAfter, statuses } from '../../desk/status.ts';

/** Columns: which statuses allow the event. `live` is everything but closed and cancelled. */
const open = 'registered assigned confirmed dispatched on_site reopened';
const live = `${open} on_hold resolved accepted`;
const all = `${live} closed cancelled`;
const table: Readonly<Record<EventType, string>> = {
  registered: '',
  assigned: `${open} on_hold`,
  called_out: `${open} on_hold`,
  taken: `${open} on_hold`,
  declined: `${open} on_hold`,
  informed: all,
  contacted: live,
  diagnosed: open,
  dispatched: open,
  arrived: open,
  surveyed: open,
  planned: `${open} on_hold`,
  plan_confirmed: `${open} on_hold`,
  plan_changes: `${open} on_hold`,
  negotiated: live,
  paid: live,
  progressed: `${open} on_hold`,
  resolved: open,
  reported_back: live,
  accepted: 'resolved',
  refused: 'resolved',
  reminded: `${open} on_hold resolved`,
  called_back: 'resolved accepted closed',
  closed: live,
  held: open,
  resumed: 'on_hold',
  reopened: 'resolved accepted closed',
  cancelled: `${open} on_hold`,
  added: live,
  urged: `${open} on_hold`,
  corrected: live,
  reclassified: live,
  handoff_requested: all,
  person_joined: all,
  person_left: all,
  noted: all,
  rated: all,
  callback_promised: all,
  verification_asked: all,
  verified: all,
  warned: live,
  missed: live,
  acknowledged: live,
  asked: live,
  filed: live,
  appointed: `${open} on_hold`,
  visit_dropped: `${open} on_hold`,
  visit_confirmed: `${open} on_hold`,
  late: 'registered assigned confirmed dispatched reopened on_hold',
  replanned: open,
  related: all,
  inspected: `${live} closed`,
  decided: `${live} closed`,
};

describe('Allowed moves', () => {
  for (const type of eventTypes) {
    it(`${type}: ${table[type] || 'never after birth'}`, () => {
      const allowed = statuses.filter((status) => mayHappen(type, status));
      assert.deepEqual(allowed.toSorted(), table[type].split(' ').filter(Boolean).toSorted());
    });
  }
});

describe('The status', () => {
  const moves: [from: Status, event: EventBody, to: Status][] = [
    ['registered', { type: 'assigned', role: 'x', reasons: [] }, 'assigned'],
    ['confirmed', { type: 'assigned', role: 'x', reasons: [] }, 'confirmed'],
    ['reopened', { type: 'assigned', role: 'x', reasons: [] }, 'reopened'],
    ['assigned', { type: 'contacted' }, 'confirmed'],
    ['on_site', { type: 'contacted' }, 'on_site'],
    ['resolved', { type: 'contacted' }, 'resolved'],
    ['confirmed', { type: 'dispatched' }, 'dispatched'],
    ['dispatched', { type: 'arrived' }, 'on_site'],
    ['on_site', { type: 'resolved', temporary: true }, 'on_site'],
    ['on_site', { type: 'resolved', temporary: false }, 'resolved'],
    ['resolved', { type: 'accepted' }, 'accepted'],
    ['resolved', { type: 'refused', words: '' }, 'reopened'],
    ['closed', { type: 'reopened' }, 'reopened'],
    ['accepted', { type: 'closed', outcome: 'accepted' }, 'closed'],
    ['assigned', { type: 'cancelled', words: '' }, 'cancelled'],
    ['assigned', { type: 'urged', words: '' }, 'assigned'],
  ];
  for (const [from, event, to] of moves) {
    it(`${from} + ${event.type} = ${to}`, () => assert.equal(stageAfter(from, event), to));
  }

  it('is one of three words to a customer, and cancelled', () => {
    const words = (wanted: string) => statuses.filter((s) => customerStatus[s] === wanted);
    assert.deepEqual(words('waiting'), ['registered', 'assigned']);
    assert.deepEqual(words('done'), ['resolved', 'accepted', 'closed']);
    assert.deepEqual(words('cancelled'), ['cancelled']);
  });
});
