import { strict as assert } from 'node:assert';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { restoreBackup, verifyBackup } from '../../store/backup.ts';
import { copyStore } from '../../store/copy.ts';
import { openLowdb } from '../../store/lowdb/engine.ts';
import { openStore, type Store, storeOn } from '../../store/store.ts';
import { filesIn, newFolder, removeFolder } from './folder.ts';
import { aPerson, aTicket, someKeys, who } from './samples.ts';

describe('a backup', () => {
  const keys = someKeys();
  let dir: string;
  let target: string;
  let store: Store;

  beforeEach(async () => {
    dir = newFolder();
    target = newFolder();
    store = await openStore({ dir, keys });
    for (let n = 0; n < 20; n++) await saveTogether(n);
  });

  afterEach(async () => {
    await store.close();
    removeFolder(dir);
    removeFolder(target);
  });

  /** Ticket n, closed if odd, and the person who then knows n + 1 tickets: always saved together. */
  async function saveTogether(n: number): Promise<void> {
    await store.tx(async (tx) => {
      const person = (await tx.person(who.phone)) ?? aPerson();
      tx.saveTicket(aTicket(String(n), { live: n % 2 === 0 }));
      tx.savePerson({ ...person, tickets: [...person.tickets, String(n)] });
    });
  }

  async function restored<T>(look: (store: Store) => Promise<T>): Promise<T> {
    const folder = newFolder();
    await restoreBackup(target, folder);
    const copy = await openStore({ dir: folder, keys });
    try {
      return await look(copy);
    } finally {
      await copy.close();
      removeFolder(folder);
    }
  }

  it('gives back tickets, people, photos and secrets', async () => {
    const photo = await store.blobs.put(Buffer.from('photo'));
    const secret = await store.secret('numbers');
    const report = await store.backup(target);
    assert.equal(report.files, filesIn(target).length - 1);
    assert.deepEqual(await verifyBackup(target), report);
    await restored(async (copy) => {
      assert.deepEqual(await copy.tx((tx) => tx.ticket('7')), aTicket('7', { live: false }));
      assert.equal((await copy.liveTickets()).length, 10);
      assert.equal((await copy.tx((tx) => tx.person(who.phone)))?.tickets.length, 20);
      assert.equal((await copy.blobs.get(photo))?.toString(), 'photo');
      assert.deepEqual(await copy.secret('numbers'), secret);
    });
  });

  it('is the store as of one moment, however much is saved meanwhile', async () => {
    let n = 20;
    let writing = true;
    const writer = (async () => {
      while (writing) await saveTogether(n++);
    })();
    await store.backup(target);
    const during = n - 20;
    writing = false;
    await writer;
    assert.ok(during > 5, `only ${during} commits ran during the backup`);
    await restored(async (copy) => {
      const person = await copy.tx((tx) => tx.person(who.phone));
      assert.ok((person?.tickets.length ?? 0) > 20);
      for (const no of person?.tickets ?? []) {
        assert.deepEqual(
          await copy.tx((tx) => tx.ticket(no)),
          aTicket(no, { live: Number(no) % 2 === 0 }),
        );
      }
      const next = String(person?.tickets.length);
      assert.equal(await copy.tx((tx) => tx.ticket(next)), undefined);
    });
  });

  it('holds neither keys nor anything that could be read without them', async () => {
    await store.backup(target);
    const bytes = Buffer.concat(filesIn(target).map((file) => readFileSync(join(target, file))));
    for (const secret of [...Object.values(who), keys[0]?.key.toString('base64') ?? ''])
      assert.ok(!bytes.includes(secret));
  });

  it('is refused in a folder that is not empty', async () => {
    writeFileSync(join(target, 'something'), 'x');
    await assert.rejects(store.backup(target), /is not empty/);
  });

  it('is not restored if a file is missing, has changed, or the list is not there', async () => {
    await store.backup(target);
    const [first = '', second = ''] = filesIn(target).filter((file) => file.startsWith('docs'));
    truncateSync(join(target, first), 30);
    await assert.rejects(restoreBackup(target, newFolder()), /is not whole: .* has changed/);
    rmSync(join(target, second));
    await assert.rejects(verifyBackup(target), /is missing/);
    rmSync(join(target, 'SHA256SUMS'));
    await assert.rejects(verifyBackup(target), /not a complete backup/);
  });

  it('is not mixed with documents that are there, nor restored under a running store', async () => {
    await store.backup(target);
    await assert.rejects(restoreBackup(target, dir), /is in use by another process/);
    await store.close();
    await assert.rejects(restoreBackup(target, dir), /already holds documents/);
    store = await openStore({ dir, keys });
    assert.equal((await store.liveTickets()).length, 10);
  });

  it('can be copied to another engine, which opens with the same keys', async () => {
    const photo = await store.blobs.put(Buffer.from('photo'));
    await store.close();
    const [from, to] = [await openLowdb({ dir }), await openLowdb({ dir: target })];
    assert.deepEqual(await copyStore(from, to), { documents: 22, blobs: 1 });
    await assert.rejects(copyStore(from, to), /not empty/);
    await from.close();
    store = await storeOn(to, keys);
    assert.equal((await store.liveTickets()).length, 10);
    assert.equal((await store.tx((tx) => tx.person(who.phone)))?.tickets.length, 20);
    assert.equal((await store.blobs.get(photo))?.toString(), 'photo');
  });
});
