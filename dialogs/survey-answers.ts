import type { Answers } from '../desk/callbacks/callback.ts';
import type { Survey } from '../desk/callbacks/survey.ts';
import type { Talk } from './talk.ts';
import { beginsMore, isQuestion, isWordless } from './text/answers.ts';
import { levelNamed, saysNothing, solvedNamed } from './text/levels.ts';

export type Question = 'level' | 'solved' | 'wrong' | 'word';

/** What a survey still wants to know, in order; what was not good is asked only of who is not content. */
export function openQuestions(
  answers: Answers,
  { levels }: Survey,
  givenUp: readonly Question[],
): Question[] {
  const content =
    levels.find(({ id }) => id === answers.level)?.qualified !== false && answers.solved !== false;
  const all: readonly Question[] = content
    ? ['level', 'solved', 'word']
    : ['level', 'solved', 'wrong', 'word'];
  return all.filter((question) => answers[question] === undefined && !givenUp.includes(question));
}

/**
 * What these words answer, whichever question they belong to: the one asked, one that comes later, or one
 * answered before, which they correct. Empty if nothing; a level is never guessed.
 */
export function answersIn(talk: Talk, asking: Question | undefined, survey: Survey): Answers {
  const { picked, understanding } = talk;
  const { text } = understanding;
  if (picked?.startsWith('level:')) return { level: picked.slice('level:'.length) };
  if (picked === 'solved' || picked === 'unsolved') return { solved: picked === 'solved' };
  if (picked === 'nothing' && (asking === 'wrong' || asking === 'word')) return { [asking]: '' };
  if (picked || isWordless(text)) return {};
  const level = levelOf(talk, asking, survey);
  const solved = solvedOf(talk, asking);
  const found = { ...(level && { level }), ...(solved !== undefined && { solved }) };
  if (asking === 'wrong' || asking === 'word')
    return { ...found, ...wordsFor(asking, talk, found) };
  const bad = survey.levels.find(({ id }) => id === level)?.qualified === false || solved === false;
  return bad && saysWhy(text) ? { ...found, wrong: text.trim() } : found;
}

function levelOf({ understanding }: Talk, asking: Question | undefined, { levels }: Survey) {
  const { text, choice, polarity } = understanding;
  if (asking === 'level' && typeof choice === 'number') return levels[choice - 1]?.id;
  // "Satisfied, but slow" is asked again, however loud one half of it is.
  if (polarity === 'mixed' || polarity === 'neutral') return undefined;
  const named = levelNamed(text);
  if (named && levels.some(({ id }) => id === named)) return named;
  if (asking !== 'level' || polarity !== 'negative' || isQuestion(text)) return undefined;
  // Only one level is bad, so bad words name it; good words could mean any of the others.
  const bad = levels.filter(({ qualified }) => !qualified);
  return bad.length === 1 ? bad[0]?.id : undefined;
}

function solvedOf({ understanding }: Talk, asking: Question | undefined): boolean | undefined {
  const { text, choice } = understanding;
  if (asking === 'solved') {
    if (choice === 'yes' || choice === 1) return true;
    if (choice === 'no' || choice === 2) return false;
  }
  return isQuestion(text) ? undefined : solvedNamed(text);
}

/** Their own words, whatever they are; a bare level or "solved" said late is no comment. */
function wordsFor(asking: 'wrong' | 'word', { understanding }: Talk, found: Answers): Answers {
  const { text, choice } = understanding;
  if (saysNothing(text) || choice === 'no') return { [asking]: '' };
  if (Object.keys(found).length > 0 && !saysWhy(text)) return {};
  return [...text.trim()].length >= 2 ? { [asking]: text.trim() } : {};
}

/** More than a bare level: a reason. */
const saysWhy = (text: string): boolean =>
  /[\u4e00-\u9fff]/.test(text) ? [...text.trim()].length > 6 : text.trim().split(/\s+/).length > 4;

/** Another wish than to answer us: something new, another ticket, danger. It is served first. */
export function isElse(talk: Talk, asking: Question | undefined): boolean {
  const { understanding, picked } = talk;
  if (picked) return picked.startsWith('intent:');
  const { text } = understanding;
  const alone = talk.understand(text);
  if (alone.danger && alone.intent === 'report' && beginsMore(text)) return true;
  if (!alone.sure) return false;
  switch (alone.intent) {
    case 'progress':
    case 'urge':
    case 'reschedule':
    case 'booking':
      return alone.confidence >= plain;
    case 'faq':
      return isQuestion(text);
    case 'report':
      return beginsMore(text) || (asking === 'word' && alone.danger !== null);
    default:
      return false;
  }
}

const plain = 0.8;
