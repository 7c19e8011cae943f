import type { Photo } from '../../../desk/events.ts';
import type { Api } from './api.ts';
import type { Outcome } from './outcome.ts';

/** Where pictures and voices are kept. */
export interface Blobs {
  put(bytes: Buffer, contentType: string): Promise<string>;
  /** undefined if there is none any more. */
  get(id: string): Promise<{ bytes: Buffer; contentType: string } | undefined>;
}

export interface Kept {
  readonly photo: Photo;
  readonly bytes: Buffer;
}

/** Gives WeChat a picture to show; it keeps it for three days. */
export async function lend(
  api: Api,
  blobs: Blobs,
  id: string,
): Promise<Outcome<{ media_id: string }>> {
  const kept = await blobs.get(id);
  const type = kept && mediaType(kept.bytes);
  if (!kept || !type || kept.bytes.length > largestLent)
    return { ok: false, trouble: 'content', code: 0, why: 'no picture that WeChat takes' };
  const file = new File([new Uint8Array(kept.bytes)], `photo.${endings[type]}`, { type });
  return api.upload('image', file);
}

const largestLent = 10 * 1024 * 1024;

const largest = 20 * 1024 * 1024;

/** Fetches a medium at once, because WeChat forgets it after three days; undefined if it is gone or is none. */
export async function keep(api: Api, blobs: Blobs, mediaId: string): Promise<Kept | undefined> {
  const found = await fetched(api, mediaId);
  const contentType = found && mediaType(found);
  if (!found || !contentType) return undefined;
  const id = await blobs.put(found, contentType);
  return { photo: { id, contentType, name: `wechat.${endings[contentType]}` }, bytes: found };
}

/** A line that breaks gets a second chance; a medium that is gone does not. */
async function fetched(api: Api, mediaId: string): Promise<Buffer | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await api.media(mediaId, largest);
    if (outcome.ok) return outcome.body.bytes;
    if (attempt === 2 || !/busy|unknown/.test(outcome.trouble)) return undefined;
  }
}

/** What the first bytes say; the header is not believed. */
function mediaType(bytes: Buffer): keyof typeof endings | undefined {
  const head = bytes.subarray(0, 16).toString('latin1');
  return signatures.find(([, mark, at = 0]) => head.startsWith(mark, at))?.[0];
}

const endings = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/webp': 'webp',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/x-speex': 'speex',
  'video/mp4': 'mp4',
} as const;

const signatures: readonly (readonly [keyof typeof endings, mark: string, at?: number])[] = [
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/gif', 'GIF8'],
  ['image/webp', 'WEBP', 8],
  ['image/bmp', 'BM'],
  ['audio/amr', '#!AMR'],
  ['audio/mpeg', 'ID3'],
  ['audio/mpeg', '\xff\xfb'],
  ['audio/x-speex', '#!SPEEX'],
  ['video/mp4', 'ftyp', 4],
];
