import { areaOf } from '../areas.ts';
import type { Board } from '../board.ts';
import type { Policies } from '../policy.ts';
import type { Roster } from '../roster.ts';
import type { Rosters } from '../rosters.ts';
import type { Workload } from './crew.ts';

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
  board: Pick<Board, 'load' | 'held' | 'queue'>,
  policies: Policies,
): Staffing {
  const work = workloadOn(board, policies);
  return { now: async () => ({ roster: await rosters.current(), work }) };
}

/** The work as the board shows it. */
export function workloadOn(
  board: Pick<Board, 'load' | 'held' | 'queue'>,
  policies: Policies,
): Workload {
  return {
    load: (staff) => board.load(staff),
    ordinary(line, staff) {
      const policy = policies.of(line);
      let count = 0;
      for (const one of staff)
        for (const row of board.held(one))
          if (row.line === line && row.owner.staff === one && !areaOf(row, policy)) count += 1;
      return count;
    },
    ahead: (line, role, turn, no) =>
      board.queue(line, role)?.ahead(turn, no, policies.of(line)) ?? 0,
  };
}
