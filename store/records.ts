import { setImmediate as breath } from 'node:timers/promises';
import type { DueJob, Job, Person, Records, TicketRecord, Tx } from '../desk/ports.ts';
import type { Instant } from '../desk/words.ts';
import { Conflict, type Engine } from './engine.ts';
import { Locks } from './locks.ts';
import { type ExtendTicket, Transaction } from './transaction.ts';
import type { Vault } from './vault.ts';

/** The desk's records on any engine. Optimistic: what was read is checked when it is saved. */
export class EngineRecords implements Records {
  readonly #engine: Engine;
  readonly #vault: Vault;
  readonly #turns = new Locks();
  readonly #listeners = new Set<TicketListener>();
  readonly #acquaintances = new Set<PersonListener>();
  #extend: ExtendTicket | undefined;

  constructor(engine: Engine, vault: Vault) {
    this.#engine = engine;
    this.#vault = vault;
  }

  /** Do not begin another transaction inside `work`: it could wait for this one for ever. */
  async tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const contested = new Set<string>();
    for (let tries = 1; ; tries++) {
      // Whoever lost a race queues for what was contested, so that the next try meets nobody there.
      const leave = await this.#turns.hold([...contested]);
      try {
        const transaction = new Transaction(this.#engine, this.#vault, this.#extend);
        const result = await work(transaction);
        const changes = transaction.changes();
        if (changes.length > 0) await this.#engine.commit(changes, { durable: true });
        for (const ticket of transaction.tickets())
          for (const listener of this.#listeners) listener(ticket);
        for (const [phone, person] of transaction.people())
          for (const listener of this.#acquaintances) listener(phone, person);
        return result;
      } catch (error) {
        if (!(error instanceof Conflict) || tries === mostTries) throw error;
        contested.add(`${error.key.collection}/${error.key.id}`);
      } finally {
        leave();
      }
    }
  }

  async liveTickets(): Promise<TicketRecord[]> {
    const docs = await this.#engine.live('tickets');
    return docs.map((doc) => JSON.parse(this.#vault.open(doc)) as TicketRecord);
  }

  /** Live ones first; others get a turn between any two. */
  async *everyTicket(): AsyncIterable<TicketRecord> {
    for (const doc of await this.#engine.live('tickets')) {
      yield JSON.parse(this.#vault.open(doc)) as TicketRecord;
      await breath();
    }
    for await (const doc of this.#engine.documents('tickets'))
      if (!doc.live) yield JSON.parse(this.#vault.open(doc)) as TicketRecord;
  }

  /** Those of these numbers that there are, in this order, without holding up anybody else. */
  async *ticketsOf(numbers: Iterable<string>): AsyncIterable<TicketRecord> {
    for await (const doc of this.#engine.named('tickets', numbers))
      yield JSON.parse(this.#vault.open(doc)) as TicketRecord;
  }

  /** Everybody ever heard of, in no particular order, without holding up anybody else. */
  async *everyPerson(): AsyncIterable<Person> {
    for await (const doc of this.#engine.documents('people'))
      yield JSON.parse(this.#vault.open(doc)) as Person;
  }

  /** Those under these telephones that there are, in this order. */
  async *peopleAt(phones: Iterable<string>): AsyncIterable<Person> {
    const ids = [...phones].map((phone) => this.#vault.key('people', phone).id);
    for await (const doc of this.#engine.named('people', ids))
      yield JSON.parse(this.#vault.open(doc)) as Person;
  }

  /** Tells of each ticket once it is durable; returns the way to stop listening. */
  onTicket(listener: TicketListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells of each person's record once it is durable, or durably gone; returns the way to stop listening. */
  onPerson(listener: PersonListener): () => void {
    this.#acquaintances.add(listener);
    return () => this.#acquaintances.delete(listener);
  }

  /** What it adds to a ticket is saved with it or not at all. */
  extendTickets(extend: ExtendTicket): void {
    this.#extend = extend;
  }

  async dueJobs(now: Instant, limit: number): Promise<DueJob[]> {
    const due = await this.#engine.dueJobs(now, limit);
    return due.map(({ kind, key, runAt, attempts, id }) => ({
      kind: kind as Job['kind'],
      key,
      runAt,
      attempts,
      ticket: id,
    }));
  }

  nextDue(): Promise<Instant | undefined> {
    return this.#engine.nextDue();
  }
}

export type TicketListener = (ticket: TicketRecord) => void;
export type PersonListener = (phone: string, person: Person | undefined) => void;

const mostTries = 50;
