/**
 * How an attempt ended: every attempt gets exactly one. `burned`: it counts against tries and caps.
 * `leads`: the same way again after a while, the next way, or the end of the plan.
 */
export const dispositions = {
  /** Everything asked was answered. */
  answered: { burned: true, leads: 'answered' },
  /** The words were delivered, and no answer is needed. */
  told: { burned: true, leads: 'told' },
  /** A visit was arranged: a ticket of its own. */
  arranged: { burned: true, leads: 'arranged' },
  /** Said: do not call me. */
  refused: { burned: true, leads: 'refused' },
  /** Had said so before; found out in time. */
  unwanted: { burned: false, leads: 'refused' },
  /** The ticket moved on meanwhile. */
  superseded: { burned: false, leads: 'superseded' },
  /** Some questions were answered, then they left. */
  partly: { burned: true, leads: 'again' },
  /** Picked up and did not begin. */
  hung_up: { burned: true, leads: 'again' },
  busy: { burned: true, leads: 'again' },
  no_answer: { burned: true, leads: 'again' },
  machine: { burned: true, leads: 'again' },
  /** A message that was not answered in time. */
  unanswered: { burned: true, leads: 'again' },
  /** After a crash or a lost answer nobody can say whether it rang: it counts as if it had. */
  unknown: { burned: true, leads: 'again' },
  /** Somebody else has this telephone. */
  wrong_person: { burned: true, leads: 'next' },
  empty_number: { burned: true, leads: 'next' },
  /** The provider does not carry calls there. */
  not_carried: { burned: false, leads: 'next' },
  /** No such way to this person. */
  undeliverable: { burned: false, leads: 'next' },
  provider_down: { burned: false, leads: 'again' },
  /** The permitted hours ended between dialling and answer. */
  window_closed: { burned: false, leads: 'again' },
  /** For certain never dialled. */
  not_placed: { burned: false, leads: 'again' },
} as const satisfies Record<string, { burned: boolean; leads: Outcome | 'again' | 'next' }>;

export type Disposition = keyof typeof dispositions;

export const dispositionNames = Object.keys(dispositions) as Disposition[];

/** How a plan ended for a ticket: exactly one. */
export const outcomes = [
  'answered',
  'partly',
  'told',
  'arranged',
  'refused',
  'wrong_person',
  /** Tried as often as allowed, in vain. */
  'unreached',
  /** No way leads to this person. */
  'unreachable',
  'expired',
  'superseded',
] as const;
export type Outcome = (typeof outcomes)[number];
