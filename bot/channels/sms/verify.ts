import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../errors.ts';
import { readBody } from '../../read-body.ts';
import { type Form, type Gate, verify } from '../phone/verify.ts';

/** The form, once its sender has proved to be the provider: it signs texts as it signs calls. Throws HttpError 403 or 400. */
export async function trusted(gate: Gate, request: IncomingMessage): Promise<Form> {
  const form = formOf(await readBody(request, { limit: 64 * 1024 }));
  verify(gate, request, form);
  return form;
}

function formOf(body: Buffer): Form {
  const form: Record<string, string | string[]> = Object.create(null);
  const pairs = new URLSearchParams(utf8(body));
  for (const key of new Set(pairs.keys())) {
    const values = pairs.getAll(key);
    form[key] = values.length > 1 ? values : (values[0] ?? '');
  }
  return form;
}

function utf8(body: Buffer): string {
  try {
    return strict.decode(body);
  } catch (cause) {
    throw new HttpError(400, 'BadText', 'The body is not UTF-8.', cause);
  }
}

const strict = new TextDecoder('utf-8', { fatal: true });
