import type { StaffAction } from '../desk/actions/staff.ts';
import { shorten } from './draft.ts';
import { type Reply, reply } from './say.ts';
import { swapIn } from './text/amends.ts';
import type { Sentence } from './text/facts.ts';
import { amendmentIn, isAmount, means, numbersIn } from './text/work-heard.ts';
import { finishing, type WorkQuestion, type WorkWords } from './text/work-kinds.ts';
import { answer, ask, close, does, type WorkTurn, wordsOf } from './work-turn.ts';

/**
 * "Done" step by step: what was done, pictures, parts, cost, the self-check where the service line has one, the
 * customer's word on the spot; then all of it read back, and only a yes makes it true.
 */
export async function finish(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state } = turn;
  const text = wordsOf(turn);
  state.photos = [...state.photos, ...turn.photos].slice(0, mostPhotos);
  const got: Sentence = turn.photos.length > 0 ? s.photosKept(state.photos.length) : '';
  // Pictures are welcome at any step, and answer none but their own.
  if (!text) return reask(turn, s, got);
  if (means.back(text)) return back(turn, s);
  const amended = amend(turn, s, text);
  if (amended) return reask(turn, s, amended);
  switch (state.asking) {
    case 'what':
      return next(turn, s, text);
    case 'photos':
      if (means.none(text) || (means.ready(text) && state.photos.length > 0)) return next(turn, s);
      return reask(turn, s, got);
    case 'parts':
      return next(turn, s, means.none(text) ? none : text);
    case 'cost':
      if (means.free(text)) return next(turn, s, none);
      return isAmount(text) ? next(turn, s, text) : reask(turn, s);
    case 'check':
      return check(turn, s, text);
    case 'signoff':
      return signOff(turn, s, text);
    default:
      return confirm(turn, s, text);
  }
}

export const isFinishing = (asking: WorkQuestion): boolean => steps.includes(asking);

/** The open question once more, as it was. */
export async function reask(turn: WorkTurn, s: WorkWords, first: Sentence = ''): Promise<Reply> {
  const { asking = 'what' } = turn.state;
  switch (asking) {
    case 'parts':
      return ask(turn, s, asking, '', first, [answer(s.none_)]);
    case 'check': {
      const { named, count } = await itemsOf(turn);
      return ask(turn, s, asking, s.items(named, count), first);
    }
    case 'signoff':
      return ask(turn, s, asking, '', first, [s.satisfied, s.unsatisfied, s.absent].map(answer));
    case 'confirm':
      return ask(turn, s, asking, summary(turn, s), first, [s.yes, s.no].map(answer));
    default:
      return ask(turn, s, asking, '', first);
  }
}

/** The next question that has no answer yet; a line without a self-check is not asked for one. */
async function next(turn: WorkTurn, s: WorkWords, value?: string): Promise<Reply> {
  const { state } = turn;
  const asked = state.asking ?? 'what';
  if (value !== undefined) state.facts[asked] = value;
  const { count } = await itemsOf(turn);
  const ahead = steps.slice(steps.indexOf(asked) + 1);
  const open = ahead.find(
    (step) => (step !== 'check' || count > 0) && (step === 'photos' || !state.facts[step]),
  );
  state.asking = open ?? 'confirm';
  return reask(turn, s);
}

/** The question before, without its answer; before the first there is none. */
async function back(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state } = turn;
  const { count } = await itemsOf(turn);
  const asked = steps.filter((step) => step !== 'check' || count > 0);
  const before = asked[Math.max(0, asked.indexOf(state.asking ?? 'what') - 1)] ?? 'what';
  for (const step of asked.slice(asked.indexOf(before))) delete state.facts[step];
  if (before === 'photos') state.photos = [];
  state.asking = before;
  return reask(turn, s);
}

/** "收费改成60", "不是80是60": what was answered before gets the other value. */
function amend({ state }: WorkTurn, s: WorkWords, text: string): Sentence | undefined {
  const { facts, asking } = state;
  const named = amendmentIn(text);
  if (named && facts[named.of] !== undefined) {
    if (named.of === 'cost' && !isAmount(named.to) && !means.free(named.to)) return undefined;
    facts[named.of] = named.of === 'cost' && means.free(named.to) ? none : named.to;
    return s.amended(s.fields[named.of], named.to);
  }
  const swapped = swapIn(text);
  if (!swapped) return undefined;
  const { was, is } = swapped;
  const fitting = amendable.filter((of) => of !== asking && facts[of]?.includes(was));
  const [of, ...more] = fitting;
  // Two answers with the same words: which one is meant is not known.
  if (!of || more.length > 0) return undefined;
  facts[of] = facts[of]?.replace(was, is) ?? is;
  return s.amended(s.fields[of], facts[of] ?? is);
}

const amendable = ['cost', 'parts', 'what'] as const;

/** "全部合格", or the numbers that failed; anything else is asked again, and a number that is none is named. */
async function check(turn: WorkTurn, s: WorkWords, text: string): Promise<Reply> {
  if (means.allGood(text)) return next(turn, s, none);
  const { count } = await itemsOf(turn);
  const numbers = numbersIn(text);
  const fits = numbers.length > 0 && numbers.every((n) => n >= 1 && n <= count);
  if (!fits) return reply(s.numbersOnly(count));
  return next(turn, s, [...new Set(numbers)].join(','));
}

function signOff(turn: WorkTurn, s: WorkWords, text: string): Promise<Reply> | Reply {
  if (means.unsatisfied(text)) {
    close(turn.state);
    return reply(s.notSatisfied());
  }
  if (means.satisfied(text)) return next(turn, s, 'satisfied');
  return means.absent(text) ? next(turn, s, 'absent') : reask(turn, s);
}

async function confirm(turn: WorkTurn, s: WorkWords, text: string): Promise<Reply> {
  const { state } = turn;
  if (means.no(text)) {
    state.facts = {};
    return ask(turn, s, 'what');
  }
  if (!means.yes(text)) return reask(turn, s);
  const { facts, photos: pictures } = state;
  const note = summary(turn, s, Number.POSITIVE_INFINITY);
  const failed = facts.check === none ? [] : (facts.check?.split(',').map(Number) ?? []);
  const actions: StaffAction[] = [
    ...(pictures.length > 0
      ? [{ do: 'note', note: facts.what ?? '', photos: pictures } as const]
      : []),
    ...(facts.check ? [{ do: 'inspect', as: 'self', failed } as const] : []),
    { do: 'resolve', note },
    ...(facts.signoff === 'satisfied' ? [{ do: 'accept', words: s.satisfied } as const] : []),
  ];
  return does(turn, s, 'done', ...actions);
}

/** A long story is read back by its beginning; the ticket gets all of it. */
function summary({ state: { facts, photos } }: WorkTurn, s: WorkWords, most = 120): string {
  const { what = '', parts = '', cost = '', check: checked = '', signoff = '' } = facts;
  const count = photos.length > 0 ? String(photos.length) : s.none_;
  const short = (words: string, otherwise: string) =>
    words === none ? otherwise : shorten(words, most);
  return s.summary({
    what: shorten(what, most),
    photos: count,
    parts: short(parts, s.none_),
    cost: short(cost, s.free),
    check: checked === none ? s.allGood : checked && s.failed(checked),
    signoff: signoff === 'satisfied' ? s.satisfied : s.absent,
  });
}

/** No parts, no charge, nothing failed: kept without words, for the language may change before the end. */
const none = '-';

async function itemsOf({ door, state }: WorkTurn) {
  const ticket = (await door.tickets()).find(({ no }) => no === state.no);
  return ticket?.items ?? { named: [], count: 0 };
}

const steps: readonly WorkQuestion[] = finishing;
const mostPhotos = 10;
