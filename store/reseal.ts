import { Conflict, type Engine } from './engine.ts';
import type { Seal } from './seal.ts';
import { placeOf } from './vault.ts';

/** Seals with the active key what older keys sealed; resolves to how many documents that were. */
export async function reseal(engine: Engine, seal: Seal): Promise<number> {
  let count = 0;
  for await (const doc of engine.documents()) {
    if (seal.isActive(doc.body)) continue;
    const body = seal.seal(seal.open(doc.body, placeOf(doc)), placeOf(doc));
    try {
      await engine.commit([{ put: { ...doc, body }, expect: doc.rev }], { durable: true });
      count++;
    } catch (error) {
      // Saved by somebody else meanwhile, and so sealed anew.
      if (!(error instanceof Conflict)) throw error;
    }
  }
  return count;
}
