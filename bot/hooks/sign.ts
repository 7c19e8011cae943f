import { createHmac, randomBytes } from 'node:crypto';

/** Headers of a signed message as Standard Webhooks (standardwebhooks.com, symmetric) has them; `seconds` since 1970. */
export function signed(secret: string, id: string, seconds: number, body: string) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${mac}`,
  };
}

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
