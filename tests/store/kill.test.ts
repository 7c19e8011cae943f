import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore, type Store } from '../../store/store.ts';
import { newFolder, removeFolder } from './folder.ts';

const kills = 200;

describe('kill -9 at any moment', function () {
  this.timeout(180_000);

  it(`loses nothing acknowledged and doubles nothing over ${kills} kills`, async () => {
    const dirs = [newFolder(), newFolder()];
    const lines = await Promise.all(dirs.map((dir) => manyLives(dir, kills / dirs.length)));
    dirs.forEach(removeFolder);
    const opened = lines.reduce((sum, line) => sum + line.opened.size, 0);
    const early = lines.reduce((sum, line) => sum + line.whileStarting, 0);
    assert.ok(opened > kills, `only ${opened} tickets were opened`);
    assert.ok(early >= kills / 20, `only ${early} kills came while starting`);
  });
});

interface Told {
  readonly opened: Set<string>;
  readonly closed: Set<string>;
  readonly tried: Set<string>;
  /** The last turn of each writer's conversation that was acknowledged. */
  readonly said: Map<string, number>;
  whileStarting: number;
  /** How long the last start took. */
  startMs: number;
}

async function manyLives(dir: string, count: number): Promise<Told> {
  const told: Told = {
    opened: new Set(),
    closed: new Set(),
    tried: new Set(),
    said: new Map(),
    whileStarting: 0,
    startMs: 100,
  };
  for (let life = 1; life <= count; life++) {
    await oneLife(dir, life, told);
    if (life % 25 === 0 || life === count) await check(dir, told);
  }
  return told;
}

/** Every fourth life ends while it starts, the others after a random number of acknowledgements. */
async function oneLife(dir: string, life: number, told: Told): Promise<void> {
  const unknown = [...told.tried].filter((cause) => !told.opened.has(cause));
  const program = new URL('kill-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, dir, String(life), unknown.join(',')]);
  const started = performance.now();
  let failure = '';
  let left = Math.floor(Math.random() * 60);
  child.stderr.on('data', (text) => {
    failure += text;
  });
  const end = new Promise((done) => child.on('close', done));
  const early = life % 4 === 0;
  let ready = false;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [word, cause = '', turn] = line.split(' ');
    if (word === 'ready') {
      ready = true;
      told.startMs = performance.now() - started;
    } else if (word === 'tries') told.tried.add(cause);
    else if (word === 'opened') told.opened.add(cause);
    else if (word === 'closed') told.closed.add(cause);
    else if (word === 'said') told.said.set(cause, Number(turn));
    else failure += line;
    if (!early && left-- <= 0) child.kill('SIGKILL');
  });
  if (early) {
    await pause(Math.random() * told.startMs);
    if (!ready) told.whileStarting++;
    child.kill('SIGKILL');
  }
  await end;
  assert.equal(failure, '');
}

async function check(dir: string, told: Told): Promise<void> {
  const store = await openStore({ dir, keys: [] });
  try {
    assert.deepEqual(store.opened.damaged, []);
    const there = await ticketsOf(store, told);
    for (const cause of told.opened) assert.ok(there.has(cause), `${cause} was lost`);
    for (const cause of told.closed)
      assert.equal(there.get(cause), false, `${cause} is open again`);
    const jobs = (await store.dueJobs(1000, 100_000)).map(({ ticket }) => ticket).sort();
    const open = [...there].filter(([, live]) => live).map(([cause]) => cause);
    assert.deepEqual(jobs, open.sort());
    await listedOnce(store, [...there.keys()]);
    for (const [writer, turn] of told.said) {
      const key = `conversation ${writer}`;
      const item = (await store.state.read([key]))[key];
      assert.ok(item?.turn >= turn, `${key}: turn ${turn} was kept, ${item?.turn} is there`);
    }
  } finally {
    await store.close();
  }
}

/** The tickets that exist, and whether they are live. */
async function ticketsOf(store: Store, told: Told): Promise<Map<string, boolean>> {
  const there = new Map<string, boolean>();
  for (const cause of told.tried) {
    const ticket = await store.tx((tx) => tx.ticket(cause));
    if (ticket) there.set(cause, ticket.live);
  }
  return there;
}

/** Person and account list exactly the tickets there are: the three were saved together. */
async function listedOnce(store: Store, causes: string[]): Promise<void> {
  const inPeople: string[] = [];
  const inAccounts: string[] = [];
  for (let digit = 0; digit < 10; digit++) {
    const phone = `1380000000${digit}`;
    await store.tx(async (tx) => {
      inPeople.push(...((await tx.person(phone))?.tickets ?? []));
      inAccounts.push(...((await tx.account(phone))?.tickets ?? []));
    });
  }
  assert.deepEqual(inPeople.sort(), causes.sort());
  assert.deepEqual(inAccounts.sort(), causes);
}
