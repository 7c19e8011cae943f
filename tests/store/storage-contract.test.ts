// biome-ignore-all lint/style/noRestrictedImports: the contract is Microsoft's, so Microsoft's own classes are used to check it.
import { strict as assert } from 'node:assert';
import {
  AutoSaveStateMiddleware,
  ConversationState,
  MemoryStorage,
  MessageFactory,
  type Storage,
  TestAdapter,
} from 'botbuilder-core';
import { Dialog, DialogSet, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { openLowdb } from '../../store/lowdb/engine.ts';
import { type Store, storeOn } from '../../store/store.ts';
import { newFolder, removeFolder } from './folder.ts';
import { someKeys } from './samples.ts';

/**
 * The eleven checks every Bot Framework storage must pass, after `StorageBaseTests` of
 * github.com/microsoft/botbuilder-js (MIT), in our words; on the SDK's own storage to show that they
 * are the same contract, on a new store, and on one that was opened again.
 */
storageContract('the SDK’s memory storage', async () => ({
  storage: new MemoryStorage(),
  close: async () => {},
}));

const keys = someKeys();

storageContract('the state of a new store', async () => {
  const dir = newFolder();
  return inUse(await storeOn(await openLowdb({ dir }), keys), dir);
});

storageContract('the state of a store opened again', async () => {
  const dir = newFolder();
  const before = await storeOn(await openLowdb({ dir }), keys);
  await before.state.write({ batch1: { count: 1 }, pocoItem: { id: 9 }, other: { of: 'them' } });
  await before.close();
  return inUse(await storeOn(await openLowdb({ dir, cacheChars: 0 }), keys), dir);
});

function inUse(store: Store, dir: string) {
  const close = async () => {
    await store.close();
    removeFolder(dir);
  };
  return { storage: store.state, close };
}

interface InUse {
  storage: Storage;
  close(): Promise<void>;
}

function storageContract(name: string, make: () => Promise<InUse>): void {
  describe(`Bot Framework’s storage contract: ${name}`, () => {
    let inUse: InUse;
    let storage: Storage;

    beforeEach(async () => {
      inUse = await make();
      storage = inUse.storage;
    });

    afterEach(() => inUse.close());

    it('reads nothing for an unknown key', async () => {
      assert.deepEqual(await storage.read(['unknown']), {});
    });

    it('reads nothing, or refuses, if there are no keys', async () => {
      const read = () => storage.read(null as unknown as string[]);
      if (storage instanceof MemoryStorage) await assert.rejects(read, ReferenceError);
      else assert.deepEqual(await read(), {});
    });

    it('writes nothing, or refuses, if there are no changes', async () => {
      const write = async () => storage.write(null as unknown as object);
      if (storage instanceof MemoryStorage) await assert.rejects(write, ReferenceError);
      else assert.equal(await write(), undefined);
    });

    it('accepts an empty list of changes', async () => {
      await storage.write([]);
    });

    it('creates items and gives them eTags', async () => {
      await storage.write({ createPoco: { id: 1 }, createPocoStoreItem: { id: 2 } });
      const items = await storage.read(['createPoco', 'createPocoStoreItem']);
      assert.deepEqual([items.createPoco.id, items.createPocoStoreItem.id], [1, 2]);
      assert.ok(items.createPoco.eTag);
      assert.ok(items.createPocoStoreItem.eTag);
    });

    it('takes a crazy key', async () => {
      const key = '!@#$%^&*()~/\\><,.?\';"`~';
      await storage.write({ [key]: { id: 1 } });
      assert.equal((await storage.read([key]))[key].id, 1);
    });

    it('overwrites without eTag or with *, and refuses an old eTag', async () => {
      await storage.write({ plain: { count: 1 }, tagged: { count: 1 } });
      const { plain, tagged } = await storage.read(['plain', 'tagged']);
      const { eTag: _, ...untagged } = plain;
      await storage.write({ plain: { ...untagged, count: 2 }, tagged: { ...tagged, count: 2 } });
      const second = await storage.read(['plain', 'tagged']);
      assert.deepEqual([second.plain.count, second.tagged.count], [2, 2]);
      assert.notEqual(second.tagged.eTag, tagged.eTag);
      await storage.write({ plain: { ...untagged, count: 123 } });
      await assert.rejects(storage.write({ tagged: { ...tagged, count: 123 } }));
      const third = await storage.read(['plain', 'tagged']);
      assert.deepEqual([third.plain.count, third.tagged.count], [123, 2]);
      await storage.write({ plain: { count: 100 }, tagged: { count: 100, eTag: '*' } });
      const last = await storage.read(['plain', 'tagged']);
      assert.deepEqual([last.plain.count, last.tagged.count], [100, 100]);
    });

    it('deletes an item', async () => {
      await storage.write({ delete1: { id: 1, count: 1 } });
      assert.equal((await storage.read(['delete1'])).delete1.count, 1);
      await storage.delete(['delete1']);
      assert.equal((await storage.read(['delete1'])).delete1, undefined);
    });

    it('deletes an unknown key without complaint', async () => {
      await storage.delete(['unknown_key']);
    });

    it('writes, reads and deletes in batches', async () => {
      const batch = ['batch1', 'batch2', 'batch3'];
      await storage.write({ batch1: { count: 10 }, batch2: { count: 20 }, batch3: { count: 30 } });
      const items = await storage.read(batch);
      assert.deepEqual(
        batch.map((key) => items[key].count),
        [10, 20, 30],
      );
      for (const key of batch) assert.ok(items[key].eTag);
      await storage.delete(batch);
      assert.deepEqual(await storage.read(batch), {});
    });

    it('carries a dialog from turn to turn', () => conversation(storage));
  });
}

/** A waterfall whose prompt takes four tries: every turn loads and saves. */
async function conversation(storage: Storage): Promise<void> {
  const state = new ConversationState(storage);
  const dialogs = new DialogSet(state.createProperty('dialogState'));
  dialogs.add(
    new TextPrompt('name', async ({ attemptCount, context, recognized }) => {
      const long = (recognized.value ?? '').length > 3;
      await context.sendActivity(long ? `Try ${attemptCount} was good` : `Longer! ${attemptCount}`);
      return long;
    }),
  );
  dialogs.add(
    new WaterfallDialog('waterfall', [
      async (step) => {
        await step.context.sendActivity('step1');
        return Dialog.EndOfTurn;
      },
      (step) => step.prompt('name', { prompt: MessageFactory.text('Your name?') }),
      async (step) => {
        await step.context.sendActivity('step3');
        return Dialog.EndOfTurn;
      },
    ]),
  );
  const adapter = new TestAdapter(async (context) => {
    const dc = await dialogs.createContext(context);
    await dc.continueDialog();
    if (!context.responded) await dc.beginDialog('waterfall');
  });
  await adapter
    .use(new AutoSaveStateMiddleware(state))
    .send('hello')
    .assertReply('step1')
    .send('hello')
    .assertReply('Your name?')
    .send('hi')
    .assertReply('Longer! 1')
    .send('hi')
    .assertReply('Longer! 2')
    .send('hi')
    .assertReply('Longer! 3')
    .send('Kyle')
    .assertReply('Try 4 was good')
    .assertReply('step3')
    .startTest();
}
