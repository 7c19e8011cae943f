import { areaOf } from '../areas.ts';
import type { Board } from '../board.ts';
import type { Row } from '../board-row.ts';
import type { Policies } from '../policy.ts';
import type { Roster } from '../roster.ts';
import type { Rosters } from '../rosters.ts';
import { isOpen } from '../status.ts';
import type { Workload } from './crew.ts';
import { inTurn, turnOf } from './turn.ts';

/** Everybody who could be asked, but for the moment. */
export interface Hands {
  readonly roster: Roster;
  readonly work: Workload;
}

/** Who works here and what they carry, for deciding. Ask outside a transaction. */
export interface Staffing {
  now(): Promise<Hands>;
}

export function staffing(
  rosters: Pick<Rosters, 'current'>,
  board: Pick<Board, 'load' | 'rows'>,
  policies: Policies,
): Staffing {
  const work = workloadOn(board, policies);
  return { now: async () => ({ roster: await rosters.current(), work }) };
}

/** The work as the board shows it. */
export function workloadOn(board: Pick<Board, 'load' | 'rows'>, policies: Policies): Workload {
  const open = (line: string, test: (row: Row) => boolean): Row[] =>
    [...board.rows()].filter((row) => row.line === line && isOpen(row.status) && test(row));
  return {
    load: (staff) => board.load(staff),
    ordinary(line, staff) {
      const policy = policies.of(line);
      return open(line, (row) => staff.has(row.owner.staff ?? '') && !areaOf(row, policy)).length;
    },
    ahead(line, role, turn, no) {
      const policy = policies.of(line);
      const waits = (row: Row) =>
        row.no !== no && row.owner.role === role && row.owner.staff === undefined;
      return open(line, (row) => waits(row) && inTurn(turnOf(row, policy), turn) < 0).length;
    },
  };
}
