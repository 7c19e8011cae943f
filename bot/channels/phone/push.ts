import type { Twilio } from 'twilio';
import type { PushOutcome } from '../channel.ts';
import type { Dial } from './outgoing.ts';

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

/** Calls through the same client: what happens on them is told to `/voice/out`. */
export function dialling(options: PushOptions & { readonly publicBaseUrl: string }): Dial {
  let client: Promise<Twilio> | undefined;
  const connected = (): Promise<Twilio> => (client ??= connect(options));
  return {
    async call(job, to) {
      const url = `${options.publicBaseUrl}/voice/out?job=${job}`;
      const told = `${url}&told=1`;
      const call = await (await connected()).calls.create({
        to,
        from: options.callerId,
        url,
        statusCallback: told,
        statusCallbackEvent: ['completed'],
        machineDetection: 'Enable',
        asyncAmd: 'true',
        asyncAmdStatusCallback: told,
        timeout: 25,
        timeLimit: 300,
      });
      return call.sid;
    },
    async hangUp(call) {
      await (await connected()).calls(call).update({ status: 'completed' });
    },
    async since(to, at) {
      const found = await (await connected()).calls.list({
        to,
        startTimeAfter: new Date(at - 60_000),
        limit: 5,
      });
      return found.map(({ sid }) => sid);
    },
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
