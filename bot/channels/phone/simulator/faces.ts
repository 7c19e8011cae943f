import type { Placed, SentText } from './exchange.ts';
import type { Answer } from './rest.ts';

/** A call as the provider's REST interface shows it. */
export function callFace(
  { telephone, to, at, form, status, answeredBy }: Placed,
  accountSid: string,
): object {
  return {
    sid: telephone.id,
    account_sid: accountSid,
    date_created: new Date(at).toUTCString(),
    to,
    from: form.get('From'),
    // 'initiated' is an event; a call that nobody hears ringing yet is queued.
    status: status === 'initiated' ? 'queued' : telephone.state === 'over' ? 'completed' : status,
    answered_by: answeredBy ?? null,
    start_time: null,
    direction: telephone.fields.Direction,
  };
}

export function textFace({ sid, to, from, body, at }: SentText, accountSid: string): object {
  const date_created = new Date(at).toUTCString();
  return { sid, account_sid: accountSid, to, from, body, status: 'queued', date_created };
}

export const page = (name: string, found: readonly object[]): Answer => ({
  status: 200,
  body: { [name]: found, page: 0, page_size: 50, start: 0, end: found.length, next_page_uri: null },
});
