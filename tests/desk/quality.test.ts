import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import {
  frequent,
  inspectionsDue,
  inspectionsIn,
  reworked,
  suggestionsIn,
} from '../../desk/quality.ts';
import { foldTicket } from '../../desk/ticket.ts';
import { aRequest, day, hour, openDesk, policies } from './kit/desk.ts';

const worker = { id: 'w1', role: 'service_staff' };
const lead = { id: 'l1', role: 'area_lead' };

describe('Inspections', () => {
  it('of a job a lead finds wanting afterwards bring it back; what the worker finds before leaving does not', async () => {
    const { desk, records } = openDesk();
    const { ticket } = await desk.report(aRequest(), 'web/1');
    const does = async (action: StaffAction, by = worker, cause = '') => {
      const answer = await desk.staff(ticket.no, action, by, `c/${action.do}${cause}`);
      assert.ok(answer.done);
      return answer.ticket.status;
    };
    await does({ do: 'arrive' });
    assert.equal(await does({ do: 'inspect', as: 'self', failed: [2, 2, 99, -1] }), 'working');
    await does({ do: 'resolve' });
    assert.equal(await does({ do: 'inspect', as: 'lead', failed: [] }, lead, '1'), 'done');
    assert.equal(await does({ do: 'inspect', as: 'lead', failed: [5] }, lead, '2'), 'working');
    const tickets = records.tickets().map(foldTicket);
    const span = { since: 0, until: Number.MAX_SAFE_INTEGER };
    assert.deepEqual(
      inspectionsIn(tickets, span).map(({ as, by, failed }) => [as, by, failed]),
      [
        ['self', 'w1', [2]],
        ['lead', 'l1', []],
        ['lead', 'l1', [5]],
      ],
    );
    assert.deepEqual(
      reworked(tickets, span).map(({ no }) => no),
      [ticket.no],
    );
  });

  it('are for lines that promise them', async () => {
    const { desk } = openDesk();
    const { ticket } = await desk.report(aRequest({ line: 'furniture' }), 'web/1');
    const answer = await desk.staff(
      ticket.no,
      { do: 'inspect', as: 'lead', failed: [] },
      lead,
      'c/1',
    );
    assert.equal(answer.done, false);
  });

  it('fall on three in ten of the jobs finished, the same ones whoever asks, until they are made', async () => {
    const { desk, records, clock } = openDesk();
    const since = clock.at;
    for (let n = 0; n < 400; n++) {
      const { ticket } = await desk.report(
        aRequest({ subject: `s${n}`, account: `web:${n}` }),
        `m/${n}`,
      );
      await desk.staff(ticket.no, { do: 'resolve' }, worker, `r/${n}`);
    }
    const { inspection } = policies.of('cleaning');
    assert.ok(inspection);
    const tickets = () => records.tickets().map(foldTicket);
    const span = { since, until: since + day };
    const due = inspectionsDue(tickets(), span, 'lead', inspection);
    assert.ok(due.length > 90 && due.length < 150, String(due.length));
    const numbers = due.map(({ no }) => no).sort();
    const again = inspectionsDue(tickets().reverse(), span, 'lead', inspection);
    assert.deepEqual(again.map(({ no }) => no).sort(), numbers);
    const [first = ''] = numbers;
    await desk.staff(first, { do: 'inspect', as: 'lead', failed: [] }, lead, 'c/1');
    const left = inspectionsDue(tickets(), span, 'lead', inspection).map(({ no }) => no);
    assert.equal(left.length, due.length - 1);
    assert.ok(!left.includes(first));
    assert.deepEqual(
      inspectionsDue(tickets(), { since: since + day, until: since + 2 * day }, 'lead', inspection),
      [],
    );
  });
});

describe('Problems and suggestions of a month', () => {
  it('are counted by what they are about, most often first, with the share of all', async () => {
    const { desk, records, clock } = openDesk();
    const span = { since: clock.at, until: clock.at + 30 * day };
    for (const [n, subject] of ['地毯', '地毯', '玻璃', '地毯 '].entries()) {
      clock.at += hour;
      await desk.report(
        aRequest({ subject, account: `web:${n}`, phone: `1380013800${n}` }),
        `m/${n}`,
      );
    }
    const tickets = records.tickets().map(foldTicket);
    assert.deepEqual(
      frequent(tickets, span).map(({ subject, count, cumulative }) => [subject, count, cumulative]),
      [
        ['地毯', 3, 0.75],
        ['玻璃', 1, 1],
      ],
    );
  });

  it('are decided by us and answered to the customer; a report is no suggestion', async () => {
    const { desk, records, clock } = openDesk();
    const span = { since: clock.at, until: clock.at + day };
    const { ticket } = await desk.report(aRequest({ kind: 'suggestion' }), 'm/1');
    const other = await desk.report(aRequest({ subject: '玻璃' }), 'm/2');
    const decide = { do: 'decide', decision: 'adopted' } as const;
    assert.equal((await desk.staff(other.ticket.no, decide, lead, 'c/1')).done, false);
    assert.ok((await desk.staff(ticket.no, decide, lead, 'c/2')).done);
    const seen = () => suggestionsIn(records.tickets().map(foldTicket), span);
    assert.deepEqual(
      seen().map(({ decision, answered }) => [decision, answered]),
      [['adopted', false]],
    );
    await desk.staff(ticket.no, { do: 'plan', plan: '下月起周末也服务' }, lead, 'c/3');
    assert.deepEqual(
      seen().map(({ answered }) => answered),
      [true],
    );
  });
});
