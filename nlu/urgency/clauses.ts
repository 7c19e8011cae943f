import { matches } from '../text/matches.ts';
import type { Clause } from './polarity.ts';

/** Cuts folded text at punctuation and, where a speaker gave none, before words that begin a new thought. */
export function clausesOf(folded: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const { index, 0: cut } of matches(cuts, folded)) {
    if (index > start) clauses.push({ start, end: index });
    start = /^[\p{L}]/u.test(cut) ? index : index + cut.length;
  }
  if (start < folded.length) clauses.push({ start, end: folded.length });
  return clauses;
}

export function clauseAt(clauses: readonly Clause[], position: number): Clause | undefined {
  return clauses.find(({ start, end }) => position >= start && position < end);
}

const cuts =
  /[,。!?;:、…~\n]+|(?<!\d)\.(?!\d)|但是|不过|可是|然后|而且|结果|所以|因为|另外|只是|就是(?!说)|后来|现在|\b(?:but|and then|however|so|because|although|now)\b/g;
