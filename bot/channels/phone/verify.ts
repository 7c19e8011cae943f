import type { IncomingMessage } from 'node:http';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { HttpError } from '../../errors.ts';
import { readText } from '../../read-body.ts';

/** What a provider's request must prove. */
export interface Gate {
  readonly accountSid: string;
  /** Newest first; the older one is believed as well while it is being replaced. */
  readonly authTokens: readonly string[];
  readonly publicBaseUrl: string;
}

/** A form as it was sent: a repeated key keeps all its values. */
export type Form = Readonly<Record<string, string | string[]>>;

/** The form of a call or a text message, once its sender has proved to be the provider. Throws HttpError 403 or 400. */
export async function trusted(gate: Gate, request: IncomingMessage): Promise<Form> {
  const form = formIn(await readText(request, { limit: 64 * 1024 }));
  verify(gate, request, form);
  return form;
}

function formIn(body: string): Form {
  const form: Record<string, string | string[]> = Object.create(null);
  const pairs = new URLSearchParams(body);
  for (const key of new Set(pairs.keys())) {
    const values = pairs.getAll(key);
    form[key] = values.length > 1 ? values : (values[0] ?? '');
  }
  return form;
}

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
