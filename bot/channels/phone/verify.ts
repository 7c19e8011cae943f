import type { IncomingMessage } from 'node:http';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { HttpError } from '../../errors.ts';

/** What a provider's request must prove. */
export interface Gate {
  readonly accountSid: string;
  /** Newest first; the older one is believed as well while it is being replaced. */
  readonly authTokens: readonly string[];
  readonly publicBaseUrl: string;
}

/** A form as it was sent: a repeated key keeps all its values. */
export type Form = Readonly<Record<string, string | string[]>>;

/** Throws HttpError 403 unless the provider signed this very request for our account. */
export function verify(gate: Gate, request: IncomingMessage, form: Form): void {
  const signature = request.headers['x-twilio-signature'];
  // As it was asked for: whatever a proxy or a framework makes of an address, the provider signed the public one.
  const url = gate.publicBaseUrl + (request.url ?? '');
  if (typeof signature !== 'string' || !signed(gate.authTokens, signature, url, form))
    throw new HttpError(403, 'BadSignature', 'Only the telephone provider may call this.');
  if (form.AccountSid !== gate.accountSid)
    throw new HttpError(403, 'BadAccount', 'This call belongs to another account.');
}

/** Signed with any of our tokens. The provider's own check throws for what cannot be an address. */
export function signed(
  tokens: readonly string[],
  signature: string,
  url: string,
  form: Form,
): boolean {
  try {
    return tokens.some((token) => validateRequest(token, signature, url, form));
  } catch {
    return false;
  }
}
