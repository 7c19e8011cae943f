import { HttpError } from '../../errors.ts';

export interface Upload {
  /** The activity that came with the pictures; undefined if none did. */
  readonly activity: unknown;
  readonly pictures: readonly Picture[];
}

export interface Picture {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly name: string;
}

/** Bytes of one upload, all pictures together. */
export const largestUpload = 10 * 1024 * 1024;
const mostPictures = 10;

/** A posted form with pictures, or one bare picture. Throws HttpError 400 or 415; believes bytes, not names. */
export async function parseUpload(body: Buffer, contentType: string): Promise<Upload> {
  if (!/^multipart\//i.test(contentType))
    return { activity: undefined, pictures: [picture(body, 'picture')] };
  const parts = await form(body, contentType);
  const upload: { activity: unknown; pictures: Picture[] } = { activity: undefined, pictures: [] };
  for (const part of parts) {
    const bytes =
      typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
    if (typeof part === 'string' || /activity|json/i.test(part.type)) upload.activity = json(bytes);
    else upload.pictures.push(picture(bytes, part.name));
  }
  if (upload.pictures.length > mostPictures)
    throw new HttpError(400, 'BadArgument', `At most ${mostPictures} pictures at once.`);
  return upload;
}

/** Node's own multipart reader; a form of very many tiny parts is refused before it costs time. */
async function form(body: Buffer, contentType: string): Promise<(string | File)[]> {
  const boundary = /boundary="?([^";\s]{1,70})"?/i.exec(contentType)?.[1];
  if (!boundary || count(body, Buffer.from(`--${boundary}`)) > mostPictures + 3) throw unreadable();
  try {
    const bytes = new Uint8Array(body);
    const read = await new Response(bytes, {
      headers: { 'content-type': contentType },
    }).formData();
    return [...read.values()] as (string | File)[];
  } catch (cause) {
    throw unreadable(cause);
  }
}

function count(body: Buffer, mark: Buffer): number {
  let found = 0;
  for (let at = body.indexOf(mark); at >= 0 && found <= mostPictures + 3; found++)
    at = body.indexOf(mark, at + mark.length);
  return found;
}

function unreadable(cause?: unknown): HttpError {
  return new HttpError(
    400,
    'BadForm',
    `Not a form we can read: send multipart/form-data with at most ${mostPictures} pictures.`,
    cause,
  );
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new HttpError(400, 'BadJson', 'The activity part is not valid JSON.', cause);
  }
}

function picture(bytes: Buffer, name: string): Picture {
  const contentType = pictureType(bytes);
  if (!contentType)
    throw new HttpError(
      415,
      'NotAPicture',
      'Only JPEG, PNG, GIF, WebP and HEIC pictures are taken.',
    );
  return { bytes, contentType, name: cleanName(name) };
}

/** What the first bytes say. SVG is not a picture to us: it can carry scripts. */
function pictureType(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 12).toString('latin1');
  return signatures.find(([, mark, at = 0]) => head.startsWith(mark, at))?.[0];
}

const signatures: readonly (readonly [type: string, mark: string, at?: number])[] = [
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a'],
  ['image/webp', 'WEBP', 8],
  ['image/heic', 'ftyphei', 4],
  ['image/heic', 'ftypmif1', 4],
];

/** A name to show, never a path. */
function cleanName(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/\p{Cc}|[<>:"|?*]/gu, '')
      .slice(0, 100)
      .toWellFormed() || 'picture'
  );
}
