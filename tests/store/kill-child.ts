import { writeSync } from 'node:fs';
import { openStore, type Store } from '../../store/store.ts';
import { aJob, aPerson, aTicket } from './samples.ts';

/**
 * Opens and closes tickets until it is killed. Arguments: data folder, number of this life, causes
 * whose outcome the life before did not learn. Says `ready`, then `opened <cause>`,
 * `closed <cause>` or `said <writer> <turn>` once it is kept.
 */
const [dir = '', life = '', unknown = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

try {
  const store = await openStore({ dir, keys: [] });
  say('ready');
  for (const cause of unknown.split(',').filter(Boolean)) await openTicket(store, cause);
  await Promise.all([1, 2, 3, 4, 5, 6].map((writer) => work(store, writer)));
} catch (error) {
  say(`failed ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function work(store: Store, writer: number): Promise<void> {
  for (let n = 1; ; n++) {
    await openTicket(store, `${life}-${writer}-${n}`);
    await saySomething(store, writer, Number(life) * 1_000_000 + n);
    if (n > 1) await closeTicket(store, `${life}-${writer}-${n - 1}`);
  }
}

/** A turn of this writer's conversation, kept without sync. */
async function saySomething(store: Store, writer: number, turn: number): Promise<void> {
  const key = `conversation ${writer}`;
  const { [key]: item } = await store.state.read([key]);
  await store.state.write({ [key]: { ...item, turn, words: 'x'.repeat(turn % 5000) } });
  say(`said ${writer} ${turn}`);
}

/** The same cause again changes nothing. */
async function openTicket(store: Store, cause: string): Promise<void> {
  say(`tries ${cause}`);
  const phone = `1380000000${cause.at(-1)}`;
  await store.tx(async (tx) => {
    if (await tx.ticket(cause)) return;
    const person = (await tx.person(phone)) ?? aPerson(phone);
    const account = (await tx.account(phone)) ?? { id: phone, tickets: [] };
    tx.saveTicket(aTicket(cause, { jobs: [aJob('contact', 1000)] }));
    tx.savePerson({ ...person, tickets: [...person.tickets, cause] });
    tx.saveAccount({ ...account, tickets: [...account.tickets, cause] });
  });
  say(`opened ${cause}`);
}

async function closeTicket(store: Store, no: string): Promise<void> {
  await store.tx(async (tx) => {
    const ticket = await tx.ticket(no);
    if (ticket) tx.saveTicket({ ...ticket, live: false, jobs: [] });
  });
  say(`closed ${no}`);
}
