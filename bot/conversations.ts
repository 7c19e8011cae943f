import type { Instant, Language } from '../desk/words.ts';
import type { DialogState, Storage, StoreItem } from '../dialogs/sdk.ts';
import { freshMemory, type Memory, type OpenDialog } from '../dialogs/talk.ts';
import type { WorkState } from '../dialogs/work-turn.ts';
import type { Address, Conversation, LogEntry, Spoken } from './channels/channel.ts';
import { untilSaved } from './conflict.ts';
import type { KeypadState } from './staff/keypad.ts';

/** A conversation as remembered: open dialogs, memory, and the newest part of what was said. */
export interface ConversationRecord extends Conversation, StoreItem {
  locale?: string;
  address?: Address;
  /** A colleague speaks here instead of the bot. */
  person?: Person | undefined;
  /** A colleague's work, as far as they have told it. */
  work?: WorkState;
  /** How far a colleague has come with the keys of a telephone. */
  keypad?: KeypadState | undefined;
  memory: Memory;
  dialogs: DialogState;
  /** Newest entries; older ones rest in pages of `pageSize`. */
  log: LogEntry[];
  /** `seq` of the newest entry; 0 if nothing was said. */
  seq: number;
}

export interface Person {
  /** Of this stay. */
  readonly key: string;
  readonly staff: string;
  readonly ticket: string;
  /** On the telephone: how far it is. */
  call?: 'ringing' | 'talking';
  /** What they have agreed with the customer, to be said when the bot is back. */
  agreed?: string;
  /** Their last words. */
  spokeAt?: Instant;
  /** The customer's first words since then; at first when they joined. */
  waitingSince?: Instant | undefined;
}

/** Conversations in a Bot Framework Storage. Saving uses the eTag that was read, never '*'. */
export class Conversations {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async load(id: string): Promise<ConversationRecord | undefined> {
    const key = keyOf(id);
    return (await this.#storage.read([key]))[key] as ConversationRecord | undefined;
  }

  /** Rejects if somebody else saved in between. Full pages of the log leave the record with the same write. */
  async save(record: ConversationRecord): Promise<void> {
    const changes: Record<string, StoreItem> = { [keyOf(record.id)]: record };
    while (record.log.length >= 2 * pageSize) {
      const entries = record.log.splice(0, pageSize);
      const page = Math.floor(((entries[0]?.seq ?? 1) - 1) / pageSize);
      changes[pageKey(record.id, page)] = { entries, eTag: '*' };
    }
    await this.#storage.write(changes);
  }

  /** Appends what is said outside a turn; false if that key was said before, or there is no such conversation. */
  tell(
    id: string,
    words: Spoken,
    key: string,
    at: Instant,
    from: 'bot' | 'staff' = 'bot',
  ): Promise<boolean> {
    return untilSaved(attempts, async () => {
      const record = await this.load(id);
      if (!record || record.log.some((entry) => entry.id === key)) return false;
      record.seq += 1;
      record.log.push({ seq: record.seq, id: key, at, from, ...said(words) });
      takeUp(record, words);
      await this.save(record);
      return true;
    });
  }

  /** Edits it, unless `edit` says there is nothing to save; does nothing if there is no such conversation. */
  change(id: string, edit: (record: ConversationRecord) => boolean): Promise<void> {
    return untilSaved(attempts, async () => {
      const record = await this.load(id);
      if (record && edit(record)) await this.save(record);
    });
  }

  /** The dialogs open in it, which are open no more: they go on in another conversation. */
  handOver(id: string): Promise<readonly OpenDialog[]> {
    return untilSaved(attempts, async () => {
      const record = await this.load(id);
      const open = record?.dialogs.dialogStack ?? [];
      if (!record || open.length === 0) return [];
      record.dialogs = { dialogStack: [] };
      await this.save(record);
      return open;
    });
  }

  /** The record and every page of its log. */
  async forget(id: string): Promise<void> {
    const { seq = 0 } = (await this.load(id)) ?? {};
    const all = Array.from({ length: Math.ceil(seq / pageSize) }, (_, page) => pageKey(id, page));
    await this.#storage.delete([...all, keyOf(id)]);
  }

  /** Entries after `watermark`, oldest first; reads old pages only if they are asked for. */
  async since(id: string, watermark: number): Promise<{ entries: LogEntry[]; watermark: number }> {
    const record = await this.load(id);
    if (!record) return { entries: [], watermark };
    const kept = record.log[0]?.seq ?? record.seq + 1;
    const old = watermark + 1 < kept ? await this.#pages(id, watermark, kept) : [];
    const entries = [...old, ...record.log].filter(({ seq }) => seq > watermark);
    return { entries, watermark: record.seq };
  }

  async #pages(id: string, watermark: number, kept: number): Promise<LogEntry[]> {
    const first = Math.floor(watermark / pageSize);
    const last = Math.floor((kept - 2) / pageSize);
    const keys = Array.from({ length: last - first + 1 }, (_, i) => pageKey(id, first + i));
    const found = await this.#storage.read(keys);
    return keys.flatMap(
      (key) => (found[key] as { entries: LogEntry[] } | undefined)?.entries ?? [],
    );
  }
}

const attempts = 8;
const pageSize = 40;
const keyOf = (id: string): string => `conversation/${id}`;
const pageKey = (id: string, page: number): string => `log/${id}/${page}`;

/** What is asked or offered outside a turn can be answered in the next, unless another question is open. */
function takeUp(
  { memory, dialogs }: ConversationRecord,
  { asked, choices, text, speak }: Spoken,
): void {
  if (dialogs.dialogStack.length > 0) return;
  const offered = choices.flatMap(({ title, code }) => (code ? [{ title, code }] : []));
  if (offered.length > 0) memory.offered = offered;
  if (asked) memory.asked = asked;
  memory.said = [{ text, speak, choices: offered }];
}

function said({ text, speak, choices }: Spoken): Partial<LogEntry> {
  const shown = choices.map(({ title }) => ({ title, value: title }));
  return { text, ...(speak !== text && { speak }), ...(shown.length > 0 && { choices: shown }) };
}

export function newConversation(
  id: string,
  account: string,
  channel: string,
  locale?: string,
): ConversationRecord {
  return {
    id,
    account,
    channel,
    ...(locale && { locale }),
    memory: freshMemory(languageOf(locale)),
    dialogs: { dialogStack: [] },
    log: [],
    seq: 0,
  };
}

/** What is left when its words are let go: whose it is, and how far it went. undefined if nothing more can be left out. */
export function stubOf({ memory, log, dialogs, seq, ...record }: ConversationRecord) {
  if (log.length === 0 && dialogs.dialogStack.length === 0) return undefined;
  const { id, account, channel, locale } = record;
  return { ...newConversation(id, account, channel, locale), seq };
}

/** Our language for a BCP 47 locale; simplified Chinese if it says nothing. */
export function languageOf(locale = ''): Language {
  const tag = locale.toLowerCase();
  if (tag.startsWith('en')) return 'en';
  return /^zh-(hant|tw|hk|mo)/.test(tag) ? 'zh-Hant' : 'zh-Hans';
}
