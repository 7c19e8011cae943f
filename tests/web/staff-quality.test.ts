import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import type { Board } from '../../desk/board.ts';
import type { CrewAccount } from '../../desk/crew.ts';
import { handsOf } from '../../desk/crew-reach.ts';
import type { TicketRecord } from '../../desk/ports.ts';
import { nobody } from '../../desk/roster.ts';
import { LongLooks } from '../../web/staff/long-looks.ts';
import { reportCsv } from '../../web/staff/report-csv.ts';
import { type Asker, ticketsIn } from '../../web/staff/walk.ts';
import { aRequest, policies } from '../desk/kit/desk.ts';
import { houseForEach } from '../kit/house.ts';
import { png } from '../kit/scenes.ts';
import { Clerk, type Extra } from './kit/crew.ts';

const minute = 60_000;
const hour = 60 * minute;
const worker = { id: 'wang-guilan', role: 'service_staff' };
const lead = { id: 'lin-fang', role: 'area_lead' };

const { levels } = policies.of('cleaning').satisfaction;
const good = levels.filter(({ qualified }) => qualified).map(({ id }) => id);
const bad = levels.find(({ qualified }) => !qualified)?.id ?? '';

describe('Quality over JSON', () => {
  const running = houseForEach();

  const as = (name: string) => Clerk.of(running, name);

  let jobs = 0;
  /** A job in Wangjing done by `by`, a minute after it was asked for. */
  const done = async (by = worker, parts: Parameters<typeof aRequest>[0] = {}) => {
    const { desk } = running.house;
    jobs++;
    const own = { account: `web:u${jobs}`, phone: `138${String(jobs).padStart(8, '0')}` };
    const request = aRequest({ address: '望京街1号', subject: `地毯${jobs}`, ...own, ...parts });
    const { no } = (await desk.report(request, `web/${jobs}/1`)).ticket;
    await desk.staff(no, { do: 'assign', role: by.role, staff: by.id }, lead, `c/${jobs}/0`);
    await desk.staff(no, { do: 'arrive' }, by, `c/${jobs}/1`);
    running.clock.advance(minute);
    assert.ok((await desk.staff(no, { do: 'resolve' }, by, `c/${jobs}/2`)).done);
    return no;
  };
  /** As if the customer had answered the survey. */
  const rate = (no: string, level: string | undefined) =>
    running.house.store.tx(async (tx) => {
      const record = await tx.ticket(no);
      const resolved = record?.timeline.findLast(({ type }) => type === 'resolved');
      if (!record || !resolved) throw new Error('Nothing to rate');
      const event = {
        type: 'rated' as const,
        callback: `${no}.after_service.${resolved.seq}`,
        ...(level && { level }),
        seq: record.timeline.length + 1,
        at: running.clock.now(),
        by: { who: 'system' as const },
        cause: `callback/${no}`,
      };
      tx.saveTicket({ ...record, timeline: [...record.timeline, event] });
    });
  const inspect = (clerk: Clerk, no: string, more: object) =>
    clerk.post(`/tickets/${no}/actions`, { do: 'inspect', ...more });
  /** Finished jobs, until one of them is in the sample. */
  const sampled = async (clerk: Clerk, sample: 'lead' | 'quality') => {
    for (let tries = 0; tries < 150; tries++) {
      await done();
      const { body } = await clerk.get('/inspections/due', { query: { as: sample } });
      if (body.due.length > 0) return body.due[0].ticket as string;
    }
    throw new Error('Nothing is ever inspected');
  };

  it('a lead finds today’s sample, says what was wanting with a picture, and the work comes back to who did it', async () => {
    const clerk = await as('lin-fang');
    const no = await sampled(clerk, 'lead');
    const form = new FormData();
    form.append('file', new Blob([png], { type: 'image/png' }), 'mirror.png');
    const { photos } = (await clerk.post(`/tickets/${no}/attachments`, undefined, { raw: form }))
      .body;
    const found = { as: 'lead', failed: [2, 12], note: '镜子没擦', photos: [photos[0].id] };
    assert.equal((await inspect(clerk, no, found)).status, 200);
    const ticket = (await clerk.get(`/tickets/${no}`)).body;
    assert.equal(ticket.status, 'reopened');
    await running.house.worker.runDue();
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    const told = record?.notices.find(({ what }) => what === 'staff.reopened');
    assert.match(String(told?.said), /镜面无水痕、指纹；工具、垃圾已带走，地面无积水/);
    assert.deepEqual(told?.to, { role: 'service_staff', staff: 'wang-guilan' });
    const since = new Date(running.clock.now() - 240 * hour).toISOString();
    const until = new Date(running.clock.now() + hour).toISOString();
    const span = { query: { since, until } };
    const listed = (await clerk.get('/inspections', span)).body;
    assert.deepEqual([listed.made, listed.passed, listed.redone], [1, 0, 1]);
    const [{ failed, items, by, note, redone, photos: shown }] = listed.inspections;
    assert.deepEqual(
      [failed, items[0].en, items[1]['zh-Hans'], by, note, redone, shown],
      [
        [2, 12],
        'mirrors free of water marks and fingerprints',
        '工具、垃圾已带走，地面无积水',
        'lin-fang',
        '镜子没擦',
        true,
        [photos[0].id],
      ],
    );
    const due = (await clerk.get('/inspections/due', { query: { as: 'lead' } })).body.due;
    assert.ok(!due.some((one: { ticket: string }) => one.ticket === no));
    const reworked = (await clerk.get('/quality', span)).body.reworked;
    assert.deepEqual(
      reworked.map((one: { ticket: string }) => one.ticket),
      [no],
    );
  });

  it('quality looks at a smaller share of the week, also at what is closed: found wanting, it is opened again', async () => {
    const quality = await as('quality');
    const no = await sampled(quality, 'quality');
    const { body } = await quality.get('/inspections/due', { query: { as: 'quality' } });
    assert.deepEqual(
      [body.since, body.until],
      ['2026-03-01T16:00:00.000Z', '2026-03-08T16:00:00.000Z'],
    );
    const { desk } = running.house;
    await desk.staff(no, { do: 'accept' }, worker, 'c/a');
    await desk.staff(no, { do: 'close', outcome: 'accepted' }, lead, 'c/b');
    assert.equal((await inspect(quality, no, { as: 'quality', failed: [5] })).status, 200);
    assert.equal((await quality.get(`/tickets/${no}`)).body.status, 'reopened');
  });

  it('nobody inspects their own work, in another’s name, by numbers or pictures that are not there', async () => {
    const clerk = await as('lin-fang');
    const own = await done(lead);
    const refused = await inspect(clerk, own, { as: 'lead', failed: [] });
    assert.deepEqual([refused.status, refused.body.code], [422, 'own_work']);
    assert.equal((await inspect(clerk, own, { as: 'self', failed: [] })).status, 200);
    const due = (await clerk.get('/inspections/due', { query: { as: 'lead' } })).body.due;
    assert.ok(!due.some((one: { ticket: string }) => one.ticket === own));
    const no = await done();
    for (const [more, code, field] of [
      [{ as: 'quality', failed: [] }, 403, 'as'],
      [{ as: 'lead', failed: [13] }, 400, 'failed'],
    ] as const) {
      const { status, body } = await inspect(clerk, no, more);
      assert.deepEqual([status, body.errors?.[0]?.field], [code, field]);
    }
    const other = await inspect(clerk, no, { as: 'lead', failed: [1], photos: ['nobodys'] });
    assert.deepEqual([other.status, other.body.code], [422, 'no_picture']);
    const self = await inspect(await as('wang-guilan'), no, { as: 'lead', failed: [] });
    assert.equal(self.status, 403);
  });

  it('self-checks are on record and in no rate; items are reported by name', async () => {
    const clerk = await as('lin-fang');
    const [a, b] = [await done(), await done()];
    await inspect(await as('wang-guilan'), a, { as: 'self', failed: [1] });
    await inspect(clerk, a, { as: 'lead', failed: [] });
    await inspect(clerk, b, { as: 'lead', failed: [3] });
    const by = async (name: string) =>
      (await clerk.get('/reports/inspections', { query: { by: name } })).body;
    const { total, rows } = await by('colleague');
    assert.deepEqual([total.made, total.passed, total.rate, total.selfChecks], [2, 1, 0.5, 1]);
    assert.deepEqual(
      rows.map((row: { group: object; rate: number }) => [row.group, row.rate]),
      [[{ colleague: 'wang-guilan', name: '王桂兰' }, 0.5]],
    );
    const items = (await by('item')).rows;
    assert.equal(items.length, 13); // twelve of the list, and the self-check that names none
    const third = items.find((row: { group: { item: string } }) => row.group.item === '03');
    assert.deepEqual([third.group.itemName, third.made, third.passed], ['边角无蛛网、尘絮', 2, 1]);
    const { samples } = await by('as');
    assert.ok(samples.lead.done <= samples.lead.due);
  });

  it('satisfaction is counted by colleague, without those who gave no level, also as a table', async () => {
    const director = await as('han-xue');
    for (const level of [...good.slice(0, 2), bad, undefined]) await rate(await done(), level);
    const { body } = await director.get('/reports/satisfaction', {
      query: { by: 'colleague,period', per: 'quarter' },
    });
    const [row] = body.rows;
    assert.deepEqual(row.group, { colleague: 'wang-guilan', name: '王桂兰', period: '2026-Q1' });
    assert.deepEqual([row.qualified, row.unqualified, row.unanswered, row.rate], [2, 1, 1, 2 / 3]);
    assert.equal(row.levels[bad], 1);
    assert.equal(body.targets.cleaning.rate, 0.98);
    const ways: Extra[] = [
      { query: { format: 'csv', by: 'area,colleague' } },
      { query: { by: 'area,colleague' }, headers: { Accept: 'text/csv' } },
    ];
    for (const extra of ways) {
      const table = await director.get('/reports/satisfaction', extra);
      assert.match(String(table.headers.get('content-type')), /^text\/csv/);
      const rows = parse(table.body, { columns: true, bom: true }) as Record<string, string>[];
      assert.deepEqual(
        [rows[0]?.area, rows[0]?.colleague, rows[0]?.qualified],
        ['望京', '王桂兰 (wang-guilan)', '2'],
      );
    }
  });

  it('promises are kept, late or open, in every round; complaints apart', async () => {
    const director = await as('han-xue');
    const { desk } = running.house;
    const no = await done(worker, { kind: 'flaw' });
    const before = (await director.get('/reports/promises', { query: { by: 'milestone' } })).body;
    const of = (body: typeof before, milestone: string) =>
      body.rows.find((row: { group: { milestone: string } }) => row.group.milestone === milestone);
    assert.deepEqual([of(before, 'flaw.rework').inTime, of(before, 'flaw.rework').late], [1, 0]);
    assert.ok(before.complaints.inTime > 0);
    await desk.staff(no, { do: 'refuse', words: '还是脏' }, lead, 'c/again');
    running.clock.advance(5 * hour);
    const later = await as('han-xue');
    const after = (await later.get('/reports/promises', { query: { by: 'milestone' } })).body;
    assert.deepEqual([of(after, 'flaw.rework').inTime, of(after, 'flaw.rework').late], [1, 1]);
    assert.ok(after.complaints.late > before.complaints.late);
    assert.equal(after.targets.cleaning.complaintsInTime, 1);
  });

  it('scores explain themselves; who has too little is not judged, who stays low is to be trained', async () => {
    const inspector = await as('lin-fang');
    const other = { id: 'liu-yang', role: 'service_staff' };
    const aMonth = async () => {
      for (let n = 0; n < 3; n++) {
        const no = await done(worker);
        await rate(no, bad);
        await inspect(inspector, no, { as: 'lead', failed: [1] });
        const fine = await done(other);
        await rate(fine, good[0]);
        await inspect(inspector, fine, { as: 'lead', failed: [] });
      }
      await done({ id: 'he-jun', role: 'service_staff' });
    };
    await aMonth();
    running.clock.advance(31 * 24 * hour);
    const april = await as('han-xue');
    const first = (await april.get('/reports/scores', { query: { month: '2026-03' } })).body;
    assert.deepEqual(first.retraining.colleagues, []);
    const again = await as('lin-fang');
    for (let n = 0; n < 3; n++) {
      const no = await done(worker);
      await rate(no, bad);
      await inspect(again, no, { as: 'lead', failed: [1] });
    }
    const { body } = await april.get('/reports/scores');
    assert.deepEqual(body.retraining, {
      months: ['2026-03', '2026-04'],
      below: 70,
      colleagues: ['wang-guilan'],
    });
    const march = new Map(first.scores.map((one: { colleague: string }) => [one.colleague, one]));
    const shown = (id: string) => march.get(id) as (typeof first.scores)[number];
    assert.deepEqual(first.best, ['liu-yang', 'wang-guilan']);
    assert.deepEqual([shown('he-jun').tooLittle, shown('he-jun').score], [true, undefined]);
    const { parts, score } = shown('wang-guilan');
    assert.deepEqual(
      [parts.customer, parts.inspection],
      [
        { good: 0, all: 3, weight: 0.6 },
        { good: 0, all: 3, weight: 0.3 },
      ],
    );
    assert.equal(score, Math.round((100 * parts.timeliness.good) / parts.timeliness.all) / 10);
    const table = (
      await april.get('/reports/scores', { query: { month: '2026-03', format: 'csv' } })
    ).body;
    const rows = parse(table, { columns: true, bom: true }) as Record<string, string>[];
    assert.deepEqual(
      rows.map((row) => [row.colleague, row.customerGood, row.customerAll]),
      [
        ['liu-yang', '3', '3'],
        ['wang-guilan', '0', '3'],
        ['he-jun', '0', '0'],
      ],
    );
    assert.equal(
      (await april.get('/reports/scores', { query: { line: 'furniture' } })).status,
      400,
    );
  });

  it('opens only tickets of the time asked for once the board knows all, and until then looks at each', async () => {
    const [a, b] = [await done(), await done()];
    running.clock.advance(48 * hour);
    const later = await done();
    const { board, store } = running.house;
    await board.filled;
    const span = { since: Date.parse('2026-03-03T00:00:00Z'), until: running.clock.now() - hour };
    const hands = handsOf({ name: 'quality', role: 'quality' } as CrewAccount, nobody);
    const leaving = new AbortController();
    const ask = { hands, request: { gone: leaving.signal } } as Asker;
    const looks = new LongLooks(1, 0);
    const opened: string[] = [];
    const watched = async function* (records: AsyncIterable<TicketRecord>) {
      for await (const record of records) {
        opened.push(record.no);
        yield record;
      }
    };
    const found = async (known: Pick<Board, 'changedIn'>, afterFirst = () => {}) => {
      const numbers: string[] = [];
      const looked = {
        board: known as Board,
        everyTicket: () => watched(store.everyTicket()),
        ticketsOf: (which: Iterable<string>) => watched(store.ticketsOf(which)),
        looks,
      };
      for await (const { no } of ticketsIn(span, 'reports.read', ask, looked)) {
        numbers.push(no);
        afterFirst();
      }
      return numbers.sort();
    };
    assert.deepEqual(await found(board), [a, b].sort());
    assert.deepEqual(opened.sort(), [a, b].sort());
    opened.length = 0;
    assert.deepEqual(await found({ changedIn: () => undefined }), [a, b].sort());
    assert.deepEqual(opened.sort(), [a, b, later].sort());
    opened.length = 0;
    const all = { changedIn: () => undefined };
    await assert.rejects(
      found(all, () => leaving.abort()),
      { code: 'left' },
    );
    assert.ok(opened.length < 3, 'nobody waits: nothing more is opened');
    // The only place is free again.
    (await looks.begin(new AbortController().signal))();
  });

  it('lets no cell begin a formula', () => {
    const { bytes } = reportCsv('x', [{ area: '=HYPERLINK("x")', made: 1 }], ['area', 'made']);
    assert.match(bytes.toString(), /"'=HYPERLINK/);
  });
});
