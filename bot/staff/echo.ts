import { randomInt } from 'node:crypto';
import type { StaffAction } from '../../desk/actions/staff.ts';
import { groupNumber } from '../../desk/number.ts';
import type { Duration, Language } from '../../desk/words.ts';
import { shorten } from '../../dialogs/draft.ts';
import { type Reply, reply } from '../../dialogs/say.ts';
import { smsWords } from '../../dialogs/text/sms.ts';
import { workWords } from '../../dialogs/text/work.ts';
import type { Deed } from '../../dialogs/text/work-kinds.ts';
import { formatSpan } from '../../dialogs/when.ts';
import { work } from '../../dialogs/work.ts';
import type { WorkDoor, WorkState, WorkTurn } from '../../dialogs/work-turn.ts';

/**
 * Where a sender can be forged, what cannot be taken back is done only after digits that were sent to the true one
 * came back, with what they are for: a forger does not read them. Everything else is done at once, and told to the
 * true one.
 */
export async function workWithEcho(turn: WorkTurn): Promise<Reply> {
  const { state, now, language } = turn;
  const { held } = state;
  state.held = undefined;
  const [said, allowed] = heardOf(turn, held && now < held.until ? held : undefined);
  const before = structuredClone(state);
  let stopped: Wish | undefined;
  const stop = (wish: Wish) => {
    stopped ??= wish;
  };
  const answer = await work({ ...turn, ...said, door: guarded(turn, stop, allowed) });
  if (!stopped) return answer;
  // Six, as in every code: a forger writes sixty tries an hour.
  const digits = String(randomInt(100_000, 1_000_000));
  putBack(state, {
    ...before,
    held: { digits, until: now + patience, ...said, wish: keyOf(stopped) },
  });
  return reply(smsWords[language].echo(digits, wordsOf(stopped, turn)));
}

type Said = Pick<WorkTurn, 'text' | 'picked' | 'photos'>;

/** What this word means beside the wish that is held: right digits are that wish, wrong ones no answer to anything. */
function heardOf(
  { text, picked, photos }: WorkTurn,
  held: WorkState['held'],
): readonly [Said, string?] {
  const digits = digitsIn(text);
  if (held && digits === held.digits)
    return [{ text: held.text, picked: held.picked, photos: held.photos }, held.wish];
  return [{ text: held && /^\d{4,8}$/.test(digits) ? '' : text, picked, photos }];
}

/** What is to be done for good. */
interface Wish {
  readonly deed: Deed;
  readonly numbers: readonly string[];
  /** What the customer reads, or who is to have it. */
  readonly words: string;
  readonly actions?: readonly StaffAction[];
}

/** Stops whatever is final, unless it is exactly what the digits were sent for. */
function guarded(
  { door, language }: WorkTurn,
  stop: (wish: Wish) => void,
  allowed?: string,
): WorkDoor {
  const goes = (wish: Wish): boolean => {
    if (keyOf(wish) === allowed) return true;
    stop(wish);
    return false;
  };
  return {
    ...door,
    async act(no, actions, cause) {
      const final = actions.find(isFinal);
      if (!final || goes({ ...finalOf(final, language), numbers: [no], actions }))
        return door.act(no, actions, cause);
      return { done: false, why: 'unproven', name: '' };
    },
    async handOver(numbers, name, cause) {
      const may = goes({ deed: 'give', numbers, words: name });
      return may ? door.handOver(numbers, name, cause) : undefined;
    },
    async assign(no, name, cause) {
      const may = goes({ deed: 'assign', numbers: [no], words: name });
      return may ? door.assign(no, name, cause) : undefined;
    },
  };
}

/** Work that is done or signed off ends promises, an agreed visit puts them off, a temporary repair does neither; what the customer reads is read. */
const isFinal = (action: StaffAction): boolean =>
  action.do === 'accept' ||
  action.do === 'close' ||
  action.do === 'cancel' ||
  action.do === 'appoint' ||
  action.do === 'plan' ||
  action.do === 'progress' ||
  (action.do === 'resolve' && action.temporary !== true);

function finalOf(action: StaffAction, language: Language): Pick<Wish, 'deed' | 'words'> {
  if (action.do === 'appoint')
    return { deed: 'appoint', words: formatSpan(action.from, action.to, language) };
  if (action.do === 'plan') return { deed: 'plan', words: action.plan };
  if (action.do === 'progress') return { deed: 'progress', words: action.note };
  return { deed: 'done', words: 'note' in action ? (action.note ?? '') : '' };
}

const keyOf = (wish: Wish): string => JSON.stringify(wish);

function wordsOf({ deed, numbers, words }: Wish, { language }: WorkTurn): string {
  const what = [workWords[language].deeds[deed], ...numbers.map(groupNumber)].join(' ');
  return words ? `${what}: ${shorten(words, mostQuoted)}` : what;
}

function putBack(state: WorkState, before: WorkState): void {
  for (const key of Object.keys(state) as (keyof WorkState)[]) delete state[key];
  Object.assign(state, before);
}

const digitsIn = (text: string): string => text.normalize('NFKC').replace(/[\s.。]/g, '');

const mostQuoted = 60;
const patience: Duration = 10 * 60_000;
