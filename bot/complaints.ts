import { type SettingName, type Settings, settings, shown } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
/** Which setting, and what is wrong with it in words that tell how to mend it. */
export interface Complaint {
  readonly name: SettingName;
  readonly what: string;
}

/** What is wrong with settings that are right one by one. */
export function complaintsTogether(values: Settings, env: Environment, demo: boolean): Complaint[] {
  return [...missing(env, demo), ...contradictions(values, env, demo)];
}

/** Real customers are expected as soon as one key of a real channel is set. */
export function hasChannelKeys(env: Environment): boolean {
  return channelKeys.some((name) => isSet(env, name));
}

export function isSet(env: Environment, name: SettingName): boolean {
  return (env[name] ?? '').trim() !== '';
}

/** One letter about all of it, secrets not shown. */
export function letter(complaints: readonly Complaint[], env: Environment): string {
  const lines = complaints.map(({ name, what }) => {
    const value = isSet(env, name) ? ` = ${shown(name, env[name] ?? '')}` : '';
    return `  ${name}${value}\n      ${what}.`;
  });
  const count = complaints.length === 1 ? 'One setting is' : `${complaints.length} settings are`;
  return `${count} wrong; nothing was started.\n${lines.join('\n')}\nAll settings are explained in .env.example.`;
}

const twilio = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_CALLER_ID'] as const;
const wechat = ['WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'WECHAT_TOKEN'] as const;
const wechatMore = [
  'WECHAT_AES_KEY',
  'WECHAT_MODE',
  'WECHAT_TEMPLATE',
  'WECHAT_NOTIFICATION',
  'WECHAT_MAX_AGE',
  'WECHAT_SERVICE_DESK',
] as const;
const wechatMini = ['WECHAT_MINI_APP_ID', 'WECHAT_MINI_APP_SECRET', 'WECHAT_MINI_TOKEN'] as const;
const optional = [
  'WECHAT_AES_KEY',
  'WECHAT_MINI_AES_KEY',
  'MicrosoftAppPassword',
  'MicrosoftAppTenantId',
] as const;
const channelKeys: readonly SettingName[] = [
  ...twilio,
  ...wechat,
  ...wechatMini,
  'MicrosoftAppId',
  ...optional,
];

/** A channel is told completely or not at all; a demo fills the gaps itself. */
function missing(env: Environment, demo: boolean): Complaint[] {
  const lacks = (name: SettingName, why: string): Complaint[] =>
    isSet(env, name)
      ? []
      : [{ name, what: `is not set, but ${why}: it must be ${settings[name].mend}` }];
  const group = (all: readonly SettingName[], more: readonly SettingName[] = []) => {
    const given = [...all, ...more].find((name) => isSet(env, name));
    return given ? all.flatMap((name) => lacks(name, `${given} is`)) : [];
  };
  const microsoft = group(['MicrosoftAppId'], ['MicrosoftAppPassword', 'MicrosoftAppTenantId']);
  if (demo) return microsoft;
  const address = [...twilio, ...wechat].find((name) => isSet(env, name));
  return [
    ...group(['SPEECH_BASE_URL'], ['SPEECH_KEY', 'SPEECH_MODEL']),
    ...group(twilio),
    ...group(wechat, wechatMore),
    ...group(wechatMini, ['WECHAT_MINI_AES_KEY']),
    ...microsoft,
    ...(address ? lacks('PUBLIC_BASE_URL', `${address} is and providers sign or call it`) : []),
    ...(isSet(env, 'DATABASE_URL')
      ? lacks('DATA_KEYS', 'DATABASE_URL is and every process must open what another sealed')
      : []),
  ];
}

function contradictions(values: Settings, env: Environment, demo: boolean): Complaint[] {
  const type = values.MicrosoftAppType ?? 'MultiTenant';
  const found: (Complaint | false)[] = [
    ...(['TWILIO_API_BASE_URL', 'WECHAT_API_BASE_URL', 'SPEECH_BASE_URL'] as const).map(
      (name) =>
        demo &&
        !loopback(values[name]) && {
          name,
          what: `must be a loopback address while DEMO is on, so that a demo never calls a real customer: leave it out, or set DEMO=0`,
        },
    ),
    !demo &&
      values.PUBLIC_BASE_URL?.startsWith('http:') === true &&
      !loopback(values.PUBLIC_BASE_URL) && {
        name: 'PUBLIC_BASE_URL',
        what: 'must begin with https:// outside a demo, because customers write their addresses and telephones through it',
      },
    (values.WECHAT_MODE ?? 'plain') !== 'plain' &&
      !isSet(env, 'WECHAT_AES_KEY') && {
        name: 'WECHAT_AES_KEY',
        what: `is not set, but WECHAT_MODE ${values.WECHAT_MODE} needs it: it must be ${settings.WECHAT_AES_KEY.mend}`,
      },
    isSet(env, 'MicrosoftAppId') &&
      type !== 'UserAssignedMSI' &&
      !isSet(env, 'MicrosoftAppPassword') && {
        name: 'MicrosoftAppPassword',
        what: `is not set, but MicrosoftAppType ${type} needs it: it must be ${settings.MicrosoftAppPassword.mend}`,
      },
    isSet(env, 'MicrosoftAppId') &&
      type !== 'MultiTenant' &&
      !isSet(env, 'MicrosoftAppTenantId') && {
        name: 'MicrosoftAppTenantId',
        what: `is not set, but MicrosoftAppType ${type} needs it: it must be ${settings.MicrosoftAppTenantId.mend}`,
      },
  ];
  return found.filter((complaint) => complaint !== false);
}

/** What is not set, or wrong anyhow, is not complained about twice. */
function loopback(url: string | undefined): boolean {
  return !url || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname);
}
