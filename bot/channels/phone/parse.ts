import type { Form } from './verify.ts';

/** What happened on a call, as one webhook told it. */
export interface Heard {
  readonly call: string;
  /** Digits with country, e.g. 8613812345678; absent for anonymous callers. */
  readonly from?: string;
  /** A call we made: which one. */
  readonly out?: string;
  readonly input: Input;
}

export type Input =
  | { readonly kind: 'keys'; readonly keys: string }
  | { readonly kind: 'speech'; readonly words: string; readonly confidence?: number }
  | { readonly kind: 'silence' }
  /** The person's leg or the queue came to an end. */
  | {
      readonly kind: 'transferred';
      readonly reached: boolean;
      /** The provider says so in so many words; some do not tell a talk from a whisper that was refused. */
      readonly bridged?: true;
      /** The caller did not wait. */
      readonly gone: boolean;
      /** They would rather be called back. */
      readonly left: boolean;
      readonly why: string;
    };

/** How a call stands, in the order it happens; callbacks come in any. */
export interface CallState {
  readonly call: string;
  readonly status: string;
  readonly final: boolean;
  readonly answeredBy?: string;
  /** SIP code of a call that failed. */
  readonly code?: string;
}

/** A webhook's form. Unknown keys are ignored; the first value of a repeated one counts. */
export function parse(form: Form): Heard {
  const from = number(one(form, 'From'));
  return { call: callOf(form), ...(from && { from }), input: inputOf(form) };
}

export function parseStatus(form: Form): CallState {
  const status = one(form, 'CallStatus');
  const answeredBy = one(form, 'AnsweredBy');
  const code = one(form, 'SipResponseCode');
  return {
    call: callOf(form),
    status,
    final: isFinal(status),
    ...(answeredBy && { answeredBy }),
    ...(code && { code }),
  };
}

/** Place in a queue, 1 is next; 0 if it is not told. */
export function placeOf(form: Form): number {
  const place = one(form, 'QueuePosition');
  return /^\d{1,4}$/.test(place) ? Number(place) : 0;
}

/** What became of a text message. */
export function parseReport(form: Form): { readonly status: string; readonly code: string } {
  return { status: one(form, 'MessageStatus'), code: one(form, 'ErrorCode').replace(/\D/g, '') };
}

/** Empty if it is no call id of a provider's: ids become keys in the store. */
export function callOf(form: Form): string {
  const id = one(form, 'CallSid');
  return /^[\w-]{1,64}$/.test(id) ? id : '';
}

/** Digits of a telephone with its country; undefined for `anonymous`, `unknown` and addresses. */
export function number(from: string): string | undefined {
  return /^\+?[1-9]\d{6,14}$/.test(from) ? from.replace('+', '') : undefined;
}

/** As customers write their own number: +86 138… is 138… */
export function local(digits: string): string {
  return digits.replace(/^86(?=1[3-9]\d{9}$)/, '').replace(/^86(?=[2-9]\d{8,10}$)/, '0');
}

/** Nothing more can happen on it. */
export const isFinal = (status: string): boolean => finals.has(status);

const finals = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
const mostWords = 2000;

function inputOf(form: Form): Input {
  if (form.QueueResult !== undefined || form.DialCallStatus !== undefined) return transferOf(form);
  const keys = one(form, 'Digits').replace(/[^\d*#]/g, '');
  if (keys) return { kind: 'keys', keys: keys.slice(0, 32) };
  const words = spoken(one(form, 'SpeechResult'));
  if (!words) return { kind: 'silence' };
  const confidence = Number(one(form, 'Confidence') || Number.NaN);
  return { kind: 'speech', words, ...(Number.isFinite(confidence) && { confidence }) };
}

/** Recognisers put stops behind words and wide digits among them. */
function spoken(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\uff10-\uff19]/g, (wide) => String(wide.charCodeAt(0) - 0xff10))
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .replace(/[.,!?;\u3002\uff0c\uff01\uff1f\uff1b]+$/u, '')
    .slice(0, mostWords);
}

/** Answered and bridged is a talk; answered and not bridged is a colleague who did not accept. */
function transferOf(form: Form): Input {
  const queue = one(form, 'QueueResult');
  const dial = one(form, 'DialCallStatus');
  const bridged = one(form, 'DialBridged');
  const reached = dial
    ? (dial === 'completed' || dial === 'answered') && bridged !== 'false'
    : /^(bridged|bridging-in-process|redirected-from-bridged)$/.test(queue);
  const gone = queue === 'hangup' || isFinal(one(form, 'CallStatus'));
  const left = queue === 'leave' && !gone;
  const sure = reached && (queue !== '' || bridged === 'true');
  const talked = sure ? ({ bridged: true } as const) : {};
  return { kind: 'transferred', reached, ...talked, gone, left, why: queue || dial };
}

function one(form: Form, key: string): string {
  const value = form[key];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
