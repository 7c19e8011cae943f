import type { Photo } from '../desk/events.ts';
import { groupNumber } from '../desk/number.ts';
import type { Instant, Language } from '../desk/words.ts';
import { type EarWords, ears } from './text/ear/index.ts';
import { type Sentence, type Sentences, sentences } from './text/index.ts';
import { type NewsWords, news } from './text/news/index.ts';
import { spokenDigits } from './text/spoken.ts';
import { formatWhen } from './when.ts';

/** What the bot says: `text` for the eye, `speak` for the ear, `choices` to pick from. */
export interface Reply {
  readonly text: string;
  readonly speak: string;
  readonly choices: readonly Choice[];
  readonly act?: Act;
  /** Shown after the words, where a channel can. */
  readonly pictures?: readonly Photo[];
}

/** What a channel that holds a line does after these words. */
export type Act = 'person' | 'bye' | `text ${string}`;

export interface Choice {
  /** Shown, spoken, and sent back as the customer's words when picked. */
  readonly title: string;
  /** What picking it means to the dialog that offered it, e.g. `yes`, `line:cleaning`. */
  readonly code: string;
}

/** Every sentence of one language, with the moment in which it is said. */
export interface Say {
  readonly language: Language;
  readonly s: Sentences;
  /** What only a telephone has to say. */
  readonly ear: EarWords;
  /** What a customer is told unasked. */
  readonly news: NewsWords;
  /** "今天 15:30": an instant as people say it, seen from now. */
  when(at: Instant): string;
  /** A ticket number in groups for the eye, digit by digit for the ear. */
  number(no: string): { readonly text: string; readonly speak: string };
}

export function sayIn(language: Language, now: Instant): Say {
  return {
    language,
    s: sentences[language],
    ear: ears[language],
    news: news[language],
    when: (at) => formatWhen(at, now, language),
    number: (no) => ({ text: groupNumber(no), speak: spokenDigits(no, language) }),
  };
}

/** One reply from one or more sentences, each on its own line. */
export function reply(
  lines: Sentence | readonly Sentence[],
  choices: readonly Choice[] = [],
): Reply {
  const all = Array.isArray(lines) ? (lines as readonly Sentence[]) : [lines as Sentence];
  const said = all.filter((line) => line !== '');
  return {
    text: said.map((line) => (typeof line === 'string' ? line : line.text)).join('\n'),
    speak: said.map((line) => (typeof line === 'string' ? line : line.speak)).join('\n'),
    choices,
  };
}

export function withFirst(first: readonly Sentence[], then: Reply): Reply {
  const before = reply(first);
  if (!before.text) return then;
  return {
    text: then.text ? `${before.text}\n${then.text}` : before.text,
    speak: then.speak ? `${before.speak}\n${then.speak}` : before.speak,
    choices: then.choices,
  };
}
