import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '../desk/desk.ts';
import type { Clock, Records } from '../desk/ports.ts';
import type { Storage } from '../dialogs/sdk.ts';
import type { Context, Understanding } from '../nlu/understanding.ts';
import type { PhoneOptions } from './channels/phone/index.ts';
import { Outgoing } from './channels/phone/outgoing.ts';
import { local } from './channels/phone/parse.ts';
import { dialling } from './channels/phone/push.ts';
import type { TwilioConfig } from './config.ts';

/** What the house was told about its telephone. */
export function telephone({ accountSid, authToken, oldAuthToken, ...more }: TwilioConfig) {
  const { callerId, speech, staff } = more;
  return {
    accountSid,
    authTokens: [authToken, ...(oldAuthToken ? [oldAuthToken] : [])],
    speech,
    person: staff ? { dial: staff, callerId } : { queue: 'support' },
  } satisfies Partial<PhoneOptions>;
}

export interface CallingParts {
  readonly publicBaseUrl: string;
  readonly clock: Clock;
  readonly state: Storage;
  readonly records: Pick<Records, 'tx'>;
  readonly desk: Pick<Desk, 'optOut'>;
  readonly understand: (text: string, context: Context) => Understanding;
}

/** Calls through the provider; undefined in a demo, whose telephones are simulated. */
export function calling(twilio: TwilioConfig, parts: CallingParts): Outgoing | undefined {
  const { apiBaseUrl } = twilio;
  if (!apiBaseUrl) return undefined;
  const { clock, desk, records, understand } = parts;
  const phoneOf = (to: string) => local(to.replace('+', ''));
  return new Outgoing({
    ...parts,
    dial: dialling({ ...twilio, apiBaseUrl, publicBaseUrl: parts.publicBaseUrl }),
    speech: twilio.speech,
    // Twilio itself carries no calls to mainland China; others with the same contract do.
    notCarried: /(^|\.)twilio\.com$/.test(new URL(apiBaseUrl).hostname) ? ['+86'] : [],
    refused: async (to) => (await records.tx((tx) => tx.person(phoneOf(to))))?.optedOut === true,
    refuse: (to) =>
      desk.optOut({ account: `phone:${to}`, phone: phoneOf(to), language: 'zh-Hans' }),
    saysNoMore: (words) => understand(words, { now: clock.now() }).intent === 'optout',
    pause: (ms) => sleep(ms),
  });
}
