import type { Sentence } from './facts.ts';

/** What a colleague can say about their work. */
export const deeds = [
  'list',
  'take',
  'pass',
  'contact',
  'leave',
  'late',
  'arrive',
  'temporary',
  'done',
  'parts',
  'customer',
  'resume',
  'note',
  'handover',
  'help',
] as const;
export type Deed = (typeof deeds)[number];

/** What is asked before something is done. */
export type WorkQuestion =
  | 'pass'
  | 'late'
  | 'temporary'
  | 'note'
  | 'handover'
  | 'what'
  | 'photos'
  | 'parts'
  | 'cost'
  | 'check'
  | 'signoff'
  | 'confirm';

export interface WorkTicketFacts {
  readonly number: string;
  readonly line: string;
  readonly urgency: string;
  readonly address: string;
  readonly map: string;
  readonly name: string;
  readonly phone: string;
  readonly words: string;
  readonly photos: number;
  readonly status: string;
  readonly next: string;
  readonly reasons: string;
}

export interface WorkWords {
  readonly deeds: Readonly<Record<Deed, string>>;
  readonly urgencies: Readonly<Record<'general' | 'urgent' | 'major', string>>;
  bound(name: string): Sentence;
  boundWrong(): Sentence;
  hello(name: string): Sentence;
  help(): Sentence;
  notUnderstood(): Sentence;
  none(): Sentence;
  list(tickets: readonly WorkTicketFacts[]): Sentence;
  ticket(it: WorkTicketFacts): Sentence;
  which(deed: string): Sentence;
  noSuch(): Sentence;
  ask: Readonly<Record<WorkQuestion, (detail: string) => Sentence>>;
  readonly none_: string;
  readonly free: string;
  readonly allGood: string;
  readonly satisfied: string;
  readonly unsatisfied: string;
  readonly absent: string;
  readonly yes: string;
  readonly no: string;
  readonly stop: string;
  photosKept(count: number): string;
  stopped(): Sentence;
  done(deed: string, number: string, next: string): Sentence;
  refused(why: string, name: string): Sentence;
  notSatisfied(): Sentence;
  nobodyOfThatName(): Sentence;
  summary(
    facts: Readonly<Record<'what' | 'photos' | 'parts' | 'cost' | 'check' | 'signoff', string>>,
  ): string;
  item(n: number): string;
}
