import assert from 'node:assert/strict';
import { loadKept } from '../../bot/policies.ts';
import { forgetting } from '../../bot/staff/forgetting.ts';
import { Accounts } from '../../desk/accounts.ts';
import { Customers } from '../../desk/customers.ts';
import { openStore, type Store } from '../../store/store.ts';
import { newFolder, removeFolder } from '../store/folder.ts';

const phone = '13812345678';

describe('forgetting a customer', () => {
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

  it('that others keep from its end says so, and can be asked for again', async () => {
    await new Customers(store).change(phone, { name: '王淑芬' });
    await store.state.write({ 'other/1': { words: `call ${phone}` } });
    const { shelves } = store;
    const parts = {
      customers: new Customers(store),
      accounts: new Accounts(store),
      line: { forget: async () => {} },
      kinds: loadKept(),
      clock: { now: () => 1 },
      secret: Buffer.from('secret'),
    };
    const busy = {
      blobs: store.blobs,
      everyTicket: () => store.everyTicket(),
      shelves: Object.assign(Object.create(shelves), {
        walk: shelves.walk.bind(shelves),
        replace: async () => false,
      }),
    };
    await assert.rejects(forgetting({ ...parts, store: busy }).erase(phone), /again/);
    assert.ok(await parts.customers.read(phone));
    assert.ok(await forgetting({ ...parts, store }).erase(phone));
    assert.equal(await parts.customers.read(phone), undefined);
    const { 'other/1': left } = await store.state.read(['other/1']);
    assert.doesNotMatch(JSON.stringify(left), /1381/);
  });
});
