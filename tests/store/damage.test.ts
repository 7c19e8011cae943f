import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '../../store/store.ts';
import { filesIn, newFolder, removeFolder } from './folder.ts';
import { aJob, aPerson, aTicket, someKeys, who } from './samples.ts';

describe('a damaged file', () => {
  const keys = someKeys();
  let dir: string;
  let store: Store;

  beforeEach(async () => {
    dir = newFolder();
    store = await openStore({ dir, keys });
    await store.tx(async (tx) => {
      tx.saveTicket(aTicket('4829130576', { jobs: [aJob('contact', 5)] }));
      tx.saveTicket(aTicket('5555500000'));
      tx.saveTicket(aTicket('7777700000', { live: false }));
      tx.savePerson(aPerson());
    });
    await store.close();
  });

  afterEach(async () => {
    await store.close();
    removeFolder(dir);
  });

  const open = async () => {
    store = await openStore({ dir, keys });
  };
  const fileOf = (start: string) => {
    const file = filesIn(dir).find((name) => name.startsWith(start));
    return join(dir, file ?? '');
  };
  const spoil = (start: string, how: (text: string) => string) => {
    const file = fileOf(start);
    writeFileSync(file, how(readFileSync(file, 'utf8')));
  };

  for (const [what, how] of [
    ['is empty', () => ''],
    ['holds null', () => 'null'],
    ['holds 0', () => '0'],
    ['holds {}', () => '{}'],
    ['is cut short', (text) => text.slice(0, -40)],
    ['is full of zero bytes', (text) => '\0'.repeat(text.length)],
    ['has one job moved', (text) => text.replace('"runAt":5', '"runAt":6')],
    ['has one letter changed', (text) => text.replace(/A/, 'B')],
  ] as [string, (text: string) => string][]) {
    it(`that ${what} is set aside at start and reported; the others are there`, async () => {
      spoil('docs/tickets/live/4829130576', how);
      await open();
      const [damage, ...more] = store.opened.damaged;
      assert.deepEqual(more, []);
      assert.equal(damage?.file, 'docs/tickets/live/4829130576.json');
      assert.equal(damage.lost, 'ticket 4829130576');
      assert.ok(existsSync(join(dir, damage.setAside)));
      assert.ok(!existsSync(join(dir, damage.file)));
      assert.deepEqual((await store.health()).damaged, [damage]);
      assert.deepEqual(await store.liveTickets(), [aTicket('5555500000')]);
      assert.equal(await store.tx((tx) => tx.ticket('4829130576')), undefined);
      await store.close();
      await open();
      assert.deepEqual(store.opened.damaged, []);
      assert.match((await store.health()).warnings.join(), /1 damaged files lie in/);
    });
  }

  it('that is only read later is reported then', async () => {
    spoil('docs/tickets/77', (text) => text.slice(0, 50));
    await open();
    assert.deepEqual(store.opened.damaged, []);
    assert.equal(await store.tx((tx) => tx.ticket('7777700000')), undefined);
    const [damage] = (await store.health()).damaged;
    assert.equal(damage?.lost, 'ticket 7777700000');
    await store.tx(async (tx) => tx.saveTicket(aTicket('7777700000', { live: false })));
  });

  it('is noticed if it holds another document', async () => {
    const other = readFileSync(fileOf('docs/tickets/77'), 'utf8');
    mkdirSync(join(dir, 'docs/tickets/66'));
    writeFileSync(join(dir, 'docs/tickets/66/6666600000.json'), other);
    await open();
    assert.equal(await store.tx((tx) => tx.ticket('6666600000')), undefined);
    assert.match((await store.health()).damaged[0]?.why ?? '', /another document/);
  });

  it('of a conversation is reported, and the conversation begins anew', async () => {
    await open();
    for (const turn of [1, 2]) await store.state.write({ c: { turn } });
    await store.close();
    spoil('docs/state', () => '\0'.repeat(100));
    await open();
    assert.deepEqual(await store.state.read(['c']), {});
    assert.match((await store.health()).damaged[0]?.lost ?? '', /one document of state/);
    await store.state.write({ c: { turn: 1 } });
    assert.equal((await store.state.read(['c'])).c?.turn, 1);
  });

  describe('of the journal', () => {
    /** A data folder whose process was killed after these commits. */
    const killed = async () => {
      await open();
      for (const no of ['1111100000', '2222200000', '3333300000'])
        await store.tx(async (tx) => tx.saveTicket(aTicket(no)));
      const journal = readFileSync(fileOf('journal/'));
      await store.close();
      const path = join(dir, 'journal/000000000001.log');
      return { path, lines: journal.toString().split('\n').slice(0, -1) };
    };
    const numbers = async () => (await store.liveTickets()).map(({ no }) => no).sort();

    it('that was cut off in mid-line is no loss: nobody was told of that commit', async () => {
      const { path, lines } = await killed();
      const [first, second] = lines;
      rmSync(join(dir, 'docs/tickets/live'), { recursive: true });
      writeFileSync(path, `${first}\n${second?.slice(0, 99)}`);
      await open();
      assert.deepEqual(store.opened.damaged, []);
      assert.deepEqual(await numbers(), ['1111100000']);
    });

    it('that had been safe is reported and kept aside; all other commits are there', async () => {
      const { path, lines } = await killed();
      const [first, second, third] = lines;
      rmSync(join(dir, 'docs/tickets/live'), { recursive: true });
      writeFileSync(path, `${first?.replace('body', 'bodY')}\n${second}\n${third}\n`);
      await open();
      assert.match(store.opened.damaged[0]?.lost ?? '', /one or more commits/);
      assert.ok(existsSync(join(dir, store.opened.damaged[0]?.setAside ?? '')));
      assert.deepEqual(await numbers(), ['2222200000', '3333300000']);
    });
  });

  it('is never made by us for others to read', async () => {
    await open();
    await store.blobs.put(Buffer.from('photo'));
    await store.state.write({ a: { b: 1 } });
    for (const file of [...filesIn(dir), 'LOCK', 'LOCK.pid'])
      assert.equal(statSync(join(dir, file)).mode & 0o077, 0, file);
  });

  it('left over from writing is removed at start', async () => {
    writeFileSync(join(dir, 'tmp/123-45'), 'half of a');
    await open();
    assert.ok(!existsSync(join(dir, 'tmp/123-45')));
  });

  it('does not take the person with it whose ticket it was', async () => {
    spoil('docs/tickets/live/4829130576', () => '');
    await open();
    assert.deepEqual(await store.tx((tx) => tx.person(who.phone)), aPerson());
  });
});
