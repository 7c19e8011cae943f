import type { Twilio } from 'twilio';
import type { PushOutcome } from '../channel.ts';

export interface PushOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** The provider's own, or whoever keeps the same contract. */
  readonly apiBaseUrl: string;
  readonly callerId: string;
}

/** Sends text messages through the provider's own client, loaded when the first one is sent. */
export function texting(options: PushOptions): (to: string, words: string) => Promise<PushOutcome> {
  let client: Promise<Twilio> | undefined;
  return async (to, words) => {
    client ??= connect(options);
    try {
      await (await client).messages.create({
        to,
        from: options.callerId,
        body: words.toWellFormed().slice(0, longest),
        validityPeriod: 3600,
      });
      return { delivered: true };
    } catch (error) {
      return { delivered: false, ...judge(error) };
    }
  };
}

/** The provider refuses longer ones. */
const longest = 1600;

/** What an error means for the next attempt; the provider's message may hold the number and is not repeated. */
export function judge(error: unknown): { why: string; retry: 'later' | 'never' } {
  const { code, status } = error as { code?: number | string; status?: number };
  const why = `provider: ${code ?? status ?? 'unreachable'}`;
  // Only a refusal for lack of time is sure not to have been done; after a reset it may have been.
  return { why, retry: code === 20429 || status === 429 || status === 503 ? 'later' : 'never' };
}

async function connect({ accountSid, authToken, apiBaseUrl }: PushOptions): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  const client = twilio(accountSid, authToken, { autoRetry: true, maxRetries: 2, timeout: 10_000 });
  client.api.baseUrl = apiBaseUrl;
  return client;
}
