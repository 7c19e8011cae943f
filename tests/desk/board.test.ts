import assert from 'node:assert/strict';
import { Board } from '../../desk/board.ts';
import type { Wish } from '../../desk/board-wish.ts';
import { erased } from '../../desk/erase.ts';
import type { TicketRecord } from '../../desk/ports.ts';
import { aRequest, hour, minute, openDesk, policies } from './kit/desk.ts';

/** A desk with four tickets, each its own way, and a board that has read them. */
async function boardWithFour() {
  const open = openDesk();
  const { desk, records, clock } = open;
  const opened: string[] = [];
  const report = async (parts: Parameters<typeof aRequest>[0]) => {
    clock.at += minute;
    const { ticket } = await desk.report(aRequest(parts), `web/m${opened.length}`);
    opened.push(ticket.no);
  };
  await report({});
  await report({ urgency: 'major', kind: 'compensation', name: '李雷', phone: '13900139000' });
  await report({
    urgency: 'urgent',
    subject: 'Air conditioner',
    words: '空调漏水',
    channel: 'phone',
  });
  await report({ line: 'furniture', subject: '课桌' });
  const by = { id: 's1', role: 'area_lead' };
  await desk.staff(
    opened[0] ?? '',
    { do: 'assign', role: 'service_staff', staff: 's7' },
    by,
    'c/1',
  );
  await desk.staff(opened[3] ?? '', { do: 'cancel', words: '' }, by, 'c/2');
  const board = new Board(policies);
  await board.fill(each(records.tickets()));
  const named = (numbers: readonly string[]) => numbers.map((no) => opened.indexOf(no));
  const find = (wish: Wish, now = clock.now()) =>
    named(board.find(wish, now).rows.map(({ no }) => no));
  return { ...open, board, opened, find, named };
}

async function* each(records: readonly TicketRecord[]): AsyncIterable<TicketRecord> {
  yield* records;
}

describe('The board', () => {
  const wishes: [what: string, wish: Wish, rows: number[]][] = [
    ['everything, what is due first first', {}, [2, 0, 1, 3]],
    ['what is open', { open: true }, [2, 0, 1]],
    ['what has ended', { open: false }, [3]],
    ['the gravest first', { sort: 'urgency', open: true }, [1, 2, 0]],
    ['the newest first', { sort: 'newest' }, [3, 2, 1, 0]],
    ['the oldest first', { sort: 'oldest' }, [0, 1, 2, 3]],
    ['one class', { urgencies: ['major', 'urgent'], sort: 'oldest' }, [1, 2]],
    ['one kind', { kinds: ['compensation'] }, [1]],
    ['one line', { lines: ['furniture'] }, [3]],
    ['one channel', { channels: ['phone'] }, [2]],
    ['one colleague’s', { staff: ['s7'] }, [0]],
    ['nobody’s yet', { staff: [''], open: true, sort: 'oldest' }, [1, 2]],
    ['one status', { statuses: ['cancelled'] }, [3]],
    ['by words', { search: '漏水' }, [2]],
    ['by several words in any case', { search: 'AIR 空调' }, [2]],
    ['by telephone, for whom it is open', { search: '139001', personal: () => true }, [1]],
    ['by telephone, for whom it is masked', { search: '139001' }, []],
    ['what is not there', { search: '火星' }, []],
  ];
  for (const [what, wish, rows] of wishes) {
    it(`shows ${what}`, async () => {
      const { find } = await boardWithFour();
      assert.deepEqual(find(wish), rows);
    });
  }

  it('knows nobody any more who was forgotten, whichever it hears of first', async () => {
    const { board, records } = await boardWithFour();
    const record = records.tickets().find(({ no }) => board.row(no)?.name === '李雷');
    assert.ok(record);
    const told: (string | undefined)[] = [];
    board.onChange((row, before) => told.push(before?.name, row.name));
    board.take(erased(record));
    board.take(record);
    await board.fill(each([record]));
    const { name, phone, words, people } = board.row(record.no) ?? {};
    assert.deepEqual([name, phone, words, told], ['', '', '', ['李雷', '']]);
    assert.doesNotMatch(JSON.stringify(people), /李雷|1390013/);
  });

  it('knows what is late without being told that time has passed', async () => {
    const { find, clock } = await boardWithFour();
    assert.deepEqual(find({ late: true }, clock.now() - minute), []);
    assert.deepEqual(find({ late: true }, clock.now() + hour), [2, 0, 1]);
  });

  it('is read page by page, and neither repeats nor skips when rows come and go between', async () => {
    const { board, clock, opened, named, desk, records } = await boardWithFour();
    const first = board.find({ sort: 'newest', limit: 2 }, clock.now());
    assert.deepEqual([first.total, named(first.rows.map(({ no }) => no))], [4, [3, 2]]);
    await desk.report(aRequest({ account: 'web:u9' }), 'web/late');
    for (const record of records.tickets()) board.take(record);
    assert.ok(first.next);
    const second = board.find({ sort: 'newest', limit: 2, after: first.next }, clock.now());
    assert.deepEqual(named(second.rows.map(({ no }) => no)), [1, 0]);
    assert.equal(second.next, undefined);
    assert.equal(opened.length, 4);
  });

  it('counts what each colleague carries, from hand to hand to the end', async () => {
    const { board, desk, records, opened } = await boardWithFour();
    const by = { id: 's1', role: 'area_lead' };
    const act = async (action: Parameters<typeof desk.staff>[1], cause: string) => {
      await desk.staff(opened[0] ?? '', action, by, cause);
      for (const record of records.tickets()) board.take(record);
      return [board.load('s7'), board.load('s8')];
    };
    assert.deepEqual([board.load('s7'), board.load('s8')], [1, 0]);
    const assigned = await act({ do: 'assign', role: 'service_staff', staff: 's8' }, 'c/3');
    assert.deepEqual(assigned, [0, 1]);
    assert.deepEqual(await act({ do: 'resolve' }, 'c/4'), [0, 0]);
    assert.deepEqual(await act({ do: 'reopen' }, 'c/5'), [0, 1]);
  });

  it('tells who listens what changed, and lets nothing older overwrite it', async () => {
    const { board, desk, records, opened } = await boardWithFour();
    const [old] = records.tickets();
    assert.ok(old);
    const heard: [string, number][] = [];
    const stop = board.onChange((row, before) =>
      heard.push([row.no, row.seq - (before?.seq ?? 0)]),
    );
    await desk.staff(
      opened[0] ?? '',
      { do: 'contact' },
      { id: 's7', role: 'service_staff' },
      'c/3',
    );
    for (const record of [...records.tickets(), old]) board.take(record);
    assert.deepEqual(heard, [[opened[0], 1]]);
    stop();
    assert.equal(board.row(old.no)?.status, 'confirmed');
  });

  it('forgets the oldest of what has ended, never what is open', async () => {
    const { records } = await boardWithFour();
    const board = new Board(policies, 0);
    await board.fill(each(records.tickets().sort((a, b) => Number(b.live) - Number(a.live))));
    assert.deepEqual([[...board.rows()].length, board.full], [3, true]);
  });
});
