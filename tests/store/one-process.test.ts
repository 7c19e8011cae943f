import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openStore } from '../../store/store.ts';
import { newFolder, removeFolder } from './folder.ts';

describe('a data folder', () => {
  let dir: string;
  beforeEach(() => {
    dir = newFolder();
  });
  afterEach(() => removeFolder(dir));

  const program = new URL('kill-child.ts', import.meta.url).pathname;
  const child = () =>
    spawn(process.execPath, [program, dir, '1'], { stdio: ['ignore', 'pipe', 2] });

  it('refuses a second process with a sentence that says what to do', async () => {
    const store = await openStore({ dir, keys: [] });
    const second = child();
    let said = '';
    second.stdout?.on('data', (text) => {
      said += text;
    });
    const [code] = await once(second, 'close');
    assert.equal(code, 1);
    assert.match(
      said,
      new RegExp(`${dir} is in use by another process \\(number ${process.pid}\\)`),
    );
    assert.match(said, /Stop that one first.*DATA_DIR/);
    await store.close();
  });

  it('refuses a second opening within the process', async () => {
    const store = await openStore({ dir, keys: [] });
    await assert.rejects(openStore({ dir, keys: [] }), /is in use/);
    await store.close();
    await (await openStore({ dir, keys: [] })).close();
  });

  it('is free again the moment its process is killed', async () => {
    const first = child();
    assert.ok(first.stdout);
    await once(first.stdout, 'data');
    await assert.rejects(openStore({ dir, keys: [] }), /is in use/);
    first.kill('SIGKILL');
    await once(first, 'close');
    await (await openStore({ dir, keys: [] })).close();
  });
});
