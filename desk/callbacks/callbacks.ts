import { accountsOfPerson } from '../accounts.ts';
import { mayTell } from '../consent.ts';
import type { Ports } from '../desk.ts';
import type { Staffing } from '../dispatch/staffing.ts';
import { houseOf } from '../house.ts';
import { withoutJob } from '../jobs.ts';
import type { Policies } from '../policy.ts';
import type { Clock, DueJob, Records, Tx } from '../ports.ts';
import { foldTicket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import {
  attemptId,
  type Callback,
  type Exchange,
  type Owed,
  openAttempt,
  splitAttempt,
} from './callback.ts';
import { conclude, end, place, postpone } from './change.ts';
import type { Followed, Heard } from './consequences.ts';
import type { Disposition } from './dispositions.ts';
import type { Errand } from './errand.ts';
import { calledBackAfter } from './follow.ts';
import { permitted } from './hours.ts';
import { hoursFor, topicOf } from './next.ts';
import { type Path, pathOf } from './path.ts';
import { type Known, Sitting } from './sitting.ts';
import { type Survey, surveyOf } from './survey.ts';

/** The desk's door to coming back to customers: decides, and writes it down before anybody is bothered. */
export class Callbacks {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #policies: Policies;
  readonly #staffing: Staffing | undefined;

  constructor({ records, clock, policies, staffing }: Omit<Ports, 'numbers'>) {
    this.#records = records;
    this.#clock = clock;
    this.#policies = policies;
    this.#staffing = staffing;
  }

  /** Something happened to a ticket after which its customer is to be called back: the plans begin. */
  follow(job: DueJob): Promise<void> {
    return this.#sit(async (sitting, tx) => {
      const record = await tx.ticket(job.ticket);
      if (!record) return;
      const ticket = foldTicket(record);
      const event = ticket.timeline[Number(job.key) - 1];
      const { policy } = houseOf(ticket, this.#policies);
      if (event)
        for (const plan of calledBackAfter(event, ticket, policy))
          await sitting.plan(plan, event, ticket);
      tx.saveTicket(withoutJob(record, job));
    });
  }

  /** A callback's moment has come. What it resolves with must be done outside; undefined: nothing. */
  due(job: DueJob): Promise<Errand | undefined> {
    return this.#sit(async (sitting) => {
      const known = await sitting.load(job.ticket);
      return known && sitting.advance(known);
    });
  }

  /** The telephone rings, or the message is out. */
  placed(attempt: string): Promise<void> {
    return this.#onAttempt(attempt, async ({ callback }, n, _sitting, tx, now) => {
      const after = place(callback, n, now);
      if (after) tx.saveCallback(after);
    });
  }

  /** It is still under way: to be looked at again later. */
  underWay(attempt: string): Promise<void> {
    return this.#onAttempt(attempt, async ({ callback }, n, _sitting, tx, now) => {
      if (openAttempt(callback)?.n === n) tx.saveCallback(postpone(callback, now));
    });
  }

  /** How an attempt ended. The first word stands: later ones change nothing. */
  ended(attempt: string, disposition: Disposition, why?: string): Promise<void> {
    return this.#onAttempt(attempt, async (known, n, sitting, tx, now) => {
      const callback = end(known.callback, n, disposition, now, why);
      if (!callback) return;
      await sitting.free(known, attempt, disposition);
      tx.saveCallback((await sitting.tellTicket({ ...known, callback })).callback);
    });
  }

  /** May this person be spoken to at this very moment? Asked when a telephone is answered. */
  mayTalk(attempt: string): Promise<'yes' | 'window_closed' | 'unwanted'> {
    return this.#sit(async (sitting, _tx, now) => {
      const known = await sitting.load(splitAttempt(attempt)?.callback ?? '');
      if (!known) return 'unwanted';
      const { wishes, callee } = await sitting.scene(known);
      if (!mayTell(wishes, topicOf(known.plan.purpose), 'call')) return 'unwanted';
      const hours = hoursFor('call', this.#policies);
      return permitted(now, 1, hours, callee?.zones ?? [hours.zone]) ? 'yes' : 'window_closed';
    });
  }

  /** What a callback still has to ask; undefined if there is no such callback. */
  survey(id: string): Promise<Survey | undefined> {
    return this.#sit(async (sitting) => {
      const known = await sitting.load(id);
      return known && this.#survey(known);
    });
  }

  /** The newest survey this account's person may answer, or has answered. */
  surveyFor(account: string): Promise<Survey | undefined> {
    return this.#sit(async (sitting, tx) => {
      const own = await accountsOfPerson(account, tx);
      const tickets = new Set(own.flatMap((one) => one.tickets));
      for (const phone of new Set(own.flatMap((one) => one.phone ?? []))) {
        const proven = (await tx.person(phone))?.accounts?.includes(account) === true;
        const ids = (await tx.reach(phone))?.callbacks.slice(0, lookedBack) ?? [];
        for (const id of ids.filter((one) => proven || tickets.has(one.split('.')[0] ?? ''))) {
          const known = await sitting.load(id);
          if (known && known.callback.attempts.length > 0 && asks(known))
            return this.#survey(known);
        }
      }
      return undefined;
    });
  }

  /** Keeps what was answered so far, so that it can be finished another way. */
  answered(id: string, heard: Heard): Promise<void> {
    return this.#sit(async (sitting, tx) => {
      const known = await sitting.load(id);
      if (known) tx.saveCallback(withAnswers(known.callback, heard));
    });
  }

  /** Everything was asked: the plan ends, and what follows from the answers happens with it. */
  finished(id: string, heard: Heard): Promise<Followed> {
    return this.#sit(async (sitting, tx, now) => {
      const known = await sitting.load(id);
      if (!known) return { sentBack: false };
      const answered = withAnswers(known.callback, heard);
      const told = await sitting.tellTicket({ ...known, callback: answered }, heard);
      let { callback } = told;
      const open = openAttempt(callback);
      if (open) {
        await sitting.free(known, attemptId(callback, open), 'answered');
        callback = end(callback, open.n, 'answered', now) ?? callback;
      }
      tx.saveCallback(callback.end ? callback : conclude(callback, 'answered', 'due', now));
      await sitting.remember(known, callback.answers.level);
      return told.followed;
    });
  }

  /** What its answers owed is open now. */
  paid(id: string, owed: Owed): Promise<void> {
    return this.#sit(async (_sitting, tx, now) => {
      const callback = await tx.callback(id);
      if (!callback) return;
      const { runAt: _, ...rest } = callback;
      const owes = callback.owes?.filter((one) => one !== owed) ?? [];
      const more = owes.length > 0 || !callback.end;
      tx.saveCallback({ ...rest, owes, ...(more && { runAt: now }) });
    });
  }

  /** Everything we ever did to come back to this person. */
  path(phone: string): Promise<Path> {
    return this.#sit(async (_sitting, tx) => {
      const { callbacks = [] } = (await tx.reach(phone)) ?? {};
      const found = await Promise.all(callbacks.map((id) => tx.callback(id)));
      const known = found.filter((one): one is Callback => one !== undefined);
      return pathOf(phone, known, await tx.person(phone));
    });
  }

  /** Calls under way, and whether any may be made. */
  state(): Promise<Exchange> {
    return this.#sit((_sitting, tx) => tx.exchange());
  }

  /** Nothing more goes out unasked until `resume`; what is under way ends as it ends. */
  stop(by: string, why: string): Promise<void> {
    return this.#sit(async (_sitting, tx, at) =>
      tx.saveExchange({ ...(await tx.exchange()), stopped: { at, by, why } }),
    );
  }

  resume(): Promise<void> {
    return this.#sit(async (_sitting, tx) => {
      const { stopped: _, ...exchange } = await tx.exchange();
      tx.saveExchange(exchange);
    });
  }

  #survey({ callback, plan, ticket }: Known): Survey {
    return surveyOf(callback, plan, ticket, this.#policies);
  }

  #onAttempt(
    attempt: string,
    work: (known: Known, n: number, sitting: Sitting, tx: Tx, now: Instant) => Promise<void>,
  ): Promise<void> {
    const { callback: id, n } = splitAttempt(attempt) ?? {};
    return this.#sit(async (sitting, tx, now) => {
      const known = id && (await sitting.load(id));
      if (known && n) await work(known, n, sitting, tx, now);
    });
  }

  async #sit<T>(work: (sitting: Sitting, tx: Tx, now: Instant) => Promise<T>): Promise<T> {
    const hands = await this.#staffing?.now();
    return this.#records.tx((tx) => {
      const now = this.#clock.now();
      return work(new Sitting(tx, now, this.#policies, hands), tx, now);
    });
  }
}

const lookedBack = 5;

const asks = ({ plan: { purpose } }: Known): boolean => purpose === 'survey' || purpose === 'care';

/** Grave words are remembered: the line may break before the last question. */
function withAnswers(callback: Callback, { answers, urgency, reasons }: Heard): Callback {
  return {
    ...callback,
    answers: { ...callback.answers, ...answers },
    ...(urgency === 'major' && { grave: { urgency, reasons } }),
  };
}
