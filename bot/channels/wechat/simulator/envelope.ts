import crypto from 'node:crypto';
import type { AccountSettings } from './world.ts';

/** WeChat's side of the secret: it signs and seals what it sends, and opens what it is answered. */

export function signature(words: readonly string[]): string {
  return crypto.hash('sha1', [...words].sort().join(''), 'hex');
}

/** Address and body of one request to the account's server. */
export function posted(account: AccountSettings, openid: string, xml: string, at: number) {
  const timestamp = String(Math.floor(at / 1000));
  const nonce = String(crypto.randomInt(1_000_000_000));
  const query = new URLSearchParams({
    signature: signature([account.token, timestamp, nonce]),
    timestamp,
    nonce,
    openid,
  });
  if (account.mode === 'plain') return { query, body: xml };
  const sealed = lock(account, xml);
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', signature([account.token, timestamp, nonce, sealed]));
  const inside = account.mode === 'compatible' ? xml.replace(/^<xml>|<\/xml>$/g, '') : '';
  return { query, body: `<xml>${inside}<Encrypt><![CDATA[${sealed}]]></Encrypt></xml>` };
}

/** The reply inside an answer; undefined if it is not one that this account may give. */
export function replied(account: AccountSettings, answer: string): string | undefined {
  if (account.mode === 'plain') return answer;
  const sealed = field(answer, 'Encrypt');
  if (sealed === undefined) return account.mode === 'compatible' ? answer : undefined;
  const words = [field(answer, 'TimeStamp') ?? '', field(answer, 'Nonce') ?? '', sealed];
  if (field(answer, 'MsgSignature') !== signature([account.token, ...words])) return undefined;
  return unlock(account, sealed);
}

/** Text of the first element of that name. */
export function field(xml: string, name: string): string | undefined {
  const [, inside] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml) ?? [];
  if (inside === undefined) return undefined;
  const parts = [...inside.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map(([, text]) => text);
  return parts.length > 0 ? parts.join('') : inside;
}

function lock({ aesKey = '', appId }: AccountSettings, xml: string): string {
  const secret = Buffer.from(`${aesKey}=`, 'base64');
  const words = Buffer.from(xml, 'utf8');
  const size = Buffer.from([
    words.length >>> 24,
    words.length >>> 16,
    words.length >>> 8,
    words.length,
  ]);
  const whole = Buffer.concat([crypto.randomBytes(16), size, words, Buffer.from(appId)]);
  const missing = 32 - (whole.length % 32);
  const machine = crypto.createCipheriv('aes-256-cbc', secret, secret.subarray(0, 16));
  machine.setAutoPadding(false);
  const filled = Buffer.concat([whole, Buffer.from(new Array(missing).fill(missing))]);
  return machine.update(filled).toString('base64');
}

function unlock({ aesKey = '', appId }: AccountSettings, sealed: string): string | undefined {
  const secret = Buffer.from(`${aesKey}=`, 'base64');
  const machine = crypto.createDecipheriv('aes-256-cbc', secret, secret.subarray(0, 16));
  machine.setAutoPadding(false);
  const whole = machine.update(Buffer.from(sealed, 'base64'));
  const text = whole.subarray(0, whole.length - (whole[whole.length - 1] ?? 0));
  const size = text.readUInt32BE(16);
  const owner = text.toString('utf8', 20 + size);
  return owner === appId ? text.toString('utf8', 20, 20 + size) : undefined;
}
