import { z } from 'zod';
import { checked } from '../data/checked.ts';
import rawCues from '../data/cues.json' with { type: 'json' };
import rawLexicons from '../data/lexicons.json' with { type: 'json' };
import { matches } from '../text/matches.ts';
import { sounds } from '../text/pinyin.ts';
import { pattern } from './pattern.ts';

/** Words of one lexicon found in folded text. */
export interface Hit {
  readonly lexicon: string;
  readonly start: number;
  readonly end: number;
  /** Found by its sound only: the recogniser of speech wrote other characters. */
  readonly heard: boolean;
}

const words = z.array(z.string().min(1));
const shape = z.record(
  z.string().regex(/^[a-z]+$/, 'a lexicon is named in small letters'),
  z.strictObject({ zh: words.min(1), en: words.min(1), heard: words }),
);

/** Lexicons that rules speak of, then the cues that only inform the classifiers. */
const ruled = compiled('lexicons.json', rawLexicons);
const cues = compiled('cues.json', rawCues);

function compiled(file: string, raw: unknown) {
  return Object.entries(checked(file, shape, raw)).map(([name, { zh, en, heard }]) => ({
    name,
    zh: pattern(zh, `${file}: ${name}.zh`),
    en: pattern(en, `${file}: ${name}.en`),
    heard: heard.length > 0 ? pattern(heard.map(sounds), `${file}: ${name}.heard`) : undefined,
  }));
}

export const lexiconNames: ReadonlySet<string> = new Set(ruled.map(({ name }) => name));

/** Every hit of every lexicon, in the order of the data. */
export function findHits(folded: string): Hit[] {
  return hitsOf(ruled, folded);
}

/** Which cues of an intent the words give. */
export function findCues(folded: string): string[] {
  return [...new Set(hitsOf(cues, folded).map(({ lexicon }) => lexicon))];
}

function hitsOf(lexicons: ReturnType<typeof compiled>, folded: string): Hit[] {
  const chinese = /[\u4e00-\u9fff]/.test(folded);
  const english = /[a-z]{3}/.test(folded);
  const copy = chinese ? sounds(folded) : '';
  const hits: Hit[] = [];
  for (const { name, zh, en, heard } of lexicons) {
    const before = hits.length;
    if (chinese) collect(name, zh, folded, false, hits);
    if (english) collect(name, en, folded, false, hits);
    if (chinese && heard !== undefined && hits.length === before)
      collect(name, heard, copy, true, hits);
  }
  return hits;
}

function collect(lexicon: string, words: RegExp, text: string, heard: boolean, hits: Hit[]): void {
  for (const { index, 0: found } of matches(words, text))
    hits.push({ lexicon, start: index, end: index + found.length, heard });
}
