import assert from 'node:assert/strict';
import { aRequest, minute, openDesk } from './kit/desk.ts';

describe('Reporting a problem', () => {
  it('opens a ticket that says who will call and by when', async () => {
    const { desk, clock } = openDesk();
    const { ticket, again } = await desk.report(aRequest(), 'web/m1');
    assert.equal(again, false);
    assert.equal(ticket.status, 'waiting');
    assert.equal(ticket.lineName.en, 'cleaning');
    assert.equal(ticket.contact?.due, clock.now() + 30 * minute);
    assert.equal(ticket.contact?.who.en, 'service staff');
    assert.equal(ticket.contact?.late, false);
  });

  it('gives the same number for the same message, and opens nothing twice', async () => {
    const { desk, records } = openDesk();
    const first = await desk.report(aRequest(), 'web/m1');
    const writes = records.writes;
    const second = await desk.report(aRequest(), 'web/m1');
    assert.equal(second.again, true);
    assert.deepEqual(second.ticket, first.ticket);
    assert.equal(records.writes, writes);
    assert.equal(records.tickets().length, 1);
  });
});
