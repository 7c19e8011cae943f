import { type CallbackCall, type Calling, type CallState, callBack } from '../../bot/callbacks.ts';
import type { Turned } from '../../bot/channels/channel.ts';
import { Worker } from '../../bot/jobs/worker.ts';
import type { Log } from '../../bot/log.ts';
import { notify, type Way } from '../../bot/notify.ts';
import { loadPolicies } from '../../bot/policies.ts';
import { splitAttempt } from '../../desk/callbacks/callback.ts';
import { Callbacks } from '../../desk/callbacks/callbacks.ts';
import type { Heard } from '../../desk/callbacks/consequences.ts';
import type { Disposition, Outcome } from '../../desk/callbacks/dispositions.ts';
import { fraction } from '../../desk/callbacks/sample.ts';
import { type Counted, countLevels } from '../../desk/callbacks/satisfaction.ts';
import { Desk } from '../../desk/desk.ts';
import type { TicketEvent } from '../../desk/events.ts';
import { Later } from '../../desk/later.ts';
import { ticketNumbers } from '../../desk/number.ts';
import { openStore, type Store } from '../../store/store.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { Agenda } from './agenda.ts';
import { Ledger } from './ledger.ts';
import { type Somebody, somebody } from './people.ts';

export interface MonthOptions {
  readonly tickets: number;
  readonly people: number;
  /** Empty folder for the store. */
  readonly dir: string;
  readonly seed: string;
}

export interface MonthReport {
  readonly callbacks: number;
  readonly attempts: number;
  /** Attempts that the house made and then forgot, or forgot to make. */
  readonly kills: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly dispositions: Readonly<Partial<Record<Disposition, number>>>;
  /** What happened that should never; empty if all is well. */
  readonly wrongs: readonly string[];
  readonly counted: Counted;
  readonly ledger: Counted;
  readonly answered: readonly [recorded: number, ledger: number];
  /** On the telephone. */
  readonly refused: readonly [recorded: number, ledger: number];
  readonly managers: number;
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
/** February, with the Spring Festival in it. */
const begins = Date.parse('2026-02-01T00:00:00+08:00');
const downFrom = Date.parse('2026-02-10T10:00:00+08:00');

/** A month of a service company: tickets, callbacks, people of every habit, outages and crashes; then what became of it. */
export async function month(options: MonthOptions): Promise<MonthReport> {
  const store = await openStore({ dir: options.dir, keys: [] });
  try {
    const town = new Town(options, store);
    await town.live(begins + 45 * day);
    return await town.report();
  } finally {
    await store.close();
  }
}

class Town {
  readonly #options: MonthOptions;
  readonly #store: Store;
  readonly #agenda = new Agenda();
  readonly #ledger = new Ledger();
  readonly #clock = { at: begins, now: () => this.#clock.at };
  readonly #policies = loadPolicies();
  readonly #desk: Desk;
  readonly #callbacks: Callbacks;
  readonly #worker: Worker;
  readonly #people = new Map<string, Somebody>();
  readonly #tickets: string[] = [];
  /** Calls the provider knows of, and how they ended. */
  readonly #calls = new Map<string, Disposition | undefined>();
  readonly #tries = new Map<string, number>();
  #kills = 0;

  constructor(options: MonthOptions, store: Store) {
    this.#options = options;
    this.#store = store;
    const ports = { records: store, clock: this.#clock, policies: this.#policies };
    this.#desk = new Desk({ ...ports, numbers: ticketNumbers(options.seed) });
    this.#callbacks = new Callbacks(ports);
    this.#worker = this.#workerOn(new Later(ports));
    for (let n = 0; n < options.tickets; n++) this.#planTicket(n);
  }

  /** From one thing that happens to the next. */
  async live(until: number): Promise<void> {
    for (;;) {
      const due = await this.#store.nextDue();
      const next = Math.min(due ?? Infinity, this.#agenda.next ?? Infinity);
      if (next > until) return;
      this.#clock.at = Math.max(this.#clock.at, next);
      while ((this.#agenda.next ?? Infinity) <= this.#clock.at) await this.#agenda.take()?.run();
      const ran = await this.#worker.runDue();
      // What failed waits for its next try.
      if (ran === 0 && due !== undefined && due <= this.#clock.at) this.#clock.at += second;
    }
  }

  async report(): Promise<MonthReport> {
    const found = await this.#all();
    const outcomes: Record<string, number> = {};
    const dispositions: Record<string, number> = {};
    let refused = 0;
    const wrongs = this.#ledger.wrongs(this.#policies.outreach.caps.call);
    for (const { id, end, attempts } of found.callbacks) {
      if (!end) wrongs.push(`${id} never ended`);
      else outcomes[end.outcome] = (outcomes[end.outcome] ?? 0) + 1;
      for (const one of attempts) {
        if (!one.end) wrongs.push(`${id}/${one.n} has no disposition`);
        else dispositions[one.end.disposition] = (dispositions[one.end.disposition] ?? 0) + 1;
        if (one.by === 'call' && one.end?.disposition === 'refused') refused += 1;
      }
    }
    const { satisfaction } = this.#policies.of('cleaning');
    const levels = [...this.#ledger.levels.values()];
    const bad = levels.filter((level) => level === 'dissatisfied').length;
    return {
      callbacks: found.callbacks.length,
      attempts: Object.values(dispositions).reduce((sum, n) => sum + n, 0),
      kills: this.#kills,
      outcomes,
      dispositions,
      wrongs,
      counted: countLevels(found.timelines, satisfaction),
      ledger: { qualified: levels.length - bad, unqualified: bad },
      answered: [outcomes.answered ?? 0, this.#ledger.answered.size],
      refused: [refused, this.#ledger.refused.size],
      managers: found.timelines.flat().filter(({ type }) => type === 'callback_promised').length,
    };
  }

  async #all() {
    const timelines: (readonly TicketEvent[])[] = [];
    const ids = new Set<string>();
    for (const no of this.#tickets) {
      const record = await this.#store.tx((tx) => tx.ticket(no));
      if (!record) continue;
      timelines.push(record.timeline);
      for (const { type, seq } of record.timeline)
        if (type === 'resolved') ids.add(`${no}.after_service.${seq}`);
    }
    const read = [...ids].map((id) => this.#store.tx((tx) => tx.callback(id)));
    const callbacks = (await Promise.all(read)).filter((one) => one !== undefined);
    return { timelines, callbacks };
  }

  /** Half of the tickets come to work that is done, the others to nothing. */
  #planTicket(n: number): void {
    const { seed, people, tickets } = this.#options;
    const chance = (what: string) => fraction(`${seed}/ticket/${n}/${what}`);
    const who = somebody(seed, Math.floor(chance('who') * people));
    this.#people.set(who.phone, who);
    const at = begins + Math.floor(((n + chance('when')) / tickets) * 28 * day);
    this.#agenda.plan(at, async () => {
      const { ticket } = await this.#desk.report(
        aRequest({ phone: who.phone, account: who.account, subject: `item ${n}` }),
        `ticket/${n}`,
      );
      const { no } = ticket;
      this.#tickets.push(no);
      const later = Math.floor(chance('takes') * 20 * minute);
      this.#agenda.plan(at + later, async () => {
        if (n % 2 === 1) await this.#desk.cancel(no, '', who.account, `cancel/${n}`);
        else await this.#done(no);
      });
    });
  }

  async #done(no: string): Promise<void> {
    const by = { id: 'li', role: 'area_lead' };
    const cause = `done/${no}/${this.#clock.at}`;
    await this.#desk.staff(no, { do: 'contact' }, by, `${cause}/contact`);
    await this.#desk.staff(no, { do: 'resolve', temporary: false }, by, cause);
  }

  #workerOn(later: Later): Worker {
    const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
    const parts = { policies: this.#policies, clock: this.#clock, log, later };
    return new Worker({
      clock: this.#clock,
      log,
      records: this.#store,
      handlers: {
        milestone: (job) => later.milestoneDue(job),
        answer: (job) => later.answerDue(job),
        hook: async () => {},
        dispatch: async () => {},
        person: async () => {},
        notice: notify({ ...parts, ways: [everybody], staffLanguage: 'zh-Hans' }),
        follow: (job) => this.#callbacks.follow(job),
        callback: callBack({
          callbacks: this.#callbacks,
          desk: this.#desk,
          line: { begin: async () => nothingSaid },
          ways: [this.#weChat],
          calling: this.#telephone,
          linkTo: (callback) => callback,
          clock: this.#clock,
          log,
        }),
      },
    });
  }

  readonly #weChat: Way = {
    name: 'wechat',
    medium: 'message',
    conversationOf: (to) =>
      'customer' in to && to.customer.startsWith('wechat:') ? to.customer : undefined,
    deliver: async (to, _news, attempt) => {
      const who = this.#people.get(to.phone ?? '');
      if (!who) throw new Error('Nobody lives there.');
      // The ledger's key is what arrives: the same key again is the same message.
      if (!this.#ledger.rang(attempt))
        this.#ledger.bother({ attempt, ...who, by: 'message', at: this.#clock.at });
      this.#perhapsKilled(attempt, 'after');
      if (who.habit === 'writes') this.#write(attempt, who);
      return { delivered: true };
    },
  };

  #write(attempt: string, who: Somebody): void {
    const callback = splitAttempt(attempt)?.callback ?? '';
    const wait = Math.floor(fraction(`${attempt}/wait`) * 6 * hour);
    this.#agenda.plan(this.#clock.at + wait, () => this.#answer(callback, who));
  }

  /** They say everything; nobody is asked twice, so a second time changes nothing. */
  async #answer(callback: string, who: Somebody, grave = false): Promise<void> {
    const survey = await this.#callbacks.survey(callback);
    if (!survey || survey.closed) return;
    await this.#callbacks.finished(callback, heardFrom(who, grave));
    this.#ledger.levels.set(callback, who.level);
    if (!survey.late) this.#ledger.answered.add(callback);
    if (who.level === 'dissatisfied') this.#rework(survey.ticket);
  }

  #rework(no: string): void {
    this.#agenda.plan(this.#clock.at + 5 * hour, () => this.#done(no));
  }

  readonly #telephone: Calling = {
    place: async (order) => {
      this.#perhapsKilled(order.attempt, 'before');
      const state = this.#dial(order);
      this.#perhapsKilled(order.attempt, 'after');
      return state;
    },
    trace: async (attempt) => {
      if (!this.#calls.has(attempt)) return { is: 'over', disposition: 'not_placed' };
      const disposition = this.#calls.get(attempt);
      return disposition ? { is: 'over', disposition } : { is: 'under way' };
    },
  };

  /** The house falls once in a while, just before or just after it has bothered somebody. */
  #perhapsKilled(attempt: string, when: 'before' | 'after'): void {
    const times = (this.#tries.get(`${attempt}/${when}`) ?? 0) + 1;
    this.#tries.set(`${attempt}/${when}`, times);
    if (times > 1 || fraction(`${attempt}/killed ${when}`) >= 0.03) return;
    this.#kills += 1;
    throw new Error('killed');
  }

  #dial({ attempt, to }: CallbackCall): CallState {
    const { at } = this.#clock;
    if (to.startsWith('+1')) return { is: 'over', disposition: 'not_carried' };
    if (at >= downFrom && at < downFrom + hour) return { is: 'over', disposition: 'provider_down' };
    const who = [...phonesOf(to)].flatMap((phone) => this.#people.get(phone) ?? [])[0];
    if (!who || who.habit === 'empty') return { is: 'over', disposition: 'empty_number' };
    this.#ledger.bother({ attempt, ...who, by: 'call', at });
    this.#calls.set(attempt, undefined);
    this.#agenda.plan(at + 10 * second, () => this.#ring(attempt, who));
    return { is: 'under way' };
  }

  async #ring(attempt: string, who: Somebody): Promise<void> {
    const { callback = '' } = splitAttempt(attempt) ?? {};
    const first = !this.#tries.has(`${who.phone}/rung`);
    this.#tries.set(`${who.phone}/rung`, 1);
    const hourThere = new Date(this.#clock.at + 8 * hour).getUTCHours();
    if (who.habit === 'silent') return this.#over(attempt, 'no_answer');
    if (who.habit === 'absent' && hourThere < 17) return this.#over(attempt, 'no_answer');
    if (who.habit === 'busy' && first) return this.#over(attempt, 'busy');
    if (who.habit === 'machine') return this.#over(attempt, 'machine');
    const may = await this.#callbacks.mayTalk(attempt);
    if (may !== 'yes') return this.#over(attempt, may);
    if (who.habit === 'hangs up') return this.#over(attempt, 'hung_up');
    if (who.habit === 'stranger') return this.#over(attempt, 'wrong_person');
    const talks = 20 * second + Math.floor(fraction(`${attempt}/talks`) * 80 * second);
    this.#agenda.plan(this.#clock.at + talks, () => this.#talked(attempt, callback, who));
  }

  async #talked(attempt: string, callback: string, who: Somebody): Promise<void> {
    const survey = await this.#callbacks.survey(callback);
    if (who.habit === 'refuses') {
      await this.#desk.optOut({ account: who.account, phone: who.phone, language: 'zh-Hans' });
      this.#ledger.optOut(who.phone, this.#clock.at);
      this.#ledger.refused.add(attempt);
      return this.#over(attempt, 'refused');
    }
    if (who.habit === 'leaves' && !survey?.answers.level) {
      await this.#callbacks.answered(callback, {
        ...heardFrom(who, false),
        answers: { level: who.level },
      });
      this.#ledger.levels.set(callback, who.level);
      if (who.level === 'dissatisfied' && survey) this.#rework(survey.ticket);
      return this.#over(attempt, 'partly');
    }
    await this.#answer(callback, who, who.habit === 'angry');
    return this.#over(attempt, 'answered');
  }

  async #over(attempt: string, disposition: Disposition): Promise<void> {
    this.#calls.set(attempt, disposition);
    // The provider's word may be lost; then the house must ask.
    if (fraction(`${attempt}/lost`) < 0.05) return;
    await this.#callbacks.ended(attempt, disposition);
  }
}

function heardFrom({ level }: Somebody, grave: boolean): Heard {
  const bad = level === 'dissatisfied';
  return {
    answers: { level, solved: !bad, word: '', ...(bad && { wrong: '没有弄好' }) },
    urgency: grave ? 'major' : null,
    reasons: [],
  };
}

const everybody: Way = {
  name: 'everybody',
  medium: 'message',
  deliver: async () => ({ delivered: true }),
};

const nothingSaid: Turned = { entries: [], again: false };

/** The ways in which somebody may have written this number. */
function* phonesOf(to: string): Generator<string> {
  yield to.slice(1);
  yield to.replace(/^\+86/, '');
  yield to.replace(/^\+886/, '0');
}
