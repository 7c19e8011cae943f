import { strict as assert } from 'node:assert';
import { loadConfig } from '../../bot/config.ts';
import { examine } from '../../bot/doctor.ts';
import { openStore } from '../../store/store.ts';
import { newFolder, removeFolder } from './folder.ts';
import { someKeys } from './samples.ts';

describe('the doctor', () => {
  let dir: string;
  beforeEach(() => {
    dir = newFolder();
  });
  afterEach(() => removeFolder(dir));

  const inJuly = Date.UTC(2026, 6, 1);
  const key = (name: string, byte: number) =>
    `${name}:${Buffer.alloc(32, byte).toString('base64')}`;
  const look = async (env: Record<string, string>, now = inJuly) =>
    (await examine(() => loadConfig({ DATA_DIR: dir, ...env }), now)).map(
      ({ how, says }) => `${how}: ${says}`,
    );

  it('asks for the holidays of next year, and insists on those of this year', async () => {
    assert.match((await look({})).join('\n'), /note: .*2026, not yet of 2027: add .*cn-2027\.json/);
    const later = await look({}, Date.UTC(2040, 0, 5));
    assert.match(later.join('\n'), /bad: .* knows no holidays of 2040/);
  });

  it('reports wrong settings and still looks at the rest', async () => {
    const found = await look({ PORT: 'abc' });
    assert.match(found.join('\n'), /bad: .*PORT = "abc"/s);
    assert.match(found.join('\n'), /well: Policies/);
    assert.match(found.join('\n'), /well: desk\/kept\.json says of \d+ kinds of documents/);
  });

  it('notices keys that do not open the data', async () => {
    await (await openStore({ dir, keys: someKeys('k1') })).close();
    const found = await look({ DATA_KEYS: key('k2', 2) });
    assert.match(found.join('\n'), /bad: .*sealed with the key "k1", which is not among.*\(k2\)/);
  });

  it('counts what an older key still seals', async () => {
    const [older] = someKeys('k1');
    assert.ok(older);
    await (await openStore({ dir, keys: [older] })).close();
    const ring = `${key('k2', 2)},k1:${older.key.toString('base64')}`;
    assert.match(
      (await look({ DATA_KEYS: ring })).join('\n'),
      /note: 1 documents are still sealed with an older key/,
    );
  });
});
