import type { Step } from '../desk/clockwork.ts';
import type { Because, Explanation } from '../desk/explain.ts';
import type { Duration, Instant, Language } from '../desk/words.ts';
import { type ExplainWords, explains } from './text/explain.ts';
import { dateOf, timeOf } from './when.ts';

/** How a deadline came about, line by line: the promise, each day and pause, when it is due and how it went. */
export function explainIn(language: Language, explanation: Explanation): string[] {
  const words = explains[language];
  const { limit, limitBy, steps, metAt, acknowledgedAt, state } = explanation;
  const date = (at: Instant) => dateAndTime(at, words);
  const promise = words.promise({
    what: explanation.what[language],
    who: explanation.who[language],
    limit: words.length(minutes(limit)),
    because: becauseIn(explanation.because, words, language),
  });
  return [
    limitBy ? `${promise} (${words.limitBy[limitBy]})` : promise,
    ...(steps.length === 0
      ? [words.waiting()]
      : steps.map((step) => stepIn(step, words, language))),
    ...(metAt === undefined ? [] : [words.met(date(metAt), state === 'met_late')]),
    ...(acknowledgedAt === undefined ? [] : [words.acknowledged(date(acknowledgedAt))]),
    words.source(explanation.source),
  ];
}

function becauseIn(because: Because, words: ExplainWords, language: Language): string {
  switch (because.what) {
    case 'milestone':
      return words.after(because.name[language]);
    case 'event':
      return words.happened(because.type);
    case 'appointment':
    case 'expected':
    case 'finish':
    case 'dropped': {
      const what = words.promised[because.what];
      return because.before > 0 ? words.before(words.length(minutes(because.before)), what) : what;
    }
    default:
      return words.since[because.what];
  }
}

function stepIn(step: Step, words: ExplainWords, language: Language): string {
  switch (step.what) {
    case 'started':
      return words.started(dateAndTime(step.at, words));
    case 'open': {
      const { from, to, makeUp } = step;
      const length = words.length(minutes(to - from));
      return words.open({
        day: day(step.day, words),
        from: timeOf(from),
        to: timeOf(to),
        length,
        makeUp,
      });
    }
    case 'closed':
      return words.closed(day(step.day, words));
    case 'holiday':
      return words.holiday(day(step.day, words), step.name[language]);
    case 'paused': {
      const { from, to, why } = step;
      const end = to === undefined ? {} : { to: dateAndTime(to, words) };
      return words.paused({ from: dateAndTime(from, words), ...end, why });
    }
    case 'due':
      return words.due(dateAndTime(step.at, words));
  }
}

/** `2026-02-15`, as people write a date. */
function day(date: string, words: ExplainWords): string {
  const [, month = 0, number = 0] = date.split('-').map(Number);
  return words.date(month, number);
}

const dateAndTime = (at: Instant, words: ExplainWords): string =>
  `${day(dateOf(at), words)} ${timeOf(at)}`;

const minutes = (length: Duration): number => Math.round(length / 60_000);
