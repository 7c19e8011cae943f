import { conversationsOf, erased, erasedCallback, lostWords, picturesOf } from './erase.ts';
import { stranger } from './people.ts';
import type { Person, Records, TicketRecord, Tx } from './ports.ts';
import { foldTicket } from './ticket.ts';
import type { Instant, Language } from './words.ts';

/** What colleagues may change of a customer's record; `null` takes a date away. */
export interface CustomerChange {
  readonly name?: string;
  readonly language?: Language;
  readonly vip?: boolean;
  readonly contractSince?: Instant | null;
  readonly contractUntil?: Instant | null;
}

/** Where somebody is known. */
export interface Traces {
  readonly tickets: readonly string[];
  readonly accounts: readonly string[];
  readonly conversations: readonly string[];
  /** Blob ids. */
  readonly pictures: readonly string[];
  readonly callbacks: readonly string[];
  /** Names, addresses and whatever was said or written about them. */
  readonly words: readonly string[];
}

/** The people a company works for: their record, and its end. */
export class Customers {
  readonly #records: Pick<Records, 'tx'>;

  constructor(records: Pick<Records, 'tx'>) {
    this.#records = records;
  }

  /** By telephone, digits only; undefined if never heard of. */
  read(phone: string): Promise<Person | undefined> {
    return this.#records.tx((tx) => tx.person(phone));
  }

  /** Enters who is not known yet. */
  change(phone: string, change: CustomerChange, language: Language = 'zh-Hans'): Promise<Person> {
    return this.#records.tx(async (tx) => {
      const person = changed((await tx.person(phone)) ?? stranger(phone, language), change);
      tx.savePerson(person);
      return person;
    });
  }

  /**
   * Everything that is known of them, or the numbers of tickets that are still worked on. `tickets`: numbers that
   * are known to be theirs, beside those their record still names.
   */
  trace(
    phone: string,
    tickets: readonly string[] = [],
  ): Promise<{ readonly open: readonly string[] } | Traces | undefined> {
    return this.#records.tx(async (tx) => {
      const found = await tracesOf(phone, tickets, tx);
      return found && (found.open.length > 0 ? { open: found.open } : found.traces);
    });
  }

  /**
   * Nothing says any more who they were: their record and accounts are gone, their tickets nameless. That they
   * asked to be left alone is kept. Changes nothing while a ticket is still worked on.
   */
  erase(
    phone: string,
    { tickets, callbacks }: Pick<Traces, 'tickets' | 'callbacks'>,
    now: Instant,
  ) {
    return this.#records.tx(async (tx): Promise<void> => {
      const found = await tracesOf(phone, tickets, tx);
      if (!found || found.open.length > 0) return;
      const { person, records, traces } = found;
      for (const record of records) tx.saveTicket(erased(record));
      for (const id of callbacks) {
        const callback = await tx.callback(id);
        if (callback) tx.saveCallback(erasedCallback(callback, now));
      }
      for (const id of traces.accounts) {
        const account = await tx.account(id);
        if (account)
          tx.saveAccount({ id, tickets: [], ...(account.optedOut && { optedOut: true }) });
      }
      if (person?.optedOut) tx.savePerson({ ...stranger(phone, person.language), optedOut: true });
      else if (person) tx.removePerson(phone);
    });
  }
}

/** A yearly contract makes a VIP for as long as it runs; without dates, until somebody says otherwise. */
export function isVip(person: Person | undefined, now: Instant): boolean {
  if (!person?.vip) return false;
  const { contractSince = now, contractUntil = Number.POSITIVE_INFINITY } = person;
  return contractSince <= now && now < contractUntil;
}

function changed(
  person: Person,
  { contractSince, contractUntil, ...change }: CustomerChange,
): Person {
  const { contractSince: since, contractUntil: until, ...rest } = person;
  return {
    ...rest,
    ...change,
    ...dated('contractSince', contractSince, since),
    ...dated('contractUntil', contractUntil, until),
  };
}

function dated<K extends string>(
  name: K,
  change: Instant | null | undefined,
  before: Instant | undefined,
) {
  const value = change === undefined ? before : (change ?? undefined);
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<K, Instant>>;
}

async function tracesOf(phone: string, known: readonly string[], tx: Tx) {
  const person = await tx.person(phone);
  if (!person && known.length === 0) return undefined;
  const records = await ticketsOf([...new Set([...(person?.tickets ?? []), ...known])], tx);
  const tickets = records.map((record) => foldTicket(record));
  const accounts = tickets.map(({ request }) => request.account).filter(Boolean);
  const reach = await tx.reach(phone);
  const traces: Traces = {
    tickets: records.map(({ no }) => no),
    accounts: [...new Set([...(person?.accounts ?? []), ...accounts])],
    conversations: [...new Set(records.flatMap(conversationsOf))],
    pictures: records.flatMap(picturesOf),
    callbacks: reach?.callbacks ?? [],
    words: [person?.name ?? '', ...(person?.addresses ?? []), ...records.flatMap(lostWords)],
  };
  const open = tickets.filter(({ endedAt }) => endedAt === undefined).map(({ no }) => no);
  return { person, records, traces, open };
}

async function ticketsOf(numbers: readonly string[], tx: Tx): Promise<TicketRecord[]> {
  const found: TicketRecord[] = [];
  for (const no of numbers) {
    const record = await tx.ticket(no);
    if (record) found.push(record);
  }
  return found;
}
