import type { HookBook } from '../../desk/hook-book.ts';
import { deliveryIn, type Hook, messageOf, nextTry, type Posted } from '../../desk/hooks.ts';
import { withJobAt, withoutJob } from '../../desk/jobs.ts';
import type { Clock, DueJob, Records, TicketRecord, Tx } from '../../desk/ports.ts';
import type { Log } from '../log.ts';
import type { Send } from './send.ts';
import { signed } from './sign.ts';

export interface PosterParts {
  readonly records: Pick<Records, 'tx'>;
  readonly hooks: HookBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: Send;
}

/**
 * Delivers what hooks are owed. A job is only begun here: the other side may be slow, and milestones must
 * not wait for it. It is put off first, so that a crash in mid-delivery brings it again.
 */
export class Poster {
  readonly #parts: PosterParts;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(parts: PosterParts) {
    this.#parts = parts;
  }

  async begin(job: DueJob): Promise<void> {
    const { clock, hooks } = this.#parts;
    const [id = ''] = job.key.split('.');
    const hook = hooks.current.find((one) => one.id === id);
    if (!hook?.active) {
      await this.#settle(job, (record) => withoutJob(record, job));
      return;
    }
    const busy = this.#underWay.size >= atOnce;
    const again = clock.now() + (busy ? pause : lease);
    const record = await this.#settle(job, (found) => withJobAt(found, job, again, job.attempts));
    if (busy || !record) return;
    const name = `${job.ticket}/${job.key}`;
    const posting = this.#deliver(hook, job, record).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, posting);
  }

  /** Says hello under a signature, now and once, whether it is switched on or not. */
  async ping(hook: Hook): Promise<Posted> {
    const { clock, records } = this.#parts;
    const at = clock.now();
    const message = `ping.${at}`;
    const body = { type: 'ping', timestamp: new Date(at).toISOString(), data: {} };
    const { status, why } = await this.#post(hook, message, JSON.stringify(body));
    const fine = status !== undefined && status >= 200 && status < 300;
    const entry: Posted = {
      at,
      message,
      ms: clock.now() - at,
      ...(status !== undefined && { status }),
      outcome: fine ? 'delivered' : 'given up',
      ...(!fine && { why: why ?? `it answered ${status}` }),
    };
    await records.tx((tx) => logged(hook.id, entry, tx));
    return entry;
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay.values());
  }

  async #deliver(hook: Hook, job: DueJob, record: TicketRecord): Promise<void> {
    const { clock, log, hooks } = this.#parts;
    const found = deliveryIn(job, record);
    if (!found) return;
    const at = clock.now();
    const message = `${job.ticket}.${found.event.seq}`;
    const answer = await this.#post(hook, message, JSON.stringify(messageOf(record, found.event)));
    const posted = judge(answer, job.attempts + 1);
    const { wait, ...outcome } = posted;
    const entry: Posted = { at, message, ms: clock.now() - at, ...outcome };
    try {
      await this.#settle(
        job,
        (kept) =>
          wait === undefined
            ? withoutJob(kept, job)
            : withJobAt(kept, job, clock.now() + wait, job.attempts + 1),
        { hook: hook.id, entry },
      );
      if (posted.outcome === 'given up') await hooks.stop(hook.id, posted.why ?? '');
    } catch (cause) {
      // The lease runs out and it is delivered again, under the same id.
      log.error('hook.unsettled', { hook: hook.id, cause });
    }
  }

  async #post(hook: Hook, id: string, body: string): Promise<Answer> {
    const seconds = Math.floor(this.#parts.clock.now() / 1000);
    try {
      const mark = signed(hook.secret, id, seconds, body);
      const headers = { 'content-type': 'application/json', ...mark };
      return { status: await this.#parts.send(hook.url, headers, body) };
    } catch (error) {
      return { why: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Changes the ticket's record, and the log with it; resolves with the record, undefined if the job is gone. */
  async #settle(
    job: DueJob,
    change: (record: TicketRecord) => TicketRecord,
    log?: { readonly hook: string; readonly entry: Posted },
  ): Promise<TicketRecord | undefined> {
    return this.#parts.records.tx(async (tx) => {
      const record = await tx.ticket(job.ticket);
      const waiting = record?.jobs.some(({ kind, key }) => kind === 'hook' && key === job.key);
      if (!record || !waiting) return undefined;
      tx.saveTicket(change(record));
      if (log) await logged(log.hook, log.entry, tx);
      return record;
    });
  }
}

async function logged(hook: string, entry: Posted, tx: Tx): Promise<void> {
  tx.savePosted(hook, [entry, ...((await tx.posted(hook)) ?? [])].slice(0, kept));
}

interface Answer {
  readonly status?: number;
  readonly why?: string;
}

function judge(
  { status, why }: Answer,
  tries: number,
): Pick<Posted, 'status' | 'outcome' | 'why'> & { wait?: number } {
  const answered = status === undefined ? {} : { status };
  if (status !== undefined && status >= 200 && status < 300)
    return { ...answered, outcome: 'delivered' };
  if (status === 410) return { ...answered, outcome: 'given up', why: 'it answered 410 Gone' };
  const reason = why ?? `it answered ${status}`;
  const wait = nextTry(tries);
  return wait === undefined
    ? { ...answered, outcome: 'given up', why: `${reason}, ${tries} times` }
    : { ...answered, outcome: 'again', why: reason, wait };
}

const atOnce = 20;
/** Longer than any delivery takes. */
const lease = 60_000;
const pause = 2000;
/** How many tries the log of a hook keeps. */
const kept = 200;
