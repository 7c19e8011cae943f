import type { Model } from './classifier/model.ts';
import { stemOf } from './text/features.ts';
import { matches } from './text/matches.ts';

/** What was said, as said and as the classifiers saw it. */
export interface Said {
  readonly text: string;
  /** Same length as the text, or as much of it as is read. */
  readonly folded: string;
  readonly tokens: readonly string[];
}

/** The words, as said, that speak most for a label; overlapping ones are told as one. At most four. */
export function weightiest(
  model: Model,
  head: 'intent' | 'urgency',
  label: string,
  { text, folded, tokens }: Said,
): string[] {
  const places = tokens
    .filter((token) => readable.test(token))
    .map((token) => ({ token, weight: weightOf(model, head, label, token) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ token }) => placeOf(token, folded))
    .filter((place) => place !== undefined);
  const chosen: Place[] = [];
  for (const place of places) {
    const near = chosen.findIndex(({ start, end }) => place.start < end && start < place.end);
    const other = chosen[near];
    if (other !== undefined) chosen[near] = joined(other, place);
    else if (chosen.length < 4) chosen.push(place);
  }
  const told = chosen.filter((place) => !chosen.some((other) => holds(other, place)));
  return [...new Set(told.map(({ start, end }) => text.slice(start, end)))];
}

/** Chinese pairs and triples, English words and pairs; a short word alone tells a reader nothing. */
const readable = /^(?:[\u4e00-\u9fff]{2,3}|w:\S{4,}|w:\S+ \S+)$/;

interface Place {
  readonly start: number;
  readonly end: number;
}

const holds = (one: Place, other: Place): boolean =>
  one !== other && one.start <= other.start && other.end <= one.end;

/** Longer than this a quotation is no longer a word. */
const longest = 24;

function joined(one: Place, other: Place): Place {
  const both = { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
  return both.end - both.start > longest ? one : both;
}

/** Where a token stands in the folded text; undefined if noise stood between its parts. */
function placeOf(token: string, folded: string): Place | undefined {
  if (!token.startsWith('w:')) {
    const start = folded.indexOf(token);
    return start < 0 ? undefined : { start, end: start + token.length };
  }
  const stems = token.slice(2).split(' ');
  const words = matches(/[a-z\u00c0-\u024f']+/g, folded);
  const first = words.findIndex((_, i) =>
    stems.every((stem, k) => stemOf(words[i + k]?.[0] ?? '') === stem),
  );
  const [start, last] = [words[first], words[first + stems.length - 1]];
  return start && last ? { start: start.index, end: last.index + last[0].length } : undefined;
}

function weightOf(model: Model, head: 'intent' | 'urgency', label: string, token: string): number {
  const [number] = model.vocabulary.numbers([token]);
  return number === undefined ? 0 : model.learned[head].weight(number, label);
}
