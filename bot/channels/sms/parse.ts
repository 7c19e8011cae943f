import type { ConsentChange } from '../../../desk/consent.ts';
import { optOutIn } from '../../../dialogs/text/sms.ts';
import { HttpError } from '../../errors.ts';
import type { Form } from '../phone/verify.ts';

/** A text message as somebody sent it. */
export interface Letter {
  /** The provider's own id; the same id again is the same message. */
  readonly id: string;
  /** With + and country; absent: a short code or a name, which cannot be answered. */
  readonly from?: string;
  readonly words: string;
  /** Where the provider keeps what came with it. */
  readonly media: readonly string[];
  /** They want no more texts, or want them again. */
  readonly wish?: ConsentChange['say'];
  /** The provider has told them already what that means; a second answer would be one too many. */
  readonly quiet: boolean;
}

/** A webhook's form. Unknown keys are ignored; the first value of a repeated one counts. Throws HttpError 400. */
export function parse(form: Form): Letter {
  const id = one(form, 'MessageSid');
  if (!/^[\w-]{1,64}$/.test(id)) throw new HttpError(400, 'BadMessage', 'This text has no id.');
  const from = one(form, 'From');
  const words = readable(one(form, 'Body'));
  const optOut = one(form, 'OptOutType').toUpperCase();
  const wish = wishes.get(optOut) ?? (optOut ? undefined : optOutIn(words));
  return {
    id,
    ...(/^\+[1-9]\d{6,14}$/.test(from) && { from }),
    words,
    media: mediaIn(form),
    ...(wish && { wish }),
    quiet: optOut !== '',
  };
}

const wishes: ReadonlyMap<string, ConsentChange['say']> = new Map([
  ['STOP', 'stop'],
  ['START', 'allow'],
]);

function mediaIn(form: Form): string[] {
  const count = /^\d{1,2}$/.exec(one(form, 'NumMedia'))?.[0] ?? '0';
  const places = Array.from({ length: Math.min(Number(count), mostMedia) }, (_, at) =>
    one(form, `MediaUrl${at}`),
  );
  return places.filter((place) => place !== '');
}

/** The provider brings no more. */
const mostMedia = 10;
const mostWords = 2000;

/** Lines stay lines; what cannot be shown is a blank. */
function readable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trim()
    .slice(0, mostWords)
    .toWellFormed();
}

function one(form: Form, key: string): string {
  const value = form[key];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
