import type { Photo } from '../../../desk/events.ts';
import { HttpError } from '../../errors.ts';
import { largestUpload, parseUpload } from '../webchat/upload.ts';

export interface MediaParts {
  readonly accountSid: string;
  readonly authToken: string;
  /** Of the provider; asked for when it is first needed. */
  readonly apiBaseUrl: string | (() => Promise<string>);
  readonly blobs: { put(bytes: Buffer, contentType: string): Promise<string> };
}

/** A picture that came with a text, kept; `lost`: it could not be had; `no picture`: something else. */
export async function keep(
  place: string,
  parts: MediaParts,
): Promise<Photo | 'lost' | 'no picture'> {
  const bytes = await fetched(place, parts);
  if (!bytes) return 'lost';
  try {
    const [picture] = (await parseUpload(bytes, '')).pictures;
    if (!picture) return 'no picture';
    const { contentType } = picture;
    const name = `text.${contentType.slice('image/'.length).replace('jpeg', 'jpg')}`;
    return { id: await parts.blobs.put(picture.bytes, contentType), contentType, name };
  } catch (error) {
    if (error instanceof HttpError) return 'no picture';
    throw error;
  }
}

/**
 * Our password goes to the provider alone, and nothing is fetched from anywhere a request names: only from the
 * provider's own address, and from where it keeps its files.
 */
async function fetched(place: string, parts: MediaParts): Promise<Buffer | undefined> {
  const home = new URL(
    typeof parts.apiBaseUrl === 'string' ? parts.apiBaseUrl : await parts.apiBaseUrl(),
  );
  const first = URL.canParse(place) ? new URL(place) : undefined;
  if (!first || first.origin !== home.origin || first.username !== '') return undefined;
  const { accountSid, authToken } = parts;
  const Authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  try {
    let answer = await get(first, { Authorization });
    for (let hops = 0; hops < 2 && answer.status >= 300 && answer.status < 400; hops += 1) {
      const next = new URL(answer.headers.get('location') ?? '', first);
      if (!isTheirs(next, home)) return undefined;
      answer = await get(next, next.origin === home.origin ? { Authorization } : {});
    }
    return answer.status === 200 ? await capped(answer) : undefined;
  } catch {
    return undefined;
  }
}

const get = (place: URL, headers: Record<string, string>): Promise<Response> =>
  fetch(place, { headers, redirect: 'manual', signal: AbortSignal.timeout(patience) });

/** Twilio's files lie on hosts of its own or in a storage rented under its name. */
function isTheirs({ origin, protocol, hostname, pathname }: URL, home: URL): boolean {
  if (origin === home.origin) return true;
  if (protocol !== 'https:' || !/(^|\.)twilio\.com$/.test(home.hostname)) return false;
  return (
    /(^|\.)(twilio|twiliocdn)\.com$/.test(hostname) ||
    (hostname === 's3-external-1.amazonaws.com' && pathname.startsWith('/media.twiliocdn.com/'))
  );
}

/** Rejects as soon as it is more than a picture can be, whatever it says of itself. */
async function capped(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > largestUpload) throw new Error('too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const patience = 10_000;
