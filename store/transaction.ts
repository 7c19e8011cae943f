import {
  type Callback,
  type Exchange,
  jobsOf,
  quietExchange,
  type Reach,
} from '../desk/callbacks/callback.ts';
import type { Hook, Posted } from '../desk/hooks.ts';
import type { Account, Guard, Person, TicketRecord, Tx } from '../desk/ports.ts';
import type { Published } from '../desk/publishing.ts';
import type { Roster } from '../desk/roster.ts';
import type { Change, Collection, DocJob, DocKey, Engine, Expect } from './engine.ts';
import type { Vault } from './vault.ts';

/**
 * Remembers the revision of everything read and everything to be saved. Values are copied through
 * JSON both ways: nobody shares an object with the store.
 */
export class Transaction implements Tx {
  readonly #engine: Engine;
  readonly #vault: Vault;
  readonly #seen = new Map<string, Seen>();
  readonly #extend: ExtendTicket | undefined;
  /** How many events a ticket had when it was first read here. */
  readonly #told = new Map<string, number>();
  /** Whose records are saved, or gone, with the changes. */
  readonly #people = new Map<string, Person | undefined>();

  /** `extend` adds to a ticket what must be saved with it. */
  constructor(engine: Engine, vault: Vault, extend?: ExtendTicket) {
    this.#engine = engine;
    this.#vault = vault;
    this.#extend = extend;
  }

  async ticket(no: string): Promise<TicketRecord | undefined> {
    const record = await this.#read<TicketRecord>('tickets', no);
    if (record && !this.#told.has(no)) this.#told.set(no, record.timeline.length);
    return record;
  }

  saveTicket(record: TicketRecord): void {
    const ticket = this.#extend?.(record, this.#told.get(record.no) ?? 0) ?? record;
    this.#save('tickets', ticket.no, ticket, ticket.live, ticket.jobs);
  }

  person(phone: string): Promise<Person | undefined> {
    return this.#read('people', phone);
  }

  savePerson(person: Person): void {
    this.#people.set(person.phone, person);
    this.#save('people', person.phone, person);
  }

  removePerson(phone: string): void {
    this.#people.set(phone, undefined);
    const name = seenName('people', phone);
    const seen = this.#seen.get(name) ?? { key: this.#vault.key('people', phone), expect: 'any' };
    this.#seen.set(name, { key: seen.key, expect: seen.expect, removed: true });
  }

  account(id: string): Promise<Account | undefined> {
    return this.#read('accounts', id);
  }

  saveAccount(account: Account): void {
    this.#save('accounts', account.id, account);
  }

  guard(id: string): Promise<Guard | undefined> {
    return this.#read('guards', id);
  }

  saveGuard(guard: Guard): void {
    this.#save('guards', guard.id, guard);
  }

  callback(id: string): Promise<Callback | undefined> {
    return this.#read('callbacks', id);
  }

  saveCallback(callback: Callback): void {
    const jobs = jobsOf(callback);
    this.#save('callbacks', callback.id, callback, jobs.length > 0, jobs);
  }

  reach(phone: string): Promise<Reach | undefined> {
    return this.#read('reach', phone);
  }

  saveReach(reach: Reach): void {
    this.#save('reach', reach.phone, reach);
  }

  async exchange(): Promise<Exchange> {
    return (await this.#read<Exchange>('callbacks', exchange)) ?? quietExchange;
  }

  saveExchange(now: Exchange): void {
    this.#save('callbacks', exchange, now);
  }

  roster(): Promise<Roster | undefined> {
    return this.#read('settings', 'roster');
  }

  saveRoster(roster: Roster): void {
    this.#save('settings', 'roster', roster);
  }

  published(): Promise<readonly Published[] | undefined> {
    return this.#read('settings', 'policies');
  }

  savePublished(published: readonly Published[]): void {
    this.#save('settings', 'policies', published);
  }

  hooks(): Promise<readonly Hook[] | undefined> {
    return this.#read('settings', 'hooks');
  }

  saveHooks(hooks: readonly Hook[]): void {
    this.#save('settings', 'hooks', hooks);
  }

  posted(hook: string): Promise<readonly Posted[] | undefined> {
    return this.#read('settings', `hook/${hook}`);
  }

  savePosted(hook: string, posted: readonly Posted[]): void {
    this.#save('settings', `hook/${hook}`, posted);
  }

  /** What is saved, and what was read only: it must be unchanged too. Empty if nothing can have gone wrong. */
  changes(): Change[] {
    const seen = [...this.#seen.values()];
    if (seen.length <= 1 && !seen.some((one) => one.saved || one.removed)) return [];
    return seen.map(({ key, expect, json, saved, removed }) => {
      if (removed) return { remove: key, expect };
      return saved
        ? { put: this.#vault.close(key, json ?? 'null', saved.live, saved.jobs), expect }
        : { check: key, expect };
    });
  }

  /** Everybody whose record is saved with the changes, or (undefined) gone with them. */
  people(): Iterable<readonly [phone: string, person: Person | undefined]> {
    return this.#people;
  }

  /** Those that are saved with the changes. */
  tickets(): TicketRecord[] {
    return [...this.#seen.values()].flatMap(({ key, json, saved }) =>
      saved && key.collection === 'tickets' ? [JSON.parse(json ?? 'null') as TicketRecord] : [],
    );
  }

  async #read<T>(collection: Collection, name: string): Promise<T | undefined> {
    const known = this.#seen.get(seenName(collection, name));
    const { json } = known ?? (await this.#fetch(collection, name));
    return json === undefined ? undefined : (JSON.parse(json) as T);
  }

  async #fetch(collection: Collection, name: string): Promise<Seen> {
    const key = this.#vault.key(collection, name);
    const doc = await this.#engine.get(collection, key.id);
    const already = this.#seen.get(seenName(collection, name));
    if (already) return already;
    const json = doc && this.#vault.open(doc);
    const seen: Seen = { key, expect: doc?.rev ?? 'absent', json };
    this.#seen.set(seenName(collection, name), seen);
    return seen;
  }

  /** What was never read is expected to be new. */
  #save(collection: Collection, name: string, value: unknown, live = false, jobs: Jobs = []): void {
    const { key, expect } = this.#seen.get(seenName(collection, name)) ?? {
      key: this.#vault.key(collection, name),
      expect: 'absent' as const,
    };
    const json = JSON.stringify(value);
    const saved = { live, jobs: [...jobs] };
    this.#seen.set(seenName(collection, name), { key, expect, json, saved });
  }
}

/** One for the whole house. */
const exchange = 'exchange';
/** `told`: how many of its events were saved before. */
export type ExtendTicket = (record: TicketRecord, told: number) => TicketRecord;

type Jobs = readonly DocJob[];

interface Seen {
  readonly key: DocKey;
  readonly expect: Expect;
  readonly json?: string | undefined;
  readonly removed?: true;
  readonly saved?: { readonly live: boolean; readonly jobs: Jobs };
}

function seenName(collection: Collection, name: string): string {
  return `${collection}/${name}`;
}
