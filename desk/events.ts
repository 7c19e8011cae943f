import type { Choice } from './dispatch/choice.ts';
import type { Place } from './roster.ts';
import type { Instant, Kind, Language, Names, Urgency } from './words.ts';

/** A fact in the life of a ticket. Timelines are only ever appended to. */
export type TicketEvent = EventBody & {
  /** 1, 2, 3 … within its ticket. */
  readonly seq: number;
  readonly at: Instant;
  readonly by: Actor;
  /** What made this happen (`channel/message id`, `job/key`): the same cause again changes nothing. */
  readonly cause: string;
};

/** An instant on the timeline and the event that made it. */
export interface Mark {
  readonly at: Instant;
  readonly seq: number;
}

export type Actor =
  | { readonly who: 'customer'; readonly account: string }
  | { readonly who: 'staff'; readonly id: string; readonly role: string }
  | { readonly who: 'system' };

/** Why something was decided, in words a customer and a supervisor can read. */
export interface Reason {
  /** Identifies the rule, e.g. `cleaning.major.loss`. */
  readonly rule: string;
  /** The customer's own words that triggered it; empty if it was not words. */
  readonly words: readonly string[];
  /** The rule in its own words, in each language. */
  readonly says: Readonly<Record<Language, string>>;
  /** Where it is promised, e.g. `000 保洁项目售后服务方案`. */
  readonly source?: string;
}

export interface Photo {
  /** Blob id in the store. */
  readonly id: string;
  readonly contentType: string;
  readonly name: string;
}

/** What a customer asked for, complete enough to open a ticket. */
export interface Request {
  /** Service line: the id of a policy file, e.g. `cleaning`. */
  readonly line: string;
  readonly policyVersion: number;
  readonly kind: Kind;
  readonly urgency: Urgency;
  /** A major complaint whose urgent condition is still going on. */
  readonly alsoUrgent: boolean;
  /** A model alone said "major": a person must confirm the class. */
  readonly confirmUrgency: boolean;
  readonly reasons: readonly Reason[];
  /** The customer's words, as said. */
  readonly words: string;
  /** Product or area: what the problem is with. */
  readonly subject?: string;
  readonly name: string;
  /** Digits only. */
  readonly phone: string;
  readonly address?: string;
  /** How to get in and what to look out for (door codes, dogs): for whoever has the ticket in hand, and nobody else. */
  readonly access?: string;
  /** Picked on a map. */
  readonly place?: Place;
  /** As the customer said it ("明天下班后"). */
  readonly preferredTime?: string;
  readonly photos: readonly Photo[];
  readonly channel: string;
  /** `channel:user`, the account that wrote or called. */
  readonly account: string;
  readonly language: Language;
  /** Held a yearly contract when the ticket was opened; the desk looks this up. */
  readonly vip?: boolean;
}

/** What a dialog hands in; the desk adds the policy version and whether this is a VIP. */
export interface NewRequest extends Omit<Request, 'policyVersion' | 'vip'> {
  /** When the customer wants us there, if they said it clearly. */
  readonly visit?: VisitTime;
}

/** From when until when a visit begins. */
export interface VisitTime {
  readonly from: Instant;
  readonly to: Instant;
}

/** What staff roles may correct or a customer may change after opening. */
export type Correction = Partial<
  Pick<Request, 'name' | 'phone' | 'address' | 'place' | 'access' | 'preferredTime' | 'subject'>
>;

/** What a plan says beside its measures; shown to the customer point by point. */
export interface PlanTerms {
  readonly responsibility?: string;
  readonly compensation?: string;
  /** As it is to be read, e.g. `120 CNY, parts included`. */
  readonly price?: string;
  /** When all of it will be done. */
  readonly finish?: Instant;
}

export type EventBody =
  | { readonly type: 'registered'; readonly request: Request }
  | {
      readonly type: 'assigned';
      readonly role: string;
      readonly staff?: string;
      readonly name?: string;
      /** Why this role. */
      readonly reasons: readonly Reason[];
      /** Why this colleague; absent if a person chose, or nobody works here. */
      readonly choice?: Choice;
    }
  /** The nearest who can help on the spot is asked to go there, beside the owner; without `staff`, nobody could be asked. */
  | {
      readonly type: 'called_out';
      readonly role: string;
      readonly staff?: string;
      readonly name?: string;
      readonly choice: Choice;
    }
  /** A colleague who was asked accepts; from now on it is theirs. */
  | { readonly type: 'taken'; readonly role: string; readonly staff: string }
  /** A colleague who was asked cannot; the next is asked. */
  | {
      readonly type: 'declined';
      readonly role: string;
      readonly staff: string;
      readonly why: string;
    }
  /** The role named has been told (e.g. the after-sales director of a major complaint). */
  | { readonly type: 'informed'; readonly role: string }
  /** A person has spoken with the customer; the bot's own words never count. */
  | { readonly type: 'contacted'; readonly note?: string }
  | { readonly type: 'diagnosed'; readonly fault?: Fault; readonly note?: string }
  | { readonly type: 'dispatched'; readonly staff?: string; readonly note?: string }
  | { readonly type: 'arrived'; readonly note?: string }
  | { readonly type: 'surveyed'; readonly note?: string }
  /** `told`: the customer is told, not asked whether they agree. */
  | {
      readonly type: 'planned';
      readonly plan: string;
      readonly terms?: PlanTerms;
      readonly told?: true;
    }
  /** The customer agrees to the plan they were shown. */
  | { readonly type: 'plan_confirmed'; readonly words?: string }
  /** The customer wants the plan otherwise, in their words. */
  | { readonly type: 'plan_changes'; readonly words: string }
  | { readonly type: 'negotiated'; readonly note?: string }
  | { readonly type: 'paid'; readonly note?: string }
  | { readonly type: 'progressed'; readonly note: string }
  | { readonly type: 'resolved'; readonly temporary: boolean; readonly note?: string }
  | { readonly type: 'reported_back'; readonly note?: string }
  | { readonly type: 'accepted'; readonly words?: string }
  | { readonly type: 'refused'; readonly words: string }
  /** The customer was asked once more, because no answer came. */
  | { readonly type: 'reminded'; readonly of: 'acceptance' | 'plan' }
  | { readonly type: 'called_back'; readonly note?: string }
  /** `into`: as a duplicate it goes on in another ticket. */
  | {
      readonly type: 'closed';
      readonly outcome: 'accepted' | 'unanswered' | 'duplicate';
      readonly into?: string;
    }
  | { readonly type: 'held'; readonly why: 'customer' | 'parts' }
  | { readonly type: 'resumed' }
  | { readonly type: 'reopened'; readonly words?: string }
  | { readonly type: 'cancelled'; readonly words: string }
  | { readonly type: 'added'; readonly words: string; readonly photos: readonly Photo[] }
  | { readonly type: 'urged'; readonly words: string }
  | { readonly type: 'corrected'; readonly changes: Correction }
  | {
      readonly type: 'reclassified';
      readonly urgency: Urgency;
      readonly kind: Kind;
      readonly reasons: readonly Reason[];
    }
  | { readonly type: 'handoff_requested'; readonly words: string }
  /** A colleague speaks with the customer in this conversation; the bot is silent there. */
  | { readonly type: 'person_joined'; readonly conversation: string }
  /** The bot speaks there again; `forgotten` if it had to come back by itself, `unanswered` if their telephone only rang. */
  | {
      readonly type: 'person_left';
      readonly forgotten: boolean;
      readonly agreed?: string;
      readonly unanswered?: true;
    }
  | { readonly type: 'noted'; readonly note: string; readonly photos?: readonly Photo[] }
  /** What the customer answered when we came back to them; a later one of the same callback completes it. */
  | {
      readonly type: 'rated';
      readonly callback: string;
      /** Id of a level of the policy. */
      readonly level?: string;
      readonly solved?: boolean;
      /** What was not good. */
      readonly wrong?: string;
      /** A word for the company. */
      readonly word?: string;
      /** After the callback had ended. */
      readonly late?: true;
    }
  /** A person of this role will call, beside whatever else is done. */
  | {
      readonly type: 'callback_promised';
      readonly role: string;
      readonly reasons: readonly Reason[];
    }
  /** Somebody else is to ask the customer whether the answers are right. */
  | { readonly type: 'verification_asked'; readonly role: string }
  | { readonly type: 'verified'; readonly agrees: boolean; readonly note?: string }
  /** A milestone's warning point was reached (share of its limit used, 0–1). */
  | { readonly type: 'warned'; readonly milestone: string; readonly share: number }
  /** A milestone passed its due instant; `rung` counts up the ladder from 0. */
  | { readonly type: 'missed'; readonly milestone: string; readonly rung: number }
  /** A colleague has an alarm in hand: nobody further up is told of it. The promise stays missed. */
  | { readonly type: 'acknowledged'; readonly milestone: string; readonly note?: string }
  /** A promise that asks the customer something began: they were asked. */
  | { readonly type: 'asked'; readonly milestone: string }
  /** A written report is on file: who was responsible (责任追溯报告), or how a claim ended (结案报告). */
  | {
      readonly type: 'filed';
      readonly report: 'responsibility' | 'closing';
      readonly note?: string;
    }
  /** A visit has an agreed time; said again it moves. `words`: as the customer said it. */
  | {
      readonly type: 'appointed';
      readonly from: Instant;
      readonly to: Instant;
      readonly words?: string;
    }
  /** The agreed time suits no longer, and no other is agreed yet. */
  | { readonly type: 'visit_dropped'; readonly words?: string }
  /** The agreed time still suits, the day before. */
  | { readonly type: 'visit_confirmed'; readonly note?: string }
  /** They will not be there as said; the customer hears the new time. */
  | { readonly type: 'late'; readonly expected: Instant; readonly note?: string }
  /** On site it turned out to be more or other work: what now, why, and until when. */
  | {
      readonly type: 'replanned';
      readonly plan: string;
      readonly why: string;
      readonly finish: Instant;
    }
  /** Another ticket has to do with this one; both timelines say so. */
  | { readonly type: 'related'; readonly to: string; readonly as: Relation }
  /** The list of items was gone through; `failed` numbers them from 1, `items` names them in the same order. */
  | {
      readonly type: 'inspected';
      readonly as: InspectedAs;
      readonly failed: readonly number[];
      readonly items?: readonly Names[];
      readonly note?: string;
      /** Of the ticket's pictures, those that show it. */
      readonly photos?: readonly Photo[];
    }
  /** What becomes of a suggestion. */
  | {
      readonly type: 'decided';
      readonly decision: SuggestionDecision;
      readonly note?: string;
    };

/** `repeats` an earlier failure and is `repeated_by` a later one; `absorbed` a duplicate; a part was `split_off`, and is `split_from`; perhaps `seems_same`. */
export type Relation =
  | 'repeats'
  | 'repeated_by'
  | 'absorbed'
  | 'split_off'
  | 'split_from'
  | 'seems_same';

/** How hard a fault is; nobody knows until it is diagnosed. */
export const faults = ['tightening', 'simple', 'complex'] as const;
export type Fault = (typeof faults)[number];

export type InspectedAs = 'self' | 'lead' | 'quality';
export type SuggestionDecision = 'adopted' | 'declined' | 'later';

export type EventType = EventBody['type'];
