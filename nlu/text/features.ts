import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import type { Asked } from '../understanding.ts';
import { matches } from './matches.ts';
import { sounds } from './pinyin.ts';

/**
 * The tokens a classifier sees, each once: Chinese character 1–3-grams and sound pairs, English
 * stems, stem pairs and letter 3–5-grams, punctuation and emoji.
 */
export function features(normal: string): ReadonlySet<string> {
  const found = new Set<string>();
  const heard = sounds(normal);
  for (const run of matches(runs, normal)) {
    const token = run[0];
    if (run.groups?.han !== undefined)
      addHan(token, heard.slice(run.index, run.index + token.length), found);
    else if (run.groups?.digits !== undefined) found.add(`#${Math.min(token.length, 12)}`);
    else if (run.groups?.words !== undefined) addEnglish(token, found);
    else found.add(token);
  }
  addEdges(normal, found);
  return found;
}

/** The same with what had been asked. */
export function paired(
  seen: ReadonlySet<string>,
  normal: string,
  asked: Asked | undefined,
): ReadonlySet<string> {
  if (asked === undefined) return seen;
  const found = new Set(seen);
  addAsked(normal, asked, found);
  return found;
}

const runs =
  /(?<han>[\u4e00-\u9fff]+)|(?<words>[a-z\u00c0-\u024f]+(?:[' -]+[a-z\u00c0-\u024f]+)*)|(?<digits>\d+)|[?!]|\p{Extended_Pictographic}/gu;

function addHan(run: string, heard: string, found: Set<string>): void {
  for (let i = 0; i < run.length; i++) {
    found.add(run.charAt(i));
    if (i + 1 < run.length) {
      found.add(run.slice(i, i + 2));
      found.add(heard.slice(i, i + 2));
    }
    if (i + 2 < run.length) found.add(run.slice(i, i + 3));
  }
}

function addEnglish(run: string, found: Set<string>): void {
  let before = '';
  for (const word of run.split(/[ -]+/)) {
    const stem = stemOf(word);
    found.add(`w:${stem}`);
    if (before !== '') found.add(`w:${before} ${stem}`);
    before = stem;
    const framed = `_${word}_`;
    for (let size = 3; size <= 5; size++) {
      for (let i = 0; i + size <= framed.length; i++) found.add(framed.slice(i, i + size));
    }
  }
}

export function stemOf(word: string): string {
  return word.length > 30 ? word.slice(0, 30) : stemmer.stem(word.replaceAll("'", ''));
}

/** How an utterance begins and ends tells a question from a statement. */
function addEdges(normal: string, found: Set<string>): void {
  const core = normal.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
  found.add(`^${core.slice(0, 2)}`);
  found.add(`${core.slice(-2)}$`);
  found.add(`~${lengths.findIndex((limit) => core.length <= limit)}`);
}

const lengths = [1, 2, 4, 8, 16, 32, 64, 128, Number.POSITIVE_INFINITY];

/** A short answer means what the question makes of it, so its characters are paired with the question. */
function addAsked(normal: string, asked: Asked, found: Set<string>): void {
  const question = asked.split('_', 1)[0];
  const alone = [...found].filter((token) => token.length <= 2 || token.startsWith('w:'));
  found.add(`?${asked}`);
  found.add(`?${question}`);
  if (normal.length > 24) return;
  for (const token of alone) found.add(`?${question}:${token}`);
}
