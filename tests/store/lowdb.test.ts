import { openLowdb } from '../../store/lowdb/engine.ts';
import { storeContract } from './contract.ts';
import { everythingIn, newFolder, removeFolder } from './folder.ts';

storeContract('lowdb', async () => {
  const dir = newFolder();
  return {
    open: () => openLowdb({ dir }),
    everything: async () => everythingIn(dir),
    remove: async () => removeFolder(dir),
  };
});

storeContract('lowdb with no memory to spare', async () => {
  const dir = newFolder();
  return {
    open: () => openLowdb({ dir, cacheChars: 0 }),
    everything: async () => everythingIn(dir),
    remove: async () => removeFolder(dir),
  };
});
