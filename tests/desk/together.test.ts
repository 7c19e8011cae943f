import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import { aRequest, openDesk } from './kit/desk.ts';

const worker = { id: 'w1', role: 'service_staff' };
const finished: readonly StaffAction[] = [
  { do: 'note', note: '擦过了' },
  { do: 'inspect', as: 'self', failed: [] },
  { do: 'resolve', note: '地面重新做了' },
  { do: 'accept', words: '满意' },
];

describe('Several things said at once', () => {
  const open = async () => {
    const { desk, records } = openDesk();
    const { ticket } = await desk.report(aRequest(), 'web/1');
    const types = () => records.tickets()[0]?.timeline.map(({ type }) => type) ?? [];
    return { desk, no: ticket.no, types };
  };

  it('are facts together, each judged on what those before it made true', async () => {
    const { desk, no, types } = await open();
    const before = types().length;
    const answer = await desk.staff(no, finished, worker, 'wechat/1');
    assert.ok(answer.done);
    assert.deepEqual(types().slice(before), ['noted', 'inspected', 'resolved', 'accepted']);
  });

  it('have the effect of once when the same message comes again', async () => {
    const { desk, no, types } = await open();
    await desk.staff(no, finished, worker, 'wechat/1');
    const once = types();
    const again = await desk.staff(no, finished, worker, 'wechat/1');
    assert.ok(again.done);
    assert.deepEqual(types(), once);
  });

  for (const [title, deeds] of [
    ['the last', [...finished, { do: 'arrive' }]],
    ['the first', [{ do: 'accept' }, ...finished]],
  ] as const)
    it(`are nothing at all if ${title} of them cannot be`, async () => {
      const { desk, no, types } = await open();
      const before = types();
      const answer = await desk.staff(no, deeds, worker, 'wechat/1');
      assert.deepEqual(answer.done || answer.why, 'not_now');
      assert.deepEqual(types(), before);
    });
});
