import type { Instant } from '../words.ts';

/** Who is asked to take a ticket, and why this one and not the others: data, worded in `dialogs/text/choice.ts`. */
export interface Choice {
  /** What speaks for the one who was chosen, the weightiest first; empty if nobody was found. */
  readonly why: readonly Merit[];
  /** Colleagues of the roles that were asked for, with what kept each from being chosen. */
  readonly others: readonly Other[];
  /** More were considered than `others` names. */
  readonly more?: number;
  /** Roles of which nobody was available, in the order in which they were asked for. */
  readonly passed: readonly string[];
  /** When they are at work again and are told; absent: now. */
  readonly from?: Instant;
}

export interface Other {
  readonly staff: string;
  readonly name: string;
  readonly role: string;
  /** Why they could not go; or what the chosen one has over them. */
  readonly not: Lack | Merit['is'];
  /** When they are at work again, if that is what they lack. */
  readonly until?: Instant;
}

/** What keeps a colleague from being asked, the most lasting first. */
export const lacks = [
  'away',
  'area',
  'declined',
  'unanswered',
  'off_duty',
  'full',
  /** Their hands are kept free for key areas. */
  'kept',
  /** Somebody who waits before this customer needs the last free hands. */
  'queued',
] as const;
export type Lack = (typeof lacks)[number];

export type Merit =
  /** Did the work that is to be done again. */
  | { readonly is: 'same_work' }
  /** Has served this customer before. */
  | { readonly is: 'known' }
  /** Experienced, and the place is a key area: shares of people and material are kept for it. */
  | {
      readonly is: 'key_area';
      readonly area: string;
      readonly colour: string;
      readonly people: number;
      readonly material: number;
    }
  /** Great-circle distance. */
  | { readonly is: 'near'; readonly km: number }
  | { readonly is: 'skill'; readonly words: readonly string[] }
  | { readonly is: 'area'; readonly name: string }
  | { readonly is: 'load'; readonly carries: number; readonly load: number }
  /** Nobody else was available. */
  | { readonly is: 'only' }
  /** Beyond their load or off duty, because it cannot wait and nobody else was there. */
  | { readonly is: 'needed'; readonly despite: Lack }
  /** Counts as if registered that much earlier. Milliseconds. */
  | { readonly is: 'vip'; readonly earlier: number };
