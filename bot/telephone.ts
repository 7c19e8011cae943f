import { randomUUID } from 'node:crypto';
import type { Server } from 'restify';
import { hoursFor } from '../desk/callbacks/next.ts';
import { mayTell } from '../desk/consent.ts';
import type { Desk } from '../desk/desk.ts';
import type { Policies } from '../desk/policy.ts';
import type { Clock } from '../desk/ports.ts';
import type { Storage } from '../dialogs/sdk.ts';
import type { Context, Understanding } from '../nlu/understanding.ts';
import type { Channel, PushOutcome } from './channels/channel.ts';
import { phone } from './channels/phone/index.ts';
import type { CallOrder } from './channels/phone/out/attempt.ts';
import { notice, noticeScript } from './channels/phone/out/notice.ts';
import { Outgoing } from './channels/phone/out/outgoing.ts';
import { Scripts } from './channels/phone/out/script.ts';
import { Texts } from './channels/phone/out/texts.ts';
import { callWay } from './channels/phone/out/ways.ts';
import { local } from './channels/phone/parse.ts';
import { rest } from './channels/phone/push.ts';
import { DemoPhones } from './channels/phone/simulator/demo.ts';
import { accentOfCaller } from './channels/phone/voices.ts';
import { type Sms, type SmsOptions, sms } from './channels/sms/index.ts';
import type { TwilioConfig } from './config.ts';
import type { Log } from './log.ts';
import type { Way } from './notify.ts';

export interface TelephoneParts {
  readonly publicBaseUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly state: Storage;
  /** Proof against a power cut: who was called or written to. */
  readonly kept: Storage;
  readonly desk: Pick<Desk, 'consent' | 'wishes'>;
  readonly policies: Pick<Policies, 'calendars' | 'outreach'>;
  readonly understand: (text: string, context: Context) => Understanding;
  /** Telephones in the browser that call through the real webhooks, and can be called. */
  readonly demo: boolean;
  /** Takes a text message where no provider does. */
  readonly text: Letters;
  /** Waits; a provider starts one call a second. */
  pause(ms: number): Promise<void>;
  /** A notice that the provider had taken did not arrive. */
  failed(notice: string, why: string): Promise<void>;
  /** What text messages need besides. */
  readonly sms: Pick<SmsOptions, 'secret' | 'blobs' | 'asked' | 'after' | 'patience'>;
}

type Letters = (key: string, to: string, words: string) => Promise<PushOutcome>;

export interface Telephones {
  readonly channels: readonly Channel[];
  readonly mounts: readonly ((server: Server) => void)[];
  /** Text messages both ways; absent without a provider. */
  readonly sms?: Sms;
  /** Sends a text message; the same key again is the same message. Absent if nothing can. */
  readonly text?: Letters;
  /** To customers and colleagues whose telephone is known; none without a provider. */
  readonly ways: readonly Way[];
  /** Calls that follow a script of their own; absent without a telephone. */
  readonly outgoing?: Outgoing;
  /** What is said on calls we make: register before the first one is answered. */
  readonly scripts: Scripts;
  /** Resolves when nothing is being dialled. */
  close(): Promise<void>;
}

/** The telephone, if it is set up; without the provider's address it reaches the demo's own telephones only. */
export function telephones(twilio: TwilioConfig | undefined, parts: TelephoneParts): Telephones {
  const scripts = new Scripts();
  scripts.register(noticeScript, notice);
  if (!twilio) return { channels: [], mounts: [], ways: [], scripts, close: async () => {} };
  const { clock, demo } = parts;
  const now = () => clock.now();
  const phones = demo ? new DemoPhones({ ...twilio, ...parts, now }) : undefined;
  const authTokens = [twilio.authToken, ...(twilio.oldAuthToken ? [twilio.oldAuthToken] : [])];
  const out = twilio.apiBaseUrl
    ? throughProvider({ ...twilio, apiBaseUrl: twilio.apiBaseUrl }, scripts, parts)
    : phones && inTheDemo(twilio, phones, scripts, parts);
  if (out) phones?.onWish((to, words) => out.outgoing.place(asked(to, words)));
  const text = out?.text ?? parts.text;
  const texting = out && texts({ ...twilio, authTokens, ...out }, parts);
  const channel = phone({
    ...twilio,
    ...parts,
    authTokens,
    person: twilio.staff ? { dial: twilio.staff } : { queue: 'support' },
    understand: (words) => parts.understand(words, { now: now() }),
    ...out,
    text,
  });
  return {
    channels: [channel, ...(texting ? [texting] : [])],
    mounts: phones ? [(server) => phones.mount(server)] : [],
    scripts,
    ways: [],
    ...out,
    text,
    ...(texting && { sms: texting }),
    async close() {
      await out?.outgoing.settled();
      await phones?.close();
    },
  };
}

/** Whoever asks for a call at night wants it at night. */
const asked = (to: string, words: string): CallOrder => ({
  key: `demo/${randomUUID()}`,
  to,
  accent: accentOfCaller(to.slice(1)),
  script: noticeScript,
  facts: { words },
  whom: 'colleague',
  pressing: true,
});

/** What leaves the house, and by which ways. */
interface Out extends Pick<Telephones, 'ways' | 'text'> {
  readonly outgoing: Outgoing;
  readonly provider: ReturnType<typeof rest>;
  readonly notCarried?: (to: string) => string | undefined;
  readonly texts: Texts;
  readonly apiBaseUrl: string | (() => Promise<string>);
  /** Do texts arrive at this telephone? */
  readonly reaches: (phone: string) => boolean;
}

type Provider = TwilioConfig & { readonly apiBaseUrl: string };

function throughProvider(twilio: Provider, scripts: Scripts, parts: TelephoneParts): Out {
  const provider = rest({ ...twilio, publicBaseUrl: parts.publicBaseUrl });
  // Twilio itself carries nothing to mainland China; others with the same contract do.
  const itself = /(^|\.)twilio\.com$/.test(new URL(twilio.apiBaseUrl).hostname);
  const notCarried = itself ? ['+86'] : [];
  const noCalls = (to: string) => {
    const country = notCarried.find((prefix) => to.startsWith(prefix));
    return country && `the provider carries no calls to ${country}`;
  };
  const texts = new Texts({ ...parts, state: parts.kept, provider, notCarried });
  const outgoing = calling(provider, { ...parts, calls: twilio.calls, scripts, noCalls });
  return {
    outgoing,
    provider,
    notCarried: noCalls,
    texts,
    text: (...letter) => texts.send(...letter),
    apiBaseUrl: twilio.apiBaseUrl,
    // What is not carried is refused with its reason.
    reaches: () => true,
    ways: [callWay(outgoing)],
  };
}

/** Nothing leaves the house: only telephones that are open on the page can be called and texted. */
function inTheDemo(
  twilio: TwilioConfig,
  phones: DemoPhones,
  scripts: Scripts,
  parts: TelephoneParts,
): Out {
  const { publicBaseUrl } = parts;
  const apiBaseUrl = () => phones.address();
  const provider = rest({ ...twilio, publicBaseUrl, apiBaseUrl });
  const noCalls = (to: string) =>
    phones.has(to) ? undefined : 'the demo carries no calls to telephones nobody has open';
  const outgoing = calling(provider, { ...parts, calls: twilio.calls, scripts, noCalls });
  const texts = new Texts({ ...parts, state: parts.kept, provider, notCarried: [] });
  const reaches = (to: string) => phones.has(to);
  return {
    outgoing,
    provider,
    texts,
    apiBaseUrl,
    reaches,
    text: (key, to, words) =>
      reaches(to) ? texts.send(key, to, words) : parts.text(key, to, words),
    ways: [callWay(outgoing, reaches)],
  };
}

/** Text messages by the same provider. */
function texts(options: Omit<Out, 'ways' | 'text'> & Numbered, parts: TelephoneParts): Sms {
  return sms({ ...parts, ...parts.sms, state: parts.kept, ...options });
}

type Numbered = Pick<SmsOptions, 'accountSid' | 'authToken' | 'authTokens'>;

interface CallingParts extends TelephoneParts {
  readonly calls: boolean;
  readonly scripts: Scripts;
  readonly noCalls: (to: string) => string | undefined;
}

function calling(dial: ReturnType<typeof rest>, parts: CallingParts): Outgoing {
  const { desk, noCalls, policies } = parts;
  const holder = (to: string) => ({
    account: `phone:${to}`,
    phone: local(to.replace('+', '')),
    language: 'zh-Hans' as const,
  });
  return new Outgoing({
    ...parts,
    state: parts.kept,
    dial,
    prolong: (call) => dial.prolong(call),
    notCarried: noCalls,
    hours: {
      calendar: hoursFor('call', policies),
      callees: policies.outreach.callees,
    },
    refused: async (to, topic) => !mayTell(await desk.wishes(holder(to)), topic, 'call'),
    refuse: async (to) => void (await desk.consent(holder(to), { say: 'stop', medium: 'call' })),
  });
}
