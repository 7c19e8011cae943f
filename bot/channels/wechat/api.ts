import { broken, type Outcome, outcomeOf } from './outcome.ts';
import { type Fetch, type TokenOptions, Tokens } from './token.ts';

export interface Binary {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** WeChat's interface: every call ends in an outcome, none throws, and no address is ever logged. */
export class Api {
  readonly #base: string;
  readonly #fetch: Fetch;
  readonly #tokens: Tokens;

  constructor(options: TokenOptions) {
    this.#base = options.apiBaseUrl;
    this.#fetch = options.fetch;
    this.#tokens = new Tokens(options);
  }

  /** The answer's ids of more than 53 bits arrive as strings. */
  post<T>(path: string, body: object): Promise<Outcome<T>> {
    const init = { method: 'POST', body: JSON.stringify(body), headers: json };
    return this.#withToken(async (token) => {
      const answer = await this.#ask(`${path}?access_token=${token}`, init);
      return outcomeOf<T>(JSON.parse(idsAsText(await answer.text())));
    });
  }

  get<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<Outcome<T>> {
    const more = new URLSearchParams(query);
    return this.#withToken(async (token) => {
      const answer = await this.#ask(`${path}?access_token=${token}&${more}`, {});
      return outcomeOf<T>(JSON.parse(idsAsText(await answer.text())));
    });
  }

  /** A temporary medium for WeChat to show. */
  upload(type: 'image', file: File): Promise<Outcome<{ media_id: string }>> {
    return this.#withToken(async (token) => {
      const body = new FormData();
      body.set('media', file);
      const path = `/cgi-bin/media/upload?access_token=${token}&type=${type}`;
      const answer = await this.#ask(path, { method: 'POST', body });
      return outcomeOf<{ media_id: string }>(JSON.parse(await answer.text()));
    });
  }

  /** A temporary medium; video comes by an address of its own. */
  media(mediaId: string, limit: number): Promise<Outcome<Binary>> {
    const query = `media_id=${encodeURIComponent(mediaId)}`;
    return this.#withToken(async (token) => {
      const answer = await this.#ask(`/cgi-bin/media/get?access_token=${token}&${query}`, {});
      const found = await binary(answer, limit);
      // An error and a video's address are JSON whatever the header says.
      if (found.bytes[0] !== brace) return { ok: true, body: found };
      const outcome = outcomeOf<{ video_url?: string }>(JSON.parse(found.bytes.toString()));
      if (!outcome.ok) return outcome;
      return this.#video(outcome.body.video_url ?? '', limit);
    });
  }

  /** Only from WeChat's own addresses: this must not become a way to make us fetch anything else. */
  async #video(url: string, limit: number): Promise<Outcome<Binary>> {
    const { protocol, hostname, origin } = new URL(url);
    const theirs = /^https?:$/.test(protocol) && /(^|\.)(qq|weixin)\.(com|qq\.com)$/.test(hostname);
    if (!theirs && origin !== new URL(this.#base).origin) return broken('a video from elsewhere');
    const answer = await this.#fetch(url, { signal: AbortSignal.timeout(20_000) });
    return { ok: true, body: await binary(answer, limit) };
  }

  /** Tries once more with another token if WeChat does not like this one. */
  async #withToken<T>(call: (token: string) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const token = await this.#tokens.current();
    if (!token.ok) return token;
    const first = await this.#safely(() => call(token.body.value));
    if (first.ok || first.trouble !== 'token') return first;
    const other = await this.#tokens.instead(token.body.value);
    return other.ok ? this.#safely(() => call(other.body.value)) : other;
  }

  async #safely<T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await call();
    } catch (error) {
      // Not the message: it holds the address, and the address holds the token.
      return broken(error instanceof Error ? error.name : 'broken');
    }
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const answer = await this.#fetch(this.#base + path, {
      ...init,
      signal: AbortSignal.timeout(8000),
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return answer;
  }
}

const json = { 'Content-Type': 'application/json; charset=utf-8' };
const brace = 0x7b;

async function binary(answer: Response, limit: number): Promise<Binary> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > limit) throw new RangeError('too large');
    parts.push(part);
  }
  const contentType = answer.headers.get('content-type') ?? '';
  return { bytes: Buffer.concat(parts), contentType };
}

/** A quote in a person's own text is always escaped, so this cannot touch it. */
export function idsAsText(json: string): string {
  return json.replace(
    /("(?:msgid|MsgId|MsgID|MsgDataId|msg_id)"\s*:\s*)(\d{16,})(?=\s*[,}\]])/g,
    '$1"$2"',
  );
}
