import type { Language } from '../../desk/words.ts';
import type { PushOutcome, Spoken } from './channel.ts';

/**
 * Puts a colleague through to the customer, on channels where nobody can write to them. While it is at it the bot is
 * silent there; whatever becomes of it is told once, before anything is said to the customer.
 */
export interface Bridge {
  /** Rings the colleague, after `begun`: from then on the conversation has no other turn. The same key again is the same. */
  connect(wish: Joining, begun: () => Promise<void>): Promise<Connecting>;
  /** Takes the customer back from the colleague. `over`: they are with nobody any more. */
  takeBack(conversation: string, key: string): Promise<PushOutcome | 'over'>;
  /** Are they still rung or talking? Asks the provider, and tells what nobody had told. */
  goesOn(conversation: string, key: string): Promise<boolean>;
  /** Called once, before the first conversation: hears what happens, and answers what the customer is told. */
  onNews(hear: (news: BridgeNews) => Promise<Spoken>): void;
}

export interface Joining {
  readonly conversation: string;
  /** Of this stay. */
  readonly key: string;
  /** The colleague's own telephone, with + and country. */
  readonly telephone: string;
  /** The customer hears who is coming. */
  readonly says: string;
  /** The colleague hears who waits and why; a key takes it. `gone`: nobody waits any more. */
  readonly whisper: { readonly waits: string; readonly gone: string; readonly language: Language };
  readonly about: About;
}

/** Comes back with the news. */
export interface About {
  readonly ticket: string;
  readonly staff: string;
  readonly role: string;
  readonly name: string;
}

export type Connecting = { readonly ok: true } | NotConnected;

/** `over`: nobody is on the line any more. `not carried`: the provider has no way to that telephone. `trouble`: it could not be asked. */
export interface NotConnected {
  readonly ok: false;
  readonly is: 'over' | 'not carried' | 'trouble';
  readonly why: string;
}

export interface BridgeNews {
  readonly conversation: string;
  readonly key: string;
  readonly about: About;
  /**
   * `talking`: the colleague took it. `unanswered`: they did not; the bot goes on where it was, or the customer `waits`
   * in the queue again. `left`: they talked, and the bot has the customer back. `gone`: the customer hung up.
   */
  readonly what: 'talking' | 'unanswered' | 'left' | 'gone';
  readonly waits?: boolean;
}
