import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keyFileOf, loadOrMakeKeys } from '../../store/keys.ts';
import { blind, parseKeys, Seal } from '../../store/seal.ts';
import { newFolder, removeFolder } from './folder.ts';
import { someKeys } from './samples.ts';

describe('a sealed value', () => {
  const seal = new Seal(someKeys('k1'));
  const sealed = seal.seal('欧阳 13812345678', 'people/1');

  it('opens where it was sealed and names its key', () => {
    assert.match(sealed, /^v1\.k1\.[A-Za-z0-9_-]+$/);
    assert.equal(seal.open(sealed, 'people/1'), '欧阳 13812345678');
    assert.equal(seal.open(seal.seal('', 'x'), 'x'), '');
  });

  it('does not open anywhere else', () => {
    assert.throws(() => seal.open(sealed, 'people/2'), /"people\/2" does not open/);
  });

  it('does not open with any bit changed, cut short or made up', () => {
    for (let at = 0; at < sealed.length; at++) {
      const letter = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      // The last letter of base64 carries bits that mean nothing.
      if (at < sealed.length - 1) assert.throws(() => seal.open(changed, 'people/1'), String(at));
    }
    for (const bad of ['', 'v1', 'v1.k1.', 'v1.k1.AAAA', 'null', sealed.slice(0, -4)])
      assert.throws(() => seal.open(bad, 'people/1'), { name: 'StoreTrouble' });
  });

  it('is different every time', () => {
    assert.notEqual(seal.seal('same', 'x'), seal.seal('same', 'x'));
  });

  it('opens with an older key of the ring, and says so if the key is gone', () => {
    const [older] = someKeys('old');
    const [newer] = someKeys('new');
    assert.ok(older && newer);
    const before = new Seal([older]).seal('a', 'x');
    const ring = new Seal([newer, older]);
    assert.equal(ring.open(before, 'x'), 'a');
    assert.match(ring.seal('b', 'x'), /^v1\.new\./);
    assert.throws(() => new Seal([newer]).open(before, 'x'), /key "old".*not among.*\(new\)/);
  });

  it('keeps bytes as well', () => {
    const bytes = seal.sealBytes(Buffer.of(0, 1, 255), 'blobs/1');
    assert.deepEqual(seal.openBytes(bytes, 'blobs/1'), Buffer.of(0, 1, 255));
    assert.throws(() => seal.openBytes(bytes, 'blobs/2'), { name: 'StoreTrouble' });
    assert.throws(() => seal.openBytes(Buffer.of(1, 2, 3), 'blobs/1'), { name: 'StoreTrouble' });
  });
});

describe('a blind name', () => {
  it('is the same for the same, and tells collections, secrets and odd strings apart', () => {
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const names = new Set([
      blind(one, 'people', '138'),
      blind(two, 'people', '138'),
      blind(one, 'accounts', '138'),
      blind(one, 'people', '139'),
      blind(one, 'people', '\ud800'),
      blind(one, 'people', '\ud801'),
    ]);
    assert.equal(names.size, 6);
    assert.ok(names.has(blind(one, 'people', '138')));
    for (const name of names) assert.match(name, /^[0-9a-f]{32}$/);
  });
});

describe('data keys', () => {
  it('are read from text, active one first', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const keys = parseKeys(`b:${key}, a:${key}`);
    assert.deepEqual(
      keys.map(({ name }) => name),
      ['b', 'a'],
    );
  });

  it('are refused with every fault named and no key shown', () => {
    const good = Buffer.alloc(32, 7).toString('base64');
    assert.throws(
      () => parseKeys(`a:${good},b:c2hvcnQ=,a:${good},:${good}`),
      (error: Error) => {
        assert.match(error.message, /key 2 \("b"\) has 5 bytes/);
        assert.match(error.message, /key 3 \("a"\) is given twice/);
        assert.match(error.message, /key 4 \(""\) has no name/);
        return !error.message.includes(good);
      },
    );
  });

  describe('of a data folder', () => {
    let dir: string;
    beforeEach(() => {
      dir = join(newFolder(), 'data');
    });
    afterEach(() => removeFolder(dir));

    it('are made once, for the owner only', () => {
      const keys = loadOrMakeKeys(dir);
      assert.deepEqual(loadOrMakeKeys(dir), keys);
      assert.equal(statSync(keyFileOf(dir)).mode & 0o777, 0o600);
      assert.equal(readFileSync(keyFileOf(dir), 'utf8').trim().split(':')[0], keys[0]?.name);
    });

    it('are not made anew for documents that an older key has sealed', () => {
      loadOrMakeKeys(dir);
      mkdirSync(join(dir, 'docs'));
      rmSync(keyFileOf(dir));
      assert.throws(() => loadOrMakeKeys(dir), /its key file .* is missing/);
    });
  });
});
