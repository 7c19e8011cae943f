import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../../desk/ports.ts';
import type { Duration, Instant } from '../../../desk/words.ts';
import { HttpError } from '../../errors.ts';

/** What a token proves: this visitor may read and write this conversation. */
export interface Pass {
  readonly conv: string;
  readonly user: string;
  /** Seconds since 1970, as JWT has it. */
  readonly exp: number;
}

export const tokenLife: Duration = 3_600_000;
const pictureLife: Duration = 24 * 3_600_000;

/** Everything the web chat signs and checks. `clock` is the real one: a demo's leap must not log visitors out. */
export class Seals {
  readonly #token: Seal;
  readonly #visitor: Seal;
  readonly #picture: Seal;
  readonly #clock: Clock;

  /** The same secret after a restart keeps visitors and their conversations. At least 32 bytes. */
  constructor(secret: Buffer, clock: Clock) {
    if (secret.length < 32) throw new RangeError('The web chat needs a secret of 32 bytes.');
    this.#token = seal(secret, 'direct line token');
    this.#visitor = seal(secret, 'visitor cookie');
    this.#picture = seal(secret, 'picture address');
    this.#clock = clock;
  }

  token(conv: string, user: string): string {
    const exp = Math.floor((this.#clock.now() + tokenLife) / 1000);
    const claims: Pass = { conv, user, exp };
    const body = `${jwtHeader}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return `${body}.${this.#token(body)}`;
  }

  /** Throws HttpError 403 for a token that is forged, expired or of another conversation. */
  pass(token: string, conversation?: string): Pass {
    const end = token.lastIndexOf('.');
    const body = token.slice(0, Math.max(end, 0));
    if (!body.startsWith(`${jwtHeader}.`) || !same(this.#token(body), token.slice(end + 1)))
      throw refused('BadToken', 'This token was not issued here.');
    const pass = JSON.parse(Buffer.from(body.slice(jwtHeader.length + 1), 'base64url').toString());
    if (pass.exp * 1000 <= this.#clock.now()) throw refused('TokenExpired', 'Token has expired.');
    if (conversation !== undefined && pass.conv !== conversation)
      throw refused('BadToken', 'This token belongs to another conversation.');
    return pass;
  }

  /** A new visitor, if the browser brought no cookie of ours. */
  visitor(request: IncomingMessage): string {
    const cookie = /(?:^|;\s*)visitor=([\w-]{22})\.([\w-]{43})(?:;|$)/.exec(
      request.headers.cookie ?? '',
    );
    const [, id = '', proof = ''] = cookie ?? [];
    return same(this.#visitor(id), proof) ? id : randomBytes(16).toString('base64url');
  }

  /** Keeps the visitor for a year; scripts cannot read it and other sites cannot send it. */
  cookie(visitor: string, secure: boolean): string {
    const value = `visitor=${visitor}.${this.#visitor(visitor)}`;
    const year = 365 * 24 * 3600;
    return `${value}; Path=/v3/directline; Max-Age=${year}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  }

  /** Query of a picture's address: an image element cannot send a token. The same for a whole day, so that browsers cache it. */
  pictureQuery(id: string): string {
    const days = Math.floor(this.#clock.now() / pictureLife) + 2;
    const until: Instant = days * pictureLife;
    return `e=${until}&s=${this.#picture(`${id}.${until}`)}`;
  }

  /** Throws HttpError 403 unless the query was made by `pictureQuery` for this picture and is not too old. */
  picture(id: string, query: URLSearchParams): void {
    const until = query.get('e') ?? '';
    if (
      !same(this.#picture(`${id}.${until}`), query.get('s') ?? '') ||
      Number(until) < this.#clock.now()
    )
      throw refused('BadSignature', 'This picture address is not valid or too old.');
  }
}

/** The bearer token of a request. Throws HttpError 401 if there is none. */
export function bearer(request: IncomingMessage): string {
  const [, token] =
    /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!token) throw new HttpError(401, 'NoToken', 'Send the header Authorization: Bearer <token>.');
  return token;
}

/** Throws HttpError 403 if a browser says that another site's page is asking. */
export function refuseOtherSites(request: IncomingMessage, publicBaseUrl: string): void {
  const { origin, host } = request.headers;
  if (!origin || origin === new URL(publicBaseUrl).origin) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw refused('BadOrigin', 'Other sites may not use this.');
}

type Seal = (text: string) => string;

/** Each purpose has its own key, so that a proof for one is worthless for another. */
function seal(secret: Buffer, purpose: string): Seal {
  const key = createHmac('sha256', secret).update(purpose).digest();
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}

const jwtHeader = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refused(code: string, message: string): HttpError {
  return new HttpError(403, code, message);
}
