import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../desk/ports.ts';
import type { Duration, Instant } from '../../desk/words.ts';

/** What a link is good for: one ticket's pictures, for one colleague, for a while. */
export interface Admission {
  readonly no: string;
  readonly staff: string;
  readonly until: Instant;
}

export interface PictureLinkParts {
  readonly secret: Buffer;
  readonly publicBaseUrl: string;
  readonly clock: Clock;
}

/** Addresses of a ticket's pictures: signed, so that nobody makes one up, and good for a day. */
export class PictureLinks {
  readonly #parts: PictureLinkParts;

  constructor(parts: PictureLinkParts) {
    this.#parts = parts;
  }

  to(no: string, staff: string): string {
    const { clock, publicBaseUrl } = this.#parts;
    const until = Math.floor((clock.now() + lasts) / second).toString(36);
    const name = `${no}.${Buffer.from(staff).toString('base64url')}.${until}`;
    return `${publicBaseUrl}${picturePath}/${name}.${this.#sign(name)}`;
  }

  /** undefined if we did not make it, or it is too old. */
  read(token: string): Admission | undefined {
    const [no = '', staff = '', until = '', sign = '', ...more] = token.split('.');
    const expected = Buffer.from(this.#sign(`${no}.${staff}.${until}`));
    const given = Buffer.from(sign);
    if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
      return undefined;
    const end = Number.parseInt(until, 36) * second;
    const left = end - this.#parts.clock.now();
    // A demo's clock may have been set back since.
    if (left <= 0 || left > lasts) return undefined;
    return { no, staff: Buffer.from(staff, 'base64url').toString(), until: end };
  }

  #sign(name: string): string {
    const { secret } = this.#parts;
    return createHmac('sha256', secret).update(name).digest('base64url').slice(0, 22);
  }
}

export const picturePath = '/photos';
const second: Duration = 1000;
const lasts: Duration = 24 * 3600 * second;
