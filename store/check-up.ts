import { resolve } from 'node:path';
import type { EngineHealth } from './engine.ts';
import { loadOrMakeKeys } from './keys.ts';
import { openLowdb } from './lowdb/engine.ts';
import { askSideDoor } from './lowdb/side-door.ts';
import { Seal } from './seal.ts';
import type { StoreOptions } from './store.ts';
import { placeOf } from './vault.ts';

export interface CheckUp {
  /** Another process has the folder: only its health is known, nothing was read. */
  readonly running: boolean;
  readonly documents: number;
  readonly olderKeys: number;
  /** A sentence for each of the first documents that do not open. */
  readonly unreadable: readonly string[];
  readonly health: EngineHealth;
}

/** Reads and opens every document of a data folder, unless a running program has it. */
export async function checkUp({ dir, keys }: StoreOptions): Promise<CheckUp> {
  const health = (await askSideDoor(resolve(dir), { ask: 'health' })) as EngineHealth | undefined;
  if (health) return { running: true, documents: 0, olderKeys: 0, unreadable: [], health };
  const seal = new Seal(keys.length > 0 ? keys : loadOrMakeKeys(dir));
  const engine = await openLowdb({ dir });
  try {
    let documents = 0;
    let olderKeys = 0;
    const unreadable: string[] = [];
    for await (const doc of engine.documents()) {
      documents++;
      if (!seal.isActive(doc.body)) olderKeys++;
      try {
        seal.open(doc.body, placeOf(doc));
      } catch (error) {
        if (unreadable.length < 5) unreadable.push(error instanceof Error ? error.message : '');
      }
    }
    return { running: false, documents, olderKeys, unreadable, health: await engine.health() };
  } finally {
    await engine.close();
  }
}
