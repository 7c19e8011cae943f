import { strict as assert } from 'node:assert';
import type { Storage } from '../../dialogs/sdk.ts';
import { openLowdb } from '../../store/lowdb/engine.ts';
import { type Store, storeOn } from '../../store/store.ts';
import { everythingIn, newFolder, removeFolder } from './folder.ts';
import { someKeys } from './samples.ts';

describe('conversation state', () => {
  const keys = someKeys();
  let dir: string;
  let store: Store;
  let state: Storage;

  beforeEach(async () => {
    dir = newFolder();
    await open();
  });

  afterEach(async () => {
    await store.close();
    removeFolder(dir);
  });

  async function open(): Promise<void> {
    store = await storeOn(await openLowdb({ dir }), keys);
    state = store.state;
  }

  it('loses no increment of parallel writers who keep to their eTags', async () => {
    await state.write({ counter: { n: 0 } });
    let refused = 0;
    const increment = async (): Promise<void> => {
      for (;;) {
        const { counter } = await state.read(['counter']);
        try {
          return await state.write({ counter: { ...counter, n: counter.n + 1 } });
        } catch {
          refused++;
        }
      }
    };
    await Promise.all(Array.from({ length: 40 }, increment));
    assert.equal((await state.read(['counter'])).counter.n, 40);
    assert.ok(refused > 0, 'they did race');
  });

  it('writes all keys or none', async () => {
    await state.write({ a: { v: 1 }, b: { v: 1 } });
    const { b } = await state.read(['b']);
    await state.write({ b: { v: 2 } });
    await assert.rejects(state.write({ a: { v: 9 }, b: { ...b, v: 9 }, c: { v: 9 } }), /eTag/);
    const now = await state.read(['a', 'b', 'c']);
    assert.deepEqual([now.a.v, now.b.v, now.c], [1, 2, undefined]);
  });

  it('writes something new once, however many say it is absent', async () => {
    const write = (v: number) => state.write({ first: { v, eTag: 'absent' } });
    const all = await Promise.allSettled([write(1), write(2)]);
    assert.deepEqual(all.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await assert.rejects(write(3), /eTag/);
  });

  it('refuses an eTag of something deleted or never written', async () => {
    await state.write({ a: { v: 1 } });
    const { a } = await state.read(['a']);
    await state.delete(['a']);
    await assert.rejects(state.write({ a }), /eTag/);
    await state.write({ a: { v: 2 } });
    await assert.rejects(state.write({ a }), /eTag/);
    await assert.rejects(state.write({ b: { v: 1, eTag: 'W/"made up"' } }), /eTag/);
    assert.equal((await state.read(['a'])).a.v, 2);
  });

  it('takes keys that are special to JavaScript or to file systems', async () => {
    const odd = [
      '__proto__',
      'constructor',
      'toString',
      '',
      '../up',
      'a/b',
      '话/機',
      'x'.repeat(1000),
    ];
    const changes = Object.fromEntries(
      odd.map((key, i) => [key, { i, ['__proto__']: { evil: i } }]),
    );
    await state.write(changes);
    await store.close();
    await open();
    const items = await state.read(odd);
    assert.deepEqual(
      odd.map((key) => items[key].i),
      odd.map((_, i) => i),
    );
    assert.equal(Object.keys(items).length, odd.length);
    assert.equal(({} as Record<string, unknown>).evil, undefined);
  });

  it('keeps deep and large items', async () => {
    let deep: object = { end: true };
    for (let level = 0; level < 500; level++) deep = { deep };
    const large = { words: '厨房漏水。'.repeat(200_000), deep };
    await state.write({ large });
    await store.close();
    await open();
    const { eTag, ...read } = (await state.read(['large'])).large;
    assert.deepEqual(read, large);
  });

  it('hands out copies', async () => {
    const list = [1];
    await state.write({ a: { list } });
    list.push(2);
    const { a } = await state.read(['a']);
    a.list.push(3);
    assert.deepEqual((await state.read(['a'])).a.list, [1]);
  });

  it('goes on with its eTags after a restart', async () => {
    await state.write({ a: { v: 1 } });
    const { a } = await state.read(['a']);
    await store.close();
    await open();
    await state.write({ a: { ...a, v: 2 } });
    await assert.rejects(state.write({ a: { ...a, v: 3 } }), /eTag/);
    assert.equal((await state.read(['a'])).a.v, 2);
  });

  it('names nobody in the files it keeps', async () => {
    await state.write({ 'voice/13812345678': { heard: '我姓欧阳' } });
    const bytes = everythingIn(dir);
    assert.ok(!bytes.includes('13812345678'));
    assert.ok(!bytes.includes('欧阳'));
  });
});
