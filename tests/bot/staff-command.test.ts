import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { openHouse } from '../kit/house.ts';
import { newFolder, removeFolder } from '../store/folder.ts';
import { Clerk } from '../web/kit/crew.ts';

const program = new URL('../../bot/commands/staff.ts', import.meta.url).pathname;

/** What `npm run staff` says and its exit code. */
async function say(dataDir: string, args: readonly string[], input = '') {
  const env = { PATH: '', DATA_DIR: dataDir, DEMO: '1' };
  const child = spawn(process.execPath, [program, ...args], { env });
  child.stdin.end(input);
  const [out, error, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((done) => child.once('close', done)),
  ]);
  return { said: out + error, code };
}

describe('npm run staff', function () {
  this.timeout(60_000);

  it('lets people in and out while the program runs, and shows a first password once', async () => {
    const running = await openHouse();
    try {
      const added = await say(running.dataDir, ['add', 'Li.Hua', 'agent', 'sun-yue']);
      assert.equal(added.code, 0, added.said);
      const [, password = ''] = /shown this once: (\S+)/.exec(added.said) ?? [];
      const clerk = await Clerk.signsIn(running.url, 'li.hua', password);
      assert.equal((await clerk.get('/session')).body.colleague.name, '孙悦');
      assert.match((await say(running.dataDir, ['list'])).said, /^li\.hua +agent +孙悦$/m);
      assert.equal((await say(running.dataDir, ['disable', 'li.hua'])).code, 0);
      assert.equal((await clerk.get('/session')).status, 401);
    } finally {
      await running.remove();
    }
  });

  const wrong: [args: string[], says: RegExp][] = [
    [[], /npm run staff -- add NAME ROLE/],
    [['add', 'x'], /npm run staff -- add NAME ROLE/],
    [['constructor', 'x'], /npm run staff -- add NAME ROLE/],
    [['add', 'li', 'king'], /no role "king".*agent, worker/],
    [['add', 'li', 'agent', 'nobody'], /Nobody in the roster/],
    [['add', 'Li Hua!', 'agent'], /A name is 2 to 32/],
    [['password', 'nobody'], /no such account/],
  ];
  it('says what is wrong and how to say it, also when the program does not run', async () => {
    const dir = newFolder();
    try {
      for (const [args, says] of wrong) {
        const { said, code } = await say(dir, args);
        assert.match(said, says);
        assert.equal(code, 1);
      }
      const short = await say(dir, ['add', 'li', 'admin', '--stdin'], 'short\n');
      assert.match(short.said, /10 to 200 characters/);
      const good = await say(dir, ['add', 'li', 'admin', '--stdin'], 'a long enough word\n');
      assert.equal(good.said, 'li can sign in. It must be changed at the first sign-in.\n');
      assert.match((await say(dir, ['remove', 'li'])).said, /an administrator left/);
      assert.match((await say(dir, ['list'])).said, /^li +admin$/m);
    } finally {
      removeFolder(dir);
    }
  });
});
