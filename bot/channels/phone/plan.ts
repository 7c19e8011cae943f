import type { Accent } from './voices.ts';

/** What a call hears and what we wait for then: no provider's words in it. */
export interface Plan {
  /** Heard before anything can be interrupted. */
  readonly notice?: readonly Spoken[];
  readonly says: readonly Spoken[];
  readonly next: Next;
}

export interface Spoken {
  readonly text: string;
  readonly accent: Accent;
}

export type Next =
  | { readonly do: 'listen'; readonly turn: number; readonly to: Listening }
  /** Ask again for the answer that is still being made. */
  | { readonly do: 'wait'; readonly turn: number; readonly times: number }
  /** Connect a person; what comes of it is told at `turn`. */
  | {
      readonly do: 'person';
      readonly turn: number;
      readonly accent: Accent;
      readonly call?: string;
    }
  /** Ring a colleague, who hears first who is on this call; what comes of it is told at `turn`. */
  | {
      readonly do: 'join';
      readonly turn: number;
      readonly to: string;
      readonly call: string;
    }
  /** Dial this telephone in; what comes of it is told at `turn`. */
  | { readonly do: 'connect'; readonly turn: number; readonly to: string }
  | { readonly do: 'hang up' };

export interface Listening {
  readonly accent: Accent;
  readonly speech: boolean;
  /** Keys after which the answer is complete; absent: # or a pause ends it. */
  readonly keys?: number;
  /** Seconds of silence until we speak again. */
  readonly patience: number;
  /** Seconds of pause that end a spoken answer. */
  readonly pause: number;
  /** Words the recogniser may expect. */
  readonly hints: readonly string[];
}
