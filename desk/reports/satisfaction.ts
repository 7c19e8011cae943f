import { burned, type Callback } from '../callbacks/callback.ts';
import { calledBackAfter } from '../callbacks/follow.ts';
import { type Period, periodName, type Span, within } from '../periods.ts';
import type { Policy } from '../policy.ts';
import type { WorkArea } from '../roster.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import { areaNameOf, type By, finisherOf, type Group, rate, Tally } from './tally.ts';

export interface Scope extends Span {
  readonly by: readonly By[];
  readonly per: Period;
  readonly zone: string;
  readonly areas: readonly WorkArea[];
}

export interface Levels {
  readonly qualified: number;
  readonly unqualified: number;
  /** Spoke with us and gave no level: in no rate. */
  readonly unanswered: number;
  /** Surveys that reached somebody, and those of them that came back with a level. */
  readonly sent: number;
  readonly returned: number;
}

interface ByLevel {
  readonly [level: `level:${string}`]: number;
}

export interface SatisfactionRow {
  readonly group: Group;
  /** By id of the policy's level. */
  readonly levels: Readonly<Record<string, number>>;
  readonly counts: Levels;
  /** Qualified ÷ (qualified + unqualified). */
  readonly rate: number | undefined;
  readonly returnRate: number | undefined;
}

/** How customers found our work. Feed it every ticket and its callbacks, in any order. */
export class SatisfactionReport {
  readonly #scope: Scope;
  readonly #tally: Tally<Levels & ByLevel>;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#tally = new Tally<Levels & ByLevel>(scope.by, none);
  }

  add(ticket: Ticket, policy: Policy, callbacks: readonly Callback[]): void {
    for (const said of answersOf(ticket, policy)) {
      if (!within(said.at, this.#scope)) continue;
      const where = this.#where(ticket, said.seq, said.at);
      if (said.level === undefined) this.#tally.add(where, { unanswered: 1 });
      else
        this.#tally.add(where, {
          [said.good ? 'qualified' : 'unqualified']: 1,
          [`level:${said.level}`]: 1,
        });
    }
    for (const callback of callbacks) {
      const at = callback.attempts.find(burned)?.at;
      if (at === undefined || !within(at, this.#scope)) continue;
      const returned = callback.answers.level === undefined ? 0 : 1;
      this.#tally.add(this.#where(ticket, callback.seq, at), { sent: 1, returned });
    }
  }

  get rows(): readonly SatisfactionRow[] {
    return this.#tally.rows.map(({ group, counts }) => rowOf(group, counts));
  }

  get total(): SatisfactionRow {
    return rowOf({}, this.#tally.total);
  }

  #where(ticket: Ticket, seq: number, at: Instant): Group {
    const { per, zone, areas } = this.#scope;
    return {
      period: periodName(at, per, zone),
      line: ticket.request.line,
      area: areaNameOf(ticket, areas),
      colleague: finisherOf(ticket, seq),
    };
  }
}

/** Ids of the surveys that the events of a ticket begin. */
export function surveysOf(ticket: Ticket, policy: Policy): readonly string[] {
  return ticket.timeline.flatMap((event) =>
    calledBackAfter(event, ticket, policy)
      .filter(({ purpose, season }) => purpose === 'survey' && !season)
      .map(({ id }) => `${ticket.no}.${id}.${event.seq}`),
  );
}

export interface Said {
  readonly at: Instant;
  /** Of the event the customer was asked about, as far as it is known. */
  readonly seq: number;
  readonly level?: string;
  readonly good?: boolean;
}

/** What was said about a ticket: the newest word of each callback. */
export function answersOf({ timeline }: Ticket, { satisfaction }: Policy): readonly Said[] {
  const levels = new Map(satisfaction.levels.map(({ id, qualified }) => [id, qualified]));
  const newest = new Map<string, Said>();
  for (const event of timeline) {
    if (event.type !== 'rated') continue;
    const before = newest.get(event.callback);
    const good = event.level === undefined ? undefined : levels.get(event.level);
    // A later word of the same callback completes it: a level once given is not taken back by silence.
    if (good === undefined && before) continue;
    const seq = Number(event.callback.split('.').at(-1));
    const about = Number.isInteger(seq) && seq < event.seq ? seq : event.seq;
    const said = { at: event.at, seq: about };
    newest.set(
      event.callback,
      good === undefined || event.level === undefined
        ? said
        : { ...said, level: event.level, good },
    );
  }
  return [...newest.values()];
}

const none: Levels & ByLevel = {
  qualified: 0,
  unqualified: 0,
  unanswered: 0,
  sent: 0,
  returned: 0,
};

function rowOf(group: Group, all: Levels & ByLevel): SatisfactionRow {
  const { qualified, unqualified, unanswered, sent, returned } = all;
  const levels = Object.entries(all).flatMap(([name, n]) =>
    name.startsWith('level:') ? [[name.slice('level:'.length), n]] : [],
  );
  return {
    group,
    levels: Object.fromEntries(levels),
    counts: { qualified, unqualified, unanswered, sent, returned },
    rate: rate(qualified, qualified + unqualified),
    returnRate: rate(returned, sent),
  };
}
