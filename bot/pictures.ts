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
