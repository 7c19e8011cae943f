import type { Topic } from '../../../../desk/consent.ts';
import type { Instant } from '../../../../desk/words.ts';
import type { StoreItem } from '../../../../dialogs/sdk.ts';
import type { CallState } from '../parse.ts';
import type { Accent } from '../voices.ts';
import type { Ringing } from './hours.ts';

/** A call somebody wants made. */
export interface CallOrder extends Ringing {
  /** One key, one call, however often it is asked for. */
  readonly key: string;
  readonly accent: Accent;
  /** What it is about: customers may want some calls and not others. Absent: how their ticket stands. */
  readonly topic?: Topic;
  /** Name of the script that is followed when they pick up. */
  readonly script: string;
  /** What the script needs to know; kept sealed, never part of an address. */
  readonly facts: Facts;
}

export type Facts = Readonly<Record<string, string | number | boolean>>;

/** How a call ended. */
export type Disposition =
  /** They pressed a key of the menu, or began to talk. */
  | 'confirmed'
  /** They heard it to the end and said nothing. */
  | 'heard'
  /** They picked up and were gone before the end. */
  | 'hung up'
  /** They do not want to be called again. */
  | 'refused'
  /** A machine or a fax: nothing was left on it. */
  | 'machine'
  | 'busy'
  | 'no answer'
  | 'invalid number'
  /** The provider has no way there. */
  | 'not carried'
  /** When they picked up it could not be said any more: the hour, a refusal, or the matter is settled. */
  | 'too late'
  | 'provider down'
  /** The provider could not tell for a whole hour whether it rang. */
  | 'unsure';

/** Somebody has heard it. */
export const reached: ReadonlySet<Disposition> = new Set(['confirmed', 'heard', 'refused']);

export interface End {
  readonly how: Disposition;
  /** Code of the choice they made. */
  readonly choice?: string;
}

/** One call, as remembered from before it is dialled until whoever wanted it knows how it ended. */
export interface Attempt extends StoreItem {
  readonly id: string;
  readonly order: CallOrder;
  readonly stage: 'waiting' | 'dialling' | 'unsure' | 'ringing' | 'answered' | 'over' | 'told';
  /** When we look at it again if nothing happens until then. */
  readonly due: Instant;
  /** When the provider was last asked to dial, and how often. */
  readonly dialledAt: Instant;
  readonly dials: number;
  /** The provider's id of the call. */
  readonly call?: string;
  /** Somebody pressed a key or spoke: no machine. */
  readonly alive?: boolean;
  /** Everything was said to the end at least once. */
  readonly heard?: boolean;
  /** What they decided, while the call may still go on. */
  readonly said?: End;
  readonly end?: End;
}

/** What may happen to an attempt. */
export type Happening =
  | { readonly what: 'dialling' }
  /** Not yet: busy with another call to them, or the provider asks for patience. */
  | { readonly what: 'postponed'; readonly until: Instant }
  | { readonly what: 'taken'; readonly call: string }
  /** The provider was asked how it stands, and it goes on. */
  | { readonly what: 'asked' }
  /** The provider's answer was lost: it may ring or not. */
  | { readonly what: 'lost' }
  /** The provider knows of no such call: it may be dialled again. */
  | { readonly what: 'never made' }
  | { readonly what: 'answered'; readonly call: string }
  | { readonly what: 'heard' | 'alive' }
  /** Two people talk on it. */
  | { readonly what: 'goes on' }
  | { readonly what: 'said'; readonly end: End }
  | { readonly what: 'provider says'; readonly state: CallState }
  | { readonly what: 'over'; readonly end: End }
  | { readonly what: 'told' };

/** The attempt after that; the very same if it changes nothing. What is over stays over. */
export function after(attempt: Attempt, happening: Happening, now: Instant): Attempt {
  if (happening.what === 'told') return { ...attempt, stage: 'told' };
  if (attempt.stage === 'told') return attempt;
  if (happening.what === 'said') return decided(attempt, happening.end, now);
  return attempt.stage === 'over' ? attempt : onTheWay(attempt, happening, now);
}

function onTheWay(attempt: Attempt, happening: Happening, now: Instant): Attempt {
  switch (happening.what) {
    case 'dialling':
      return {
        ...attempt,
        stage: 'dialling',
        dialledAt: now,
        dials: attempt.dials + 1,
        due: now + crashed,
      };
    case 'postponed':
      if (attempt.dials >= mostPatience) return over(attempt, { how: 'provider down' }, now);
      return { ...attempt, stage: 'waiting', due: happening.until };
    case 'asked':
      return { ...attempt, due: now + askAgain };
    case 'lost':
      return isOpen(attempt) ? { ...attempt, stage: 'unsure', due: now + askAgain } : attempt;
    case 'never made':
      if (!isOpen(attempt)) return attempt;
      if (attempt.dials >= mostDials) return over(attempt, { how: 'provider down' }, now);
      return { ...attempt, stage: 'waiting', due: now };
    case 'taken':
      return isOpen(attempt) ? ringing(attempt, happening.call, now) : attempt;
    case 'answered':
      return { ...attempt, stage: 'answered', call: happening.call, due: now + longest };
    case 'goes on':
      return { ...attempt, due: now + longTalk };
    case 'heard':
      return { ...attempt, heard: true };
    case 'alive':
      return { ...attempt, heard: true, alive: true };
    case 'provider says':
      return told(attempt, happening.state, now);
    case 'over':
      return over(attempt, happening.end, now);
    default:
      return attempt;
  }
}

/** Nobody knows of a call yet. */
const isOpen = ({ stage }: Attempt): boolean => stage === 'dialling' || stage === 'unsure';

const ringing = (attempt: Attempt, call: string, now: Instant): Attempt => ({
  ...attempt,
  stage: 'ringing',
  call,
  due: now + longest,
});

/** A key that was still on its way when they hung up counts, as long as nobody was told otherwise. */
function decided(attempt: Attempt, end: End, now: Instant): Attempt {
  const said: Attempt = { ...attempt, alive: true, heard: true, said: end };
  if (attempt.stage !== 'over') return { ...said, due: now + longest };
  const { how } = attempt.end ?? end;
  return how === 'hung up' || how === 'heard' ? { ...said, end, due: now } : attempt;
}

/** Callbacks come in any order, twice or never; only a first or a final one changes anything. */
function told(attempt: Attempt, state: CallState, now: Instant): Attempt {
  const { call, final, answeredBy = '' } = state;
  if (/^(machine|fax)/.test(answeredBy) && !attempt.alive)
    return over({ ...attempt, call }, { how: 'machine' }, now);
  if (final) return over({ ...attempt, call }, endOf(attempt, state), now);
  return isOpen(attempt) ? ringing(attempt, call, now) : attempt;
}

function endOf({ said, heard, stage }: Attempt, { status, code = '' }: CallState): End {
  if (said) return said;
  if (status === 'busy') return { how: 'busy' };
  if (status === 'no-answer') return { how: 'no answer' };
  if (status === 'canceled') return { how: 'too late' };
  if (status === 'failed') return { how: bySipCode[code] ?? 'no answer' };
  if (heard) return { how: 'heard' };
  return { how: stage === 'answered' ? 'hung up' : 'no answer' };
}

/** RFC 3261. */
const bySipCode: Readonly<Record<string, Disposition>> = {
  404: 'invalid number',
  410: 'invalid number',
  484: 'invalid number',
  604: 'invalid number',
  403: 'not carried',
  486: 'busy',
  600: 'busy',
  603: 'busy',
  500: 'provider down',
  502: 'provider down',
  503: 'provider down',
};

function over(attempt: Attempt, end: End, now: Instant): Attempt {
  const weak = end.how === 'hung up' || end.how === 'heard';
  return { ...attempt, stage: 'over', end, due: weak ? now + grace : now };
}

/** Milliseconds. No provider is waited for that long; who is still dialling then has crashed. */
const crashed = 60_000;
const askAgain = 30_000;
/** Ringing and talking together; then the provider is asked. */
const longest = 6 * 60_000;
/** As long as the provider lets two people talk. */
const longTalk = 2 * 3_600_000;
const grace = 3_000;
const mostDials = 3;
/** A provider that asks for patience did not dial, so it is asked more often. */
const mostPatience = 10;
