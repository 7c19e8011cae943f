import {
  type Callback,
  type Exchange,
  jobsOf,
  quietExchange,
  type Reach,
} from '../../../desk/callbacks/callback.ts';
import type { Hook, Posted } from '../../../desk/hooks.ts';
import type {
  Account,
  DueJob,
  Guard,
  Person,
  Records,
  TicketRecord,
  Tx,
} from '../../../desk/ports.ts';
import type { Published } from '../../../desk/publishing.ts';
import type { Roster } from '../../../desk/roster.ts';

/** Records in memory that keep the port's promises: all or nothing, and again if somebody was faster. */
export class MemoryRecords implements Records {
  readonly #shelf = new Map<string, { revision: number; json: string }>();
  /** Transactions that had to run again. */
  conflicts = 0;

  async tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (;;) {
      const read = new Map<string, number>();
      const saved = new Map<string, string>();
      const result = await work(this.#open(read, saved));
      await Promise.resolve();
      if ([...read].every(([key, revision]) => this.#revision(key) === revision)) {
        for (const [key, json] of saved) {
          this.#shelf.set(key, { revision: this.#revision(key) + 1, json });
        }
        return result;
      }
      this.conflicts += 1;
    }
  }

  async liveTickets(): Promise<TicketRecord[]> {
    return this.tickets().filter(({ live }) => live);
  }

  async dueJobs(now: number, limit: number): Promise<DueJob[]> {
    return this.#jobs()
      .filter(({ runAt }) => runAt <= now)
      .slice(0, limit);
  }

  async nextDue(): Promise<number | undefined> {
    return this.#jobs()[0]?.runAt;
  }

  tickets(): TicketRecord[] {
    return [...this.#shelf].flatMap(([key, { json }]) =>
      key.startsWith('ticket ') ? [JSON.parse(json) as TicketRecord] : [],
    );
  }

  /** How often anything was written. */
  get writes(): number {
    return [...this.#shelf.values()].reduce((sum, { revision }) => sum + revision, 0);
  }

  callbacks(): Callback[] {
    return [...this.#shelf].flatMap(([key, { json }]) =>
      key.startsWith('callback ') ? [JSON.parse(json) as Callback] : [],
    );
  }

  #jobs(): DueJob[] {
    const ofTickets = this.tickets()
      .filter(({ live }) => live)
      .flatMap(({ no, jobs }) => jobs.map((job) => ({ ...job, ticket: no })));
    const ofCallbacks = this.callbacks().flatMap((callback) =>
      jobsOf(callback).map((job) => ({ ...job, ticket: callback.id })),
    );
    return [...ofTickets, ...ofCallbacks].sort((a, b) => a.runAt - b.runAt);
  }

  #revision(key: string): number {
    return this.#shelf.get(key)?.revision ?? 0;
  }

  #open(read: Map<string, number>, saved: Map<string, string>): Tx {
    const get = async <T>(kind: string, id: string): Promise<T | undefined> => {
      const key = `${kind} ${id}`;
      const own = saved.get(key);
      if (own !== undefined) return JSON.parse(own) as T;
      if (!read.has(key)) read.set(key, this.#revision(key));
      const found = this.#shelf.get(key);
      return found && ((JSON.parse(found.json) as T | null) ?? undefined);
    };
    const put = (kind: string, id: string, value: unknown) => {
      saved.set(`${kind} ${id}`, JSON.stringify(value));
    };
    return {
      ticket: (no) => get<TicketRecord>('ticket', no),
      saveTicket: (ticket) => put('ticket', ticket.no, ticket),
      person: (phone) => get<Person>('person', phone),
      savePerson: (person) => put('person', person.phone, person),
      removePerson: (phone) => put('person', phone, null),
      account: (id) => get<Account>('account', id),
      saveAccount: (account) => put('account', account.id, account),
      guard: (id) => get<Guard>('guard', id),
      saveGuard: (guard) => put('guard', guard.id, guard),
      callback: (id) => get<Callback>('callback', id),
      saveCallback: (callback) => put('callback', callback.id, callback),
      reach: (phone) => get<Reach>('reach', phone),
      saveReach: (reach) => put('reach', reach.phone, reach),
      exchange: async () => (await get<Exchange>('exchange', 'house')) ?? quietExchange,
      saveExchange: (exchange) => put('exchange', 'house', exchange),
      roster: () => get<Roster>('settings', 'roster'),
      saveRoster: (roster) => put('settings', 'roster', roster),
      published: () => get<readonly Published[]>('settings', 'policies'),
      savePublished: (published) => put('settings', 'policies', published),
      hooks: () => get<readonly Hook[]>('settings', 'hooks'),
      saveHooks: (hooks) => put('settings', 'hooks', hooks),
      posted: (hook) => get<readonly Posted[]>('settings', `hook/${hook}`),
      savePosted: (hook, posted) => put('settings', `hook/${hook}`, posted),
    };
  }
}
