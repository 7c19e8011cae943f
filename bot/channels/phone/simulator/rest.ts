import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider has published of its interface; a test brings it along, a demo does without. */
export interface Contract {
  /** Why this request does not keep to it; undefined if it does. */
  request(method: string, path: string, form: URLSearchParams): string | undefined;
  answer(method: string, path: string, status: number, body: object): string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: object;
  /** The connection breaks before this arrives. */
  readonly lost?: boolean;
}

export interface Medium {
  readonly type: string;
  /** Perhaps later. */
  readonly bytes: Uint8Array | Promise<Uint8Array>;
  /** It lies there. */
  readonly location?: string;
}

/** `path` below the account: `Calls.json`, `Calls/CA….json`. */
export type Handler = (
  method: string,
  path: string,
  form: URLSearchParams,
) => Answer | Promise<Answer>;

export interface RestOptions {
  readonly accountSid: string;
  readonly authToken: string;
  readonly contract?: Contract;
}

/** The provider's REST interface: takes nothing from a stranger, and nothing it has not published. */
export class RestServer {
  readonly #options: RestOptions;
  readonly #handle: Handler;
  readonly #server: Server;
  #listening: Promise<string> | undefined;
  /** What was sent or answered against the published contract: a test expects none. */
  readonly breaches: string[] = [];
  /** Pictures and films of text messages, by the address they are fetched at; or where else to look. */
  readonly media = new Map<string, Medium>();

  constructor(options: RestOptions, handle: Handler) {
    this.#options = options;
    this.#handle = handle;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Resolves to where it listens; begins to if it does not yet. */
  listen(): Promise<string> {
    this.#listening ??= this.#listen();
    return this.#listening;
  }

  async #listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#server.unref();
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const answer = await this.#answer(request, Buffer.concat(parts).toString());
    if ('bytes' in answer) return show(await answer.bytes, answer, response);
    const { status, body, lost } = answer;
    if (lost) return void response.destroy();
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  async #answer(
    { method = '', url = '', headers }: IncomingMessage,
    body: string,
  ): Promise<Answer | Medium> {
    const { accountSid, authToken, contract } = this.#options;
    const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    if (headers.authorization !== basic) return refusal(401, 20003);
    const { pathname, searchParams } = new URL(url, 'http://provider');
    const account = `/2010-04-01/Accounts/${accountSid}/`;
    if (!pathname.startsWith(account)) return refusal(404, 20404);
    const medium = this.media.get(pathname);
    if (medium) return medium;
    const form = method === 'POST' ? new URLSearchParams(body) : searchParams;
    const wrong = contract?.request(method, pathname, form);
    if (wrong) {
      this.breaches.push(`${method} ${pathname}: ${wrong}`);
      return refusal(400, 20001);
    }
    const answer = await this.#handle(method, pathname.slice(account.length), form);
    const odd = contract?.answer(method, pathname, answer.status, answer.body);
    if (odd) this.breaches.push(`our own answer to ${method} ${pathname}: ${odd}`);
    return answer;
  }
}

function show(bytes: Uint8Array, { type, location }: Medium, response: ServerResponse): void {
  response.writeHead(location ? 307 : 200, {
    'Content-Type': type,
    ...(location && { Location: location }),
  });
  response.end(bytes);
}

export const refusal = (status: number, code: number): Answer => ({
  status,
  body: { code, status, message: `refused: ${code}`, more_info: '' },
});
