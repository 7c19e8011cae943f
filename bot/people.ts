import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policies } from '../desk/policy.ts';
import type { Roster } from '../desk/roster.ts';
import { rosterMistakes } from '../desk/roster-checks.ts';
import { readRoster } from '../desk/roster-shape.ts';
import type { Rosters } from '../desk/rosters.ts';

/** The roster in a file; throws an Error that names the file, every wrong field and its remedy. */
export function loadPeople(policies: Policies, path: string = demoPeople): Roster {
  const read = readRoster(parse(path));
  const wrong = 'wrong' in read ? read.wrong : rosterMistakes(read.roster, policies);
  if ('roster' in read && wrong.length === 0) return read.roster;
  const list = wrong.map((mistake) => `- ${path}  ${mistake}`).join('\n');
  throw new Error(`The people in this file cannot be used. Mend these:\n${list}`);
}

/** A demo has somebody for every role; who was entered before stays. */
export async function seedPeople(rosters: Rosters, policies: Policies): Promise<void> {
  if ((await rosters.read()).version > 0) return;
  // Another process may seed at the same moment; its people are the same.
  await rosters.save(loadPeople(policies), 0);
}

const demoPeople = join(import.meta.dirname, '../desk/people/demo.json');

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON (${(error as Error).message})`);
  }
}
