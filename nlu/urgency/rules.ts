import { z } from 'zod';
import { checked } from '../data/checked.ts';
import raw from '../data/rules.json' with { type: 'json' };
import type { Danger, Urgency } from '../understanding.ts';
import { clauseAt, clausesOf } from './clauses.ts';
import { findHits, type Hit, lexiconNames } from './lexicons.ts';
import { type Clause, type Suppressed, suppressionOf } from './polarity.ts';

const dangers = [
  'water',
  'electricity',
  'gas',
  'fire',
  'glass',
  'fall',
  'trapped',
  'injury',
] as const satisfies readonly Danger[];

const rule = z.strictObject({
  id: z.string().regex(/^[a-z_]+$/),
  level: z.enum(['urgent', 'major']),
  priority: z.number().int(),
  /** Seldom wrong: decides unless the model is almost sure of the opposite. */
  strong: z.boolean(),
  /** Danger or loss goes before whatever else the customer wants in the same breath. */
  outranks: z.boolean(),
  danger: z.enum(dangers).optional(),
  /** Whether all lexicons must meet in one clause or anywhere in the utterance. */
  within: z.enum(['clause', 'utterance']),
  all: z.array(z.string()).min(1),
  says: z.strictObject({
    'zh-Hans': z.string().min(1),
    'zh-Hant': z.string().min(1),
    en: z.string().min(1),
  }),
  source: z.string().min(1),
});

export type Rule = z.infer<typeof rule>;

/** Rules in order of weight: level, then priority. Throws at load, naming every fault. */
export const rulesShape = z.array(rule).superRefine((rules, context) => {
  for (const [i, { id, all }] of rules.entries()) {
    if (rules.findIndex((other) => other.id === id) < i) {
      context.addIssue({ code: 'custom', path: [i, 'id'], message: `"${id}" is used twice` });
    }
    for (const [j, name] of all.entries()) {
      if (lexiconNames.has(name)) continue;
      context.addIssue({
        code: 'custom',
        path: [i, 'all', j],
        message: `there is no lexicon "${name}"`,
      });
    }
  }
});

const rules = checked('rules.json', rulesShape, raw);

export interface Finding {
  readonly rule: Rule;
  readonly hits: readonly JudgedHit[];
  readonly suppressed?: Suppressed;
}

export interface JudgedHit extends Hit {
  readonly clause: Clause;
  readonly suppressed: Suppressed | undefined;
}

export function judgedHits(folded: string): JudgedHit[] {
  const clauses = clausesOf(folded);
  return findHits(folded).map((hit) => {
    const clause = clauseAt(clauses, hit.start) ?? { start: 0, end: folded.length };
    return { ...hit, clause, suppressed: suppressionOf(folded, clause, hit) };
  });
}

/** Which rules hold, heaviest first, and which would have held if their words had been meant. */
export function findingsOf(hits: readonly JudgedHit[]): Finding[] {
  const found: Finding[] = [];
  for (const each of rules) {
    const asserted = evidence(
      each,
      hits.filter((hit) => hit.suppressed === undefined),
    );
    if (asserted !== undefined) found.push({ rule: each, hits: asserted });
    else {
      const silent = evidence(each, hits);
      const cause = silent?.find((hit) => hit.suppressed !== undefined)?.suppressed;
      if (silent !== undefined && cause !== undefined)
        found.push({ rule: each, hits: silent, suppressed: cause });
    }
  }
  return found.sort((a, b) => weight(b) - weight(a));
}

function evidence({ all, within }: Rule, hits: readonly JudgedHit[]): JudgedHit[] | undefined {
  const [first = '', ...others] = all;
  for (const hit of hits) {
    if (hit.lexicon !== first) continue;
    const near = within === 'clause' ? hits.filter((other) => other.clause === hit.clause) : hits;
    const rest = others.map((name) => near.find((other) => other.lexicon === name));
    if (rest.every((other) => other !== undefined)) return [hit, ...rest];
  }
  return undefined;
}

function weight({ rule: { level, priority }, suppressed }: Finding): number {
  return (suppressed === undefined ? 1e6 : 0) + rank[level] * 1000 + priority;
}

const rank: Readonly<Record<Urgency, number>> = { general: 0, urgent: 1, major: 2 };

/** Hits and findings as tokens for the classifiers: which lexicon, which rule, and whether it was meant. */
export function findingTokens(
  hits: readonly JudgedHit[],
  findings: readonly Finding[],
): Set<string> {
  const tokens = new Set<string>();
  for (const { lexicon, suppressed } of hits) tokens.add(tokenOf('=', lexicon, suppressed));
  for (const { rule, suppressed } of findings) tokens.add(tokenOf('!', rule.id, suppressed));
  return tokens;
}

function tokenOf(sign: string, name: string, suppressed: Suppressed | undefined): string {
  return suppressed === undefined ? `${sign}${name}` : `${sign}${name}/${suppressed}`;
}
