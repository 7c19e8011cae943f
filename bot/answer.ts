import type { Request, Response } from 'restify';

/** Answers JSON whatever the caller says it accepts: restify would otherwise wrap it by the Accept header. */
export function answerJson(
  response: Response,
  status: number,
  body: unknown,
  headers?: Headers,
): void {
  const text = JSON.stringify(body);
  answer(response, status, text, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
}

/** HEAD is served as GET; Node leaves the body out by itself, but a stream has no end to leave out. */
export function servedAsGet(request: Request): void {
  request.method = 'GET';
  heads.add(request);
}

export const isHead = (request: Request): boolean => heads.has(request);

const heads = new WeakSet<Request>();

/** Answers bytes or text exactly as given. Does nothing if the caller has gone. */
export function answer(
  response: Response,
  status: number,
  body: string | Buffer,
  headers: Headers = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  response.sendRaw(status, body, { ...headers, ...(status !== 304 && length) });
}

type Headers = Readonly<Record<string, string>>;
