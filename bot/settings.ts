import { z } from 'zod';
import { readTemplate } from './channels/wechat/template.ts';
import { isNetwork } from './forwarded.ts';

/** Every setting we read: how it must look, in words for whoever mends it. Empty means not set. */
export const settings = {
  PORT: setting(wholeNumber(0, 65_535), 'a port number from 0 to 65535, e.g. 3978'),
  HOST: setting(z.string().regex(/^[\w.:-]+$/), 'an address to listen on, e.g. 0.0.0.0'),
  PUBLIC_BASE_URL: setting(
    baseUrl(),
    'the address customers and providers reach us at, e.g. https://bot.example.com',
  ),
  TRUSTED_PROXIES: setting(
    networks(),
    'addresses or networks of your own proxies, comma-separated, e.g. 10.0.0.5, 172.16.0.0/12',
  ),
  WEBHOOK_NETWORKS: setting(
    networks(),
    'addresses or networks of your own in which webhooks may go, comma-separated, e.g. 10.1.0.0/16',
  ),
  DATA_DIR: setting(z.string(), 'a folder, e.g. ./data'),
  DATABASE_URL: secret(
    z.url({ protocol: /^postgres(ql)?$/ }),
    'a PostgreSQL address, e.g. postgresql://user:password@localhost:5432/hotline',
  ),
  DATA_KEYS: secret(
    keys(),
    'one or more name:key, comma-separated, newest first; a key is 32 random bytes in base64 (openssl rand -base64 32)',
  ),
  DEMO: setting(
    z.enum(['0', '1']).transform((value) => value === '1'),
    '1 (simulators and a movable clock) or 0',
  ),
  TWILIO_ACCOUNT_SID: setting(z.string(), 'the account SID from the Twilio console (AC…)'),
  TWILIO_AUTH_TOKEN: secret(z.string(), 'the auth token from the Twilio console'),
  TWILIO_AUTH_TOKEN_OLD: secret(z.string(), 'the auth token that is being replaced'),
  TWILIO_API_BASE_URL: setting(
    baseUrl(),
    'an http or https address; leave it out for Twilio itself',
  ),
  TWILIO_CALLER_ID: setting(
    z.string().regex(/^\+[1-9]\d{6,14}$/),
    'a telephone number with + and country, e.g. +864001234567',
  ),
  PHONE_SPEECH: setting(
    z.enum(['0', '1']).transform((value) => value === '1'),
    '1 (the telephone provider understands speech) or 0 (keys only)',
  ),
  PHONE_CALLS: setting(
    z.enum(['0', '1']).transform((value) => value === '1'),
    '1 (the house may telephone people by itself) or 0 (it only answers and texts)',
  ),
  PHONE_STAFF: setting(
    z.string().regex(/^\+[1-9]\d{6,14}$/),
    'the telephone callers are connected to, with + and country; leave it out for a queue',
  ),
  WECHAT_APP_ID: setting(z.string(), 'the AppID of the service account (wx…)'),
  WECHAT_APP_SECRET: secret(z.string(), 'the AppSecret of the service account'),
  WECHAT_TOKEN: secret(
    z.string().regex(/^[A-Za-z0-9]{3,32}$/),
    '3 to 32 letters and digits, the same as in the account console',
  ),
  WECHAT_AES_KEY: secret(
    z.string().regex(/^[A-Za-z0-9]{43}$/),
    'the EncodingAESKey: exactly 43 letters and digits',
  ),
  WECHAT_AES_KEY_PREVIOUS: secret(
    z.string().regex(/^[A-Za-z0-9]{43}$/),
    'the EncodingAESKey before the current one, while it is being changed',
  ),
  WECHAT_MODE: setting(
    z.enum(['plain', 'compatible', 'secure']),
    'plain, compatible or secure, as in the account console; secure if WECHAT_AES_KEY is set',
  ),
  WECHAT_TEMPLATE: setting(
    template(),
    'a template id and what goes into its fields (number, line, news, time), e.g. "abc123 character_string1=number thing2=line thing3=news time4=time"',
  ),
  WECHAT_NOTIFICATION: setting(
    template(),
    'like WECHAT_TEMPLATE, for a subscription notification customers can agree to',
  ),
  WECHAT_MAX_AGE: setting(
    wholeNumber(60, 86_400),
    'seconds (60 to 86400) after which a signed request is refused; leave it out for never',
  ),
  WECHAT_SERVICE_DESK: setting(
    z.string().regex(/^(own|wechat|[^@\s]{1,32}@[^@\s]{1,64})$/),
    'own (our desk), wechat (its own agents), or one agent account, e.g. test1@ourcompany',
  ),
  WECHAT_MINI_APP_ID: setting(z.string(), 'the AppID of the mini program (wx…)'),
  WECHAT_MINI_APP_SECRET: secret(z.string(), 'the AppSecret of the mini program'),
  WECHAT_MINI_TOKEN: secret(
    z.string().regex(/^[A-Za-z0-9]{3,32}$/),
    '3 to 32 letters and digits, the same as in the mini program console (data format XML)',
  ),
  WECHAT_MINI_AES_KEY: secret(
    z.string().regex(/^[A-Za-z0-9]{43}$/),
    'the EncodingAESKey of the mini program: exactly 43 letters and digits',
  ),
  WECHAT_API_BASE_URL: setting(
    baseUrl(),
    'an http or https address; leave it out for WeChat itself',
  ),
  SPEECH_BASE_URL: setting(
    baseUrl(),
    'the address of a speech recogniser, e.g. https://speech.example.com/v1',
  ),
  SPEECH_KEY: secret(z.string(), 'the key that the speech recogniser wants'),
  SPEECH_MODEL: setting(z.string(), "the name of the recogniser's model, e.g. whisper-1"),
  MicrosoftAppId: setting(z.guid(), 'the application (client) id of the bot, a GUID'),
  MicrosoftAppPassword: secret(z.string(), 'the client secret of the bot'),
  MicrosoftAppType: setting(
    z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']),
    'MultiTenant, SingleTenant or UserAssignedMSI',
  ),
  MicrosoftAppTenantId: setting(z.guid(), 'the directory (tenant) id, a GUID'),
} as const;

export type SettingName = keyof typeof settings;
export type Settings = {
  readonly [name in SettingName]?: z.output<(typeof settings)[name]['shape']>;
};

/** A key that seals personal data; the name is kept with what it sealed. */
export interface DataKey {
  readonly name: string;
  readonly key: Buffer;
}

/** A value as it may be shown on a screen or in a log. */
export function shown(name: SettingName, value: string): string {
  return settings[name].secret ? `(${value.length} characters, not shown)` : JSON.stringify(value);
}

function setting<T extends z.ZodType>(shape: T, mend: string) {
  return { shape, mend, secret: false };
}

function secret<T extends z.ZodType>(shape: T, mend: string) {
  return { shape, mend, secret: true };
}

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
}

/** Without trailing slash, so that paths can be appended. */
function baseUrl() {
  return z
    .url({ protocol: /^https?$/ })
    .refine((text) => !/[?#@]/.test(text))
    .transform((text) => text.replace(/\/+$/, ''));
}

function template() {
  return z
    .string()
    .transform((text) => readTemplate(text))
    .refine((template) => template !== undefined);
}

function networks() {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((all) => all.every(isNetwork));
}

function keys() {
  return z
    .string()
    .regex(/^\w{1,16}:[A-Za-z0-9+/]{43}=(\s*,\s*\w{1,16}:[A-Za-z0-9+/]{43}=)*$/)
    .transform((text) => text.split(',').map(dataKey))
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length);
}

function dataKey(part: string): DataKey {
  const [name = '', key = ''] = part.trim().split(':');
  return { name, key: Buffer.from(key, 'base64') };
}
