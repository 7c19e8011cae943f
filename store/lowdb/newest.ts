import type { Doc, DocKey } from '../engine.ts';
import type { Disk } from './disk.ts';
import { Damaged, loadDocument } from './document-file.ts';

export interface Newest {
  readonly doc?: Doc;
  readonly path?: string;
  /** Files that are there but are not this document. */
  readonly damaged: readonly { readonly path: string; readonly why: Damaged }[];
}

/**
 * A crash may leave a document in several places (in mid-move): the highest revision
 * that can be read is the document.
 */
export async function newestOf(
  disk: Disk,
  key: DocKey,
  places: readonly string[],
): Promise<Newest> {
  let newest: { doc?: Doc; path?: string } = {};
  const damaged: { path: string; why: Damaged }[] = [];
  for (const path of places) {
    try {
      const doc = await loadDocument<Doc>(disk, path);
      if (!doc) continue;
      if (doc.collection !== key.collection || doc.id !== key.id)
        throw new Damaged('it holds another document');
      if (!newest.doc || doc.rev > newest.doc.rev) newest = { doc, path };
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      damaged.push({ path, why: error });
    }
  }
  return { ...newest, damaged };
}
