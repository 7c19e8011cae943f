import { randomBytes } from 'node:crypto';
import { Carrier, type CarrierOptions, type Fields } from './carrier.ts';
import { readDocument } from './document.ts';

export interface HandsetOptions extends CarrierOptions {
  readonly number: string;
  /** The house's number. */
  readonly to: string;
}

export interface Text {
  readonly who: 'me' | 'house';
  readonly text: string;
}

/** A telephone as text messages meet it: what is written goes signed to the house, what comes back is read. */
export class Handset {
  readonly thread: Text[] = [];
  readonly #options: HandsetOptions;
  readonly #carrier: Carrier;
  #heardFrom = 0;
  /** The last request, for a provider that repeats itself. */
  last: Fields | undefined;

  constructor(options: HandsetOptions) {
    this.#options = options;
    this.#carrier = new Carrier(options);
  }

  /** What came since something was written. */
  get heard(): string {
    return this.news.join('\n');
  }

  get news(): readonly string[] {
    return this.thread
      .slice(this.#heardFrom)
      .flatMap(({ who, text }) => (who === 'me' ? [] : text));
  }

  get transcript(): string {
    return this.thread.map(({ who, text }) => `${who.padEnd(6)} ${text}`).join('\n');
  }

  /** `pictures`: where the provider keeps what came with it. */
  async writes(
    text: string,
    pictures: readonly { readonly url: string; readonly type: string }[] = [],
    more: Fields = {},
  ): Promise<this> {
    this.#heardFrom = this.thread.length;
    this.thread.push({ who: 'me', text });
    const { number, to } = this.#options;
    const sid = `${pictures.length > 0 ? 'MM' : 'SM'}${randomBytes(16).toString('hex')}`;
    this.last = {
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      SmsStatus: 'received',
      NumSegments: '1',
      From: number,
      To: to,
      Body: text,
      NumMedia: String(pictures.length),
      ...Object.fromEntries(
        pictures.flatMap(({ url, type }, at) => [
          [`MediaUrl${at}`, url],
          [`MediaContentType${at}`, type],
        ]),
      ),
      ...more,
    };
    for (const answer of read(await this.#send(this.last))) this.receives(answer);
    return this;
  }

  /** The provider did not get our answer and asks again; nothing new is shown. Resolves to the bytes. */
  async repeats(): Promise<string> {
    if (!this.last) throw new Error('Nothing was written yet.');
    return (await this.#send(this.last)).body;
  }

  receives(text: string): void {
    this.thread.push({ who: 'house', text });
  }

  movesTo(url: string): void {
    this.#carrier.movesTo(url);
  }

  #send(fields: Fields) {
    return this.#carrier.post('/sms/incoming', fields);
  }
}

/** The messages of an answer; throws Error for what the provider would refuse or silently not send. */
function read({ status, type, body }: { status: number; type: string; body: string }): string[] {
  if (status !== 200) throw new Error(`11200: ${status} ${body}`);
  return readDocument(body, type, 'messaging').map(({ name, text }) => {
    if (name !== 'Message') throw new Error(`12200: ${name}`);
    if (text === '') throw new Error('14103: empty Message');
    if (text.length > 1600) throw new Error('21617: long Message');
    return text;
  });
}
