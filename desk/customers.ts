import { conversationsOf, erased, picturesOf } from './erase.ts';
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

  /** Everything that is known of them, or the numbers of tickets that are still worked on. */
  trace(phone: string): Promise<{ readonly open: readonly string[] } | Traces | undefined> {
    return this.#records.tx(async (tx) => {
      const found = await tracesOf(phone, tx);
      return found && (found.open.length > 0 ? { open: found.open } : found.traces);
    });
  }

  /**
   * Nothing says any more who they were: their record and accounts are gone, their tickets nameless. That they
   * asked to be left alone is kept. Changes nothing while a ticket is still worked on.
   */
  erase(phone: string): Promise<void> {
    return this.#records.tx(async (tx) => {
      const found = await tracesOf(phone, tx);
      if (!found || found.open.length > 0) return;
      const { person, records, traces } = found;
      for (const record of records) tx.saveTicket(erased(record));
      for (const id of traces.accounts) {
        const account = await tx.account(id);
        if (account)
          tx.saveAccount({ id, tickets: [], ...(account.optedOut && { optedOut: true }) });
      }
      if (person.optedOut) tx.savePerson({ ...stranger(phone, person.language), optedOut: true });
      else tx.removePerson(phone);
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

async function tracesOf(phone: string, tx: Tx) {
  const person = await tx.person(phone);
  if (!person) return undefined;
  const records = await ticketsOf(person, tx);
  const tickets = records.map((record) => foldTicket(record));
  const accounts = tickets.map(({ request }) => request.account);
  const traces: Traces = {
    tickets: records.map(({ no }) => no),
    accounts: [...new Set([...(person.accounts ?? []), ...accounts])],
    conversations: [...new Set(records.flatMap(conversationsOf))],
    pictures: records.flatMap(picturesOf),
  };
  const open = tickets.filter(({ endedAt }) => endedAt === undefined).map(({ no }) => no);
  return { person, records, traces, open };
}

async function ticketsOf({ tickets }: Person, tx: Tx): Promise<TicketRecord[]> {
  const found: TicketRecord[] = [];
  for (const no of tickets) {
    const record = await tx.ticket(no);
    if (record) found.push(record);
  }
  return found;
}
