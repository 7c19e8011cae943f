import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Photo } from '../../../desk/events.ts';
import type { Instant } from '../../../desk/words.ts';
import type { Activity } from '../../../dialogs/sdk.ts';
import { HttpError } from '../../errors.ts';
import { attach, type Conversation, placeOf } from '../channel.ts';

/** What a posted activity is to us; `nothing` is acknowledged and goes no further. */
export type Posted =
  | { readonly kind: 'turn'; readonly activity: Partial<Activity> }
  | { readonly kind: 'nothing' };

/** Longer than any honest report; the line says how much of it it can take. */
export const longestText = 20_000;

/** Throws HttpError 400 for what is not an activity, or a message that says nothing. */
export function parse(
  body: unknown,
  to: Conversation,
  at: Instant,
  photos: readonly Photo[] = [],
): Posted {
  const posted = shape.safeParse(body);
  if (!posted.success) throw new HttpError(400, 'BadArgument', complaint(posted.error));
  const { type, name, channelData, locale = to.locale } = posted.data;
  if (type === 'conversationUpdate' || (type === 'event' && name === 'start'))
    return { kind: 'turn', activity: start(to, at, locale) };
  if (type !== 'message') return { kind: 'nothing' };
  const { entities } = posted.data;
  const place = placeOf({ entities });
  const text = clean(posted.data.text ?? wordsOf(posted.data.value)) || (place?.label ?? '');
  if (text === '' && photos.length === 0 && !place)
    throw new HttpError(400, 'BadArgument', 'The message is empty. Send pictures through /upload.');
  const clientId = channelData?.clientActivityID;
  return {
    kind: 'turn',
    activity: {
      ...frame(to, at, locale),
      type: 'message',
      id: clientId ?? randomUUID(),
      text,
      attachments: photos.map(attach),
      ...(place && { entities }),
      channelData: clientId === undefined ? {} : { clientActivityID: clientId },
    },
  };
}

/** A conversation's first moment: the bot greets. Always the same id, so that it greets once. */
export function start(to: Conversation, at: Instant, locale = to.locale): Partial<Activity> {
  return { ...frame(to, at, locale), type: 'event', name: 'start', id: `start-${to.id}` };
}

/** BCP 47, or undefined if it is not. */
export const localeShape = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
  .optional()
  .catch(undefined);

const shape = z.object({
  type: z.string().max(64).default('message'),
  name: z.string().max(64).optional(),
  text: z.string().max(longestText).optional(),
  value: z.unknown().optional(),
  entities: z
    .array(z.looseObject({ type: z.string().max(64) }))
    .max(8)
    .default([])
    .catch([]),
  locale: localeShape,
  channelData: z
    .object({
      clientActivityID: z
        .string()
        .regex(/^[\w.:|-]{1,128}$/)
        .optional(),
    })
    .nullish(),
});

function complaint({ issues }: z.ZodError): string {
  const [{ path, message } = { path: [], message: 'not an activity' }] = issues;
  return `Not an activity we can read: ${path.join('.') || 'body'}: ${message}.`;
}

/** The visitor's words about who and where they are are not believed: the token says it. */
function frame(to: Conversation, at: Instant, locale?: string): Partial<Activity> {
  return {
    channelId: to.channel,
    from: { id: to.account, name: '', role: 'user' },
    recipient: { id: 'bot', name: '', role: 'bot' },
    conversation: { id: to.id, name: '', isGroup: false, conversationType: '' },
    timestamp: new Date(at),
    ...(locale && { locale }),
  };
}

/** A picked choice posts its value instead of text. */
function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longestText) : '';
}

/** Controls, text-direction overrides and broken surrogates can only deceive or break a reader. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]/gu, '')
    .trim();
}
