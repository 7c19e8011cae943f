import type { IncomingMessage } from 'node:http';
import { HttpError } from './errors.ts';

export interface BodyLimits {
  /** Bytes. */
  readonly limit?: number;
  /** Milliseconds until a body must have arrived completely. */
  readonly patience?: number;
}

/** The whole body. Throws HttpError 415, 413, 408 or 400; restify's own body parser dies of a false gzip header. */
export function readBody(
  request: IncomingMessage,
  { limit = 256 * 1024, patience = 15_000 }: BodyLimits = {},
): Promise<Buffer> {
  refuseEarly(request, limit);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => stop(slow()), patience);
    const stop = (error?: HttpError) => {
      clearTimeout(timer);
      request.off('data', take).off('end', done).off('error', lost).off('close', lost);
      if (!error) return resolve(Buffer.concat(parts, size));
      request.on('error', () => {});
      reject(error);
    };
    const take = (part: Buffer) => {
      size += part.length;
      if (size > limit) stop(tooLarge(limit));
      else parts.push(part);
    };
    const done = () => stop();
    const lost = () =>
      stop(new HttpError(400, 'Aborted', 'The request ended before its body did.'));
    request.on('data', take).on('end', done).on('error', lost).on('close', lost);
  });
}

/** The body as text. Throws as readBody does, 400 if it is not UTF-8. */
export async function readText(request: IncomingMessage, limits?: BodyLimits): Promise<string> {
  const body = await readBody(request, limits);
  try {
    return utf8.decode(body);
  } catch (cause) {
    throw new HttpError(400, 'BadText', 'The body is not UTF-8.', cause);
  }
}

/** The body as a JSON value. Throws as readBody does, 415 if it does not call itself JSON, 400 if it is broken. */
export async function readJson(request: IncomingMessage, limits?: BodyLimits): Promise<unknown> {
  const type = request.headers['content-type'];
  const empty = request.headers['content-length'] === '0' || !hasBody(request);
  if (empty && !type) return undefined;
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type ?? ''))
    throw new HttpError(
      415,
      'UnsupportedMediaType',
      'Send JSON with Content-Type: application/json.',
    );
  const body = await readBody(request, limits);
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(body));
  } catch (cause) {
    throw new HttpError(400, 'BadJson', 'The body is not valid JSON in UTF-8.', cause);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function refuseEarly(request: IncomingMessage, limit: number): void {
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity')
    throw new HttpError(415, 'UnsupportedEncoding', 'Send the body without Content-Encoding.');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
}

function hasBody(request: IncomingMessage): boolean {
  return 'content-length' in request.headers || 'transfer-encoding' in request.headers;
}

function tooLarge(limit: number): HttpError {
  return new HttpError(
    413,
    'TooLarge',
    `At most ${Math.floor(limit / 1024)} kB are accepted here.`,
  );
}

function slow(): HttpError {
  return new HttpError(408, 'TooSlow', 'The body did not arrive in time.');
}
