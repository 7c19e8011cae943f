import type { StaffAction } from '../desk/actions/staff.ts';
import { type Reply, reply } from './say.ts';
import type { Sentence } from './text/facts.ts';
import { means } from './text/work-heard.ts';
import type { WorkQuestion, WorkWords } from './text/work-kinds.ts';
import { answer, ask, close, does, type WorkTurn, wordsOf } from './work-turn.ts';

/**
 * "Done" step by step: what was done, pictures, parts, cost, the self-check where the service line has one, the
 * customer's word on the spot; then all of it read back, and only a yes makes it true.
 */
export async function finish(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state } = turn;
  const text = wordsOf(turn);
  switch (state.asking) {
    case 'what':
      if (!text.trim()) return ask(turn, s, 'what');
      return next(turn, s, 'what', text.trim(), 'photos');
    case 'photos':
      return photos(turn, s);
    case 'parts':
      return next(turn, s, 'parts', means.none(text) ? s.none_ : text.trim(), 'cost');
    case 'cost':
      return cost(turn, s);
    case 'check':
      return check(turn, s);
    case 'signoff':
      return signOff(turn, s);
    default:
      return confirm(turn, s);
  }
}

function photos(turn: WorkTurn, s: WorkWords): Reply {
  const { state } = turn;
  const text = wordsOf(turn);
  state.photos = [...state.photos, ...turn.photos].slice(0, mostPhotos);
  const count = state.photos.length;
  if (means.none(text) || (means.ready(text) && count > 0))
    return ask(turn, s, 'parts', '', '', [answer(s.none_)]);
  return ask(turn, s, 'photos', '', turn.photos.length > 0 ? s.photosKept(count) : '');
}

async function cost(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state } = turn;
  const text = wordsOf(turn);
  if (!means.free(text) && !/\d/.test(text)) return ask(turn, s, 'cost');
  state.facts.cost = means.free(text) ? s.free : text.trim();
  const ticket = (await turn.door.tickets()).find(({ no }) => no === state.no);
  const items = ticket?.items ?? [];
  if (items.length === 0) return askSignOff(turn, s);
  const list = items.map((item, at) => `${at + 1}. ${item}`).join('\n');
  return ask(turn, s, 'check', list);
}

/** "全部合格", or the numbers that failed; anything else is asked again. */
async function check(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state } = turn;
  const text = wordsOf(turn);
  const ticket = (await turn.door.tickets()).find(({ no }) => no === state.no);
  const numbers = /^[\d\s,，、.;；]+$/.test(text.trim())
    ? (text.match(/\d+/g) ?? []).map(Number)
    : [];
  const fits =
    numbers.length > 0 && numbers.every((n) => n >= 1 && n <= (ticket?.items.length ?? 0));
  if (!means.allGood(text) && !fits) {
    const list = ticket?.items.map((item, at) => `${at + 1}. ${item}`).join('\n') ?? '';
    return ask(turn, s, 'check', list);
  }
  state.facts.check = fits ? numbers.join(',') : s.allGood;
  return askSignOff(turn, s);
}

function askSignOff(turn: WorkTurn, s: WorkWords, first: Sentence = ''): Reply {
  const choices = [s.satisfied, s.unsatisfied, s.absent].map(answer);
  return ask(turn, s, 'signoff', '', first, choices);
}

function signOff(turn: WorkTurn, s: WorkWords): Reply {
  const { state } = turn;
  const text = wordsOf(turn);
  if (means.unsatisfied(text)) {
    close(state);
    return reply(s.notSatisfied());
  }
  if (!means.satisfied(text) && !means.absent(text)) return askSignOff(turn, s);
  state.facts.signoff = means.satisfied(text) ? s.satisfied : s.absent;
  const choices = [s.yes, s.no].map(answer);
  return ask(turn, s, 'confirm', summary(turn, s), '', choices);
}

async function confirm(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state } = turn;
  const text = wordsOf(turn);
  if (means.no(text)) return ask(turn, s, 'what');
  if (!means.yes(text)) {
    const choices = [s.yes, s.no].map(answer);
    return ask(turn, s, 'confirm', summary(turn, s), '', choices);
  }
  const { facts, photos: pictures } = state;
  const note = summary(turn, s);
  const failed = facts.check === s.allGood ? [] : (facts.check?.split(',').map(Number) ?? []);
  const actions: StaffAction[] = [
    ...(pictures.length > 0
      ? [{ do: 'note', note: facts.what ?? '', photos: pictures } as const]
      : []),
    ...(facts.check ? [{ do: 'inspect', as: 'self', failed } as const] : []),
    { do: 'resolve', note },
    ...(facts.signoff === s.satisfied ? [{ do: 'accept', words: s.satisfied } as const] : []),
  ];
  return does(turn, s, 'done', ...actions);
}

function summary({ state: { facts, photos: pictures } }: WorkTurn, s: WorkWords): string {
  const { what = '', parts = '', cost: paid = '', check: checked = '', signoff = '' } = facts;
  const count = pictures.length > 0 ? String(pictures.length) : s.none_;
  return s.summary({ what, photos: count, parts, cost: paid, check: checked, signoff });
}

function next(
  turn: WorkTurn,
  s: WorkWords,
  question: WorkQuestion,
  words: string,
  then: WorkQuestion,
): Reply {
  turn.state.facts[question] = words;
  const choices = then === 'cost' ? [] : [answer(s.none_)];
  return ask(turn, s, then, '', '', choices);
}

const mostPhotos = 10;
