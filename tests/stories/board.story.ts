import assert from 'node:assert/strict';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse } from '../kit/house.ts';

const by = { id: 's7', role: 'service_staff' };

describe('The house’s board', () => {
  it('follows every ticket that is saved, and knows them again after a restart, ended ones too', async () => {
    let running = await openHouse();
    try {
      const { desk, board } = running.house;
      const { ticket: one } = await desk.report(aRequest(), 'web/m1');
      const { ticket: two } = await desk.report(aRequest({ account: 'web:u2' }), 'web/m2');
      await desk.staff(one.no, { do: 'assign', role: 'service_staff', staff: 's7' }, by, 'c/1');
      await desk.staff(two.no, { do: 'cancel', words: '' }, by, 'c/2');
      assert.deepEqual([board.row(one.no)?.owner.staff, board.load('s7')], ['s7', 1]);
      assert.equal(board.row(two.no)?.status, 'cancelled');
      await running.house.worker.runDue();
      running = await running.restart();
      const again = running.house.board;
      await again.filled;
      assert.deepEqual([again.load('s7'), again.full], [1, true]);
      assert.equal(again.row(two.no)?.status, 'cancelled');
      assert.deepEqual(running.errors, []);
    } finally {
      await running.remove();
    }
  });
});
