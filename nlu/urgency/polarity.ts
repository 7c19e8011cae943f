import { z } from 'zod';
import { checked } from '../data/checked.ts';
import raw from '../data/polarity.json' with { type: 'json' };
import type { Reason } from '../understanding.ts';
import { pattern } from './pattern.ts';

export type Suppressed = NonNullable<Reason['suppressed']>;

export interface Clause {
  readonly start: number;
  readonly end: number;
}

const words = z.array(z.string().min(1)).min(1);
const shape = z.strictObject({
  negated: z.strictObject({ before: words, after: words }),
  resolved: z.strictObject({ clause: words, next: words, undone: words }),
  hypothetical: z.strictObject({ before: words, after: words, utterance: words }),
  third_party: z.strictObject({ clause: words, ours: words }),
  own: z.strictObject({ around: words }),
  idiom: z.strictObject({ around: words }),
});
const data = checked('polarity.json', shape, raw);

const negatedBefore = one('negated', 'before');
const negatedAfter = one('negated', 'after');
const resolvedIn = one('resolved', 'clause');
/** Said right after the clause: "the tap leaked last year, fixed now". */
const resolvedNext = one('resolved', 'next');
const undone = one('resolved', 'undone');
const supposedBefore = one('hypothetical', 'before');
const supposedAfter = one('hypothetical', 'after');
const supposedIn = one('hypothetical', 'utterance');
const othersIn = one('third_party', 'clause');
const oursIn = one('third_party', 'ours');
const ownFault = one('own', 'around');
const idiom = pattern(data.idiom.around, 'polarity.json: idiom.around');

function one<Cause extends keyof typeof data>(
  cause: Cause,
  part: keyof (typeof data)[Cause],
): RegExp {
  return pattern(data[cause][part] as string[], `polarity.json: ${cause}.${String(part)}`, '');
}

/** Why a hit does not count, or undefined if the customer asserts it. */
export function suppressionOf(
  folded: string,
  clause: Clause,
  hit: { readonly lexicon: string; readonly start: number; readonly end: number },
): Suppressed | undefined {
  const before = folded.slice(clause.start, hit.start);
  const after = folded.slice(hit.end, clause.end);
  const here = folded.slice(clause.start, clause.end);
  if (insideIdiom(folded, clause, hit)) return 'idiom';
  if (negatedBefore.test(before) || negatedAfter.test(after)) return 'negated';
  const supposed = supposedBefore.test(before) && !(hit.lexicon === 'threat' && !asks.test(folded));
  if (supposed || supposedAfter.test(after) || supposedIn.test(folded)) return 'hypothetical';
  const around = folded.slice(clause.start, clause.end + 14);
  const next = folded.slice(clause.end, clause.end + 24);
  if ((resolvedIn.test(here) || resolvedNext.test(next)) && !undone.test(around)) return 'resolved';
  if (othersIn.test(folded.slice(0, hit.start)) && !oursIn.test(folded)) return 'third_party';
  return held.has(hit.lexicon) && ownFault.test(folded) ? 'own' : undefined;
}

/** A threat is always conditional ("要是不赔我就找律师"), unless it is only asked about. */
const asks = /[?]|[吗么嘛]|怎么样|会怎样|可不可以|能不能|怕不怕|有没有/;

/** What may be held against us; a danger is one whoever caused it. */
const held: ReadonlySet<string> = new Set(['damage', 'value', 'shirk']);

function insideIdiom(folded: string, clause: Clause, hit: { start: number; end: number }): boolean {
  for (const { index, 0: found } of folded.slice(clause.start, clause.end).matchAll(idiom)) {
    const start = clause.start + index;
    if (start < hit.end && hit.start < start + found.length && found.length >= hit.end - hit.start)
      return true;
  }
  return false;
}
