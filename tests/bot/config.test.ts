import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, loadConfig } from '../../bot/config.ts';
import { ConfigError } from '../../bot/errors.ts';

type Env = Record<string, string>;

const key = Buffer.alloc(32, 7).toString('base64');
const twilio = {
  TWILIO_ACCOUNT_SID: `AC${'a'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'very-secret-token',
  TWILIO_CALLER_ID: '+864001234567',
};
const wechat = { WECHAT_APP_ID: 'wx1234567890abcdef', WECHAT_APP_SECRET: 's', WECHAT_TOKEN: 'abc' };
const app = '11111111-2222-3333-4444-555555555555';
const open = { PUBLIC_BASE_URL: 'https://bot.example.com/' };

/** What is set → which settings are complained about, in order. */
const wrong: [title: string, env: Env, named: string[]][] = [
  ['a port that is a word', { PORT: 'x' }, ['PORT']],
  ['a port beyond 65535', { PORT: '65536' }, ['PORT']],
  ['a port with a sign', { PORT: '-1' }, ['PORT']],
  ['a host with a blank', { HOST: 'a b' }, ['HOST']],
  [
    'a public address without protocol',
    { PUBLIC_BASE_URL: 'bot.example.com' },
    ['PUBLIC_BASE_URL'],
  ],
  [
    'a public address with a query',
    { PUBLIC_BASE_URL: 'https://x.example?a=1' },
    ['PUBLIC_BASE_URL'],
  ],
  ['another database', { DATABASE_URL: 'mysql://u:p@h/d' }, ['DATABASE_URL']],
  ['a key without a name', { DATA_KEYS: key }, ['DATA_KEYS']],
  ['a key that is too short', { DATA_KEYS: 'a:c2hvcnQ=' }, ['DATA_KEYS']],
  ['two keys with one name', { DATA_KEYS: `a:${key},a:${key}` }, ['DATA_KEYS']],
  ['a demo that is neither on nor off', { DEMO: 'yes' }, ['DEMO']],
  [
    'half of Twilio',
    { TWILIO_AUTH_TOKEN: 't', ...open },
    ['TWILIO_ACCOUNT_SID', 'TWILIO_CALLER_ID'],
  ],
  [
    'a caller without country',
    { ...twilio, ...open, TWILIO_CALLER_ID: '4001234567' },
    ['TWILIO_CALLER_ID'],
  ],
  ['Twilio without an address to call', twilio, ['PUBLIC_BASE_URL']],
  ['half of WeChat', { WECHAT_TOKEN: 'abc', ...open }, ['WECHAT_APP_ID', 'WECHAT_APP_SECRET']],
  [
    'an AES key of 42 characters',
    { ...wechat, ...open, WECHAT_AES_KEY: 'a'.repeat(42) },
    ['WECHAT_AES_KEY'],
  ],
  ['a password without its bot', { MicrosoftAppPassword: 'p' }, ['MicrosoftAppId']],
  ['a bot without its password', { MicrosoftAppId: app }, ['MicrosoftAppPassword']],
  ['an id that is no GUID', { MicrosoftAppId: 'x', MicrosoftAppPassword: 'p' }, ['MicrosoftAppId']],
  [
    'a single tenant that is not named',
    { MicrosoftAppId: app, MicrosoftAppPassword: 'p', MicrosoftAppType: 'SingleTenant' },
    ['MicrosoftAppTenantId'],
  ],
  [
    'an open address without https',
    { ...wechat, PUBLIC_BASE_URL: 'http://bot.example.com' },
    ['PUBLIC_BASE_URL'],
  ],
  [
    'a demo that would call real customers',
    { DEMO: '1', TWILIO_API_BASE_URL: 'https://api.twilio.com' },
    ['TWILIO_API_BASE_URL'],
  ],
  [
    'a demo that would write to real accounts',
    { WECHAT_API_BASE_URL: 'https://api.weixin.qq.com' },
    ['WECHAT_API_BASE_URL'],
  ],
  [
    'many processes, each with its own key',
    { DEMO: '0', DATABASE_URL: 'postgres://h/d' },
    ['DATA_KEYS'],
  ],
  [
    'several at once',
    { PORT: 'x', DEMO: '2', TWILIO_AUTH_TOKEN: 't', PUBLIC_BASE_URL: 'ftp://x' },
    ['PORT', 'PUBLIC_BASE_URL', 'DEMO', 'TWILIO_ACCOUNT_SID', 'TWILIO_CALLER_ID'],
  ],
];

describe('settings', () => {
  for (const [title, env, named] of wrong)
    it(`refuse ${title}, naming ${named.join(', ')}`, () => {
      const message = complaint(env);
      assert.deepEqual(
        [...message.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name),
        named,
      );
    });

  it('are a demo on this machine only, if none is set', () => {
    const config = loadConfig({});
    assert.equal(config.demo, true);
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.port, 3978);
    assert.equal(config.publicBaseUrl, 'http://localhost:3978');
    assert.equal(config.microsoft, undefined);
  });

  it('are no demo as soon as a real channel is told', () => {
    const config = loadConfig({ ...twilio, ...open });
    assert.equal(config.demo, false);
    assert.equal(config.host, '0.0.0.0');
    assert.equal(config.wechat, undefined);
    assert.equal(config.publicBaseUrl, 'https://bot.example.com');
    assert.equal(config.twilio?.apiBaseUrl, 'https://api.twilio.com');
  });

  it('may sign for simulators with keys of one’s own', () => {
    const config = loadConfig({ DEMO: '1', TWILIO_AUTH_TOKEN: '12345' });
    assert.equal(config.demo, true);
    assert.equal(config.twilio?.authToken, '12345');
    assert.equal(config.twilio?.apiBaseUrl, undefined);
  });

  it('take a provider on this machine for a demo', () => {
    for (const url of ['http://localhost:9/', 'http://127.0.0.1:9', 'http://[::1]:9'])
      assert.equal(loadConfig({ DEMO: '1', WECHAT_API_BASE_URL: url }).demo, true, url);
  });

  it('take the newest key first', () => {
    const { dataKeys } = loadConfig({ DATA_KEYS: `b2026:${key}, a2025:${key}` });
    assert.deepEqual(
      dataKeys.map(({ name }) => name),
      ['b2026', 'a2025'],
    );
    assert.deepEqual(dataKeys[0]?.key, Buffer.alloc(32, 7));
  });

  it('treat an empty value as not set', () => {
    assert.equal(loadConfig({ PORT: '', TWILIO_AUTH_TOKEN: ' ' }).demo, true);
  });

  it('never show a secret, even a wrong one', () => {
    const message = complaint({
      DATA_KEYS: 'k:hunter2',
      WECHAT_AES_KEY: 'hunter2',
      DATABASE_URL: 'x://hunter2',
    });
    assert.doesNotMatch(message, /hunter2/);
    assert.match(message, /WECHAT_AES_KEY = \(7 characters, not shown\)/);
  });

  it('cannot be changed once loaded', () => {
    const config = loadConfig({});
    assert.throws(() => Object.assign(config, { port: 1 }), TypeError);
    assert.throws(() => Object.assign(config.twilio ?? {}, { authToken: 'x' }), TypeError);
  });

  it('come from .env, the environment winning', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    writeFileSync(join(folder, '.env'), 'HOST=10.0.0.1\nPATH=nowhere\n');
    const env = environment(folder);
    assert.equal(env.HOST, '10.0.0.1');
    assert.notEqual(env.PATH, 'nowhere');
    rmSync(folder, { recursive: true });
  });
});

function complaint(env: Env): string {
  try {
    loadConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  return assert.fail('These settings should have been refused.');
}
