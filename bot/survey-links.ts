import { createHmac, timingSafeEqual } from 'node:crypto';

/** Addresses that open the web chat with one survey: signed, so that nobody can answer another's by guessing. */
export class SurveyLinks {
  readonly #secret: Buffer;
  readonly #publicBaseUrl: string;

  constructor(secret: Buffer, publicBaseUrl: string) {
    this.#secret = secret;
    this.#publicBaseUrl = publicBaseUrl;
  }

  to(callback: string): string {
    const name = Buffer.from(callback).toString('base64url');
    return `${this.#publicBaseUrl}/?survey=${name}.${this.#sign(name)}`;
  }

  /** The callback such a token stands for; undefined if we did not make it. */
  read(token: string): string | undefined {
    const [name = '', sign = ''] = token.split('.');
    const expected = Buffer.from(this.#sign(name));
    const given = Buffer.from(sign);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return Buffer.from(name, 'base64url').toString();
  }

  #sign(name: string): string {
    return createHmac('sha256', this.#secret).update(name).digest('base64url').slice(0, 22);
  }
}
