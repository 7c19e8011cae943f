import { areaOf } from '../../../desk/areas.ts';
import type { Board } from '../../../desk/board.ts';
import { handsOn, type Row } from '../../../desk/board-row.ts';
import { type Found, type Wish, wanted } from '../../../desk/board-wish.ts';
import type { Workload } from '../../../desk/dispatch/crew.ts';
import { inTurn, turnOf } from '../../../desk/dispatch/turn.ts';
import type { Policies } from '../../../desk/policy.ts';
import { isOpen } from '../../../desk/status.ts';

/** The work as a walk over the whole board counts it: slow, and right. */
export function walkedWork(board: Pick<Board, 'rows'>, policies: Policies): Workload {
  const open = (test: (row: Row) => boolean): number =>
    [...board.rows()].filter((row) => isOpen(row.status) && test(row)).length;
  return {
    load: (staff) => open((row) => handsOn(row).has(staff)),
    ordinary: (line, staff) =>
      open(
        (row) =>
          row.line === line && staff.has(row.owner.staff ?? '') && !areaOf(row, policies.of(line)),
      ),
    ahead: (line, role, turn, no) =>
      open(
        (row) =>
          row.line === line &&
          row.no !== no &&
          row.owner.role === role &&
          row.owner.staff === undefined &&
          inTurn(turnOf(row, policies.of(line)), turn) < 0,
      ),
  };
}

/** What a walk over the whole board finds. */
export function walkedFind(board: Pick<Board, 'rows'>, wish: Wish, now: number): Found {
  return wanted(board.rows(), wish, now);
}
