import { randomInt } from 'node:crypto';
import type { Doc, Expect } from '../engine.ts';

export function fits(doc: Doc | undefined, expect: Expect): boolean {
  if (expect === 'any') return true;
  return expect === 'absent' ? doc === undefined : doc?.rev === expect;
}

/** What a document becomes, given what it was. */
export function next(put: Omit<Doc, 'rev'>, before: Doc | undefined): Doc {
  const { collection, id, live, jobs, body } = put;
  return frozen({ collection, id, rev: (before?.rev ?? randomInt(2 ** 47)) + 1, live, jobs, body });
}

/** Nobody who is handed a document can change what others see. */
export function frozen(doc: Doc): Doc {
  const jobs = doc.jobs.map(({ kind, key, runAt, attempts }) =>
    Object.freeze({ kind, key, runAt, attempts }),
  );
  return Object.freeze({ ...doc, jobs: Object.freeze(jobs) });
}
