import { handsOn, isLate, type Row } from './board-row.ts';
import { maskWords } from './mask.ts';
import { isOpen, type Status } from './status.ts';
import { type Instant, type Kind, type Urgency, urgencies } from './words.ts';

/** What somebody wants to see of the board. A list that is absent leaves everything in. */
export interface Wish {
  readonly no?: readonly string[];
  readonly lines?: readonly string[];
  readonly urgencies?: readonly Urgency[];
  readonly kinds?: readonly Kind[];
  readonly statuses?: readonly Status[];
  /** Work is still to be done, or not. */
  readonly open?: boolean;
  readonly late?: boolean;
  readonly vip?: boolean;
  readonly confirmUrgency?: boolean;
  /** Ids of colleagues; `''` stands for nobody yet. */
  readonly staff?: readonly string[];
  /** Only what is in this colleague's hands, or taken by nobody yet. */
  readonly within?: string;
  readonly roles?: readonly string[];
  readonly channels?: readonly string[];
  readonly since?: Instant;
  readonly until?: Instant;
  /** Every word must be found: in the number, the subject, the words, with people masked; unmasked and in name, telephone, address where `personal` says so. */
  readonly search?: string;
  readonly personal?: (row: Row) => boolean;
  /** Whatever else limits what the one who asks may see. */
  readonly may?: (row: Row) => boolean;
  readonly sort?: Sort;
  /** The last row of the page before. */
  readonly after?: Mark;
  readonly limit?: number;
}

export const sorts = ['due', 'newest', 'oldest', 'urgency', 'changed'] as const;
export type Sort = (typeof sorts)[number];

/** A place in a sorted list that stays right when rows come and go. */
export interface Mark {
  readonly key: number;
  readonly no: string;
}

export interface Found {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Where the next page begins; absent at the end. */
  readonly next?: Mark;
}

/** One page of the rows somebody wants, in the order they want. */
export function wanted(rows: Iterable<Row>, wish: Wish, now: Instant): Found {
  const tests = testsOf(wish, now);
  const key = keys[wish.sort ?? 'due'];
  const limit = wish.limit ?? 50;
  const page: Placed[] = [];
  let total = 0;
  let left = 0;
  for (const row of rows) {
    if (!tests.every((test) => test(row))) continue;
    total += 1;
    const placed = { row, key: key(row), no: row.no };
    if (wish.after && order(placed, wish.after) <= 0) continue;
    left += 1;
    insert(page, placed, limit);
  }
  const last = page.at(-1);
  return {
    rows: page.map(({ row }) => row),
    total,
    ...(last && left > page.length && { next: { key: last.key, no: last.no } }),
  };
}

type Test = (row: Row) => boolean;

function testsOf(wish: Wish, now: Instant): Test[] {
  const tests: Test[] = [];
  const among = <T>(list: readonly T[] | undefined, of: (row: Row) => T) => {
    const set = list && new Set(list);
    if (set) tests.push((row) => set.has(of(row)));
  };
  const is = (flag: boolean | undefined, of: (row: Row) => boolean) => {
    if (flag !== undefined) tests.push((row) => of(row) === flag);
  };
  among(wish.no, ({ no }) => no);
  among(wish.lines, ({ line }) => line);
  among(wish.urgencies, ({ urgency }) => urgency);
  among(wish.kinds, ({ kind }) => kind);
  among(wish.statuses, ({ status }) => status);
  among(wish.staff, ({ owner }) => owner.staff ?? '');
  among(wish.roles, ({ owner }) => owner.role);
  among(wish.channels, ({ channel }) => channel);
  is(wish.open, ({ status }) => isOpen(status));
  is(wish.late, (row) => isLate(row, now));
  is(wish.vip, ({ vip }) => vip);
  is(wish.confirmUrgency, ({ confirmUrgency }) => confirmUrgency);
  const { since, until, may, within } = wish;
  if (within !== undefined) tests.push((row) => !row.owner.taken || handsOn(row).has(within));
  if (since !== undefined) tests.push(({ registeredAt }) => registeredAt >= since);
  if (until !== undefined) tests.push(({ registeredAt }) => registeredAt < until);
  if (may) tests.push(may);
  const terms = wish.search?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  if (terms.length > 0) tests.push((row) => holds(row, terms, wish.personal?.(row) === true));
  return tests;
}

function holds(row: Row, terms: readonly string[], personal: boolean): boolean {
  const said = `${row.no}\n${row.subject}\n${row.words}`;
  if (personal) return hasAll(`${said}\n${row.name}\n${row.phone}\n${row.address}`, terms);
  // Masking costs time: only what would be found is masked, and must be found all the same.
  return hasAll(said, terms) && hasAll(`${row.no}\n${maskWords(said, row.people)}`, terms);
}

function hasAll(text: string, terms: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return terms.every((term) => lower.includes(term));
}

/** Smaller comes first. */
const keys: Readonly<Record<Sort, (row: Row) => number>> = {
  due: ({ next }) => next?.due ?? Number.MAX_SAFE_INTEGER,
  newest: ({ registeredAt }) => -registeredAt,
  oldest: ({ registeredAt }) => registeredAt,
  // The graver first; among equals the one that is due first.
  urgency: ({ urgency, next }) => (next?.due ?? 9e12) - urgencies.indexOf(urgency) * 1e13,
  changed: ({ changedAt }) => -changedAt,
};

interface Placed extends Mark {
  readonly row: Row;
}

function order(a: Mark, b: Mark): number {
  if (a.key !== b.key) return a.key - b.key;
  return a.no < b.no ? -1 : a.no > b.no ? 1 : 0;
}

/** Keeps the first `limit` of all that are inserted, in order. */
function insert(page: Placed[], placed: Placed, limit: number): void {
  const last = page.at(-1);
  if (page.length === limit && last && order(placed, last) >= 0) return;
  let low = 0;
  let high = page.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = page[middle];
    if (there && order(there, placed) < 0) low = middle + 1;
    else high = middle;
  }
  page.splice(low, 0, placed);
  if (page.length > limit) page.pop();
}
