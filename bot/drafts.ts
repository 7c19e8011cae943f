import { createHash } from 'node:crypto';
import { arrivingOf } from '../dialogs/arrival.ts';
import { FormDialog } from '../dialogs/form.ts';
import type { Draft, Drafts } from '../dialogs/resume.ts';
import type { Storage } from '../dialogs/sdk.ts';
import type { ConversationRecord, Conversations } from './conversations.ts';

export interface DraftParts {
  readonly state: Storage;
  readonly conversations: Conversations;
  /** Has this account proven to hold this telephone, and still does? */
  readonly holds: (account: string, phone: string) => Promise<boolean>;
}

/** Unfinished reports: kept when a caller hangs up, or open in a chat of whoever holds the telephone. */
export class AllDrafts {
  readonly #parts: DraftParts;

  constructor(parts: DraftParts) {
    this.#parts = parts;
  }

  /** What is begun in this conversation can go on where that telephone calls from. */
  follow(phone: string, conversationId: string): Promise<void> {
    return this.#parts.state.write({ [placeOf(phone)]: { conversationId, eTag: '*' } });
  }

  /** For a dialog in this conversation, whose own open form is no draft. */
  from(conversationId: string): Drafts {
    const { state, conversations } = this.#parts;
    return {
      keep: (phone, draft) => state.write({ [keyOf(phone)]: { draft, eTag: '*' } }),
      of: async (phone) =>
        (await this.#kept(phone)) ?? draftIn(await this.#open(phone, conversationId)),
      forget: async (phone) => {
        await state.delete([keyOf(phone)]);
        const open = await this.#open(phone, conversationId);
        if (draftIn(open)) await conversations.handOver(open?.id ?? '');
      },
    };
  }

  async #kept(phone: string): Promise<Draft | undefined> {
    const key = keyOf(phone);
    return (await this.#parts.state.read([key]))[key]?.draft as Draft | undefined;
  }

  async #open(phone: string, from: string): Promise<ConversationRecord | undefined> {
    const { state, conversations, holds } = this.#parts;
    const key = placeOf(phone);
    const id = (await state.read([key]))[key]?.conversationId as string | undefined;
    const record = id && id !== from ? await conversations.load(id) : undefined;
    return record && (await holds(record.account, phone)) ? record : undefined;
  }
}

/** The report that is open in a conversation, if its story has begun. */
function draftIn(record: ConversationRecord | undefined): Draft | undefined {
  const stack = record?.dialogs.dialogStack ?? [];
  if (!stack.some(({ id, state }) => id === 'report' && state?.purpose === 'report'))
    return undefined;
  const facts = FormDialog.draftOf({ stack });
  if (!facts.description) return undefined;
  const photos = FormDialog.photosOf({ stack });
  return { facts, photos, arriving: arrivingOf({ stack }), at: record?.log.at(-1)?.at ?? 0 };
}

const named = (what: string, phone: string): string =>
  `${what}/${createHash('sha256').update(phone).digest('base64url')}`;

/** Telephones are no names for documents. */
const keyOf = (phone: string): string => named('draft', phone);
const placeOf = (phone: string): string => named('chat', phone);
