import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentText {
  readonly to: string;
  readonly from: string;
  readonly body: string;
}

/** The provider's REST side for text messages: takes what it would take, refuses with its own numbers. */
export class RestServer {
  readonly texts: SentText[] = [];
  /** Set it to make the next requests fail. */
  failure: { status: number; code: number } | undefined;
  readonly #account: string;
  readonly #token: string;
  readonly #server: Server;

  constructor(account: string, token: string) {
    this.#account = account;
    this.#token = token;
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const form = new URLSearchParams(Buffer.concat(parts).toString());
        const { status, body } = this.#answer(
          request.url ?? '',
          request.headers.authorization,
          form,
        );
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #answer(path: string, authorization: string | undefined, form: URLSearchParams) {
    const basic = `Basic ${Buffer.from(`${this.#account}:${this.#token}`).toString('base64')}`;
    if (authorization !== basic) return refusal(401, 20003);
    if (this.failure) return refusal(this.failure.status, this.failure.code);
    if (path !== `/2010-04-01/Accounts/${this.#account}/Messages.json`) return refusal(404, 20404);
    const [to = '', from = '', body = ''] = ['To', 'From', 'Body'].map(
      (key) => form.get(key) ?? '',
    );
    const unknown = [...form.keys()].find((key) => !taken.has(key));
    if (unknown) return refusal(400, 20001);
    if (!number.test(to)) return refusal(400, 21211);
    if (!number.test(from)) return refusal(400, 21212);
    if (body === '' || body.length > 1600) return refusal(400, body === '' ? 21602 : 21617);
    this.texts.push({ to, from, body });
    return { status: 201, body: { sid: `SM${'0'.repeat(32)}`, status: 'queued', to, from, body } };
  }
}

const taken = new Set(['To', 'From', 'Body', 'ValidityPeriod', 'StatusCallback']);
const number = /^\+[1-9]\d{6,14}$/;

const refusal = (status: number, code: number) => ({
  status,
  body: { code, status, message: `refused: ${code}`, more_info: '' },
});
