import type { Language } from '../../../../desk/words.ts';
import type { CallOrder, End } from './attempt.ts';

/**
 * What is said on a call we make, and what its keys mean. Registered under a name and found again by it, so that a
 * call outlives a restart. Whatever a script does it may be asked to do again after a crash: `order.key` is its cause.
 */
export interface Script {
  /** What they hear when they pick up; undefined: it is settled meanwhile, nothing is said. */
  open(order: CallOrder, language: Language): Promise<Opening | undefined>;
  /** They pressed the key of that choice, or said it. */
  chosen(order: CallOrder, code: string, language: Language): Promise<Reaction>;
  /** The telephone that was dialled in has talked with them, or was not reached; `undefined`: the last words are ours. */
  connected?(order: CallOrder, reached: boolean, language: Language): Promise<Reaction | undefined>;
  /** How the call ended; asked until it resolves. */
  ended(order: CallOrder, end: End): Promise<void>;
}

export interface Opening {
  readonly says: readonly string[];
  /** `*` repeats, and for customers 9 ends all calls: both are told by themselves. */
  readonly choices: readonly KeyChoice[];
}

export interface KeyChoice {
  readonly key: string;
  readonly title: string;
  readonly code: string;
}

/** The code of a key that says it all again, where a menu has one of its own beside the star. */
export const repeatCode = 'repeat';

export type Reaction =
  /** The last words. */
  | { readonly next: 'bye'; readonly says: readonly string[] }
  /** Another menu. */
  | ({ readonly next: 'ask' } & Opening)
  /** A person of the house takes over. */
  | { readonly next: 'person'; readonly says: readonly string[] }
  /** This telephone is dialled in, e.g. the customer's for a colleague. */
  | { readonly next: 'connect'; readonly says: readonly string[]; readonly to: string }
  /** The call goes on as a conversation like any other. */
  | { readonly next: 'talk'; readonly talk: Conversation };

export interface Conversation {
  /** Whose it is: `channel:user`. */
  readonly account: string;
  /** The dialog that begins, and what it needs to know. */
  readonly dialog: string;
  readonly options?: unknown;
}

/** Scripts by name. */
export class Scripts {
  readonly #known = new Map<string, Script>();

  /** Throws if the name is taken: two meanings for one call would be a defect of the program. */
  register(name: string, script: Script): void {
    if (this.#known.has(name)) throw new Error(`There are two scripts called "${name}".`);
    this.#known.set(name, script);
  }

  of(name: string): Script | undefined {
    return this.#known.get(name);
  }
}
