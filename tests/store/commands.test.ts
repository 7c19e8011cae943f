import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore, type Store } from '../../store/store.ts';
import { filesIn, newFolder, removeFolder } from './folder.ts';
import { aTicket } from './samples.ts';

const run = promisify(execFile);

describe('the data commands', function () {
  this.timeout(60_000);
  let home: string;
  let data: string;

  beforeEach(async () => {
    home = newFolder();
    data = join(home, 'data');
    await inStore((store) => store.tx(async (tx) => tx.saveTicket(aTicket('4829130576'))));
  });

  afterEach(() => removeFolder(home));

  async function inStore<T>(work: (store: Store) => Promise<T>, dir = data): Promise<T> {
    const store = await openStore({ dir, keys: [] });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** What the command said on its two streams, and its exit code; run from `home`, as npm reports it. */
  async function say(name: string, args: string[], dir = data) {
    const program = new URL(`../../bot/commands/${name}.ts`, import.meta.url).pathname;
    const env = { PATH: '', DATA_DIR: dir, INIT_CWD: home };
    return run(process.execPath, [program, ...args], { env }).then(
      ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
      ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
    );
  }

  it('back up, restore, and say what about the keys', async () => {
    const made = await say('backup', ['copy']);
    assert.equal(made.code, 0, made.said);
    assert.match(made.said, /Backed up and checked 2 files.*\n.*data\.keys\), which are not in it/);
    const other = join(home, 'other');
    const back = await say('restore', ['copy'], other);
    assert.match(back.said, /Restored 2 files.*\n.*put the key file back/);
    copyFileSync(join(data, 'data.keys'), join(other, 'data.keys'));
    assert.equal(await inStore(async (store) => (await store.liveTickets()).length, other), 1);
    const again = await say('restore', ['copy'], other);
    assert.equal(again.code, 1);
    assert.match(again.said, /already holds documents/);
  });

  it('back up while the program runs', async () => {
    await inStore(async () => {
      const made = await say('backup', ['copy']);
      assert.match(made.said, /Backed up and checked 2 files/);
      const again = await say('backup', ['copy']);
      assert.equal(again.code, 1);
      assert.match(again.said, /not empty/);
    });
  });

  it('copy one store to another', async () => {
    const copied = await say('copy-store', ['lowdb:data', 'lowdb:second']);
    assert.match(copied.said, /Copied 2 documents and 0 photos/);
    assert.match((await say('copy-store', ['lowdb:data', 'lowdb:second'])).said, /not empty/);
    assert.match((await say('copy-store', ['data', 'x'])).said, /"data" is not a store/);
  });

  it('examine the data, and say what must be mended', async () => {
    const sound = await say('doctor', []);
    assert.match(sound.said, /2 documents were read; 1 tickets are open/);
    assert.match(sound.said, /Policies: cleaning/);
    assert.doesNotMatch(sound.said, /MEND .*damaged/);
    await inStore(async () => {
      assert.match((await say('doctor', [])).said, /program is running/);
    });
    const file = filesIn(data).find((name) => name.includes('4829130576')) ?? '';
    writeFileSync(join(data, file), 'null');
    const damaged = await say('doctor', []);
    assert.equal(damaged.code, 1);
    assert.match(damaged.said, /MEND .*4829130576.json is damaged .*lost: ticket 4829130576/);
    assert.match((await say('doctor', [])).said, /1 damaged files? lie in/);
  });

  it('say how they are used', async () => {
    for (const name of ['backup', 'restore', 'copy-store']) {
      const { code, said } = await say(name, []);
      assert.equal(code, 1);
      assert.match(said, new RegExp(`npm run ${name} -- `));
    }
  });
});
