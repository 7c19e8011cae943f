import assert from 'node:assert/strict';
import type { RunningHouse } from '../../kit/house.ts';
import { Description } from './description.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked against the description; tests then read them.
  readonly body: any;
}

export interface Extra {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of JSON. */
  readonly raw?: string | FormData | Uint8Array<ArrayBuffer>;
}

/**
 * Somebody of the crew at a browser: cookies, token and all. Everything sent and answered is held
 * against the description that the house serves; what it does not allow must be refused.
 */
export class Clerk {
  readonly #url: string;
  readonly #description: Description;
  #cookies = new Map<string, string>();
  csrf = '';

  private constructor(url: string, description: Description) {
    this.#url = url;
    this.#description = description;
  }

  static async arrives(url: string): Promise<Clerk> {
    return new Clerk(url, await Description.at(url));
  }

  static async signsIn(url: string, name: string, password: string): Promise<Clerk> {
    const clerk = await Clerk.arrives(url);
    const { status, body } = await clerk.post('/session', { name, password });
    assert.equal(status, 200, JSON.stringify(body));
    clerk.csrf = body.csrf;
    return clerk;
  }

  /** One of a demo's crew. */
  static of({ url, house }: Pick<RunningHouse, 'url' | 'house'>, name: string): Promise<Clerk> {
    return Clerk.signsIn(url, name, house.staff.demo?.password ?? '');
  }

  /** The same cookies in another hand. */
  copy(): Clerk {
    const other = new Clerk(this.#url, this.#description);
    other.#cookies = new Map(this.#cookies);
    other.csrf = this.csrf;
    return other;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  get(path: string, extra?: Extra): Promise<Answered> {
    return this.send('GET', path, undefined, extra);
  }

  post(path: string, body?: unknown, extra?: Extra): Promise<Answered> {
    return this.send('POST', path, body, extra);
  }

  async send(method: string, path: string, body?: unknown, extra: Extra = {}): Promise<Answered> {
    const { headers = {}, query = {}, raw } = extra;
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const search = new URLSearchParams(query).toString();
    const answer = await fetch(`${this.#url}/staff${path}${search && `?${search}`}`, {
      method,
      headers: {
        ...(cookie && { Cookie: cookie }),
        ...(this.csrf && method !== 'GET' && { 'X-CSRF-Token': this.csrf }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(raw !== undefined ? { body: raw } : body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    const read = isJson ? JSON.parse(bytes.toString()) : bytes;
    const sent = { method, path, query, ...(raw === undefined && { body }) };
    this.#description.check(sent, answer.status, isJson ? read : undefined, answer.headers);
    return { status: answer.status, headers: answer.headers, body: read };
  }
}
