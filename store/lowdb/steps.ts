import type { Doc, DocKey } from '../engine.ts';
import type { Disk, Staged } from './disk.ts';
import { stageDocument } from './document-file.ts';
import { homeOf, placesOf } from './names.ts';
import { newestOf } from './newest.ts';

/** What one document was and will be; absent before or after if undefined. */
export interface Step {
  readonly key: DocKey;
  readonly before?: Doc | undefined;
  readonly after?: Doc | undefined;
}

/**
 * Writes one document, moves it if its home changed, or removes it. The new file first, then away
 * with the old one: after a crash between the two both are there, and the higher revision counts.
 */
export async function carryOut(disk: Disk, { before, after }: Step): Promise<void> {
  if (after) await (await stageDocument(disk, homeOf(after), after)).install();
  if (before && (!after || homeOf(after) !== homeOf(before)))
    await disk.remove(homeOf(before), true);
}

/** What the commits of a journal make of one document. */
export interface Fate {
  readonly key: DocKey;
  /** Highest revision that was removed on the way; -1 if none was. */
  readonly gone: number;
  readonly after: Doc | undefined;
}

/** The same, for files in any state a crash may have left; a document that is newer stays. */
export async function carryOutAgain(disk: Disk, { key, gone, after }: Fate): Promise<void> {
  const places = placesOf(key);
  const { doc: current } = await newestOf(disk, key, places);
  if (current && current.rev > Math.max(gone, after?.rev ?? -1)) return;
  if (after && current?.rev !== after.rev) await replace(disk, after);
  for (const path of places) {
    if (!after || path !== homeOf(after)) await disk.remove(path, true);
  }
}

async function replace(disk: Disk, doc: Doc): Promise<void> {
  const staged: Staged = await stageDocument(disk, homeOf(doc), doc);
  await staged.install();
}
