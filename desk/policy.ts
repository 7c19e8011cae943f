import type { Calendar } from './calendar.ts';
import type { Outreach } from './callbacks/outreach.ts';
import type { CallbackPlan } from './callbacks/plan.ts';
import type { EventType, Fault } from './events.ts';
import type { Duration, Kind, Names, Urgency } from './words.ts';

/** Everything one service line has promised: what `desk/policies/<line>.json` becomes once checked. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly name: Names;
  /** Role id → its name, lowest first. */
  readonly roles: Readonly<Record<string, Names>>;
  /** To whom a new ticket goes at once: the owner, then others who are told as well. */
  readonly routes: Readonly<Record<Urgency, readonly string[]>>;
  /** Who answers when a customer wants a human. */
  readonly human: string;
  readonly tracks: {
    readonly urgency: Readonly<Record<Urgency, readonly Milestone[]>>;
    readonly kind: Readonly<Record<Kind, readonly Milestone[]>>;
    /** What holds for an agreed visit, whatever the class and kind. */
    readonly visit: readonly Milestone[];
    /** Promises that begin when somebody is promised a personal call after a bad answer. */
    readonly callback: readonly Milestone[];
  };
  readonly history: History;
  readonly dispatch: DispatchRules;
  readonly vip?: Vip;
  readonly fastLane?: FastLane;
  readonly inspection?: Inspection;
  readonly customer: CustomerRules;
  readonly callbacks: readonly CallbackPlan[];
  readonly satisfaction: Satisfaction;
  /** Promises without a clock: warranty, packages, maintenance; shown to staff, never computed with. */
  readonly terms: readonly Term[];
}

/** One promise with a clock. */
export interface Milestone {
  /** Unique in its policy, e.g. `general.contact`. */
  readonly id: string;
  readonly name: Names;
  readonly from: Start;
  /** Any of these keeps the promise. */
  readonly metBy: readonly Match[];
  readonly limit: Duration;
  /** Allowed instead of `limit` outside the areas of the fast lane. */
  readonly ordinaryLimit?: Duration;
  /** The role that must keep it; `handler` is whoever owns the ticket. */
  readonly owner: string;
  readonly calendar: string;
  /** Shares of the limit (0–1, rising) at which the owner is warned. */
  readonly warnAt: readonly number[];
  /** Who is told when it is missed, and how long after it was due. */
  readonly ladder: readonly Rung[];
  readonly source: string;
  /** The promise that a person speaks with the customer; never kept by the bot. */
  readonly contact: boolean;
  /** Between ourselves: not shown to the customer as the next step. */
  readonly internal: boolean;
  /** Work at the customer's: once a visit is agreed for later, counted from its appointed time. */
  readonly onSite: boolean;
  /** When it begins, the customer is asked to confirm. */
  readonly asks: boolean;
  /** When it is missed, the nearest who can come is called out instead of who did not. */
  readonly callsOut: boolean;
  /** Only for faults diagnosed as one of these; `unknown` before. Absent: for every fault. */
  readonly faults?: readonly (Fault | 'unknown')[];
}

/**
 * Counted from the beginning of its track, from another milestone being met, from an event, or from some time
 * `before` a promised instant: the agreed visit, when we are now expected, the promised finish; or from when the
 * agreed visit was given up.
 */
export type Start =
  | { readonly when: 'registered' }
  | { readonly when: 'met'; readonly milestone: string }
  | { readonly when: 'event'; readonly match: Match }
  | { readonly when: Promised; readonly before: Duration };

export const promisedInstants = ['appointment', 'expected', 'finish', 'dropped'] as const;
export type Promised = (typeof promisedInstants)[number];

/** An event type; `only` narrows it to a role, or to `final` for work that is not a temporary fix. */
export interface Match {
  readonly type: EventType;
  readonly only?: string;
}

export interface Rung {
  readonly role: string;
  readonly wait: Duration;
}

/** What a customer's history makes of a problem, and how that is said to them. */
export interface History {
  /** So long after a report, words of the same line are taken for the same problem told again. */
  readonly sameWordsWithin: Duration;
  /** So long, the same thing at the same place is. */
  readonly sameFaultWithin: Duration;
  readonly secondFailureWithin: Duration;
  /** `{days}` stands for the time above. */
  readonly secondFailure: Names;
  readonly reworkRefused: Names;
  readonly source: string;
}

/** How somebody is found for a ticket. */
export interface DispatchRules {
  /** The role that goes to the customer's; in an emergency the nearest of them is called out at once. */
  readonly field: string;
  /** Whoever is asked accepts within this time, or the next one is asked. */
  readonly acceptWithin: Readonly<Record<Urgency, Duration>>;
  /** While nobody can be found, looked again this often. */
  readonly retry: Duration;
  readonly source: string;
}

export interface Vip {
  /** A person answers within this time, whatever the class allows. */
  readonly response: Duration;
  /** Under equal demand a VIP is served as if registered this much earlier. */
  readonly dispatchEarlier: Duration;
  readonly freeCheckMonths: number;
  readonly source: string;
}

export interface FastLane {
  readonly areas: readonly Area[];
  /** Shares of people and material kept for these areas, 0–1. */
  readonly people: number;
  readonly material: number;
  readonly source: string;
}

export interface Area {
  readonly id: string;
  readonly name: Names;
  readonly colour: 'red' | 'yellow' | 'blue';
  /** What customers call it. */
  readonly words: readonly string[];
}

export interface Inspection {
  /** The self-check happens in this last part of a service. */
  readonly inLast: Duration;
  /** How many items the list promises. */
  readonly count: number;
  /** All of them by name; fewer only in versions published before every item had one. */
  readonly items: readonly InspectionItem[];
  /** Share of the work finished in a day that leads look at. */
  readonly leaderSamplesDaily: number;
  readonly qualityEvery: 'week' | 'month';
  /** Share of the work finished in that time that the quality department looks at; absent: as many as leads. */
  readonly qualitySamples?: number | undefined;
  readonly score: {
    readonly customer: number;
    readonly inspection: number;
    readonly timeliness: number;
    readonly topOfMonth: number;
    readonly retrainBelow: number;
    readonly retrainAfterMonths: number;
    /** Whoever has fewer of what is counted in a month is shown, not scored. */
    readonly least: number;
  };
  readonly source: string;
}

export interface InspectionItem extends Names {
  /** Where it is written; absent: as the list itself. */
  readonly source?: string | undefined;
  /** Worded by us, where the written promise is silent: the operator has to say whether it is meant so. */
  readonly toConfirm?: boolean | undefined;
}

/** How this line speaks with its customers unasked. */
export interface CustomerRules {
  /** Where they are served: whose clock decides what is night, e.g. `Asia/Shanghai`. */
  readonly zone: string;
  /** Nothing that can wait is said from `from` until `to`. */
  readonly night: Span;
  /** When a telephone may ring. */
  readonly calls: readonly Span[];
  /** News that follows sooner than this after other news waits, and is said in one message. */
  readonly gather: Duration;
  /** The customer is told by name who comes. */
  readonly names: boolean;
  readonly acceptance: {
    /** Asked again after these times without an answer. */
    readonly remindAfter: readonly Duration[];
    /** Then closed as unanswered. */
    readonly closeAfter: Duration;
    /** What they signed off is closed this long after; absent: by a person. */
    readonly closeAccepted?: Duration;
  };
  readonly plan: {
    readonly remindAfter: readonly Duration[];
    /** Kinds whose plan is told, not put up for agreement. */
    readonly toldOnly: readonly Kind[];
    /** What a plan must name, by kind or class. */
    readonly mustName: Readonly<Partial<Record<Kind | Urgency, readonly PlanPoint[]>>>;
  };
  readonly source: string;
}

export type PlanPoint = 'responsibility' | 'compensation' | 'price' | 'finish';

/** Milliseconds after midnight; over midnight if `to` is not after `from`. */
export interface Span {
  readonly from: Duration;
  readonly to: Duration;
}

export interface Satisfaction {
  readonly levels: readonly {
    readonly id: string;
    readonly name: Names;
    readonly qualified: boolean;
  }[];
  readonly target: number;
  readonly complaintsInTime: number;
  readonly filesComplete: number;
  readonly returnRate: number;
  readonly followUp: FollowUp;
  readonly source: string;
}

/** What follows from a customer's answers. */
export interface FollowUp {
  /** A bad answer opens a ticket again that was finished at most this long ago; later it becomes a new one. */
  readonly reopenWithin: Duration;
  /** The role that calls a seriously dissatisfied customer in person. */
  readonly manager: string;
  /** The role that asks a sample of customers once more. */
  readonly verifier: string;
}

export interface Term {
  readonly id: string;
  readonly name: Names;
  readonly numbers: Readonly<Record<string, number>>;
  readonly source: string;
}

export type Calendars = Readonly<Record<string, Calendar>>;

/** All lines in all versions still in use; `bot/policies.ts` loads them. */
export interface Policies {
  /** The newest version, or exactly the one asked for. Throws for a line or version that does not exist. */
  of(line: string, version?: number): Policy;
  /** Newest version of each line. */
  readonly lines: readonly Policy[];
  readonly calendars: Calendars;
  /** What holds for everything said unasked. */
  readonly outreach: Outreach;
}
