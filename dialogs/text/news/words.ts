import type { CustomerNoticeKind } from '../../../desk/customer-notices.ts';
import type { Shown } from '../facts.ts';

/** What news to a customer is made from. Times and names arrive ready to be read. */
export interface NewsFacts {
  readonly number: Shown;
  readonly line: string;
  /** Who looks after it: a role, and a name where that is given. */
  readonly who: string;
  /** When a person will have spoken with them. */
  readonly contact?: { readonly who: string; readonly when: string };
  /** The next promise. */
  readonly next?: { readonly what: string; readonly when: string };
  /** When somebody will be there, as agreed or as we now say. */
  readonly expected?: string;
  readonly plan?: PlanFacts;
  /** On site it turned out to be other work. */
  readonly replan?: { readonly plan: string; readonly why: string; readonly finish: string };
  /** Another ticket that was about the same. */
  readonly other?: Shown;
  readonly hold?: 'customer' | 'parts';
  /** What a colleague wrote for the customer. */
  readonly note?: string;
  /** It is a major complaint by now. */
  readonly major: boolean;
  /** Closed without an answer then. */
  readonly closesAt?: string;
  /** How it ended. */
  readonly unanswered?: boolean;
}

export interface PlanFacts {
  readonly words: string;
  readonly responsibility?: string;
  readonly compensation?: string;
  readonly price?: string;
  readonly finish?: string;
  /** They are asked whether they agree; else it is only told. */
  readonly asks: boolean;
}

/** One piece of news, without saying which ticket it is about. */
export interface NewsLine {
  readonly text: string;
  /** By ear, if that is different. */
  readonly speak?: string;
  /** At most 20 characters, where there is no room for more. */
  readonly brief: string;
}

/** Everything we tell a customer unasked. One set per language, complete or it does not compile. */
export interface NewsWords {
  /** Which ticket, before the news itself. */
  readonly about: (facts: NewsFacts) => Shown;
  readonly says: Readonly<Record<CustomerNoticeKind, (facts: NewsFacts) => NewsLine>>;
  /** How to answer a text message, which takes no answer. */
  readonly howToAnswer: string;
  readonly plan: (plan: PlanFacts) => Shown;
  /** Answers to "is it done well?" and "do you agree?". */
  readonly answers: Readonly<
    Record<'good' | 'bad' | 'agree' | 'change' | 'suits' | 'another', string>
  >;
  readonly called: (role: string, name?: string) => string;
}
