import { accountsOfPerson } from '../accounts.ts';
import { isVip } from '../customers.ts';
import { type Decision, decide, settle } from '../decision.ts';
import type { Hands } from '../dispatch/staffing.ts';
import { houseOf, show } from '../house.ts';
import type { Policies, Policy } from '../policy.ts';
import type { Tx } from '../ports.ts';
import { foldTicket, type Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import { attemptId, type Callback, hasAnswers, type Owed, openAttempt } from './callback.ts';
import {
  begin,
  bother,
  conclude,
  end,
  enlist,
  postpone,
  release,
  spare,
  take,
  unreached,
} from './change.ts';
import { consequences, type Followed, type Heard } from './consequences.ts';
import type { Disposition } from './dispositions.ts';
import type { Errand, ToReach } from './errand.ts';
import { begun, isPromised } from './follow.ts';
import { calleeOf } from './hours.ts';
import { hoursFor, type Next, next, type Scene } from './next.ts';
import type { CallbackPlan } from './plan.ts';

/** A callback with the ticket and the plan it belongs to. */
export interface Known {
  readonly callback: Callback;
  readonly plan: CallbackPlan;
  readonly ticket: Ticket;
}

/** The work on callbacks within one transaction: what is decided here is saved with it, or not at all. */
export class Sitting {
  readonly #tx: Tx;
  readonly #now: Instant;
  readonly #policies: Policies;
  readonly #hands: Hands | undefined;

  constructor(tx: Tx, now: Instant, policies: Policies, hands?: Hands) {
    this.#tx = tx;
    this.#now = now;
    this.#policies = policies;
    this.#hands = hands;
  }

  async load(id: string): Promise<Known | undefined> {
    const callback = await this.#tx.callback(id);
    const record = callback && (await this.#tx.ticket(callback.ticket));
    if (!callback || !record) return undefined;
    const policy = this.#policies.of(callback.line, callback.policyVersion);
    const plan = policy.callbacks.find((one) => one.id === callback.plan);
    return plan && { callback, plan, ticket: foldTicket(record) };
  }

  /** A plan begins with this event, unless it has begun already. */
  async plan(
    plan: CallbackPlan,
    event: { seq: number; at: Instant },
    ticket: Ticket,
  ): Promise<void> {
    const tx = this.#tx;
    const { phone } = ticket.request;
    const person = await tx.person(phone);
    const signedAt = person?.contractSince ?? event.at;
    if (plan.season && person && person.contractSince === undefined)
      tx.savePerson({ ...person, contractSince: signedAt });
    const { zone } = hoursFor('call', this.#policies);
    const callback = begun(plan, event, ticket, { signedAt, zone });
    const reach = (await tx.reach(phone)) ?? unreached(phone);
    if ((plan.season && isPromised(callback, reach)) || (await tx.callback(callback.id))) return;
    tx.saveCallback(callback);
    tx.saveReach(enlist(reach, callback));
  }

  /** Decides until something must wait, be done outside, or is over. */
  async advance(known: Known): Promise<Errand | undefined> {
    const [owed] = known.callback.owes ?? [];
    if (owed) return errandFor(known, owed);
    let { callback } = known;
    for (let rounds = 0; rounds < mostRounds && !callback.end; rounds++) {
      const scene = await this.scene({ ...known, callback });
      const step = next(callback, known.plan, scene);
      const open = openAttempt(callback);
      if (step.do === 'wait') return this.#wait(callback, step, scene);
      if (step.do === 'end') return this.#conclude({ ...known, callback }, step);
      if (step.do === 'settle' && open) {
        await this.free(known, attemptId(callback, open), step.disposition);
        callback = end(callback, open.n, step.disposition, this.#now) ?? callback;
        continue;
      }
      const isNew = step.do === 'attempt';
      callback = isNew
        ? begin(callback, known.plan, step.step, step.why, this.#now)
        : postpone(callback, this.#now);
      this.#tx.saveCallback(callback);
      if (isNew) this.#take({ ...known, callback }, scene);
      return this.#reach({ ...known, callback }, !isNew);
    }
    return undefined;
  }

  /** Answers are on the ticket as soon as nobody is talking any more; what they make of it happens with it. */
  async tellTicket(
    { callback, plan, ticket }: Known,
    heard?: Heard,
  ): Promise<{ callback: Callback; followed: Followed }> {
    const { answers, grave } = callback;
    const record = await this.#tx.ticket(ticket.no);
    if (answers.agreed && plan.purpose === 'care')
      return { callback: owing(callback, ['care'], this.#now), followed: { sentBack: false } };
    if (!record || plan.purpose !== 'survey' || !hasAnswers(callback))
      return { callback, followed: { sentBack: false } };
    const house = houseOf(ticket, this.#policies, this.#hands);
    const said = { urgency: null, reasons: [], ...grave, ...(heard?.urgency && heard), answers };
    const { verify } = this.#policies.outreach;
    const { events, owes } = consequences(callback, said, ticket, house.policy, verify, this.#now);
    const after = owing(callback, owes, this.#now);
    if (events.length === 0) return { callback: after, followed: { sentBack: false } };
    const cause = `callback/${callback.id}/${ticket.timeline.length}`;
    const stamp = { at: this.#now, by: { who: 'system' }, cause } as const;
    const decision = decide(record, events, stamp, house);
    this.#tx.saveTicket(settle(record, decision));
    return { callback: after, followed: followedBy(decision, owes, house.policy) };
  }

  /** The level, in the customer's own record. */
  async remember({ ticket }: Known, level: string | undefined): Promise<void> {
    const person = await this.#tx.person(ticket.request.phone);
    const { levels } = houseOf(ticket, this.#policies).policy.satisfaction;
    const found = levels.find(({ id }) => id === level);
    if (!person || !found) return;
    const rating = {
      at: this.#now,
      ticket: ticket.no,
      level: found.id,
      qualified: found.qualified,
    };
    const others = person.ratings?.filter((one) => one.ticket !== ticket.no) ?? [];
    this.#tx.savePerson({ ...person, ratings: [rating, ...others].slice(0, ratingsKept) });
  }

  /** The attempt is over: its line is free, and if it bothered nobody it does not count. */
  async free({ ticket }: Known, attempt: string, disposition: Disposition): Promise<void> {
    const reach = await this.#tx.reach(ticket.request.phone);
    if (reach) this.#tx.saveReach(spare(reach, attempt, disposition));
    const exchange = await this.#tx.exchange();
    if (exchange.open.some(({ id }) => id === attempt))
      this.#tx.saveExchange(release(exchange, attempt));
  }

  async scene({ ticket }: Known): Promise<Scene> {
    const { phone, account } = ticket.request;
    const person = await this.#tx.person(phone);
    const own = await accountsOfPerson(account, this.#tx);
    const { outreach, calendars } = this.#policies;
    return {
      now: this.#now,
      ticket,
      wishes: [...own, ...(person ? [person] : [])],
      reach: await this.#tx.reach(phone),
      exchange: await this.#tx.exchange(),
      outreach,
      calendars,
      callee: calleeOf(phone, outreach.callees),
    };
  }

  #wait(callback: Callback, { until, why }: Next & { do: 'wait' }, scene: Scene): undefined {
    this.#tx.saveCallback({ ...callback, waits: { until, why }, runAt: until });
    const { exchange, outreach } = scene;
    if (why === 'paced') this.#tx.saveExchange({ ...exchange, slot: until + outreach.pace.gap });
  }

  async #conclude(known: Known, { outcome, why }: Next & { do: 'end' }) {
    const told = await this.tellTicket(known);
    const callback = conclude(told.callback, outcome, why, this.#now);
    this.#tx.saveCallback(callback);
    await this.remember(known, callback.answers.level);
    const { plan, ticket } = known;
    // Care by the calendar goes on for as long as the contract runs and the customer wants it.
    const person = await this.#tx.person(ticket.request.phone);
    if (plan.season && outcome !== 'refused' && isVip(person, this.#now))
      await this.plan(plan, { seq: callback.seq, at: this.#now }, ticket);
    return undefined;
  }

  async #reach({ callback, ticket, plan }: Known, again: boolean): Promise<ToReach | undefined> {
    const open = openAttempt(callback);
    if (!open) return undefined;
    const { request } = ticket;
    const person = await this.#tx.person(request.phone);
    const accounts = await accountsOfPerson(request.account, this.#tx);
    const callee = calleeOf(request.phone, this.#policies.outreach.callees);
    return {
      do: 'reach',
      attempt: attemptId(callback, open),
      callback: callback.id,
      by: open.by,
      again,
      purpose: plan.purpose,
      ...(plan.season && { careAt: callback.since + plan.season.ahead }),
      begunBefore: Object.keys(callback.answers).length > 0,
      ticket: show(ticket, this.#policies, this.#now),
      request,
      accounts: [...new Set([...accounts.map(({ id }) => id), ...(person?.accounts ?? [])])],
      ...(callee && { to: callee.to }),
      language: person?.language ?? request.language,
    };
  }

  #take({ callback, ticket }: Known, { exchange, outreach, reach }: Scene): void {
    const open = openAttempt(callback);
    if (!open || open.by === 'visit') return;
    this.#tx.saveReach(bother(reach ?? unreached(ticket.request.phone), callback, open));
    if (open.by !== 'call') return;
    const taken = take(exchange, attemptId(callback, open), this.#now, outreach.pace.gap);
    this.#tx.saveExchange(taken);
  }
}

function errandFor(
  { callback, ticket }: Known,
  owed: NonNullable<Callback['owes']>[number],
): Errand {
  const { id, answers } = callback;
  return { do: 'finish', owed, callback: id, request: ticket.request, answers };
}

function owing(callback: Callback, owes: readonly Owed[], now: Instant): Callback {
  const all = [...new Set([...(callback.owes ?? []), ...owes])];
  return all.length > 0 ? { ...callback, owes: all, runAt: now } : callback;
}

/** Only what has truly begun may be told. */
function followedBy({ events, states }: Decision, owes: readonly Owed[], policy: Policy): Followed {
  const back = events.some(({ type }) => type === 'refused' || type === 'reopened');
  const call = states.find(({ milestone }) => policy.tracks.callback.includes(milestone));
  const who = call && policy.roles[call.owner];
  const promised = events.some(({ type }) => type === 'callback_promised');
  return {
    sentBack: back || owes.includes('rework'),
    ...(promised && who && call?.dueAt !== undefined && { promised: { who, by: call.dueAt } }),
  };
}

const mostRounds = 10;
const ratingsKept = 20;
