import type { Twilio } from 'twilio';
import type { Instant } from '../../../desk/words.ts';
import type { Disposition } from './out/attempt.ts';
import { type CallState, isFinal } from './parse.ts';

export interface PushOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** The provider's own, or whoever keeps the same contract; asked for when it is first needed. */
  readonly apiBaseUrl: string | (() => Promise<string>);
  readonly callerId: string;
  readonly publicBaseUrl: string;
}

/** The provider's REST interface, as far as calls need it. Rejects with what `failureOf` understands. */
export interface Dial {
  /** Resolves to the provider's id of the call. What happens on it is told to our addresses with this `id`. */
  call(id: string, to: string): Promise<string>;
  hangUp(call: string): Promise<void>;
  /** Calls to this number made since then, newest first: after a lost answer nobody is called twice. */
  since(to: string, at: Instant): Promise<readonly CallState[]>;
  /** undefined: the provider knows no such call. */
  state(call: string): Promise<CallState | undefined>;
}

/** Calls that are under way. */
export interface Redirecting {
  /** The call goes on with what is answered at this turn, whatever it is doing now. */
  redirect(call: string, turn: number): Promise<void>;
  /** Two people talk on it: it may last as long as that takes. */
  prolong(call: string): Promise<void>;
}

/** The same for text messages. */
export interface Texting {
  send(id: string, to: string, words: string): Promise<void>;
  /** Was this sent since then? */
  sent(to: string, words: string, since: Instant): Promise<boolean>;
}

/** Everything through the provider's own client, loaded when it is first needed. */
export function rest(options: PushOptions): Dial & Redirecting & Texting {
  let client: Promise<Twilio> | undefined;
  const connected = (): Promise<Twilio> => (client ??= connect(options));
  const { callerId, publicBaseUrl } = options;
  return {
    async call(id, to) {
      const told = `${publicBaseUrl}/voice/status?job=${id}`;
      const call = await (await connected()).calls.create({
        to,
        from: callerId,
        url: `${publicBaseUrl}/voice/out?job=${id}`,
        statusCallback: told,
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
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
    async redirect(call, turn) {
      const url = `${publicBaseUrl}/voice/turn?t=${turn}`;
      await (await connected()).calls(call).update({ url, method: 'POST' });
    },
    async prolong(call) {
      await (await connected()).calls(call).update({ timeLimit: 7200 });
    },
    // Not by start time: a call that still waits at the provider has none.
    async since(to, at) {
      const found = await (await connected()).calls.list({ to, limit: 20 });
      return found.filter(({ dateCreated }) => isSince(dateCreated, at)).map(stateOf);
    },
    async state(call) {
      try {
        return stateOf(await (await connected()).calls(call).fetch());
      } catch (error) {
        if ((error as Failure).status === 404) return undefined;
        throw error;
      }
    },
    async send(id, to, words) {
      await (await connected()).messages.create({
        to,
        from: callerId,
        body: words,
        validityPeriod: 3600,
        statusCallback: `${publicBaseUrl}/voice/status?text=${id}`,
      });
    },
    async sent(to, words, since) {
      const found = await (await connected()).messages.list({ to, limit: 20 });
      return found.some(({ body, dateCreated }) => body === words && isSince(dateCreated, since));
    },
  };
}

/** The provider says that nobody is on that call any more. */
export function isGone(error: unknown): boolean {
  const { code, status } = error as Failure;
  return Number(code) === 21220 || status === 404;
}

/** What a failed request means. The provider's own message may hold the number and is not repeated. */
export function failureOf(error: unknown): { how: Disposition | 'lost' | 'later'; why: string } {
  const { code, status } = error as Failure;
  const why = `provider: ${code ?? status ?? 'unreachable'}`;
  const known = failures.get(Number(code));
  if (known) return { how: known, why };
  if (status === 429) return { how: 'later', why };
  // Without an answer, or with its own failure for one, it may have been done all the same.
  if (status === undefined || status >= 500) return { how: 'lost', why };
  return { how: 'provider down', why };
}

interface Failure {
  readonly code?: number | string;
  readonly status?: number;
}

const failures: ReadonlyMap<number, Disposition | 'later'> = new Map(
  Object.entries({
    later: [20429, 14107],
    'invalid number': [21211, 21217, 21214, 21614, 13223, 13224],
    'not carried': [21215, 21216, 21408, 21612, 13225, 13227, 32205],
    refused: [21610],
  } as const).flatMap(([how, codes]) =>
    codes.map((code) => [code as number, how as Disposition | 'later'] as const),
  ),
);

const stateOf = (call: { sid: string; status: string; answeredBy: string }): CallState => ({
  call: call.sid,
  status: call.status,
  final: isFinal(call.status),
  ...(call.answeredBy && { answeredBy: call.answeredBy }),
});

/** Two clocks never agree quite. */
const isSince = (created: Date, at: Instant): boolean => created.getTime() >= at - 5_000;

async function connect({ accountSid, authToken, apiBaseUrl }: PushOptions): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  const client = twilio(accountSid, authToken, { autoRetry: true, maxRetries: 2, timeout: 10_000 });
  client.api.baseUrl = typeof apiBaseUrl === 'string' ? apiBaseUrl : await apiBaseUrl();
  return client;
}
