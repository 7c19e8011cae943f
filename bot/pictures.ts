import type { Store } from '../store/store.ts';
import type { Blobs } from './channels/webchat/index.ts';

/** Photos in the store: the content type is sealed together with the bytes, as their first line. */
export function pictures(blobs: Store['blobs']): Blobs {
  return {
    put: (bytes, contentType) => blobs.put(Buffer.concat([Buffer.from(`${contentType}\n`), bytes])),
    async get(id) {
      const kept = await blobs.get(id);
      if (!kept) return undefined;
      const end = kept.indexOf('\n');
      return { contentType: kept.toString('latin1', 0, end), bytes: kept.subarray(end + 1) };
    },
  };
}

/** Ids of every picture that something kept refers to, wherever in it. */
export function picturesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { id, contentType } = value as { id?: unknown; contentType?: unknown };
  const own = typeof id === 'string' && typeof contentType === 'string' && id ? [id] : [];
  return [...own, ...Object.values(value).flatMap(picturesIn)];
}
