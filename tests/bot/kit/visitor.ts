import type { Answer, House } from './house.ts';

export const base = '/v3/directline';

export interface Visitor {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
}

export interface Seen {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { id: string; role: string };
  readonly replyToId?: string;
  readonly locale?: string;
  readonly channelData?: { clientActivityID?: string };
  readonly attachments?: { contentType: string; contentUrl: string; name: string }[];
  readonly suggestedActions?: { actions: { title: string; value: string }[] };
}

/** Somebody who comes in without anything. */
export async function come(house: House, body?: object): Promise<Visitor> {
  return (await house.ask('POST', `${base}/conversations`, { body })).body;
}

export function say(house: House, who: Visitor, body: unknown): Promise<Answer> {
  return house.ask('POST', `${base}/conversations/${who.conversationId}/activities`, {
    token: who.token,
    body: typeof body === 'string' ? { type: 'message', text: body } : body,
  });
}

export async function read(
  house: House,
  who: Visitor,
  watermark: string | number = '',
): Promise<{ activities: Seen[]; watermark: string }> {
  const path = `${base}/conversations/${who.conversationId}/activities?watermark=${watermark}`;
  return (await house.ask('GET', path, { token: who.token })).body;
}

export const texts = ({ activities }: { activities: Seen[] }) => activities.map(({ text }) => text);
