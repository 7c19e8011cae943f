import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Passwords } from '../../desk/crew.ts';

/** scrypt with 32 MB each; written as `scrypt$N$r$p$salt$key`, so that a stronger setting leaves old ones valid. */
export function passwords(cost = 2 ** 15): Passwords {
  const nobody = keep(randomBytes(16), randomBytes(32), cost);
  return {
    async hash(secret) {
      const salt = randomBytes(16);
      return keep(salt, await derive(secret, salt, cost), cost);
    },
    async fits(secret, hash) {
      const kept = read(hash ?? nobody);
      if (!kept) return false;
      const same = timingSafeEqual(await derive(secret, kept.salt, kept.cost), kept.key);
      return same && hash !== undefined;
    },
  };
}

const blockSize = 8;

function derive(secret: string, salt: Buffer, cost: number): Promise<Buffer> {
  // People type the same password in different Unicode forms on different keyboards.
  const text = secret.normalize('NFKC');
  const options = { N: cost, r: blockSize, p: 1, maxmem: 256 * cost * blockSize };
  return deriveKey(text, salt, 32, options);
}

const deriveKey = promisify<string, Buffer, number, object, Buffer>(scrypt);

const keep = (salt: Buffer, key: Buffer, cost: number): string =>
  ['scrypt', cost, blockSize, 1, salt.toString('base64url'), key.toString('base64url')].join('$');

function read(kept: string): { cost: number; salt: Buffer; key: Buffer } | undefined {
  const [kind, cost, , , salt = '', key = ''] = kept.split('$');
  const bytes = Buffer.from(key, 'base64url');
  if (kind !== 'scrypt' || bytes.length !== 32) return undefined;
  return { cost: Number(cost), salt: Buffer.from(salt, 'base64url'), key: bytes };
}
