import { deliveryIn, type Hook, type Posted } from './hooks.ts';
import { withoutJob } from './jobs.ts';
import type { Records } from './ports.ts';
import type { Instant } from './words.ts';

/** Who wants to hear of tickets; a current copy for deciding, changed through this door alone. */
export class HookBook {
  readonly #records: Pick<Records, 'tx'>;
  #current: readonly Hook[] = [];

  constructor(records: Pick<Records, 'tx'>) {
    this.#records = records;
  }

  get current(): readonly Hook[] {
    return this.#current;
  }

  /** As they are in the store; to be called at start. */
  async load(): Promise<readonly Hook[]> {
    this.#current = (await this.#records.tx((tx) => tx.hooks())) ?? [];
    return this.#current;
  }

  /** Puts one in, or in place of that with its id. */
  put(hook: Hook): Promise<void> {
    return this.#change((hooks) => [...hooks.filter(({ id }) => id !== hook.id), hook]);
  }

  /** What was to be delivered to it is dropped when its turn comes. */
  remove(id: string): Promise<void> {
    return this.#change((hooks) => hooks.filter((hook) => hook.id !== id));
  }

  /** It said that it is gone, or failed for too long. */
  stop(id: string, why: string): Promise<void> {
    return this.#change((hooks) =>
      hooks.map((hook) => (hook.id === id ? { ...hook, active: false, stopped: why } : hook)),
    );
  }

  /** What happened on this ticket is told once more, from the first try on; false if there is no such event. */
  again(id: string, message: string, now: Instant): Promise<boolean> {
    return this.#records.tx(async (tx) => {
      const [no = '', seq = ''] = message.split('.');
      const record = await tx.ticket(no);
      const job = { kind: 'hook', key: `${id}.${seq}`, runAt: now, attempts: 0 } as const;
      if (!record || !/^[1-9]\d{0,5}$/.test(seq) || !deliveryIn(job, record)) return false;
      const { jobs } = withoutJob(record, job);
      tx.saveTicket({ ...record, live: true, jobs: [...jobs, job] });
      return true;
    });
  }

  /** Newest first. */
  async log(id: string): Promise<readonly Posted[]> {
    return (await this.#records.tx((tx) => tx.posted(id))) ?? [];
  }

  async #change(change: (hooks: readonly Hook[]) => readonly Hook[]): Promise<void> {
    this.#current = await this.#records.tx(async (tx) => {
      const hooks = change((await tx.hooks()) ?? []);
      tx.saveHooks(hooks);
      return hooks;
    });
  }
}
