import { randomInt } from 'node:crypto';
import type { Clock } from '../../../desk/ports.ts';
import type { Duration } from '../../../desk/words.ts';
import { HttpError } from '../../errors.ts';
import { isSigned, keyOf, SealError, seal, sign, unseal } from './seal.ts';
import { readXml, textOf, writeXml } from './xml.ts';

/** What the account console and we have agreed on. */
export interface Keys {
  readonly appId: string;
  readonly token: string;
  /** EncodingAESKey; absent: plain mode. */
  readonly aesKey?: string;
  /** The one before: messages on the way while it is changed. */
  readonly previousAesKey?: string;
  /**
   * `secure` takes sealed bodies only: the signature of the address does not cover the body, so whoever saw one
   * address could put another body to it. `compatible` takes both, and of a body in both forms only the sealed.
   */
  readonly mode: 'plain' | 'compatible' | 'secure';
  /** Older or younger requests are refused. Off if absent: WeChat promises nothing about the time it signs. */
  readonly maxAge?: Duration;
}

/** A message that WeChat has sent. */
export interface Opened {
  readonly xml: string;
  /** A reply as WeChat expects it for this message: sealed with the key that opened it, or plain. */
  seal(xml: string): string;
}

/** Believes nobody but WeChat. */
export class Gate {
  readonly #keys: Keys;
  readonly #aes: readonly Buffer[];
  readonly #clock: Clock;

  constructor(keys: Keys, clock: Clock) {
    this.#keys = keys;
    this.#aes = [keys.aesKey, keys.previousAesKey].filter((key) => key !== undefined).map(keyOf);
    this.#clock = clock;
  }

  /** What to answer when the account console is set up. Throws HttpError 403. */
  handshake(query: URLSearchParams): string {
    this.#signed(query);
    const echo = query.get('echostr') ?? '';
    if (!/^[\w-]{1,64}$/.test(echo)) throw refused('There is nothing to echo.');
    return echo;
  }

  /** Throws HttpError 403 for what WeChat did not send to this account, 400 for what is not XML. */
  open(query: URLSearchParams, body: string): Opened {
    const { mode } = this.#keys;
    this.#inTime(query);
    if (mode === 'plain') return this.#plain(query, body);
    if (!query.get('msg_signature') && mode === 'secure')
      throw refused('This account takes sealed messages only.');
    if (!query.get('msg_signature')) return this.#plain(query, body);
    return this.#sealed(query, textOf(readXml(body), 'Encrypt'));
  }

  #plain(query: URLSearchParams, body: string): Opened {
    this.#signed(query);
    return { xml: body, seal: (xml) => xml };
  }

  #sealed(query: URLSearchParams, encrypted: string): Opened {
    const { token, appId } = this.#keys;
    const stamp = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
    if (!isSigned(query.get('msg_signature') ?? '', token, ...stamp, encrypted))
      throw refused('The signature does not fit the message.');
    for (const key of this.#aes) {
      const xml = opened(key, appId, encrypted);
      if (xml !== undefined) return { xml, seal: (reply) => this.#envelope(key, reply) };
    }
    throw refused('The message was sealed with a key that is not ours.');
  }

  #inTime(query: URLSearchParams): void {
    const { maxAge } = this.#keys;
    const age = this.#clock.now() - Number(query.get('timestamp') ?? Number.NaN) * 1000;
    if (maxAge !== undefined && !(Math.abs(age) <= maxAge))
      throw refused('The request is not of this time.');
  }

  #signed(query: URLSearchParams): void {
    const given = (name: string) => query.get(name) ?? '';
    if (!isSigned(given('signature'), this.#keys.token, given('timestamp'), given('nonce')))
      throw refused('The signature does not fit.');
  }

  #envelope(key: Buffer, xml: string): string {
    const encrypted = seal(key, this.#keys.appId, xml);
    const stamp = Math.floor(this.#clock.now() / 1000);
    const nonce = String(randomInt(1_000_000_000));
    return writeXml({
      xml: {
        Encrypt: encrypted,
        MsgSignature: sign(this.#keys.token, String(stamp), nonce, encrypted),
        TimeStamp: stamp,
        Nonce: nonce,
      },
    });
  }
}

function opened(key: Buffer, appId: string, encrypted: string): string | undefined {
  try {
    return unseal(key, appId, encrypted);
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

/** Says nothing that would help to guess. */
function refused(message: string): HttpError {
  return new HttpError(403, 'NotWeChat', message);
}
