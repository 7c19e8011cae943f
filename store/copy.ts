import { type Change, type Doc, type Engine, StoreTrouble } from './engine.ts';

export interface Copied {
  readonly documents: number;
  readonly blobs: number;
}

/**
 * Copies everything from one engine to another, empty one, sealed as it is: the same data keys open
 * it there. Nobody else may use either. Interrupted, start again with an empty one.
 */
export async function copyStore(from: Engine, to: Engine): Promise<Copied> {
  for await (const { collection } of to.documents())
    throw new StoreTrouble(
      `The store to copy to is not empty: it holds documents of "${collection}".`,
    );
  let documents = 0;
  let blobs = 0;
  for await (const id of from.blobs()) {
    const bytes = await from.getBlob(id);
    if (bytes) await to.putBlob(id, bytes);
    blobs++;
  }
  for await (const batch of inBatches(from.documents())) {
    await to.commit(batch.map(asNew), { durable: true });
    documents += batch.length;
  }
  return { documents, blobs };
}

function asNew({ rev: _, ...put }: Doc): Change {
  return { put, expect: 'absent' };
}

async function* inBatches(docs: AsyncIterable<Doc>): AsyncIterable<Doc[]> {
  let batch: Doc[] = [];
  for await (const doc of docs) {
    batch.push(doc);
    if (batch.length < 100) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
