import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../../desk/ports.ts';
import { realClock } from '../../clock.ts';
import { HttpError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Conversation, Line } from '../channel.ts';
import { Looking } from './looking.ts';
import { render } from './render.ts';
import { Seals } from './verify.ts';

export interface WebChatOptions {
  /** 32 bytes or more, the same after a restart. */
  readonly secret: Buffer;
  /** The house's clock: when things are said. */
  readonly clock: Clock;
  /** How long tokens live is real time: a demo's leap must not log visitors out. */
  readonly wall?: Clock;
  readonly publicBaseUrl: string;
  readonly blobs: Blobs;
  readonly log: Log;
}

/** Where pictures are kept. */
export interface Blobs {
  /** Resolves with the id when the bytes are safe. */
  put(bytes: Buffer, contentType: string): Promise<string>;
  get(id: string): Promise<{ bytes: Buffer; contentType: string } | undefined>;
}

export const base = '/v3/directline';

/** What the entrance, the talk and the stream share: who may see which conversation, and how it looks from there. */
export class Visits {
  readonly line: Line;
  readonly options: WebChatOptions;
  readonly seals: Seals;
  readonly looking: Looking;

  constructor(line: Line, options: WebChatOptions, looking = new Looking(options.clock)) {
    this.looking = looking;
    this.line = line;
    this.options = options;
    this.seals = new Seals(options.secret, options.wall ?? realClock);
  }

  /** Throws HttpError 404 if it was never begun or has ended; a client then begins anew. */
  async living(id: string): Promise<Conversation> {
    const conversation = await this.line.conversation(id);
    if (conversation && !conversation.ended) return conversation;
    throw new HttpError(
      404,
      'ConversationNotFound',
      'There is no such conversation, or it has ended.',
    );
  }

  /** What was said after a watermark, in Direct Line's form. */
  async since(conversation: Conversation, after: number, request: IncomingMessage) {
    const { entries, watermark } = await this.line.since(conversation.id, after);
    const origin = this.origin(request);
    const pictureUrl = (id: string) =>
      `${origin}${base}/attachments/${id}?${this.seals.pictureQuery(id)}`;
    return {
      activities: render(entries, conversation, pictureUrl),
      watermark: String(watermark),
    };
  }

  /** As the caller reached us, so that its page's content policy lets it come again. */
  origin({ headers: { host } }: IncomingMessage): string {
    const known = new URL(this.options.publicBaseUrl);
    if (!host || host === known.host || !/^[\w.:[\]-]+$/.test(host)) return known.origin;
    return `http://${host}`;
  }
}

/** 0 if there is none. Throws HttpError 400 for one that we never gave. */
export function watermarkIn(query: URLSearchParams): number {
  const text = query.get('watermark') || '0';
  if (!/^\d{1,15}$/.test(text)) throw new HttpError(400, 'BadArgument', 'Not a watermark of ours.');
  return Number(text);
}
