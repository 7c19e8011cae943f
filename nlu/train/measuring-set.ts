import { readFileSync } from 'node:fs';
import type { Asked, Entities, Intent, Understanding } from '../understanding.ts';
import { type Pair, type Score, scoreOf } from './measure.ts';

/** One labelled utterance of a measuring set, as `npm run classify` reads it. */
export interface Measured {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly channel: string;
  readonly intent: Intent;
  readonly urgency: 'general' | 'urgent' | 'major' | null;
  readonly alsoUrgent?: boolean;
  readonly surveyPolarity?: string;
  readonly entities: Entities;
  readonly hard: readonly string[];
  readonly context?: Asked;
}

export interface Answered {
  readonly truth: Measured;
  readonly given: Understanding;
}

export function readMeasuringSet(file: URL): Measured[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
}

export function answerAll(
  set: readonly Measured[],
  understand: (text: string, context: { now: number; asked?: Asked }) => Understanding,
): Answered[] {
  const now = Date.UTC(2025, 2, 5, 2);
  return set.map((truth) => ({
    truth,
    given: understand(truth.text, { now, ...(truth.context && { asked: truth.context }) }),
  }));
}

export function intentScore(answered: readonly Answered[]): Score {
  return scoreOf(
    answered.map(({ truth, given }) => ({ truth: truth.intent, given: given.intent })),
  );
}

export const reports = (answered: readonly Answered[]) =>
  answered.filter(({ truth }) => truth.intent === 'report');

/** A report that was not understood as one has the urgency "none". */
export function urgencyPairs(answered: readonly Answered[]): Pair[] {
  return reports(answered).map(({ truth, given }) => ({
    truth: truth.urgency ?? 'none',
    given: given.urgency ?? 'none',
  }));
}

/** Share of general reports that would have woken the director. */
export function falseMajor(answered: readonly Answered[]): number {
  const general = reports(answered).filter(({ truth }) => truth.urgency === 'general');
  return general.filter(({ given }) => given.urgency === 'major').length / general.length;
}

/** Exactly the labelled span, and nothing where nothing was labelled. */
export function exactness(answered: readonly Answered[], name: keyof Entities) {
  const labelled = answered.filter(({ truth }) => truth.entities[name] !== undefined);
  const exact = labelled.filter(
    ({ truth, given }) => truth.entities[name] === given.entities[name],
  );
  const invented = answered.filter(
    ({ truth, given }) => truth.entities[name] === undefined && given.entities[name] !== undefined,
  );
  return { labelled: labelled.length, exact: exact.length, invented: invented.length };
}
