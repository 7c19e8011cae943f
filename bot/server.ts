import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Request, Response, Server } from 'restify';
import restify from 'restify';
import { answer, answerJson, servedAsGet } from './answer.ts';
import type { Channel, Line } from './channels/channel.ts';
import type { Config } from './config.ts';
import { errorBody, HttpError, statusOf } from './errors.ts';
import type { Log } from './log.ts';
import { type Metrics, measured } from './metrics.ts';

export interface ServerParts {
  readonly config: Pick<Config, 'port' | 'host' | 'publicBaseUrl'>;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Each must answer true, or throw, or answer why not; all true: ready. */
  readonly ready: Readonly<Record<string, () => Readiness | Promise<Readiness>>>;
  readonly channels: readonly Channel[];
  readonly line: Line;
  /** Further routes: pages, demo, console. */
  readonly mounts?: readonly ((server: Server) => void)[];
  /** Who tells in another form what is refused below an address of theirs. */
  readonly refusals?: readonly Refusals[];
}

export interface Refusals {
  /** E.g. `/staff`. */
  readonly below: string;
  send(res: Response, error: HttpError): void;
}

export type Readiness = true | string;

export interface HotlineServer {
  /** Resolves with the address it listens on; rejects if the port is taken. */
  listen(): Promise<{ port: number; url: string }>;
  /** Answers what it is working on, then closes; whoever is still there after `grace` milliseconds is cut off. */
  close(grace?: number): Promise<void>;
}

export function buildServer(parts: ServerParts): HotlineServer {
  const server = restify.createServer({ name: '', log: silent });
  const http = server.server;
  http.requestTimeout = 150_000;
  http.headersTimeout = 20_000;
  server.pre(prepare(parts));
  server.on('error', (error) => parts.log.error('server.failed', { error }));
  // Its callback would make restify answer a second time: it is not called.
  server.on('restifyError', (req: Request, res: Response, error: unknown) =>
    refuse(parts, req, res, error),
  );
  parts.metrics.gauge('hotline_requests_now', 'Requests being answered.', () =>
    server.inflightRequests(),
  );
  server.on('after', (req: Request, res: Response) => measure(parts.metrics, req, res));
  mountHealth(server, parts);
  const line = measured(parts.line, parts.metrics);
  for (const channel of parts.channels) channel.mount(server, line);
  for (const mount of parts.mounts ?? []) mount(server);
  http.on('upgrade', dropUnclaimed);
  return {
    listen: () => listen(server, parts.config),
    close: (grace = 10_000) => close(server, parts.channels, grace),
  };
}

/** Headers for every answer; a page replaces the content policy by its own. */
function prepare({ config }: ServerParts) {
  const headers = Object.entries({
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    ...(config.publicBaseUrl.startsWith('https:') && {
      'Strict-Transport-Security': 'max-age=31536000',
    }),
  });
  return (req: Request, res: Response, next: restify.Next) => {
    began.set(req, performance.now());
    const given = String(req.headers['x-request-id'] ?? '');
    res.setHeader('X-Request-Id', /^[\w.-]{8,64}$/.test(given) ? given : randomUUID());
    for (const [name, value] of headers) res.setHeader(name, value);
    // Node has noted already that this answer has no body; every GET route serves HEAD as well.
    if (req.method === 'HEAD') servedAsGet(req);
    next();
  };
}

const began = new WeakMap<IncomingMessage, number>();

function refuse(
  { log, metrics, refusals = [] }: ServerParts,
  req: Request,
  res: Response,
  error: unknown,
): void {
  const known = fromRestify(error);
  const status = statusOf(known);
  if (status >= 500) {
    metrics.count('hotline_errors_total', 'Requests that failed on our side.');
    log.error('request.failed', {
      request: res.getHeader('X-Request-Id'),
      path: pattern(req),
      error,
    });
  }
  const path = String(req.url).split('?', 1)[0] ?? '';
  const own = refusals.find(({ below }) => `${path}/`.startsWith(`${below}/`));
  if (res.headersSent) res.destroy();
  else if (own && known instanceof HttpError && status < 500) own.send(res, known);
  else answerJson(res, status, errorBody(known));
}

/** What restify itself refuses: its own messages repeat the path, ours do not. */
function fromRestify(error: unknown): unknown {
  if (error instanceof HttpError || !(error instanceof Error) || !('statusCode' in error))
    return error;
  const status = Number(error.statusCode);
  if (status === 404) return new HttpError(404, 'NotFound', 'There is nothing at this address.');
  if (status === 405)
    return new HttpError(405, 'BadMethod', 'This address does not take that method.');
  if (status === 429)
    return new HttpError(429, 'TooMany', 'Too many newcomers from this address; wait a minute.');
  if (status >= 400 && status < 500)
    return new HttpError(status, 'BadRequest', 'We cannot read this request.');
  return error;
}

function measure(metrics: Metrics, req: Request, res: Response): void {
  const labels = {
    method: String(req.method),
    route: pattern(req),
    status: String(res.statusCode),
  };
  metrics.count('hotline_requests_total', 'Requests answered.', labels);
  const seconds = (performance.now() - (began.get(req) ?? performance.now())) / 1000;
  metrics.time('hotline_request_seconds', 'Time to answer a request.', seconds, {
    route: pattern(req),
  });
}

/** The route, not the path: a path may hold what identifies a person, and there are too many of them. */
function pattern(req: Request): string {
  return String((req as { route?: { path?: unknown } }).route?.path ?? 'none');
}

function mountHealth(server: Server, { ready, metrics }: ServerParts): void {
  server.get('/healthz', async (_req, res) => answerJson(res, 200, { alive: true }));
  server.get('/readyz', async (_req, res) => {
    const checks = await Promise.all(
      Object.entries(ready).map(async ([name, check]) => [name, await checked(check)] as const),
    );
    const all = checks.every(([, state]) => state === true);
    answerJson(res, all ? 200 : 503, { ready: all, checks: Object.fromEntries(checks) });
  });
  server.get('/metrics', async (_req, res) =>
    answer(res, 200, metrics.text(), {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  );
}

/** Why not is for the log of whoever asks; it names parts, never their settings. */
async function checked(check: () => Readiness | Promise<Readiness>): Promise<Readiness> {
  try {
    return await check();
  } catch {
    return 'failed';
  }
}

/** Runs last: a channel that wants the connection has answered it by now, in the same tick. */
function dropUnclaimed(_request: IncomingMessage, socket: Duplex): void {
  if (socket.writableEnded || socket.listenerCount('data') > 0) return;
  socket.on('error', () => socket.destroy());
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function listen(server: Server, { port, host }: ServerParts['config']) {
  return new Promise<{ port: number; url: string }>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const taken = (server.server.address() as AddressInfo).port;
      resolve({ port: taken, url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}` });
    });
  });
}

async function close(server: Server, channels: readonly Channel[], grace: number): Promise<void> {
  await Promise.all(channels.map((channel) => channel.close?.()));
  const http = server.server as typeof server.server & { closeAllConnections(): void };
  const cut = setTimeout(() => http.closeAllConnections(), grace);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(cut);
}

/** restify insists on a logger of its own kind; ours says what there is to say. */
const silent = quiet() as unknown as NonNullable<restify.ServerOptions['log']>;

function quiet(): object {
  const say = () => false;
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, say]);
  return { child: quiet, ...Object.fromEntries(levels) };
}
