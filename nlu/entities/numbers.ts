import { matches } from '../text/matches.ts';
/** A run of digits as said, with separators and spoken digits, and the plain digits it means. */
export interface DigitRun {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Every run of at least `least` digits in folded text: typed, spoken in Chinese or in English. */
export function digitRuns(folded: string, least: number): DigitRun[] {
  const found: DigitRun[] = [];
  for (const match of matches(runs, folded)) {
    const digits = digitsOf(match[0]);
    if (digits.length < least) continue;
    const said = match[0].replace(/[\s()+-]+$/, '');
    const lead = said.length - said.replace(/^[\s()-]+/, '').length;
    found.push({ start: match.index + lead, end: match.index + said.length, digits });
  }
  return found;
}

const zh = '[\\d零〇洞幺一二两三四五六七拐八九]';
const en = '(?:(?:double |triple )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\\b)';
const runs = new RegExp(
  `\\+?(?:\\(\\d{2,5}\\)[ -]?)?${zh}(?:[ -]{0,2}${zh})*|\\b${en}(?:[ ,-]{1,2}${en})*`,
  'g',
);

function digitsOf(run: string): string {
  let digits = '';
  let times = 1;
  for (const word of run.match(/[a-z]+|./g) ?? []) {
    if (word === 'double') times = 2;
    else if (word === 'triple') times = 3;
    else {
      const digit = /\d/.test(word) ? word : digitWords[word];
      if (digit === undefined) continue;
      digits += digit.repeat(times);
      times = 1;
    }
  }
  return digits;
}

const digitWords: Readonly<Record<string, string>> = {
  ...wordsFor('零〇洞', '0'),
  ...wordsFor('幺一', '1'),
  ...wordsFor('二两', '2'),
  ...wordsFor('三', '3'),
  ...wordsFor('四', '4'),
  ...wordsFor('五', '5'),
  ...wordsFor('六', '6'),
  ...wordsFor('七拐', '7'),
  ...wordsFor('八', '8'),
  ...wordsFor('九', '9'),
  ...{ zero: '0', oh: '0', one: '1', two: '2', three: '3', four: '4' },
  ...{ five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
};

function wordsFor(characters: string, digit: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, digit]));
}

/** What a speaker says to take back the words before it. */
export const takesBack =
  /不对|不是|啊不|哎不|不不|说错|讲错|记错|打错|写错|错了|口误|更正|应该是|改成|改到|换成|换到|改为|变成|推到|挪到|哦|噢|\bno\b|\bsorry\b|\bactually\b|\bi mean\b|\bcorrection\b|\bmake that\b|\brather\b|\binstead\b/;

/** Of several values for one fact, the last one after a correction (or a `move`); otherwise the first. */
export function finalOf<T extends { start: number; end: number }>(
  folded: string,
  values: readonly T[],
  move?: RegExp,
): T | undefined {
  let chosen = values[0];
  for (const value of values.slice(1)) {
    if (chosen === undefined) break;
    const between = folded.slice(chosen.end, value.start);
    const denied = /不是[^,。]{0,2}$|不对[^,。]{0,2}$/.test(folded.slice(0, chosen.start));
    const taken =
      takesBack.test(between) || move?.test(between) || (denied && /^,?是/.test(between));
    if (taken) chosen = value;
  }
  return chosen;
}
