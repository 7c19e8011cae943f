import { strict as assert } from 'node:assert';
import { collections, type Engine } from '../../store/engine.ts';
import { recordsContract } from './contract-records.ts';
import { put } from './samples.ts';

/** An engine under test: `open` gives it on the same data again, `everything` all bytes it keeps. */
export interface Bench {
  open(): Promise<Engine>;
  everything(): Promise<Buffer>;
  remove(): Promise<void>;
}

/** The promises of `store/engine.ts` and, on top of them, of the desk's records: every engine runs them all. */
export function storeContract(name: string, make: () => Promise<Bench>): void {
  describe(`${name} as an engine`, () => engineContract(make));
  describe(`${name} as the desk's records`, () => recordsContract(make));
}

const durable = { durable: true };

function engineContract(make: () => Promise<Bench>): void {
  let bench: Bench;
  let engine: Engine;

  beforeEach(async () => {
    bench = await make();
    engine = await bench.open();
  });

  afterEach(async () => {
    await engine.close();
    await bench.remove();
  });

  async function restart(): Promise<void> {
    await engine.close();
    engine = await bench.open();
  }

  const bodyOf = async (id: string) => (await engine.get('tickets', id))?.body;

  it('keeps any id apart from any other, over a restart', async () => {
    await engine.commit(
      oddIds.map((id) => put('people', id, `body of ${JSON.stringify(id)}`)),
      durable,
    );
    await restart();
    for (const id of oddIds) {
      const doc = await engine.get('people', id);
      assert.equal(doc?.id, id);
      assert.equal(doc.body, `body of ${JSON.stringify(id)}`);
    }
    assert.equal(await engine.get('people', 'constructor.'), undefined);
  });

  it('keeps collections apart', async () => {
    for (const collection of collections)
      await engine.commit([put(collection, 'same', collection)], durable);
    for (const collection of collections)
      assert.equal((await engine.get(collection, 'same'))?.body, collection);
  });

  it('keeps a body of five million characters and one of none', async () => {
    const large = '长'.repeat(5_000_000);
    await engine.commit([put('tickets', 'large', large), put('tickets', 'none', '')], durable);
    await restart();
    assert.equal(await bodyOf('large'), large);
    assert.equal(await bodyOf('none'), '');
  });

  it('counts revisions up and refuses what expects another', async () => {
    await engine.commit([put('tickets', '1', 'a')], durable);
    const first = (await engine.get('tickets', '1'))?.rev ?? 0;
    await engine.commit([put('tickets', '1', 'b', first)], durable);
    assert.equal((await engine.get('tickets', '1'))?.rev, first + 1);
    for (const expect of [first, 'absent'] as const) {
      await assert.rejects(engine.commit([put('tickets', '1', 'c', expect)], durable), {
        name: 'Conflict',
      });
    }
    await assert.rejects(engine.commit([put('tickets', '2', 'c', 7)], durable), {
      name: 'Conflict',
    });
    assert.equal(await bodyOf('1'), 'b');
    assert.equal(await bodyOf('2'), undefined);
  });

  it('never gives a successor a revision its predecessor had', async () => {
    const seen = new Set<number>();
    for (let life = 0; life < 20; life++) {
      await engine.commit([put('state', 'k', 'x'), put('state', 'other', 'x', 'any')], durable);
      seen.add((await engine.get('state', 'k'))?.rev ?? 0);
      await engine.commit([{ remove: { collection: 'state', id: 'k' }, expect: 'any' }], durable);
    }
    assert.equal(seen.size, 20);
  });

  it('saves all changes of a commit or none', async () => {
    await engine.commit([put('tickets', '1', 'a')], durable);
    const changes = [
      put('tickets', '2', 'new'),
      put('tickets', '1', 'b', 'absent'),
      put('people', '3', 'new'),
    ];
    await assert.rejects(engine.commit(changes, durable), { name: 'Conflict' });
    assert.equal(await bodyOf('1'), 'a');
    assert.equal(await bodyOf('2'), undefined);
    assert.equal(await engine.get('people', '3'), undefined);
  });

  it('fails a commit whose checked document has changed, and does not touch what it checks', async () => {
    await engine.commit([put('people', 'p', 'a')], durable);
    const read = (await engine.get('people', 'p'))?.rev ?? 0;
    const check = { check: { collection: 'people', id: 'p' }, expect: read } as const;
    await engine.commit([check, put('tickets', '1', 'a')], durable);
    assert.equal((await engine.get('people', 'p'))?.rev, read);
    await engine.commit([put('people', 'p', 'b', read)], durable);
    await assert.rejects(engine.commit([check, put('tickets', '2', 'a')], durable), {
      name: 'Conflict',
    });
    assert.equal(await bodyOf('2'), undefined);
  });

  it('says which document was in the way', async () => {
    await engine.commit([put('people', 'p', 'a')], durable);
    const error = await engine.commit([put('people', 'p', 'b')], durable).catch((e) => e);
    assert.deepEqual(error.key, { collection: 'people', id: 'p' });
  });

  it('shares no object with those who write and read', async () => {
    const job = { kind: 'k', key: '1', runAt: 5, attempts: 0 };
    const jobs = [job];
    const doc = { collection: 'tickets', id: '1', live: true, jobs, body: 'a' } as const;
    await engine.commit([{ put: doc, expect: 'absent' }], durable);
    job.runAt = 99;
    jobs.push({ ...job, key: '2' });
    for (const again of [async () => {}, restart]) {
      await again();
      const read = await engine.get('tickets', '1');
      assert.deepEqual(read?.jobs, [{ kind: 'k', key: '1', runAt: 5, attempts: 0 }]);
      try {
        Object.assign(read.jobs[0] ?? {}, { runAt: 77 });
      } catch {}
      assert.equal((await engine.get('tickets', '1'))?.jobs[0]?.runAt, 5);
      assert.equal(await engine.nextDue(), 5);
    }
  });

  it('gives due jobs earliest first, moves them by kind and key, and drops them with their document', async () => {
    const job = (kind: string, key: string, runAt: number) => ({ kind, key, runAt, attempts: 0 });
    const ticket = (id: string, ...jobs: ReturnType<typeof job>[]) =>
      engine.commit([put('tickets', id, 'x', 'any', { live: true, jobs })], durable);
    const due = async (now: number, limit = 99) =>
      (await engine.dueJobs(now, limit)).map(({ id, key, runAt }) => `${id}${key}@${runAt}`);
    await ticket('1', job('m', 'a', 30), job('m', 'b', 10));
    await ticket('2', job('m', 'a', 20), job('n', 'a', 40));
    assert.deepEqual(await due(30), ['1b@10', '2a@20', '1a@30']);
    assert.deepEqual(await due(30, 2), ['1b@10', '2a@20']);
    assert.deepEqual(await due(9), []);
    assert.equal(await engine.nextDue(), 10);
    await ticket('1', job('m', 'a', 15));
    assert.deepEqual(await due(99), ['1a@15', '2a@20', '2a@40']);
    await restart();
    assert.deepEqual(await due(99), ['1a@15', '2a@20', '2a@40']);
    await engine.commit([{ remove: { collection: 'tickets', id: '2' }, expect: 'any' }], durable);
    await ticket('1');
    assert.deepEqual(await due(99), []);
    assert.equal(await engine.nextDue(), undefined);
  });

  it('orders ten thousand jobs that come, move and go', async () => {
    const runAt = (n: number, round: number) => (n * 7919 + round * 104_729) % 100_003;
    for (let round = 0; round < 2; round++) {
      for (let batch = 0; batch < 10; batch++) {
        const changes = Array.from({ length: 100 }, (_, i) => {
          const id = String(batch * 100 + i);
          const jobs = Array.from({ length: 10 - 5 * round }, (_, key) => ({
            kind: 'm',
            key: String(key),
            runAt: runAt(batch * 1000 + i * 10 + key, round),
            attempts: 0,
          }));
          return put('tickets', id, 'x', 'any', { live: true, jobs });
        });
        await engine.commit(changes, { durable: false });
      }
    }
    const due = await engine.dueJobs(50_000, 100_000);
    const expected: number[] = [];
    for (let doc = 0; doc < 1000; doc++)
      for (let key = 0; key < 5; key++) expected.push(runAt(doc * 10 + key, 1));
    const wanted = expected.filter((at) => at <= 50_000).sort((a, b) => a - b);
    assert.deepEqual(
      due.map((job) => job.runAt),
      wanted,
    );
  }).timeout(60_000);

  it('keeps a waiting job of a document that is no longer live, over a restart', async () => {
    const jobs = [{ kind: 'notice', key: 'n', runAt: 5, attempts: 2 }];
    await engine.commit([put('tickets', '1', 'x', 'absent', { live: true, jobs })], durable);
    await engine.commit([put('tickets', '1', 'x', 'any', { live: false, jobs })], durable);
    await restart();
    assert.deepEqual(await engine.live('tickets'), []);
    const [due] = await engine.dueJobs(5, 1);
    assert.deepEqual({ ...due }, { ...jobs[0], collection: 'tickets', id: '1' });
  });

  it('moves a document out of the live ones and back', async () => {
    const live = async () => (await engine.live('tickets')).map(({ id, body }) => `${id}${body}`);
    for (const [body, isLive] of [
      ['a', true],
      ['b', false],
      ['c', true],
      ['d', false],
    ] as const) {
      await engine.commit([put('tickets', '1', body, 'any', { live: isLive })], durable);
      await restart();
      assert.deepEqual(await live(), isLive ? [`1${body}`] : []);
      assert.equal(await bodyOf('1'), body);
    }
  });

  it('lists every document once', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => `${i}`);
    const changes = ids.map((id, i) => put('tickets', id, 'x', 'absent', { live: i % 2 === 0 }));
    await engine.commit([...changes, put('people', '1', 'x')], durable);
    const found: string[] = [];
    for await (const { collection, id } of engine.documents()) found.push(`${collection}/${id}`);
    assert.deepEqual(found.sort(), ['people/1', ...ids.map((id) => `tickets/${id}`)].sort());
  });

  it('gives those of some names, in this order, each as it is by then', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `${i}`);
    await engine.commit(
      ids.map((id, i) => put('tickets', id, 'old', 'absent', { live: i % 7 === 0 })),
      durable,
    );
    await restart();
    const found: string[] = [];
    for await (const { id, body } of engine.named('tickets', [...ids, 'nobody'].reverse())) {
      found.push(`${id} ${body}`);
      // The next few have been read by now.
      const [next, last] = [Number(id) - 1, Number(id) - 2];
      if (id === '30')
        await engine.commit(
          [
            put('tickets', `${next}`, 'new', 'any'),
            { remove: { collection: 'tickets', id: `${last}` }, expect: 'any' },
          ],
          durable,
        );
    }
    const wanted = ids.filter((id) => id !== '28').reverse();
    assert.deepEqual(
      found,
      wanted.map((id) => `${id} ${id === '29' ? 'new' : 'old'}`),
    );
  });

  it('lists no document as it was before a commit', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `${i}`);
    await engine.commit(
      ids.map((id) => put('tickets', id, 'old', 'absent')),
      durable,
    );
    await restart();
    const found = new Map<string, string>();
    for await (const { id, body } of engine.documents('tickets')) {
      if (found.size === 5) {
        const rest = ids.filter((one) => one !== id && !found.has(one));
        await engine.commit(
          rest.map((one) => put('tickets', one, 'new', 'any')),
          durable,
        );
      }
      found.set(id, body);
    }
    assert.equal(found.size, 60);
    assert.equal([...found.values()].filter((body) => body === 'old').length, 6);
  });

  it('refuses to change one document twice in a commit', async () => {
    const twice = [put('tickets', '1', 'a'), put('tickets', '1', 'b')];
    await assert.rejects(engine.commit(twice, durable), RangeError);
    assert.equal(await bodyOf('1'), undefined);
  });

  it('lets one of a hundred rivals win each revision', async () => {
    await engine.commit([put('tickets', '1', '0')], durable);
    let won = 0;
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const doc = await engine.get('tickets', '1');
        try {
          const body = String(Number(doc?.body) + 1);
          await engine.commit([put('tickets', '1', body, doc?.rev)], durable);
          won++;
        } catch {}
      }),
    );
    assert.equal(await bodyOf('1'), String(won));
  });

  it('keeps blobs byte for byte, replaces them, and refuses odd ids', async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 256));
    await engine.putBlob('photo-0001', bytes);
    await restart();
    assert.ok(bytes.equals((await engine.getBlob('photo-0001')) ?? Buffer.of()));
    await engine.putBlob('photo-0001', Buffer.of(1));
    assert.deepEqual(await engine.getBlob('photo-0001'), Buffer.of(1));
    assert.equal(await engine.getBlob('photo-0002'), undefined);
    await engine.putBlob('photo-0003', bytes);
    await engine.removeBlob('photo-0003');
    await engine.removeBlob('photo-0003');
    assert.equal(await engine.getBlob('photo-0003'), undefined);
    await assert.rejects(engine.putBlob('../../x', bytes), RangeError);
    const ids: string[] = [];
    for await (const id of engine.blobs()) ids.push(id);
    assert.deepEqual(ids, ['photo-0001']);
  });

  it('refuses everything once it is closed', async () => {
    await engine.close();
    await assert.rejects(engine.get('tickets', '1'), { name: 'StoreTrouble' });
    await assert.rejects(engine.commit([put('tickets', '1', 'a')], durable), {
      name: 'StoreTrouble',
    });
    engine = await bench.open();
  });
}

const oddIds = [
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'a/b',
  'a\\b',
  'Case',
  'case',
  '',
  ' ',
  '.',
  '..',
  '400-热线',
  '400-熱線',
  '😀',
  '\ud800',
  '\ud801',
  'nul\u0000l',
  "'; drop table doc; --",
  'x'.repeat(1000),
  'x'.repeat(1001),
];
