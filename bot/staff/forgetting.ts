import { createHmac } from 'node:crypto';
import type { Accounts } from '../../desk/accounts.ts';
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
import { HotlineError } from '../errors.ts';
import { isTalk, search, talkOf, type Whole } from './tracing.ts';

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
      let left = 1;
      for (let round = 0; left > 0 && round < mostRounds; round++)
        left = await sweep(redaction, whole, parts);
      if (left > 0) throw new HotlineError('forgetting', 'Too much changed meanwhile: ask again.');
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

/** `wechat:o6…` also stands alone, as `o6…`. */
const withTail = (id: string): string[] => {
  const tail = id.slice(id.lastIndexOf(':') + 1);
  return tail.length >= 5 && tail !== id ? [id, tail] : [id];
};

const mostRounds = 5;
