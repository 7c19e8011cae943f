import type { Hand } from './actions/staff.ts';
import { decide, propose, settle } from './decision.ts';
import type { EventBody, Request } from './events.ts';
import { houseOf } from './house.ts';
import type { Policies } from './policy.ts';
import type { Clock, DueJob, Records, TicketRecord, Tx } from './ports.ts';
import { foldTicket, type Presence } from './ticket.ts';
import type { Instant } from './words.ts';

/** `taken`: another colleague is in the conversation. */
export type Joined =
  | {
      readonly ok: true;
      readonly person: Presence;
      readonly request: Request;
      /** Cause of the message that opened the ticket. */
      readonly opened: string;
    }
  | { readonly ok: false; readonly why: 'unknown' }
  | { readonly ok: false; readonly why: 'taken'; readonly staff: string };

/** Colleagues who speak with a customer instead of the bot, as facts of the ticket. */
export class Takeovers {
  readonly #records: Pick<Records, 'tx'>;
  readonly #clock: Clock;
  readonly #policies: Policies;

  constructor(parts: { records: Pick<Records, 'tx'>; clock: Clock; policies: Policies }) {
    this.#records = parts.records;
    this.#clock = parts.clock;
    this.#policies = parts.policies;
  }

  /** Who is in already joins again without effect. */
  join(no: string, conversation: string, by: Hand, cause: string): Promise<Joined> {
    return this.#tx(async (tx, at) => {
      const record = await tx.ticket(no);
      if (!record) return { ok: false, why: 'unknown' };
      const { person, request } = foldTicket(record);
      if (person && person.staff !== by.id) return { ok: false, why: 'taken', staff: person.staff };
      const opened = record.timeline[0]?.cause ?? '';
      if (person) return { ok: true, person, request, opened };
      const saved = this.#save(record, { type: 'person_joined', conversation }, by, {
        at,
        cause,
        tx,
      });
      return saved ? { ok: true, person: saved, request, opened } : { ok: false, why: 'unknown' };
    });
  }

  /** Whose presence this is no more: its fact is written once, whoever writes it. */
  leave(no: string, left: Left, cause: string): Promise<void> {
    return this.#tx(async (tx, at) => {
      const record = await tx.ticket(no);
      const person = record && foldTicket(record).person;
      if (!record || !person || (left.of && left.of !== person.staff)) return;
      if (left.seq !== undefined && left.seq !== person.seq) return;
      const { forgotten, agreed, unanswered } = left;
      const event = {
        type: 'person_left',
        forgotten,
        ...(agreed && { agreed }),
        ...(unanswered && { unanswered }),
      } as const;
      this.#save(record, event, { id: person.staff, role: person.role }, { at, cause, tx });
    });
  }

  /** Who should be in a conversation; undefined if the job comes too late. */
  present(job: DueJob): Promise<Presence | undefined> {
    return this.#tx(async (tx) => {
      const record = await tx.ticket(job.ticket);
      return record && foldTicket(record).person;
    });
  }

  /** Not forgotten yet: looks again then. */
  lookAgain(job: DueJob, runAt: Instant): Promise<void> {
    return this.#tx(async (tx) => {
      const record = await tx.ticket(job.ticket);
      if (!record) return;
      const jobs = record.jobs.map((one) =>
        one.kind === job.kind && one.key === job.key ? { ...one, runAt } : one,
      );
      tx.saveTicket({ ...record, jobs });
    });
  }

  #save(
    record: TicketRecord,
    event: EventBody,
    by: Hand,
    { at, cause, tx }: { at: Instant; cause: string; tx: Tx },
  ): Presence | undefined {
    const ticket = foldTicket(record);
    const verdict = propose(ticket, event);
    if (!verdict.ok) return undefined;
    const stamp = { at, by: { who: 'staff', ...by }, cause } as const;
    const decision = decide(record, verdict.events, stamp, houseOf(ticket, this.#policies));
    tx.saveTicket(settle(record, decision));
    return decision.ticket.person;
  }

  #tx<T>(work: (tx: Tx, now: Instant) => Promise<T>): Promise<T> {
    return this.#records.tx((tx) => work(tx, this.#clock.now()));
  }
}

export interface Left {
  /** Only this colleague’s presence. */
  readonly of?: string;
  /** Only this stay of theirs. */
  readonly seq?: number;
  /** Their telephone rang, and they did not take it. */
  readonly unanswered?: true;
  readonly forgotten: boolean;
  readonly agreed?: string;
}
