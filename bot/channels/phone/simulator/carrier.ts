import { createHmac } from 'node:crypto';
import { readDocument, type Verb } from './document.ts';

export interface CarrierOptions {
  /** Where the service really listens. */
  readonly url: string;
  /** What it is called from outside: signed, and taken off the addresses it gives. */
  readonly publicBaseUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
}

export type Fields = Readonly<Record<string, string>>;

/** The provider's half of the wire: signs, posts, waits 15 seconds, reads what comes back. */
export class Carrier {
  #options: CarrierOptions;

  constructor(options: CarrierOptions) {
    this.#options = options;
  }

  /** Throws Error for what the provider would play its own English error message for. */
  async fetch(address: string, fields: Fields): Promise<readonly Verb[]> {
    const { status, type, body } = await this.post(address, fields);
    if (status !== 200) throw new Error(`11200: ${status} ${body}`);
    return readDocument(body, type);
  }

  /** From another host, if there is one, when the service cannot be reached or answers nonsense. */
  async fetchOr(
    fallback: string | undefined,
    asked: () => void,
    address: string,
    fields: Fields,
  ): Promise<readonly Verb[]> {
    try {
      return await this.fetch(address, fields);
    } catch (error) {
      if (!fallback) throw error;
      asked();
      return this.fetch(fallback, { ...fields, ErrorCode: '11200', ErrorUrl: address });
    }
  }

  /** The service came up again somewhere else. */
  movesTo(url: string): void {
    this.#options = { ...this.#options, url };
  }

  async post(address: string, fields: Fields) {
    const { url, publicBaseUrl, accountSid } = this.#options;
    const asked = new URL(address, `${publicBaseUrl}/`).href;
    const form = { AccountSid: accountSid, ApiVersion: '2010-04-01', ...fields };
    const answer = await this.#send(asked.replace(publicBaseUrl, url), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
        'X-Twilio-Signature': this.#sign(asked, form),
      },
      body: new URLSearchParams(form),
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    });
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, body: await answer.text() };
  }

  /** A connection that fails is tried once more, with the same bytes; an answer, whatever it says, is not asked for again. */
  async #send(address: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(address, request);
    } catch (error) {
      if ((error as Error).name === 'TimeoutError') throw error;
      return fetch(address, request);
    }
  }

  /** The address and then every key with its value, in the order of the keys. */
  #sign(address: string, form: Fields): string {
    const keys = Object.keys(form).sort((a, b) => (a < b ? -1 : 1));
    const text = address + keys.map((key) => key + form[key]).join('');
    return createHmac('sha1', this.#options.authToken).update(text, 'utf8').digest('base64');
  }
}
