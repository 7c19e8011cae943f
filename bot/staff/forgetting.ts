import { createHash, createHmac } from 'node:crypto';
import type { Accounts } from '../../desk/accounts.ts';
import type { Callback } from '../../desk/callbacks/callback.ts';
import type { Customers, Traces } from '../../desk/customers.ts';
import { lostWords } from '../../desk/erase.ts';
import { type KeptIn, type KeptKind, kindOf } from '../../desk/kept.ts';
import type { Account, Clock, Person, TicketRecord } from '../../desk/ports.ts';
import { Redaction } from '../../desk/redact.ts';
import { foldTicket } from '../../desk/ticket.ts';
import type { Found } from '../../store/shelves.ts';
import type { Store } from '../../store/store.ts';
import type { Line } from '../channels/channel.ts';
import { e164 } from '../channels/phone/out/e164.ts';
import type { Sms } from '../channels/sms/index.ts';
import { picturesIn } from '../pictures.ts';

export interface ForgettingParts {
  readonly customers: Customers;
  readonly accounts: Pick<Accounts, 'forget'>;
  readonly line: Pick<Line, 'forget'>;
  /** Knows telephones by accounts of its own. */
  readonly sms?: Pick<Sms, 'forget'> | undefined;
  readonly store: Pick<Store, 'blobs' | 'shelves' | 'everyTicket'>;
  readonly kinds: readonly KeptKind[];
  readonly clock: Clock;
  /** Makes the sign that stands for a telephone in what colleagues did. */
  readonly secret: Buffer;
}

export interface Forgetting {
  /** For good; the numbers of open tickets if it cannot be yet, undefined for a stranger. */
  erase(phone: string): Promise<{ readonly open: readonly string[] } | Traces | undefined>;
  /** What stands in the record of who did what instead of this telephone. */
  signOf(phone: string): string;
}

/**
 * Everything that is kept is looked through, so that nothing has to be remembered to be looked for. Their tickets and
 * record go last, since they name the rest: interrupted anywhere, it can be asked for again.
 */
export function forgetting(parts: ForgettingParts): Forgetting {
  const signOf = (phone: string) =>
    `#${createHmac('sha256', parts.secret).update(phone).digest('hex').slice(0, 16)}`;
  return {
    signOf,
    async erase(phone) {
      const { customers, accounts, line, store, clock } = parts;
      const mine = await ticketsUnder(phone, parts);
      const traces = await customers.trace(phone, mine);
      if (!traces || 'open' in traces) return traces;
      const to = e164(phone);
      const texted = to && (await parts.sms?.forget(to));
      const led = texted ? { ...traces, accounts: [...traces.accounts, texted] } : traces;
      const whole = await search(phone, led, parts);
      for (const id of whole.conversations) await line.forget(id);
      for (const id of whole.pictures) await store.blobs.remove(id);
      for (const account of whole.accounts) await accounts.forget(account);
      const marks = {
        ids: [...whole.accounts, ...whole.conversations, ...whole.others].flatMap(withTail),
        phones: [phone],
        tickets: whole.tickets,
        words: whole.words,
      };
      const redaction = new Redaction(marks, signOf(phone));
      // What changes while it is looked at is looked at again.
      for (let left = 1, tries = 0; left > 0 && tries < mostRounds; tries++)
        left = await sweep(redaction, whole, parts);
      await customers.erase(phone, whole, clock.now());
      return whole;
    },
  };
}

/** All that are under this telephone: a person's record names only the newest. */
async function ticketsUnder(phone: string, { store }: ForgettingParts): Promise<string[]> {
  const found: string[] = [];
  for await (const record of store.everyTicket())
    if (foldTicket(record).request.phone === phone) found.push(record.no);
  return found;
}

interface Whole extends Traces {
  /** Whatever else stands for them: calls, attempts to call them. */
  readonly others: readonly string[];
  /** Names of documents made of a telephone nobody can read in them. */
  readonly names: ReadonlySet<string>;
  /** Conversations of others in which they are spoken of. */
  readonly connected: ReadonlySet<string>;
}

/** What accounts, calls and conversations there are besides those that led to a ticket. */
async function search(
  phone: string,
  traces: Traces,
  { store, kinds }: ForgettingParts,
): Promise<Whole> {
  const accounts = new Set(traces.accounts);
  const led = new Set(traces.conversations);
  const conversations = new Set<string>();
  const connected = new Set<string>();
  const calls = new Set<string>();
  const said = new Set<string>();
  const others = new Set<string>();
  const pictures = new Set(traces.pictures);
  const callbacks = new Set(traces.callbacks);
  const tickets = new Set(traces.tickets);
  const words = new Set(traces.words);
  const names = new Set(fingerprints(phone));
  const byPhone = new Redaction({ ids: [], phones: [phone], tickets: [], words: [] }, '');
  const byTicket = new Redaction(
    { ids: [], phones: [phone], tickets: traces.tickets, words: [] },
    '',
  );
  const known = new Set<string>();
  for await (const { value } of store.shelves.walk(['accounts'])) {
    const { id, phone: given, proven } = value as Account;
    known.add(id);
    if (given === phone || proven === phone) accounts.add(id);
  }
  for await (const { value } of store.shelves.walk(['callbacks'])) {
    const { id, ticket, answers } = value as Partial<Callback>;
    if (!id || !ticket || !tickets.has(ticket)) continue;
    callbacks.add(id);
    for (const one of [answers?.wrong, answers?.word, answers?.when]) if (one) words.add(one);
  }
  const talks = new Map<string, string>();
  for await (const { name = '', value } of store.shelves.walk(['state'])) {
    if (name.startsWith('conversation/'))
      talks.set(name.slice('conversation/'.length), (value as { account: string }).account);
    if (isTalk(name) && byTicket.isConnected(value)) connected.add(talkOf(name));
    if (isTalk(name) && byPhone.isTheirs(value) && !isAtWork(value)) said.add(talkOf(name));
    if (kindOf({ in: 'state', name }, kinds)?.erase !== 'whole') continue;
    const tail = name.split('/').at(-1) ?? '';
    if (names.has(name) || byTicket.isConnected(value)) others.add(tail);
    const { from } = value as { from?: string };
    if (name.startsWith('phone/call/') && from && byPhone.isTheirs(from)) calls.add(tail);
  }
  // A call has a conversation of its own; what led to a ticket is known by its beginnings, not all of them are one.
  for (const [id, account] of talks) {
    // Whoever said this telephone and was never known otherwise is who left it.
    const alone = said.has(id) && !known.has(account);
    const own = alone || accounts.has(account) || [...calls].some((call) => id.endsWith(call));
    if (!own && !led.has(id)) continue;
    conversations.add(id);
    if (account) accounts.add(account);
  }
  for await (const { name = '', value } of store.shelves.walk(['state']))
    if (names.has(name) || (isTalk(name) && conversations.has(talkOf(name))))
      for (const id of picturesIn(value)) pictures.add(id);
  for (const list of [others, words]) list.delete('');
  return {
    tickets: [...tickets],
    accounts: [...accounts],
    conversations: [...conversations],
    pictures: [...pictures],
    callbacks: [...callbacks],
    words: [...words],
    others: [...others],
    names,
    connected,
  };
}

/** One look at everything; resolves with how many documents changed meanwhile and must be looked at again. */
async function sweep(
  redaction: Redaction,
  whole: Whole,
  { store, kinds }: ForgettingParts,
): Promise<number> {
  let left = 0;
  for await (const found of store.shelves.walk(swept)) {
    const after = afterwards(found, redaction, whole, kinds);
    if (after === found.value) continue;
    const done =
      after === undefined
        ? await store.shelves.remove(found)
        : await store.shelves.replace(found, after);
    if (!done) left += 1;
  }
  return left;
}

/** What is left of a document; undefined: nothing, the very same value: it says nothing of them. */
function afterwards(
  { collection, name, id, value }: Found,
  redaction: Redaction,
  { names, connected }: Whole,
  kinds: readonly KeptKind[],
): unknown {
  switch (collection) {
    case 'accounts':
      return isTheirAccount(value as Account, redaction)
        ? undefined
        : redaction.withoutEntries(value);
    case 'people':
      // Their own goes last.
      return redaction.isTheirs((value as Person).phone) ? value : redaction.withoutEntries(value);
    case 'reach':
    case 'guards':
      return redaction.isTheirs(value) ? undefined : value;
    case 'tickets':
      return ofOthers(value as TicketRecord, redaction);
    case 'settings':
      return id.startsWith('hook/') ? redaction.redactedEach(value) : value;
    case 'books':
      if (name !== undefined && redaction.isTheirs(name)) return undefined;
      return redaction.redactedEach(value);
    default: {
      if (name !== undefined && (names.has(name) || redaction.isTheirs(name))) return undefined;
      const kind = kindOf({ in: collection as KeptIn, name }, kinds);
      if (kind?.erase === 'whole') return redaction.isConnected(value) ? undefined : value;
      if (name !== undefined && isTalk(name))
        return redaction.redactedTalk(value, connected.has(talkOf(name)));
      return redaction.redactedTalk(redaction.withoutEntries(value), redaction.isConnected(value));
    }
  }
}

/** A ticket of somebody else may name them: the words stay, the telephone goes. Their own are erased at the end. */
function ofOthers(record: TicketRecord, redaction: Redaction): unknown {
  const theirs =
    redaction.isTheirs(foldTicket(record).request.phone) || lostWords(record).length === 0;
  return theirs ? record : redaction.redacted(record, false);
}

const isTheirAccount = ({ id, optedOut }: Account, redaction: Redaction): boolean =>
  redaction.isTheirs(id) && !optedOut;

const swept = [
  'state',
  'pages',
  'books',
  'reach',
  'guards',
  'accounts',
  'people',
  'settings',
  'tickets',
] as const;

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

/** `wechat:o6…` also stands alone, as `o6…`. */
const withTail = (id: string): string[] => {
  const tail = id.slice(id.lastIndexOf(':') + 1);
  return tail.length >= 5 && tail !== id ? [id, tail] : [id];
};

/** A colleague's own: whatever customers it names. */
const isAtWork = (value: unknown): boolean => (value as { work?: unknown }).work !== undefined;

const isTalk = (name: string): boolean => /^(conversation|log)\//.test(name);

/** `log/<id>/<page>` and `conversation/<id>`. */
const talkOf = (name: string): string =>
  name.startsWith('log/')
    ? name.slice(4, name.lastIndexOf('/'))
    : name.slice('conversation/'.length);

const mostRounds = 5;
