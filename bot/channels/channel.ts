import type restify from 'restify';
import type { Photo } from '../../desk/events.ts';
import type { Instant, Language } from '../../desk/words.ts';
import type { Act } from '../../dialogs/say.ts';
import type { Activity } from '../../dialogs/sdk.ts';
import { attach, blob, type Pin } from '../../dialogs/talk.ts';
import type { Asked } from '../../nlu/understanding.ts';
import type { Way } from '../notify.ts';
import type { Bridge } from './bridge.ts';

/** A way customers reach us. It verifies and parses what arrives, and renders what the line answers. */
export interface Channel {
  /** First part of every account id: `webchat:…`. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Adds its routes; called once, before the server listens. */
  mount(server: restify.Server, line: Line): void;
  /** To customers on it, unasked. Absent if nobody can be reached so. */
  readonly way?: Way;
  /** Colleagues are connected with customers, instead of writing to them. */
  readonly bridge?: Bridge;
  /** Ends its connections; called after the last request was answered. */
  close?(): Promise<void>;
}

/** What a channel can do. Nobody asks for a channel's name; they ask for these. */
export interface Capabilities {
  /** Customers can send photographs; if false, no form asks for one. */
  readonly pictures: boolean;
  /** Replies are heard, not read: `speak` is used, and sentences must be short. */
  readonly spoken: boolean;
  /** Address of a page where a customer agrees to be told the next news there; absent: nobody needs to. */
  readonly agreementAt?: string;
  /** It can connect a person at once, and tells with an event how that went. */
  readonly connects?: boolean;
  /** It can send a text message to the telephone a customer calls from. */
  readonly texts?: boolean;
  /** Anybody can write there in another's name, but cannot read what we answer: it goes to the other. */
  readonly forgeable?: boolean;
}

/** What became of something said unasked, by whichever way. */
export type PushOutcome = { readonly delivered: true } | Undelivered;

export interface Undelivered {
  readonly delivered: false;
  readonly why: string;
  /**
   * `later`: try again; `never`: this person cannot be reached here, take another way; `under way`: it is being tried
   * at this moment, ask here again before another way is taken.
   */
  readonly retry: 'later' | 'never' | 'under way';
  /** When `later` is, if the way knows: permitted hours begin. */
  readonly at?: Instant;
}

export const undelivered = (why: string, retry: Undelivered['retry']): Undelivered => ({
  delivered: false,
  why,
  retry,
});

/** A dialog the house begins, and what it needs to know. */
export interface Beginning {
  readonly dialog: string;
  readonly options?: object;
}

/** What a channel may ask of the house. Entries of one conversation are numbered 1, 2, 3 … without gaps. */
export interface Line {
  /** Runs one full turn; resolves when everything is saved. The same activity id again gives the same answer. */
  receive(activity: Partial<Activity>): Promise<Turned>;
  /** undefined if it was never created. */
  conversation(id: string): Promise<Conversation | undefined>;
  /** Entries after `watermark` (0: from the beginning), oldest first, and the newest watermark. */
  since(id: string, watermark: number): Promise<{ entries: LogEntry[]; watermark: number }>;
  /**
   * The house speaks first: this dialog begins, once for each key. undefined if there is no such conversation.
   * Whoever asks must deliver what was said.
   */
  begin(id: string, beginning: Beginning, key: string): Promise<Turned | undefined>;
  /** Says something outside a turn: an entry of the log, made once for each key. Whoever asks must deliver it. */
  tell(id: string, words: Spoken, key: string, from?: 'bot' | 'staff'): Promise<void>;
  /** Where it can be answered unasked; kept with it, and forgotten with it. Does nothing if there is no such conversation. */
  addressed(id: string, change: (before: Address) => Address): Promise<void>;
  /** Nothing that was said in it is kept. */
  forget(id: string): Promise<void>;
  /** Tells after each append that is saved; returns the way to stop listening. */
  onAppend(listener: (conversationId: string) => void): () => void;
  /** Does nothing if the conversation exists already. `account` is `channel:user`. */
  create(id: string, account: string, channel: string, locale?: string): Promise<void>;
}

export interface Conversation {
  readonly id: string;
  readonly channel: string;
  /** `channel:user`: whose conversation it is. */
  readonly account: string;
  /** BCP 47, as the channel gave it. */
  readonly locale?: string;
  /** Nothing more can be said in it. */
  readonly ended?: boolean;
  readonly address?: Address;
}

/** As the channel gave it; nobody else reads it. Plain JSON. */
export type Address = Readonly<Record<string, unknown>>;

export interface Spoken {
  readonly text: string;
  readonly speak: string;
  readonly choices: readonly { readonly title: string; readonly code?: string }[];
  /** What it asks: a bare answer is understood as one to this, unless another question is open. */
  readonly asked?: Asked;
}

/** One thing said, as remembered. */
export interface LogEntry {
  /** 1, 2, 3 … within its conversation: the watermark. */
  readonly seq: number;
  readonly id: string;
  readonly at: Instant;
  readonly from: 'user' | 'bot' | 'staff';
  readonly text?: string;
  /** The form for the ear, if it differs from the text. */
  readonly speak?: string;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
  readonly attachments?: readonly {
    /** Blob id in the store. */
    readonly id?: string;
    readonly contentType: string;
    readonly name: string;
    readonly url?: string;
  }[];
  /** The sender's own id (`channelData.clientActivityID`): it comes back so that a client knows its message. */
  readonly clientId?: string;
  /** Id of the entry this answers. */
  readonly replyTo?: string;
  readonly typing?: true;
  /** What a channel that holds a line does after these words. */
  readonly act?: Act;
}

export interface Turned {
  /** The user's entry first, then the replies. */
  readonly entries: LogEntry[];
  /** This message had been answered before; nothing happened twice. */
  readonly again: boolean;
  /** The language the answer is in, and what it asks: a telephone prepares keys and voices for it. */
  readonly language?: Language;
  readonly asked?: Asked | undefined;
}

/** The telephone a message seems to come from; undefined where a channel cannot tell. */
export function claimedPhoneOf({ channelData }: Partial<Activity>): string | undefined {
  const claimed: unknown = channelData?.claimedPhone;
  return typeof claimed === 'string' ? claimed : undefined;
}

export { attach };

/** Where a message points to, in WGS 84, as Bot Framework's `GeoCoordinates`; undefined if to no place on earth. */
export function placeOf({ entities = [] }: Partial<Activity>): Pin | undefined {
  const found = entities.find(({ type }) => type === 'GeoCoordinates');
  const latitude: unknown = found?.latitude;
  const longitude: unknown = found?.longitude;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
  const name: unknown = found?.name;
  const label = typeof name === 'string' ? name.trim().slice(0, 200) : '';
  return { place: { latitude, longitude }, label };
}

/** The stored photographs and films of an Activity: what belongs to a ticket. */
export function photosOf(activity: Partial<Activity>): Photo[] {
  return storedOf(activity).filter(({ contentType }) => !contentType.startsWith('audio/'));
}

/** Everything stored that came with an Activity; attachments that no channel stored are left out. */
export function storedOf(activity: Partial<Activity>): Photo[] {
  return (activity.attachments ?? []).flatMap(({ contentType, contentUrl, name }) =>
    contentUrl?.startsWith(blob)
      ? [{ id: contentUrl.slice(blob.length), contentType, name: name ?? '' }]
      : [],
  );
}
