import { createHash } from 'node:crypto';
import type { Callback } from '../../desk/callbacks/callback.ts';
import type { Traces } from '../../desk/customers.ts';
import { type KeptKind, kindOf } from '../../desk/kept.ts';
import type { Account } from '../../desk/ports.ts';
import { Redaction } from '../../desk/redact.ts';
import type { Store } from '../../store/store.ts';
import { e164 } from '../channels/phone/out/e164.ts';
import { picturesIn } from '../pictures.ts';

export interface TracingParts {
  readonly store: Pick<Store, 'shelves'>;
  readonly kinds: readonly KeptKind[];
}

/** Everything by which a customer can be found. */
export interface Whole extends Traces {
  /** Whatever else stands for them: calls, attempts to call them. */
  readonly others: readonly string[];
  /** Names of documents made of a telephone nobody can read in them. */
  readonly names: ReadonlySet<string>;
  /** Conversations of others in which they are spoken of. */
  readonly connected: ReadonlySet<string>;
}

/** What accounts, calls and conversations there are besides those that led to a ticket. */
export async function search(phone: string, traces: Traces, parts: TracingParts): Promise<Whole> {
  const names: ReadonlySet<string> = new Set(fingerprints(phone));
  const { known, own } = await accountsWith(phone, parts);
  const called = await calledBack(traces.tickets, parts);
  const seen = await stateOf(phone, traces.tickets, names, parts);
  const accounts = new Set([...traces.accounts, ...own]);
  const led = new Set(traces.conversations);
  const conversations = new Set<string>();
  // A call has a conversation of its own; what led to a ticket is known by its beginnings, not all of them are one.
  for (const [id, account] of seen.talks) {
    // Whoever said this telephone and was never known otherwise is who left it.
    const alone = seen.said.has(id) && !known.has(account);
    const theirs = alone || accounts.has(account) || seen.calls.some((call) => id.endsWith(call));
    if (!theirs && !led.has(id)) continue;
    conversations.add(id);
    if (account) accounts.add(account);
  }
  const pictures = await picturesOf(conversations, names, parts);
  return {
    tickets: traces.tickets,
    accounts: [...accounts],
    conversations: [...conversations],
    pictures: distinct([...traces.pictures, ...pictures]),
    callbacks: distinct([...traces.callbacks, ...called.ids]),
    words: distinct([...traces.words, ...called.words]),
    others: distinct(seen.others),
    names,
    connected: seen.connected,
  };
}

/** All accounts there are, and those that gave or hold this telephone. */
async function accountsWith(phone: string, { store }: TracingParts) {
  const known = new Set<string>();
  const own: string[] = [];
  for await (const { value } of store.shelves.walk(['accounts'])) {
    const { id, phone: given, proven } = value as Account;
    known.add(id);
    if (given === phone || proven === phone) own.push(id);
  }
  return { known, own };
}

/** Callbacks about these tickets, and what was said in them. */
async function calledBack(tickets: readonly string[], { store }: TracingParts) {
  const theirs = new Set(tickets);
  const ids: string[] = [];
  const words: string[] = [];
  for await (const { value } of store.shelves.walk(['callbacks'])) {
    const { id, ticket, answers } = value as Partial<Callback>;
    if (!id || !ticket || !theirs.has(ticket)) continue;
    ids.push(id);
    for (const one of [answers?.wrong, answers?.word, answers?.when]) if (one) words.push(one);
  }
  return { ids, words };
}

/** Conversations with whose they are, and what among them and the calls says this telephone or names these tickets. */
async function stateOf(
  phone: string,
  tickets: readonly string[],
  names: ReadonlySet<string>,
  { store, kinds }: TracingParts,
) {
  const byPhone = new Redaction({ ids: [], phones: [phone], tickets: [], words: [] }, '');
  const byTicket = new Redaction({ ids: [], phones: [phone], tickets, words: [] }, '');
  const talks = new Map<string, string>();
  const connected = new Set<string>();
  const said = new Set<string>();
  const calls: string[] = [];
  const others: string[] = [];
  for await (const { name = '', value } of store.shelves.walk(['state'])) {
    if (name.startsWith('conversation/'))
      talks.set(talkOf(name), (value as { account: string }).account);
    if (isTalk(name) && byTicket.isConnected(value)) connected.add(talkOf(name));
    if (isTalk(name) && byPhone.isTheirs(value) && !isAtWork(value)) said.add(talkOf(name));
    if (kindOf({ in: 'state', name }, kinds)?.erase !== 'whole') continue;
    const tail = name.split('/').at(-1) ?? '';
    if (names.has(name) || byTicket.isConnected(value)) others.push(tail);
    const { from } = value as { from?: string };
    if (name.startsWith('phone/call/') && from && byPhone.isTheirs(from)) calls.push(tail);
  }
  return { talks, connected, said, calls, others };
}

async function picturesOf(
  conversations: ReadonlySet<string>,
  names: ReadonlySet<string>,
  { store }: TracingParts,
): Promise<string[]> {
  const pictures: string[] = [];
  for await (const { name = '', value } of store.shelves.walk(['state']))
    if (names.has(name) || (isTalk(name) && conversations.has(talkOf(name))))
      pictures.push(...picturesIn(value));
  return pictures;
}

const distinct = (list: readonly string[]): string[] => [...new Set(list)].filter(Boolean);

/** Names under which what a telephone left is kept, where it is not to be read. */
function fingerprints(phone: string): string[] {
  const forms = [phone, e164(phone) ?? phone, (e164(phone) ?? phone).slice(1)];
  const marks = forms.map((form) => createHash('sha256').update(form).digest('base64url'));
  return marks.flatMap((mark) => [
    `draft/${mark}`,
    `chat/${mark}`,
    `phone/caller/${mark}`,
    `link/texts/${mark}`,
  ]);
}

/** A colleague's own: whatever customers it names. */
const isAtWork = (value: unknown): boolean => (value as { work?: unknown }).work !== undefined;

export const isTalk = (name: string): boolean => /^(conversation|log)\//.test(name);

/** The conversation of `log/<id>/<page>` and `conversation/<id>`. */
export const talkOf = (name: string): string =>
  name.startsWith('log/')
    ? name.slice(4, name.lastIndexOf('/'))
    : name.slice('conversation/'.length);
