import type {
  Address,
  Conversation,
  Line,
  LogEntry,
  Turned,
} from '../../../bot/channels/channel.ts';
import { photosOf } from '../../../bot/channels/channel.ts';
import type { Activity } from '../../../dialogs/sdk.ts';

type Answer = (activity: Partial<Activity>) => Pick<LogEntry, 'text' | 'choices' | 'act'>[];

/** A line that remembers in memory and repeats what was said: enough to prove a channel. */
export class EchoLine implements Line {
  readonly conversations = new Map<string, Conversation>();
  readonly received: Partial<Activity>[] = [];
  readonly #logs = new Map<string, LogEntry[]>();
  readonly #listeners = new Set<(id: string) => void>();
  readonly #answered = new Map<string, Turned>();
  /** Set it to make the next turns fail. */
  failure: Error | undefined;
  answer: Answer = (activity) => [
    { text: activity.name === 'start' ? '您好' : `echo: ${activity.text}` },
  ];

  async receive(activity: Partial<Activity>): Promise<Turned> {
    if (this.failure) throw this.failure;
    const id = activity.conversation?.id ?? '';
    const key = `${id} ${activity.id}`;
    const before = this.#answered.get(key);
    if (before) return { ...before, again: true };
    this.received.push(activity);
    const entries = [
      ...(activity.type === 'message' ? [this.#said(activity)] : []),
      ...this.answer(activity).map((reply) => ({
        from: 'bot' as const,
        replyTo: activity.id ?? '',
        ...reply,
      })),
    ].map((entry) => this.append(id, entry, false));
    const turned: Turned = { entries, again: false };
    this.#answered.set(key, turned);
    this.#tell(id);
    return turned;
  }

  append(id: string, entry: Partial<LogEntry>, tell = true): LogEntry {
    const log = this.#logs.get(id) ?? [];
    this.#logs.set(id, log);
    const seq = log.length + 1;
    const full: LogEntry = {
      id: `${id}|${seq}`,
      at: 1_700_000_000_000 + seq,
      from: 'bot',
      ...entry,
      seq,
    };
    log.push(full);
    if (tell) this.#tell(id);
    return full;
  }

  async conversation(id: string): Promise<Conversation | undefined> {
    return this.conversations.get(id);
  }

  async since(id: string, watermark: number) {
    const log = this.#logs.get(id) ?? [];
    return { entries: log.slice(watermark), watermark: log.length };
  }

  async begin(): Promise<undefined> {
    return undefined;
  }

  async tell(id: string, words: { text: string }, key: string): Promise<void> {
    if (!this.#logs.get(id)?.some((entry) => entry.id === key))
      this.append(id, { id: key, text: words.text });
  }

  async addressed(id: string, change: (before: Address) => Address): Promise<void> {
    const conversation = this.conversations.get(id);
    const address = change(conversation?.address ?? {});
    if (conversation) this.conversations.set(id, { ...conversation, address });
  }

  async forget(id: string): Promise<void> {
    this.#logs.delete(id);
  }

  onAppend(listener: (id: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async create(id: string, account: string, channel: string, locale?: string): Promise<void> {
    if (this.conversations.has(id)) return;
    this.conversations.set(id, { id, account, channel, ...(locale && { locale }) });
  }

  end(id: string): void {
    const conversation = this.conversations.get(id);
    if (conversation) this.conversations.set(id, { ...conversation, ended: true });
  }

  #said(activity: Partial<Activity>): Partial<LogEntry> {
    const clientId = activity.channelData?.clientActivityID;
    return {
      id: activity.id ?? '',
      from: 'user',
      text: activity.text ?? '',
      attachments: photosOf(activity),
      ...(clientId && { clientId }),
    };
  }

  #tell(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }
}
