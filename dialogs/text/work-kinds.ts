import type { Fault } from '../../desk/events.ts';
import type { Sentence } from './facts.ts';

/** What a colleague can say about their work. */
export const deeds = [
  'list',
  'team',
  'photos',
  'take',
  'pass',
  'contact',
  'appoint',
  'leave',
  'late',
  'arrive',
  'diagnose',
  'plan',
  'progress',
  'temporary',
  'done',
  'parts',
  'customer',
  'resume',
  'note',
  'keep',
  'handover',
  'give',
  'assign',
  'help',
] as const;
export type Deed = (typeof deeds)[number];

/** What is asked before something is done. */
export type WorkQuestion =
  | 'pass'
  | 'appoint'
  | 'agreed'
  | 'late'
  | 'temporary'
  | 'diagnose'
  | 'plan'
  | 'progress'
  | 'note'
  | 'handover'
  | 'give'
  | 'assign'
  | 'what'
  | 'photos'
  | 'parts'
  | 'cost'
  | 'check'
  | 'signoff'
  | 'confirm';

/** What must be right before "done" is true, in the order in which it is asked. */
export const finishing = [
  'what',
  'photos',
  'parts',
  'cost',
  'check',
  'signoff',
  'confirm',
] as const;
export type FinishFacts = Readonly<
  Record<'what' | 'photos' | 'parts' | 'cost' | 'check' | 'signoff', string>
>;

export interface WorkTicketFacts {
  readonly number: string;
  readonly line: string;
  readonly urgency: string;
  readonly address: string;
  readonly map: string;
  /** How to get in, and what to look out for; only for whoever has it in hand. */
  readonly access: string;
  readonly name: string;
  readonly phone: string;
  readonly words: string;
  readonly photos: number;
  /** Page that shows them; empty without any. */
  readonly pictures: string;
  /** When the customer expects us: agreed, or as they wished. */
  readonly visit: string;
  readonly status: string;
  /** What this colleague, or the owner, has to do next, and by when. */
  readonly next: string;
  /** The next promise is late. */
  readonly late: boolean;
  /** In whose hands it is, for a lead. */
  readonly owner: string;
  readonly reasons: string;
  /** Earlier tickets there, one a line. */
  readonly history: readonly string[];
}

export interface WorkWords {
  readonly deeds: Readonly<Record<Deed, string>>;
  readonly urgencies: Readonly<Record<'general' | 'urgent' | 'major', string>>;
  /** A ticket that is theirs and on which nothing has happened yet. */
  readonly faults: Readonly<Record<Fault, string>>;
  readonly states: Readonly<Record<'asked' | 'given' | 'taken', string>>;
  readonly ways: WayWords;
  bound(name: string): Sentence;
  boundWrong(): Sentence;
  hello(name: string): Sentence;
  help(lead: boolean): Sentence;
  notUnderstood(): Sentence;
  none(): Sentence;
  list(tickets: readonly WorkTicketFacts[]): Sentence;
  /** Of so many in all. */
  more(shown: number, all: number): Sentence;
  noTeam(): Sentence;
  ticket(it: WorkTicketFacts): Sentence;
  which(deed: string): Sentence;
  noSuch(): Sentence;
  ask: Readonly<Record<WorkQuestion, (detail: string) => Sentence>>;
  /** The items of the self-check, `named` of them in words and the rest on the paper. */
  items(named: readonly string[], count: number): string;
  /** Numbers outside the list. */
  numbersOnly(count: number): Sentence;
  readonly none_: string;
  readonly free: string;
  readonly allGood: string;
  /** Items of the self-check by number, "2,12". */
  failed(numbers: string): string;
  readonly satisfied: string;
  readonly unsatisfied: string;
  readonly absent: string;
  readonly yes: string;
  readonly no: string;
  readonly stop: string;
  photosKept(count: number): string;
  /** Whose pictures are these? */
  photosOf(count: number): Sentence;
  noPhotos(number: string): Sentence;
  /** The newest follow where a chat can show them; all of them are on the page. */
  photosAt(number: string, all: number, page: string): Sentence;
  stopped(): Sentence;
  /** What had not been sent yet waits for its next answer. */
  backTo(deed: string, number: string): Sentence;
  amended(what: string, value: string): Sentence;
  readonly fields: Readonly<Record<'what' | 'parts' | 'cost', string>>;
  done(deed: string, number: string, next: string): Sentence;
  already(number: string): Sentence;
  lateUntil(when: string): string;
  agreedAt(when: string): string;
  notReached(): Sentence;
  /** What was accepted stays with whoever did. */
  noPass(): Sentence;
  refused(why: string, name: string): Sentence;
  notSatisfied(): Sentence;
  nobodyOfThatName(): Sentence;
  assigned(number: string, name: string): Sentence;
  summary(facts: FinishFacts): string;
}

/** One line about what was before, and about times. */
export interface WayWords {
  by(when: string, what: string): string;
  late(when: string, what: string): string;
  visit(when: string): string;
  wish(words: string): string;
  earlier(day: string, line: string, subject: string, end: string): string;
  readonly ends: Readonly<Record<'open' | 'accepted' | 'closed' | 'cancelled', string>>;
  returned(times: number): string;
  again(): string;
}
