import type { StaffNoticeKind } from '../../desk/notices.ts';
import type { Status } from '../../desk/status.ts';
import type { Field, Intent } from '../../nlu/understanding.ts';

/** One sentence: the same for eye and ear, or one form for each. */
export type Sentence = string | { readonly text: string; readonly speak: string };

/** Facts that sentences are made from. Times and numbers arrive ready to be read. */
export interface Shown {
  readonly text: string;
  readonly speak: string;
}

export interface DayFacts {
  /** Whole days from today: 0 today, 1 tomorrow, -1 yesterday. */
  readonly days: number;
  readonly month: number;
  readonly day: number;
  readonly time: string;
}

export interface ReadBackFacts {
  readonly purpose: 'report' | 'suggestion' | 'booking' | 'handoff';
  readonly words?: string;
  readonly line?: string;
  readonly subject?: string;
  readonly address?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly time?: string;
  readonly photos: number;
}

export interface ContactFacts {
  readonly who: string;
  readonly when: string;
  readonly late: boolean;
}

export interface StatusFacts {
  readonly number: Shown;
  readonly line: string;
  readonly words: string;
  readonly registered: string;
  readonly status: 'waiting' | 'working' | 'done' | 'cancelled';
  /** Where it stands exactly. */
  readonly stage: Status;
  readonly hold?: 'customer' | 'parts';
  /** Who looks after it: a role, and a name where that is given. */
  readonly who: string;
  /** What we asked them and have no answer to. */
  readonly asked?: 'acceptance' | 'plan';
  /** The plan that waits for their answer. */
  readonly plan?: Shown;
  /** Tickets that were about the same. */
  readonly absorbed?: readonly Shown[];
  /** When we come, as last said. */
  readonly visit?: {
    readonly when: string;
    readonly confirmed: boolean;
    /** The hour is over and nobody has come. */
    readonly passed: boolean;
  };
  /** What happened last, and when; the type of a timeline event. `expected`: it said when we come. */
  readonly last: {
    readonly type: string;
    readonly when: string;
    readonly expected?: string | undefined;
  };
  readonly next?: {
    readonly what: string;
    readonly who: string;
    readonly when: string;
    readonly late: boolean;
  };
}

export interface NoticeFacts {
  readonly number: Shown;
  readonly line: string;
  readonly urgency: 'general' | 'urgent' | 'major';
  /** The promise it is about and when it is due; absent if it is about no promise. */
  readonly promise?: { readonly what: string; readonly due: string };
  /** To staff only. What it is about and where, as far as no personal data is in it. */
  readonly subject?: string;
  readonly area?: string;
  readonly vip?: boolean;
  /** What happened, in the words of a timeline. */
  readonly news?: string;
  /** Why it comes to them. */
  readonly why?: readonly string[];
}

/** One sentence for everything a colleague is told. */
export type NoticeWords = Readonly<Record<StaffNoticeKind, (facts: NoticeFacts) => Sentence>>;

export type IntentNames = Readonly<Record<Intent, string>>;
export type FieldNames = Readonly<Record<Field, string>>;
export type UrgencyNames = Readonly<Record<'general' | 'urgent' | 'major', string>>;

/** Joins what is there; leaves no line for what is missing. */
export const lines = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part): part is string => Boolean(part)).join('\n');

/** A template message as a phone shows it: its title, and what stands before each field. */
export interface TemplateKind {
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
}
