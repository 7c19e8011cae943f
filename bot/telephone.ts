import type { Server } from 'restify';
import { mayTell } from '../desk/consent.ts';
import type { Desk } from '../desk/desk.ts';
import type { Clock } from '../desk/ports.ts';
import type { Storage } from '../dialogs/sdk.ts';
import type { Context, Understanding } from '../nlu/understanding.ts';
import type { Channel, PushOutcome } from './channels/channel.ts';
import { phone } from './channels/phone/index.ts';
import { notice, noticeScript } from './channels/phone/out/notice.ts';
import { Outgoing } from './channels/phone/out/outgoing.ts';
import { Scripts } from './channels/phone/out/script.ts';
import { Texts } from './channels/phone/out/texts.ts';
import { callWay, textWay } from './channels/phone/out/ways.ts';
import { local } from './channels/phone/parse.ts';
import { rest } from './channels/phone/push.ts';
import { simulatedTelephones } from './channels/phone/simulator/demo.ts';
import type { TwilioConfig } from './config.ts';
import type { Log } from './log.ts';
import type { Way } from './notify.ts';

export interface TelephoneParts {
  readonly publicBaseUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly state: Storage;
  readonly desk: Pick<Desk, 'consent' | 'wishes'>;
  readonly understand: (text: string, context: Context) => Understanding;
  /** Telephones in the browser that call through the real webhooks. */
  readonly demo: boolean;
  /** Takes a text message where no provider does. */
  readonly text: Letters;
  /** Waits; a provider starts one call a second. */
  pause(ms: number): Promise<void>;
  /** A notice that the provider had taken did not arrive. */
  failed(notice: string, why: string): Promise<void>;
}

type Letters = (key: string, to: string, words: string) => Promise<PushOutcome>;

export interface Telephones {
  readonly channels: readonly Channel[];
  readonly mounts: readonly ((server: Server) => void)[];
  /** Sends a text message; the same key again is the same message. Absent if nothing can. */
  readonly text?: Letters;
  /** To customers and colleagues whose telephone is known; none without a provider. */
  readonly ways: readonly Way[];
  /** Calls that follow a script of their own; absent without a provider. */
  readonly outgoing?: Outgoing;
  /** What is said on calls we make: register before the first one is answered. */
  readonly scripts: Scripts;
  /** Resolves when nothing is being dialled. */
  close(): Promise<void>;
}

/** The telephone, if it is set up; without the provider's address nothing leaves the house. */
export function telephones(twilio: TwilioConfig | undefined, parts: TelephoneParts): Telephones {
  const scripts = new Scripts();
  scripts.register(noticeScript, notice);
  if (!twilio) return { channels: [], mounts: [], ways: [], scripts, close: async () => {} };
  const { apiBaseUrl, staff } = twilio;
  const out = apiBaseUrl ? reaching({ ...twilio, apiBaseUrl }, scripts, parts) : undefined;
  const text: Letters = out ? (...letter) => out.texts.send(...letter) : parts.text;
  const channel = phone({
    ...twilio,
    ...parts,
    authTokens: [twilio.authToken, ...(twilio.oldAuthToken ? [twilio.oldAuthToken] : [])],
    person: staff ? { dial: staff } : { queue: 'support' },
    understand: (words) => parts.understand(words, { now: parts.clock.now() }),
    ...out,
    text,
  });
  return {
    channels: [channel],
    mounts: parts.demo ? [simulatedTelephones(parts.publicBaseUrl, twilio)] : [],
    ways: out ? [textWay(out.texts, parts.failed), callWay(out.outgoing)] : [],
    scripts,
    text,
    ...out,
    close: async () => out?.outgoing.settled(),
  };
}

/** Calls and text messages through the provider. */
function reaching(
  twilio: TwilioConfig & { readonly apiBaseUrl: string },
  scripts: Scripts,
  parts: TelephoneParts,
): { outgoing: Outgoing; texts: Texts } {
  const { publicBaseUrl, desk } = parts;
  const provider = rest({ ...twilio, publicBaseUrl });
  // Twilio itself carries nothing to mainland China; others with the same contract do.
  const itself = /(^|\.)twilio\.com$/.test(new URL(twilio.apiBaseUrl).hostname);
  const notCarried = itself ? ['+86'] : [];
  const holder = (to: string) => ({
    account: `phone:${to}`,
    phone: local(to.replace('+', '')),
    language: 'zh-Hans' as const,
  });
  return {
    texts: new Texts({ ...parts, provider, notCarried }),
    outgoing: new Outgoing({
      ...parts,
      calls: twilio.calls,
      dial: provider,
      scripts,
      notCarried,
      refused: async (to, topic) => !mayTell(await desk.wishes(holder(to)), topic, 'call'),
      refuse: async (to) => void (await desk.consent(holder(to), { say: 'stop', medium: 'call' })),
    }),
  };
}
