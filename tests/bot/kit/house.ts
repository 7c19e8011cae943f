import { createHash } from 'node:crypto';
import type { Channel } from '../../../bot/channels/channel.ts';
import { webChat } from '../../../bot/channels/webchat/index.ts';
import { createLog } from '../../../bot/log.ts';
import { Metrics } from '../../../bot/metrics.ts';
import { buildServer, type HotlineServer, type ServerParts } from '../../../bot/server.ts';
import { EchoLine } from './echo-line.ts';

export interface House extends AsyncDisposable {
  readonly url: string;
  readonly line: EchoLine;
  readonly server: HotlineServer;
  readonly logged: string[];
  readonly wall: { time: number; now(): number };
  readonly blobs: Map<string, { bytes: Buffer; contentType: string }>;
  /** A JSON request; `token` becomes the bearer. */
  ask(method: string, path: string, options?: Asking): Promise<Answer>;
}

export interface Asking {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely.
  readonly body: any;
}

export const secret = createHash('sha256').update('a secret for tests').digest();

/** The real server with its real web chat on a free port, over a line that echoes. */
export async function openHouse(
  more: Partial<Pick<ServerParts, 'mounts' | 'ready'>> & {
    line?: EchoLine;
    channels?: Channel[];
    port?: number;
  } = {},
): Promise<House> {
  const line = more.line ?? new EchoLine();
  const logged: string[] = [];
  const wall = { time: 1_700_000_000_000, now: () => wall.time };
  const blobs: House['blobs'] = new Map();
  const log = createLog(wall, (text) => logged.push(text));
  const config = {
    port: more.port ?? 0,
    host: '127.0.0.1',
    publicBaseUrl: 'http://localhost:3978',
  };
  const chat = webChat({
    secret,
    clock: wall,
    wall,
    publicBaseUrl: config.publicBaseUrl,
    log,
    blobs: {
      put: async (bytes, contentType) => {
        const id = createHash('sha256').update(bytes).digest('hex');
        blobs.set(id, { bytes, contentType });
        return id;
      },
      get: async (id) => blobs.get(id),
    },
  });
  const server = buildServer({
    config,
    log,
    line,
    metrics: new Metrics(),
    ready: more.ready ?? {},
    channels: [chat, ...(more.channels ?? [])],
    mounts: more.mounts ?? [],
  });
  const { url } = await server.listen();
  const ask = (method: string, path: string, options?: Asking) =>
    request(url + path, method, options);
  const shut = () => server.close(100);
  return { url, line, server, logged, wall, blobs, ask, [Symbol.asyncDispose]: shut };
}

async function request(
  url: string,
  method: string,
  { token, body, headers }: Asking = {},
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = text !== '' && /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
}
