import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Duration } from '../desk/words.ts';
import type { ServiceDesk } from './channels/wechat/agents.ts';
import type { Template } from './channels/wechat/template.ts';
import {
  type Complaint,
  complaintsTogether,
  type Environment,
  hasChannelKeys,
  isSet,
  letter,
} from './complaints.ts';
import { ConfigError } from './errors.ts';
import type { Recogniser } from './listen.ts';
import { type DataKey, type SettingName, type Settings, settings } from './settings.ts';

/** Everything the program was told. Frozen; the only place the environment is known. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Without trailing slash. */
  readonly publicBaseUrl: string;
  /** Proxies whose word about a caller's address counts, besides those on this machine. */
  readonly trustedProxies: readonly string[];
  /** Networks of our own in which other programs may be told of tickets. */
  readonly webhookNetworks: readonly string[];
  /** Absolute. */
  readonly dataDir: string;
  /** Set: PostgreSQL; absent: files in `dataDir`. */
  readonly databaseUrl?: string;
  /** Newest first: it seals, the others only open. Empty: the store keeps one of its own in `dataDir`. */
  readonly dataKeys: readonly DataKey[];
  /** Simulators, demo staff, movable clock. */
  readonly demo: boolean;
  readonly twilio?: TwilioConfig;
  readonly wechat?: WeChatConfig;
  /** Customer service inside a mini program: an account of its own. */
  readonly wechatMini?: WeChatConfig;
  /** Hears voice messages; absent: those without words are answered with a request to type. */
  readonly speech?: Recogniser;
  readonly microsoft?: MicrosoftConfig;
}

export interface TwilioConfig {
  readonly accountSid: string;
  readonly authToken: string;
  /** Absent in a demo: the built-in telephone simulator. */
  readonly apiBaseUrl?: string;
  readonly callerId: string;
  /** While the token is being replaced, the old one is believed as well. */
  readonly oldAuthToken?: string;
  /** False: the provider knows keys only. */
  readonly speech: boolean;
  /** False: no call is made by ourselves, whatever asks for one. */
  readonly calls: boolean;
  /** Telephone of the people callers are connected to; absent: they wait in the provider's queue. */
  readonly staff?: string;
}

export interface WeChatConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
  readonly mode: 'plain' | 'compatible' | 'secure';
  /** Absent: plain mode only. */
  readonly aesKey?: string;
  readonly previousAesKey?: string;
  readonly template?: Template;
  readonly notification?: Template;
  /** Older signed requests are refused; absent: none is too old. */
  readonly maxAge?: Duration;
  /** WeChat's own agents; absent: our own desk. */
  readonly serviceDesk?: ServiceDesk;
  /** Absent in a demo: the built-in WeChat simulator. */
  readonly apiBaseUrl?: string;
}

export interface MicrosoftConfig {
  readonly appId: string;
  readonly password?: string;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId?: string;
}

/** Throws one ConfigError that names every wrong setting. */
export function loadConfig(env: Environment): Config {
  const { values, complaints } = read(env);
  const demo = values.DEMO ?? !hasChannelKeys(env);
  complaints.push(...complaintsTogether(values, env, demo));
  if (complaints.length > 0) throw new ConfigError(letter(complaints, env));
  return deepFreeze(assemble(values, demo));
}

/** The process environment over the `.env` file of `folder`, if there is one. */
export function environment(folder = process.cwd()): Environment {
  try {
    return { ...parseEnv(readFileSync(resolve(folder, '.env'), 'utf8')), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return process.env;
  }
}

function read(env: Environment): { values: Settings; complaints: Complaint[] } {
  const values: Record<string, unknown> = {};
  const complaints: Complaint[] = [];
  for (const name of names) {
    if (!isSet(env, name)) continue;
    const parsed = settings[name].shape.safeParse(env[name]?.trim());
    if (parsed.success) values[name] = parsed.data;
    else complaints.push({ name, what: `must be ${settings[name].mend}` });
  }
  return { values: values as Settings, complaints };
}

const names = Object.keys(settings) as SettingName[];
function assemble(values: Settings, demo: boolean): Config {
  const port = values.PORT ?? 3978;
  return {
    port,
    // A demo has an open clock and demo staff: only this machine may reach it unless told otherwise.
    host: values.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'),
    publicBaseUrl: values.PUBLIC_BASE_URL ?? `http://localhost:${port}`,
    trustedProxies: values.TRUSTED_PROXIES ?? [],
    webhookNetworks: values.WEBHOOK_NETWORKS ?? [],
    dataDir: resolve(values.DATA_DIR ?? './data'),
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    dataKeys: values.DATA_KEYS ?? [],
    demo,
    ...(demo || values.TWILIO_AUTH_TOKEN ? { twilio: twilioOf(values, demo) } : {}),
    ...(demo || values.WECHAT_TOKEN ? { wechat: wechatOf(values, demo) } : {}),
    ...(values.WECHAT_MINI_TOKEN ? { wechatMini: wechatMiniOf(values, demo) } : {}),
    ...(values.SPEECH_BASE_URL ? { speech: speechOf(values.SPEECH_BASE_URL, values) } : {}),
    ...(values.MicrosoftAppId ? { microsoft: microsoftOf(values.MicrosoftAppId, values) } : {}),
  };
}

/** A demo signs for its own simulators, so what nobody set may be anything; what is set is used. */
function twilioOf(values: Settings, demo: boolean): TwilioConfig {
  const apiBaseUrl = values.TWILIO_API_BASE_URL ?? (demo ? undefined : 'https://api.twilio.com');
  return {
    accountSid: values.TWILIO_ACCOUNT_SID ?? `AC${'0'.repeat(32)}`,
    authToken: values.TWILIO_AUTH_TOKEN ?? 'demo',
    ...(apiBaseUrl && { apiBaseUrl }),
    callerId: values.TWILIO_CALLER_ID ?? '+864000000400',
    ...(values.TWILIO_AUTH_TOKEN_OLD && { oldAuthToken: values.TWILIO_AUTH_TOKEN_OLD }),
    speech: values.PHONE_SPEECH ?? true,
    calls: values.PHONE_CALLS ?? true,
    ...(values.PHONE_STAFF && { staff: values.PHONE_STAFF }),
  };
}

function wechatOf(values: Settings, demo: boolean): WeChatConfig {
  return {
    appId: values.WECHAT_APP_ID ?? 'wx0000000000000000',
    appSecret: values.WECHAT_APP_SECRET ?? 'demo',
    token: values.WECHAT_TOKEN ?? 'demo',
    mode: values.WECHAT_MODE ?? (values.WECHAT_AES_KEY ? 'secure' : 'plain'),
    ...(values.WECHAT_AES_KEY && { aesKey: values.WECHAT_AES_KEY }),
    ...(values.WECHAT_AES_KEY_PREVIOUS && { previousAesKey: values.WECHAT_AES_KEY_PREVIOUS }),
    ...(values.WECHAT_TEMPLATE && { template: values.WECHAT_TEMPLATE }),
    ...(values.WECHAT_NOTIFICATION && { notification: values.WECHAT_NOTIFICATION }),
    ...(values.WECHAT_MAX_AGE && { maxAge: values.WECHAT_MAX_AGE * 1000 }),
    ...serviceDeskOf(values),
    ...wechatAddress(values, demo),
  };
}

function serviceDeskOf({ WECHAT_SERVICE_DESK: desk = 'own' }: Settings) {
  return desk === 'own' ? {} : { serviceDesk: desk as ServiceDesk };
}

function wechatMiniOf(values: Settings, demo: boolean): WeChatConfig {
  return {
    appId: values.WECHAT_MINI_APP_ID ?? 'wx1111111111111111',
    appSecret: values.WECHAT_MINI_APP_SECRET ?? 'demo',
    token: values.WECHAT_MINI_TOKEN ?? 'demo',
    mode: values.WECHAT_MINI_AES_KEY ? 'secure' : 'plain',
    ...(values.WECHAT_MINI_AES_KEY && { aesKey: values.WECHAT_MINI_AES_KEY }),
    ...wechatAddress(values, demo),
  };
}

function wechatAddress(values: Settings, demo: boolean): Pick<WeChatConfig, 'apiBaseUrl'> {
  const apiBaseUrl = values.WECHAT_API_BASE_URL ?? (demo ? undefined : 'https://api.weixin.qq.com');
  return apiBaseUrl ? { apiBaseUrl } : {};
}

function speechOf(baseUrl: string, { SPEECH_KEY: key, SPEECH_MODEL: model }: Settings): Recogniser {
  return { baseUrl, model: model ?? 'whisper-1', ...(key && { key }) };
}

function microsoftOf(appId: string, values: Settings): MicrosoftConfig {
  return {
    appId,
    type: values.MicrosoftAppType ?? 'MultiTenant',
    ...(values.MicrosoftAppPassword && { password: values.MicrosoftAppPassword }),
    ...(values.MicrosoftAppTenantId && { tenantId: values.MicrosoftAppTenantId }),
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
