import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { HotlineError } from '../../errors.ts';

/** A sealed message that is not what WeChat would have made with this key for this account. */
export class SealError extends HotlineError {
  constructor(why: string) {
    super('wechat.seal', `This is not a message sealed for us: ${why}.`);
  }
}

/** SHA-1 in hex over the parts in byte order, as every WeChat signature is made. */
export function sign(...parts: readonly string[]): string {
  const ordered = parts.map((part) => Buffer.from(part)).sort(Buffer.compare);
  return createHash('sha1').update(Buffer.concat(ordered)).digest('hex');
}

/** Takes as long for a wrong signature as for a right one. */
export function isSigned(signature: string, ...parts: readonly string[]): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(...parts))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** The 32 bytes behind an EncodingAESKey. Throws SealError if it is none. */
export function keyOf(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey) || key.length !== 32)
    throw new SealError('an EncodingAESKey has 43 letters and digits');
  return key;
}

/** Sixteen random bytes, the length, the text, and whose it is; filled up to whole blocks of 32. */
export function seal(key: Buffer, appId: string, text: string, random = randomBytes(16)): string {
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const frame = Buffer.concat([random, length, message, Buffer.from(appId)]);
  const fill = block - (frame.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([frame, Buffer.alloc(fill, fill)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/** The text, if every byte around it is right. Throws SealError otherwise; nothing of the text leaves then. */
export function unseal(key: Buffer, appId: string, sealed: string): string {
  const frame = unpadded(decipher(key, sealed));
  const end = head + frame.readUInt32BE(16);
  if (end > frame.length) throw new SealError('it says it is longer than it is');
  if (!frame.subarray(end).equals(Buffer.from(appId)))
    throw new SealError('it belongs to another account');
  return frame.toString('utf8', head, end);
}

const block = 32;
/** Random bytes and length. */
const head = 20;

function decipher(key: Buffer, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(sealed) || bytes.length < block || bytes.length % 16 !== 0)
    throw new SealError('it is not base64 of whole blocks');
  // Node would take a fill of at most 16 bytes; WeChat's goes to 32.
  const opened = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([opened.update(bytes), opened.final()]);
}

function unpadded(padded: Buffer): Buffer {
  const fill = padded.at(-1) ?? 0;
  const from = padded.length - fill;
  if (fill < 1 || fill > block || from < head || padded.subarray(from).some((b) => b !== fill))
    throw new SealError('its padding is wrong');
  return padded.subarray(0, from);
}
