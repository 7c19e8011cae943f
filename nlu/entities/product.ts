import { z } from 'zod';
import { checked } from '../data/checked.ts';
import raw from '../data/products.json' with { type: 'json' };
import { matches } from '../text/matches.ts';
import type { Span } from './ticket.ts';

export interface Product extends Span {
  /** Which list names it: a service line, or `belongings` of the customer. */
  readonly group: string;
}

const lists = checked(
  'products.json',
  z.record(z.string(), z.array(z.string().min(1)).min(1)),
  raw,
);

const groupOf = new Map<string, string>();
for (const [group, names] of Object.entries(lists)) {
  for (const name of names) if (!groupOf.has(name)) groupOf.set(name, group);
}

const longestFirst = [...groupOf.keys()].sort((a, b) => b.length - a.length);
const chinese = longestFirst.filter((name) => !/^[a-z]/.test(name));
const english = longestFirst.filter((name) => /^[a-z]/.test(name));
const anyName = new RegExp(`${chinese.join('|')}|\\b(?:${english.join('|')})\\b`, 'g');

/** The first thing named, as said; the longest name wins. */
export function findProduct(folded: string): Product | undefined {
  for (const { index, 0: name } of matches(anyName, folded)) {
    return { start: index, end: index + name.length, group: groupOf.get(name) ?? '' };
  }
  return undefined;
}
