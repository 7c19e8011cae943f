import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { StoreTrouble } from './engine.ts';

/** A key and its short name, which is kept with everything it sealed. */
export interface DataKey {
  readonly name: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** Reads `name:base64`, comma-separated; throws RangeError naming every fault. */
export function parseKeys(text: string): DataKey[] {
  const parts = text.split(',').map((part) => part.trim().split(':'));
  const keys = parts.map(([name = '', base64 = '']) => ({
    name,
    key: Buffer.from(base64, 'base64'),
  }));
  const faults = keys.flatMap(({ name, key }, index) => {
    const which = `key ${index + 1} ("${name}")`;
    if (!keyName.test(name)) return [`${which} has no name of 1 to 32 letters, digits, - or _`];
    if (key.length !== 32) return [`${which} has ${key.length} bytes instead of 32`];
    return keys.findIndex((other) => other.name === name) < index
      ? [`${which} is given twice`]
      : [];
  });
  if (faults.length > 0) throw new RangeError(`Data keys: ${faults.join('; ')}.`);
  return keys;
}

const keyName = /^[A-Za-z0-9_-]{1,32}$/;

/**
 * AES-256-GCM, bound to the place where the value lies: a sealed value moved elsewhere or changed by
 * one bit does not open. Text form: `v1.<key name>.<base64url of nonce, value, tag>`. Nonces are
 * random, so change the active key well before four thousand million seals.
 */
export class Seal {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  #nonces = Buffer.of();
  readonly #active: string;

  /** The first key is active; the others only open what they once sealed. Throws RangeError if there is none. */
  constructor(keys: readonly DataKey[]) {
    const [active] = keys;
    if (!active) throw new RangeError('Sealing needs at least one data key.');
    this.#active = active.name;
    this.#keys = new Map(keys.map(({ name, key }) => [name, createSecretKey(key)]));
  }

  seal(text: string, place: string): string {
    const sealed = this.#encrypt(Buffer.from(text), this.#active, place);
    return `${version}.${this.#active}.${sealed.toString('base64url')}`;
  }

  /** Throws StoreTrouble if the key is not in the ring or the value is not what was sealed for this place. */
  open(sealed: string, place: string): string {
    const first = sealed.indexOf('.');
    const second = sealed.indexOf('.', first + 1);
    if (first < 0 || second < 0 || sealed.slice(0, first) !== version) throw broken(place);
    const bytes = Buffer.from(sealed.slice(second + 1), 'base64url');
    return this.#decrypt(bytes, sealed.slice(first + 1, second), place).toString();
  }

  /** As `seal`, without the cost of base64: `v1.<key name>.` and the raw bytes. */
  sealBytes(bytes: Uint8Array, place: string): Buffer {
    const head = Buffer.from(`${version}.${this.#active}.`);
    return Buffer.concat([head, this.#encrypt(bytes, this.#active, place)]);
  }

  openBytes(sealed: Buffer, place: string): Buffer {
    const head = /^v1\.([A-Za-z0-9_-]{1,32})\./.exec(sealed.subarray(0, 40).toString('latin1'));
    if (!head?.[1]) throw broken(place);
    return this.#decrypt(sealed.subarray(head[0].length), head[1], place);
  }

  isActive(sealed: string): boolean {
    return sealed.startsWith(`${version}.${this.#active}.`);
  }

  #encrypt(bytes: Uint8Array, name: string, place: string): Buffer {
    const nonce = this.#nonce();
    const cipher = createCipheriv('aes-256-gcm', this.#key(name, place), nonce);
    cipher.setAAD(Buffer.from(place));
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** Drawn by the hundred: asking for a few bytes costs as much as asking for many. */
  #nonce(): Buffer {
    if (this.#nonces.length < nonceLength) this.#nonces = randomBytes(nonceLength * noncesAtOnce);
    const nonce = this.#nonces.subarray(0, nonceLength);
    this.#nonces = this.#nonces.subarray(nonceLength);
    return nonce;
  }

  #decrypt(sealed: Buffer, name: string, place: string): Buffer {
    const key = this.#key(name, place);
    if (sealed.length < nonceLength + tagLength) throw broken(place);
    const options = { authTagLength: tagLength };
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), options);
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(sealed.subarray(-tagLength));
    try {
      const value = decipher.update(sealed.subarray(nonceLength, -tagLength));
      return Buffer.concat([value, decipher.final()]);
    } catch (cause) {
      throw broken(place, cause);
    }
  }

  #key(name: string, place: string): KeyObject {
    const key = this.#keys.get(name);
    if (key) return key;
    throw new StoreTrouble(
      `"${place}" was sealed with the key "${name}", which is not among the data keys ` +
        `(${[...this.#keys.keys()].join(', ')}). Add it behind the active one.`,
    );
  }
}

/** Names a person or account without saying who it is: only who holds `secret` can find it again. */
export function blind(secret: Buffer | KeyObject, collection: string, id: string): string {
  const text = Buffer.from(`${collection}\0${id}`, 'utf16le');
  return createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
}

const version = 'v1';
const nonceLength = 12;
const noncesAtOnce = 256;
const tagLength = 16;

function broken(place: string, cause?: unknown): StoreTrouble {
  return new StoreTrouble(
    `"${place}" does not open: it was changed or moved after it was sealed, or its key is another one of the same name.`,
    { cause },
  );
}
