import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'restify';
import type { Desk } from '../desk/desk.ts';
import type { Clock, Records } from '../desk/ports.ts';
import type { Storage } from '../dialogs/sdk.ts';
import type { Context, Understanding } from '../nlu/understanding.ts';
import type { Channel, PushOutcome } from './channels/channel.ts';
import { type PhoneOptions, phone } from './channels/phone/index.ts';
import { Outgoing } from './channels/phone/outgoing.ts';
import { local } from './channels/phone/parse.ts';
import { dialling, texting } from './channels/phone/push.ts';
import { simulatedTelephones } from './channels/phone/simulator/demo.ts';
import type { TwilioConfig } from './config.ts';
import type { Log } from './log.ts';

export interface TelephoneParts extends CallingParts {
  readonly log: Log;
  /** Telephones in the browser that call through the real webhooks. */
  readonly demo: boolean;
  /** Takes a text message where no provider does. */
  text(to: string, words: string): Promise<PushOutcome>;
}

export interface Telephones {
  readonly channels: readonly Channel[];
  readonly mounts: readonly ((server: Server) => void)[];
  /** Sends a text message to a telephone (+ and country); absent if nothing can. */
  readonly text?: (to: string, words: string) => Promise<PushOutcome>;
}

/** The telephone, if it is set up; without the provider's address nothing leaves the house. */
export function telephones(twilio: TwilioConfig | undefined, parts: TelephoneParts): Telephones {
  if (!twilio) return { channels: [], mounts: [] };
  const { publicBaseUrl, state, log, demo } = parts;
  const { apiBaseUrl } = twilio;
  const provider = apiBaseUrl ? { ...twilio, apiBaseUrl } : undefined;
  const text = provider ? texting(provider) : parts.text;
  const channel = phone({
    ...told(twilio),
    publicBaseUrl,
    state,
    log,
    ...(provider && { outgoing: calling(provider, parts) }),
    text,
  });
  const mounts = demo ? [simulatedTelephones(publicBaseUrl, twilio)] : [];
  return { channels: [channel], mounts, text };
}

/** What the house was told about its telephone. */
function told({ accountSid, authToken, oldAuthToken, ...more }: TwilioConfig) {
  const { callerId, speech, staff } = more;
  return {
    accountSid,
    authTokens: [authToken, ...(oldAuthToken ? [oldAuthToken] : [])],
    speech,
    person: staff ? { dial: staff, callerId } : { queue: 'support' },
  } satisfies Partial<PhoneOptions>;
}

interface CallingParts {
  readonly publicBaseUrl: string;
  readonly clock: Clock;
  readonly state: Storage;
  readonly records: Pick<Records, 'tx'>;
  readonly desk: Pick<Desk, 'optOut'>;
  readonly understand: (text: string, context: Context) => Understanding;
}

type Provider = TwilioConfig & { readonly apiBaseUrl: string };

/** Calls through the provider. */
function calling(provider: Provider, parts: CallingParts): Outgoing {
  const { apiBaseUrl, speech } = provider;
  const { publicBaseUrl, clock, state, desk, records, understand } = parts;
  const phoneOf = (to: string) => local(to.replace('+', ''));
  return new Outgoing({
    clock,
    state,
    dial: dialling({ ...provider, publicBaseUrl }),
    speech,
    // Twilio itself carries no calls to mainland China; others with the same contract do.
    notCarried: /(^|\.)twilio\.com$/.test(new URL(apiBaseUrl).hostname) ? ['+86'] : [],
    refused: async (to) => (await records.tx((tx) => tx.person(phoneOf(to))))?.optedOut === true,
    refuse: (to) =>
      desk.optOut({ account: `phone:${to}`, phone: phoneOf(to), language: 'zh-Hans' }),
    saysNoMore: (words) => understand(words, { now: clock.now() }).intent === 'optout',
    pause: (ms) => sleep(ms),
  });
}
