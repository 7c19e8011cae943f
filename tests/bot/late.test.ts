import assert from 'node:assert/strict';
import { LateBook as Texts } from '../../bot/channels/sms/late.ts';
import { LateBook as Pushes } from '../../bot/channels/wechat/late.ts';
import type { Push } from '../../bot/channels/wechat/parse.ts';
import { openStore, type Store } from '../../store/store.ts';
import { newFolder, removeFolder } from '../store/folder.ts';

describe('what was taken and is not answered yet', () => {
  let dir = '';
  let store: Store;
  beforeEach(async () => {
    dir = newFolder();
    store = await openStore({ dir, keys: [] });
  });
  afterEach(async () => {
    await store.close();
    removeFolder(dir);
  });

  const push = (openid: string) =>
    ({ openid, key: '1', to: 'gh', what: { kind: 'none' } }) as never;
  const text = (id: string) => ({ id, from: '+8613812345678', words: '', media: [], quiet: false });

  it('is all kept, also of those who are late at the same moment as the first', async () => {
    const pushes = new Pushes(store.pages, 'wx1');
    const openids = Array.from({ length: 100 }, (_, n) => `o${n}`);
    await Promise.all(openids.map((openid) => pushes.add(push(openid))));
    const found = (await pushes.all()).map(({ openid }: Push) => openid);
    assert.deepEqual(found.sort(), openids.sort());
    const texts = new Texts(store.kept);
    await Promise.all(openids.slice(0, 10).map((id) => texts.add(text(id))));
    assert.equal((await texts.all()).length, 10);
  });

  it('stands there once, and until it is answered', async () => {
    const pushes = new Pushes(store.pages, 'wx1');
    await pushes.add(push('o1'));
    await pushes.add(push('o1'));
    assert.equal((await pushes.all()).length, 1);
    await pushes.remove(push('o2'));
    assert.equal((await pushes.all()).length, 1);
    await pushes.remove(push('o1'));
    assert.deepEqual(await pushes.all(), []);
  });
});
