import { strict as assert } from 'node:assert';
import type { Records, TicketRecord } from '../../desk/ports.ts';
import { nobody } from '../../desk/roster.ts';
import { type Store, storeOn } from '../../store/store.ts';
import type { Bench } from './contract.ts';
import { aJob, aPerson, aTicket, someKeys, who } from './samples.ts';

/** The promises of `Records` in `desk/ports.ts`, on any engine. */
export function recordsContract(make: () => Promise<Bench>): void {
  const keys = someKeys();
  let bench: Bench;
  let store: Store;

  beforeEach(async () => {
    bench = await make();
    store = await storeOn(await bench.open(), keys);
  });

  afterEach(async () => {
    await store.close();
    await bench.remove();
  });

  async function restart(): Promise<void> {
    await store.close();
    store = await storeOn(await bench.open(), keys);
  }

  it('gives back what was saved, over a restart', async () => {
    const ticket = aTicket('4829130576', { jobs: [aJob('contact', 100)] });
    const guard = { id: 'ticket:4829130576', wrong: 2, since: 7 };
    await store.tx(async (tx) => {
      tx.saveTicket(ticket);
      tx.savePerson(aPerson());
      tx.saveAccount({ id: who.account, phone: who.phone, tickets: [ticket.no] });
      tx.saveGuard(guard);
      tx.saveRoster({ ...nobody, version: 3 });
    });
    await restart();
    await store.tx(async (tx) => {
      assert.deepEqual(await tx.ticket(ticket.no), ticket);
      assert.deepEqual(await tx.person(who.phone), aPerson());
      assert.equal((await tx.account(who.account))?.phone, who.phone);
      assert.deepEqual(await tx.guard(guard.id), guard);
      assert.deepEqual(await tx.roster(), { ...nobody, version: 3 });
      assert.equal(await tx.ticket('4829130577'), undefined);
      assert.equal(await tx.person('13812345679'), undefined);
    });
    assert.deepEqual(await store.liveTickets(), [ticket]);
    assert.deepEqual(await store.dueJobs(100, 9), [{ ...aJob('contact', 100), ticket: ticket.no }]);
    assert.equal(await store.nextDue(), 100);
  });

  it('saves nothing if the work fails', async () => {
    const failing = store.tx(async (tx) => {
      tx.saveTicket(aTicket('1', { jobs: [aJob('contact', 1)] }));
      tx.savePerson(aPerson());
      throw new Error('in the middle');
    });
    await assert.rejects(failing, /in the middle/);
    assert.equal(await store.tx((tx) => tx.ticket('1')), undefined);
    assert.equal(await store.nextDue(), undefined);
  });

  it('shows a transaction what it has saved itself, and nobody else before the end', async () => {
    await store.tx(async (tx) => {
      tx.saveTicket(aTicket('1'));
      assert.deepEqual(await tx.ticket('1'), aTicket('1'));
      assert.deepEqual(await store.liveTickets(), []);
    });
    assert.equal((await store.liveTickets()).length, 1);
  });

  it('shares no object with those who save and read', async () => {
    const tickets = ['1'];
    await store.tx(async (tx) => {
      tx.savePerson(aPerson(who.phone, { tickets }));
      tickets.push('2');
      const saved = await tx.person(who.phone);
      (saved?.tickets as string[] | undefined)?.push('3');
    });
    const read = await store.tx((tx) => tx.person(who.phone));
    assert.deepEqual(read?.tickets, ['1']);
    (read.tickets as string[]).push('4');
    assert.deepEqual((await store.tx((tx) => tx.person(who.phone)))?.tickets, ['1']);
  });

  it('runs the work again if somebody changed what it read', async () => {
    await store.tx(async (tx) => tx.savePerson(aPerson()));
    let runs = 0;
    await store.tx(async (tx) => {
      const person = await tx.person(who.phone);
      if (runs++ === 0) await addTicket(store, 'rival');
      if (person) tx.savePerson({ ...person, tickets: [...person.tickets, 'mine'] });
    });
    assert.equal(runs, 2);
    const person = await store.tx((tx) => tx.person(who.phone));
    assert.deepEqual(person?.tickets, ['rival', 'mine']);
  });

  it('runs the work again if what it only read has changed or has come into being', async () => {
    for (const rival of [
      () => store.tx(async (tx) => tx.savePerson(aPerson())),
      () => addTicket(store, 'rival'),
    ]) {
      const seen: number[] = [];
      await store.tx(async (tx) => {
        const person = await tx.person(who.phone);
        seen.push(person ? person.tickets.length : -1);
        if (seen.length === 1) await rival();
        await tx.ticket('1');
        const ticket = await tx.ticket('2');
        tx.saveTicket(ticket ?? aTicket('2'));
      });
      assert.equal(seen.length, 2);
    }
  });

  it('loses no change of a hundred parallel writers', async () => {
    await store.tx(async (tx) => tx.savePerson(aPerson()));
    const names = Array.from({ length: 100 }, (_, i) => String(i));
    await Promise.all(names.map((name) => addTicket(store, name)));
    await restart();
    const person = await store.tx((tx) => tx.person(who.phone));
    assert.deepEqual([...(person?.tickets ?? [])].sort(), names.sort());
  });

  it('loses nothing when writers contend for two documents in opposite orders', async () => {
    const move = (from: string, to: string) =>
      store.tx(async (tx) => {
        const giver = (await tx.guard(from)) ?? { id: from, wrong: 100, since: 0 };
        const taker = (await tx.guard(to)) ?? { id: to, wrong: 100, since: 0 };
        tx.saveGuard({ ...giver, wrong: giver.wrong - 1 });
        tx.saveGuard({ ...taker, wrong: taker.wrong + 1 });
      });
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => (i % 3 ? move('a', 'b') : move('b', 'a'))),
    );
    const [a, b] = await store.tx(async (tx) => [await tx.guard('a'), await tx.guard('b')]);
    assert.deepEqual([a?.wrong, b?.wrong], [80, 120]);
  });

  it('saves a job with its ticket or not at all, and drops it with the ticket’s word', async () => {
    const withJobs = (...jobs: TicketRecord['jobs']) =>
      store.tx(async (tx) => {
        await tx.ticket('1');
        tx.saveTicket(aTicket('1', { jobs }));
      });
    await withJobs(aJob('contact', 10), aJob('arrive', 20));
    await withJobs(aJob('contact', 30), aJob('arrive', 20));
    assert.deepEqual(
      (await store.dueJobs(99, 9)).map(({ key, runAt }) => [key, runAt]),
      [
        ['arrive', 20],
        ['contact', 30],
      ],
    );
    await withJobs();
    assert.equal(await store.nextDue(), undefined);
  });

  it('keeps a secret for ever and tells two of them apart', async () => {
    const [one, same, other] = await Promise.all([
      store.secret('numbers'),
      store.secret('numbers'),
      store.secret('sessions'),
    ]);
    assert.equal(one.length, 32);
    assert.deepEqual(one, same);
    assert.notDeepEqual(one, other);
    await restart();
    assert.deepEqual(await store.secret('numbers'), one);
  });

  it('keeps photos sealed under ids that cannot be guessed', async () => {
    const photo = Buffer.from('photo of the kitchen floor');
    const id = await store.blobs.put(photo);
    await restart();
    assert.deepEqual(await store.blobs.get(id), photo);
    assert.equal(await store.blobs.get('../settings'), undefined);
    assert.ok(!(await bench.everything()).includes(photo));
  });

  it('shows nobody who looks at what it keeps whom it is about', async () => {
    await store.tx(async (tx) => {
      tx.saveTicket(aTicket('4829130576'));
      tx.savePerson(aPerson());
      tx.saveAccount({ id: who.account, phone: who.phone, tickets: [] });
      tx.saveGuard({ id: `phone:${who.phone}`, wrong: 1, since: 0 });
    });
    const spoken = { name: who.name, phone: who.phone, address: who.address };
    await store.state.write({ [`voice:${who.phone}/conversation`]: spoken });
    const bytes = await bench.everything();
    assert.ok(bytes.includes('4829130576'), 'the search itself works');
    for (const secret of Object.values(who)) assert.ok(!bytes.includes(secret), secret);
    assert.ok(!bytes.includes(JSON.stringify(who.name).slice(1, -1)));
  });

  it('opens what an older key sealed and seals with the newer', async () => {
    await store.tx(async (tx) => tx.savePerson(aPerson()));
    await store.close();
    const newer = someKeys('newer');
    store = await storeOn(await bench.open(), [...newer, ...keys]);
    assert.ok(!(await bench.everything()).includes('v1.newer.'));
    await addTicket(store, '1');
    assert.ok((await bench.everything()).includes('v1.newer.'));
    assert.deepEqual((await store.tx((tx) => tx.person(who.phone)))?.tickets, ['1']);
    assert.equal(await store.reseal(), 1, 'the settings; the person was saved since');
    await store.close();
    store = await storeOn(await bench.open(), newer);
    assert.deepEqual((await store.tx((tx) => tx.person(who.phone)))?.tickets, ['1']);
  });

  it('refuses other keys with a sentence, and changes nothing', async () => {
    await store.tx(async (tx) => tx.savePerson(aPerson()));
    await store.close();
    await assert.rejects(async () => storeOn(await bench.open(), someKeys('other')), {
      name: 'StoreTrouble',
      message: /sealed with the key "test", which is not among the data keys \(other\)/,
    });
    await assert.rejects(async () => storeOn(await bench.open(), someKeys('test')), {
      message: /does not open/,
    });
    store = await storeOn(await bench.open(), keys);
    assert.deepEqual(await store.tx((tx) => tx.person(who.phone)), aPerson());
  });
}

function addTicket(records: Records, no: string): Promise<void> {
  return records.tx(async (tx) => {
    const person = await tx.person(who.phone);
    if (person) tx.savePerson({ ...person, tickets: [...person.tickets, no] });
  });
}
