import { type Row, rowOf } from '../../desk/board-row.ts';
import type { Wish } from '../../desk/board-wish.ts';
import { isOpen } from '../../desk/status.ts';
import type { StaffHouse } from './house.ts';
import { stillThere } from './long-looks.ts';
import { Problem } from './problem.ts';

type Looked = Pick<StaffHouse, 'board' | 'ticketsOf' | 'looks' | 'policies'>;

/** Rows the board has let go of, of tickets registered in the time asked for: without a time, only what it knows is found. */
export async function rowsAgain(
  wish: Wish,
  gone: AbortSignal,
  { board, ticketsOf, looks, policies }: Looked,
): Promise<readonly Row[]> {
  const { since, until, open, late, statuses } = wish;
  if (since === undefined && until === undefined) return [];
  // What is gone has ended.
  if (open || late || statuses?.every(isOpen)) return [];
  const span = { since: since ?? 0, until: until ?? Number.POSITIVE_INFINITY };
  const numbers = board.forgottenOf(span);
  if (numbers.length === 0) return [];
  if (numbers.length > most) throw tooMany();
  const over = await looks.begin(gone);
  try {
    const rows: Row[] = [];
    for await (const record of ticketsOf(numbers)) {
      stillThere(gone);
      rows.push(rowOf(record, policies));
    }
    return rows;
  } finally {
    over();
  }
}

const most = 5000;

function tooMany(): Problem {
  const detail = `More than ${most} old tickets; ask for a shorter time.`;
  const fields = [{ in: 'query', field: 'since', detail: 'Ask for a shorter time.' }] as const;
  return new Problem(422, 'too_much', detail, { fields });
}
