import assert from 'node:assert/strict';
import { Keeping } from '../../bot/keeping.ts';
import { loadKept } from '../../bot/policies.ts';
import { Audit } from '../../desk/audit.ts';
import { isOver, keptIn, kindOf, readKept } from '../../desk/kept.ts';
import { openStore } from '../../store/store.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { houseForEach } from '../kit/house.ts';
import { png } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';
import { newFolder, removeFolder } from '../store/folder.ts';
import { Clerk } from '../web/kit/crew.ts';

const day = 24 * 3_600_000;

describe('What is kept, and how long', () => {
  const running = houseForEach();

  const as = (name: string) => Clerk.of(running, name);
  /** Days go by; the worker looks once on each of the last two. */
  const passes = async (days: number) => {
    running.clock.advance(days * day);
    await running.house.worker.runDue();
    await running.house.keeping.settled();
  };
  const names = async (begin: string) => {
    const found: string[] = [];
    for await (const { name = '' } of running.house.store.shelves.walk(['state', 'pages', 'books']))
      if (name.startsWith(begin)) found.push(name);
    return found;
  };

  it('sign-ins and wrong tries go after days, the record and what was said stay', async () => {
    const visitor = await Visitor.arrives(running.url);
    await visitor.says('会议室地毯没有吸干净');
    await as('admin');
    const stranger = await Clerk.arrives(running.url);
    await stranger.post('/session', { name: 'admin', password: 'not the password' });
    await running.house.desk.look('4829130576', { account: 'web:x', last4: '0000' } as never);
    assert.ok((await names('session/')).length > 0 && (await names('tries/')).length > 0);
    const said = await names('conversation/');
    assert.equal(said.length, 1);
    await passes(8);
    assert.deepEqual([await names('session/'), await names('tries/')], [[], []]);
    assert.deepEqual(await names('conversation/'), said);
    assert.ok((await names('audit/')).length > 0);
  });

  it('a house that is signed in to every day holds the sign-ins of three days at most', async () => {
    for (let n = 0; n < 12; n++) {
      for (const who of ['admin', 'quality', 'lin-fang']) await as(who);
      await passes(1);
    }
    assert.ok((await names('session/')).length <= 9, String((await names('session/')).length));
  });

  it('old words go, a conversation goes on behind them, and its ticket is untouched', async () => {
    const visitor = await Visitor.arrives(running.url);
    await visitor.shows(png, '你看');
    for (let n = 0; n < 70; n++) await visitor.says(`第${n}句话`);
    const id = visitor.conversationId;
    const { line, desk, store } = running.house;
    const { no } = (await desk.report(aRequest(), 'web/1')).ticket;
    const seq = (await line.since(id, 0)).watermark;
    assert.ok((await names('log/')).length > 0);
    const shown = await store.blobs.put(Buffer.from('on the ticket'));
    const photo = { id: shown, contentType: 'image/png', name: 'a.png' };
    await desk.staff(
      no,
      { do: 'note', note: '看', photos: [photo] },
      { id: 'li', role: 'area_lead' },
      'c/1',
    );
    const before = JSON.stringify((await store.tx((tx) => tx.ticket(no)))?.timeline);
    await passes(1);
    await passes(731);
    assert.deepEqual(await names('log/'), []);
    const pictures: string[] = [];
    for await (const blob of store.blobs.all()) pictures.push(blob);
    assert.deepEqual(pictures, [shown]);
    assert.deepEqual(await line.since(id, 0), { entries: [], watermark: seq });
    const back = await visitor.goesOn(running.url).catch(() => visitor.comesBack());
    await back.says('你好');
    assert.ok(back.heard.text.length > 0);
    const record = await store.tx((tx) => tx.ticket(no));
    assert.ok(JSON.stringify(record?.timeline).startsWith(before.slice(0, -1)));
  });

  it('interrupted in the middle, it goes on an hour later', async () => {
    await as('admin');
    await as('quality');
    const { shelves } = running.house.store;
    const remove = shelves.remove.bind(shelves);
    let left = 1;
    shelves.remove = (found) => {
      if (left-- <= 0) throw new Error('power cut');
      return remove(found);
    };
    await passes(3);
    assert.equal(running.errors.length, 1);
    assert.match(String(running.errors[0]), /keeping.failed/);
    (running.errors as string[]).length = 0;
    shelves.remove = remove;
    await passes(1 / 12);
    assert.deepEqual(await names('session/'), []);
  });

  it('every kind of document has a place in the list', async () => {
    const visitor = await Visitor.arrives(running.url);
    await visitor.says('会议室地毯没有吸干净，我叫王芳，电话13800138000');
    await as('admin');
    await running.house.worker.runDue();
    await running.house.keeping.settled();
    const kinds = loadKept();
    for await (const { collection, name } of running.house.store.shelves.walk(keptIn)) {
      if (collection === 'settings' || name?.startsWith('crew/')) continue;
      const kind = kindOf({ in: collection as (typeof keptIn)[number], name }, kinds);
      assert.ok(kind?.names || collection === 'guards' || collection === 'callbacks', name);
    }
  });
});

describe('The record of who did what', () => {
  let dir = '';
  beforeEach(() => {
    dir = newFolder();
  });
  afterEach(() => removeFolder(dir));

  it('goes on after its oldest pages were let go, and is read to its new end', async () => {
    let now = Date.parse('2026-03-03T02:00:00Z');
    const clock = { now: () => now };
    const open = () => openStore({ dir, keys: [], now: clock.now });
    let store = await open();
    const entry = { who: 'admin', from: '::1', outcome: 'done' } as const;
    const audit = new Audit({ books: store.books, clock });
    for (let n = 0; n < 120; n++) await audit.record({ ...entry, what: `old ${n}` });
    for await (const found of store.shelves.walk(['books']))
      if (/^audit\/[01]$/.test(found.name ?? '')) assert.ok(await store.shelves.remove(found));
    await store.close();
    store = await open();
    now += day;
    const later = new Audit({ books: store.books, clock });
    await later.record({ ...entry, what: 'new' });
    const first = await later.find({ limit: 15 });
    assert.deepEqual([first.entries[0]?.what, first.entries[0]?.no], ['new', 120]);
    const rest = await later.find({ limit: 50, before: first.before });
    assert.equal(first.entries.length + rest.entries.length, 21);
    assert.deepEqual([rest.entries.at(-1)?.what, rest.before], ['old 100', undefined]);
    await store.close();
  });

  it('of a house that never noted its newest page is read and written at once, and nothing is out of reach', async () => {
    const store = await openStore({ dir, keys: [], now: Date.now });
    const entry = { who: 'admin', from: '::1', outcome: 'done' } as const;
    const before = new Audit({ books: store.books, clock: { now: Date.now } });
    for (let n = 0; n < 280; n++) await before.record({ ...entry, what: `old ${n}` });
    for await (const found of store.shelves.walk(['books']))
      if (found.name === 'audit/head') await store.shelves.remove(found);
    const audit = new Audit({ books: store.books, clock: { now: Date.now } });
    const looks = [1, 2, 3].map(() => audit.find({ limit: 1 }));
    await Promise.all([...looks, audit.record({ ...entry, what: 'new' })]);
    const { entries } = await audit.find({ limit: 300 });
    assert.deepEqual([entries.length, entries[0]?.no], [281, 280]);
    await store.close();
  });
});

describe('What was written before documents had an age', () => {
  it('is as old as the first look at it', async () => {
    const dir = newFolder();
    let now = Date.parse('2026-03-03T02:00:00Z');
    const old = await openStore({ dir, keys: [] });
    await old.books.save([{ name: 'session/a', value: { seen: now }, rev: 'absent' }]);
    await old.close();
    const store = await openStore({ dir, keys: [], now: () => now });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const keeping = new Keeping({ ...store, kinds: loadKept(), clock: { now: () => now }, log });
    const there = async () => (await store.books.page('session/a')) !== undefined;
    for (const [days, left] of [
      [0, true],
      [1.5, true],
      [1, false],
    ] as const) {
      now += days * day;
      keeping.look();
      await keeping.settled();
      assert.equal(await there(), left, `after ${days} more days`);
    }
    await store.close();
    removeFolder(dir);
  });
});

describe('The list of what is kept', () => {
  it('tells the age of guards, callbacks and deliveries by what stands in them', () => {
    const kinds = loadKept();
    const now = Date.parse('2026-03-03T02:00:00Z');
    const over = (what: 'guards' | 'callbacks' | 'settings', name: string, value: unknown) => {
      const thing = { in: what, name, value };
      const kind = kindOf(thing, kinds);
      return kind !== undefined && isOver(thing, kind, now);
    };
    assert.equal(over('guards', '', { wrong: 5, since: now - 8 * day }), true);
    assert.equal(over('guards', '', { wrong: 5, since: now - 6 * day }), false);
    assert.equal(over('callbacks', 'x', { end: { at: now - 1826 * day } }), true);
    assert.equal(over('callbacks', 'exchange', { open: [], slot: 0 }), false);
    assert.equal(over('settings', 'hook/x', [{ at: now - 181 * day }]), true);
    assert.equal(over('settings', 'roster', { version: 1 }), false);
  });

  for (const [what, kind, says] of [
    [
      'a length of time that is none',
      { in: 'state', names: 'x/', keep: '7 days', what: 'x' },
      /keep/,
    ],
    ['tickets', { in: 'tickets', names: '', keep: '7d', what: 'x' }, /kinds\[0\]\.in/],
    ['nothing at all', { in: 'state', names: 'x/', keep: '0d', what: 'x' }, /keep/],
  ] as const)
    it(`takes no ${what}`, () => {
      const read = readKept({ kinds: [kind], source: 'test' });
      assert.match('wrong' in read ? read.wrong.join() : '', says);
    });

  it('names no kind twice, and the longest name counts', () => {
    const kind = { in: 'state', names: 'x/', keep: '7d', what: 'x' };
    assert.match(JSON.stringify(readKept({ kinds: [kind, kind], source: 's' })), /kinds\[1\]/);
    const kinds = loadKept();
    assert.equal(kindOf({ in: 'state', name: 'phone/out/open' }, kinds)?.keep, 'always');
    assert.equal(kindOf({ in: 'state', name: 'phone/out/abc' }, kinds)?.keep, 180 * day);
    const follower = kindOf({ in: 'pages', name: 'wechat/wx1/follower/o6' }, kinds);
    assert.equal(follower?.keep, 1095 * day);
  });
});
