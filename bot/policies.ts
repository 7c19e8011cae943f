import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Calendar, roundTheClock } from '../desk/calendar.ts';
import { type Holidays, readCalendar, readHolidays } from '../desk/calendar-shape.ts';
import { type Outreach, readOutreach } from '../desk/callbacks/outreach.ts';
import { type KeptKind, readKept } from '../desk/kept.ts';
import type { Calendars } from '../desk/policy.ts';
import { type Edition, PolicyBook } from '../desk/policy-book.ts';
import { namelessItems, policyMistakes } from '../desk/policy-checks.ts';
import { readPolicy } from '../desk/policy-shape.ts';

/** Something in the files of `desk/` (policies, calendars, holidays, what is kept how long) cannot be used; the message names each place. */
export class PolicyError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    const list = mistakes.map((mistake) => `- ${mistake}`).join('\n');
    super(`The files in desk/ cannot be used as they are. Mend these and start again:\n${list}`);
    this.name = 'PolicyError';
    this.mistakes = mistakes;
  }
}

/**
 * Reads `policies/`, `policies/old/`, `calendars/` and `holidays/` under `dir` once.
 * Throws one PolicyError that names every file, field and remedy.
 */
export function loadPolicies(dir: string = join(import.meta.dirname, '../desk')): PolicyBook {
  const wrong: string[] = [];
  const calendars = loadCalendars(dir, wrong);
  const newest = loadFolder(join(dir, 'policies'), calendars, wrong);
  for (const { path, policy } of newest)
    wrong.push(...namelessItems(policy).map((text) => `${path}  ${text}`));
  const old = loadFolder(join(dir, 'policies/old'), calendars, wrong);
  if (newest.length === 0 && wrong.length === 0) {
    wrong.push(`${join(dir, 'policies')}: no policy; put one file per service line there`);
  }
  wrong.push(...versionMistakes(newest, old));
  const outreach = loadOutreach(join(dir, 'outreach.json'), calendars, wrong);
  if (wrong.length > 0 || !outreach) throw new PolicyError(wrong);
  return new PolicyBook([...newest, ...old], calendars, outreach);
}

/** How long things are kept; throws a PolicyError that names field and remedy. */
export function loadKept(
  path: string = join(import.meta.dirname, '../desk/kept.json'),
): readonly KeptKind[] {
  const wrong: string[] = [];
  const read = readFile(path, readKept, wrong);
  if (!read) throw new PolicyError(wrong);
  return read.kinds;
}

interface Loaded extends Edition {
  readonly path: string;
}

function loadCalendars(dir: string, wrong: string[]): Calendars {
  const holidays: Holidays[] = [];
  for (const path of filesIn(join(dir, 'holidays'))) {
    const read = readFile(path, readHolidays, wrong);
    if (read) holidays.push(read.holidays);
  }
  const calendars: Record<string, Calendar> = { [roundTheClock.id]: roundTheClock };
  for (const path of filesIn(join(dir, 'calendars'))) {
    const read = readFile(path, (json) => readCalendar(json, holidays), wrong);
    if (read) calendars[read.calendar.id] = read.calendar;
  }
  return calendars;
}

function loadFolder(folder: string, calendars: Calendars, wrong: string[]): Loaded[] {
  return filesIn(folder).flatMap((path) => {
    const read = readFile(path, readPolicy, wrong);
    if (!read) return [];
    wrong.push(...policyMistakes(read.policy, calendars).map((text) => `${path}  ${text}`));
    return [{ path, policy: read.policy, file: read.file }];
  });
}

/** `<line>.json` is the newest; `old/<line>.<version>.json` keeps what open tickets were born with. */
function versionMistakes(newest: readonly Loaded[], old: readonly Loaded[]): string[] {
  const wrong: string[] = [];
  for (const { path, policy } of newest) {
    if (basename(path) !== `${policy.id}.json`) {
      wrong.push(`${path}  id: is "${policy.id}"; name the file ${policy.id}.json`);
    }
  }
  for (const { path, policy } of old) {
    const name = `${policy.id}.${policy.version}.json`;
    if (basename(path) !== name) {
      wrong.push(`${path}  version: holds ${policy.id} ${policy.version}; name the file ${name}`);
    }
    const present = newest.find((other) => other.policy.id === policy.id);
    if (present && present.policy.version <= policy.version) {
      wrong.push(`${present.path}  version: must be higher than ${policy.version} of ${path}`);
    }
  }
  return wrong;
}

/** The house rules for everything said unasked. */
function loadOutreach(path: string, calendars: Calendars, wrong: string[]): Outreach | undefined {
  const read = readFile(path, readOutreach, wrong);
  for (const [by, hours] of Object.entries(read?.outreach.hours ?? {}))
    if (!calendars[hours]) wrong.push(`${path}  hours.${by}: there is no calendar "${hours}"`);
  return read?.outreach;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
}

function readFile<T extends object>(
  path: string,
  read: (json: unknown) => T | { wrong: readonly string[] },
  wrong: string[],
): (Exclude<T, { wrong: unknown }> & { readonly file: unknown }) | undefined {
  const json = parseJson(path, wrong);
  if (json === undefined) return undefined;
  const result = read(json);
  if ('wrong' in result) {
    wrong.push(...(result.wrong as readonly string[]).map((text) => `${path}  ${text}`));
    return undefined;
  }
  return { ...(result as Exclude<T, { wrong: unknown }>), file: json };
}

function parseJson(path: string, wrong: string[]): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    wrong.push(`${path}: cannot be read as JSON (${(error as Error).message})`);
    return undefined;
  }
}
