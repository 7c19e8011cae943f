import { existsSync, statfsSync } from 'node:fs';
import type { Calendar } from '../desk/calendar.ts';
import type { Policy } from '../desk/policy.ts';
import type { Instant } from '../desk/words.ts';
import { dayOf } from '../desk/zone.ts';
import { checkUp } from '../store/check-up.ts';
import { keyFileOf } from '../store/keys.ts';
import type { Config } from './config.ts';
import { loadKept, loadPolicies } from './policies.ts';

/** One thing that was looked at, in a sentence; `bad` must be mended. */
export interface Finding {
  readonly how: 'well' | 'note' | 'bad';
  readonly says: string;
}

/** Looks at settings, policies, holidays, what is kept how long, disk, keys and data. Never throws. */
export async function examine(settings: () => Config, now: Instant): Promise<Finding[]> {
  const found: Finding[] = [];
  const config = orBad(found, settings);
  if (config)
    found.push(well(`Settings are complete${config.demo ? '; this is a demo (DEMO=1)' : ''}.`));
  const policies = orBad(found, loadPolicies);
  if (policies) {
    found.push(well(`Policies: ${policies.lines.map(({ id }) => id).join(', ')}.`));
    found.push(...policies.lines.flatMap(unconfirmed));
    for (const calendar of Object.values(policies.calendars))
      if (!calendar.always) found.push(...holidays(calendar, now));
  }
  const kept = orBad(found, loadKept);
  if (kept)
    found.push(
      well(`desk/kept.json says of ${kept.length} kinds of documents how long they stay.`),
    );
  if (config) found.push(...disk(config), ...keys(config), ...(await data(config)));
  return found;
}

/** What the written promise leaves open and we have worded ourselves. */
function unconfirmed({ id, inspection }: Policy): Finding[] {
  const ours = inspection?.items.flatMap(({ toConfirm }, at) => (toConfirm ? [at + 1] : [])) ?? [];
  if (ours.length === 0) return [];
  return [
    note(
      `Items ${ours.join(', ')} of the check list in desk/policies/${id}.json are our own wording: confirm or change ` +
        'them, and take "toConfirm" away.',
    ),
  ];
}

function holidays(calendar: Calendar, now: Instant): Finding[] {
  const today = dayOf(now, calendar.zone);
  const year = new Date(today * day).getUTCFullYear();
  const knows = (which: number) =>
    [...calendar.holidays.keys()].some((at) => new Date(at * day).getUTCFullYear() === which);
  const add = (which: number) =>
    `add desk/holidays/cn-${which}.json after the State Council's notice, or deadlines count them as working days`;
  if (!knows(year))
    return [bad(`Calendar "${calendar.id}" knows no holidays of ${year}: ${add(year)}.`)];
  if (!knows(year + 1))
    return [
      note(
        `Calendar "${calendar.id}" knows the holidays of ${year}, not yet of ${year + 1}: ${add(year + 1)}.`,
      ),
    ];
  return [well(`Calendar "${calendar.id}" knows the holidays of ${year} and ${year + 1}.`)];
}

const day = 24 * 60 * 60 * 1000;

function disk({ dataDir }: Config): Finding[] {
  if (!existsSync(dataDir)) return [note(`${dataDir} does not exist yet; starting makes it.`)];
  const { bavail, bsize, ffree, files } = statfsSync(dataDir);
  const free = (bavail * bsize) / 1e9;
  const says = `${free.toFixed(1)} GB are free for ${dataDir}`;
  if (free < 0.2) return [bad(`${says}: free some space, or saving will soon be refused.`)];
  if (files > 0 && ffree < 10_000)
    return [bad(`Only ${ffree} more files fit on the disk of ${dataDir}: remove small files.`)];
  return [free < 2 ? note(`${says}: keep an eye on it.`) : well(`${says}.`)];
}

function keys({ dataDir, dataKeys }: Config): Finding[] {
  const names = dataKeys.map(({ name }) => name);
  if (names.length > 0)
    return [well(`Data keys from DATA_KEYS: ${names.join(', ')}; "${names[0]}" seals.`)];
  if (!existsSync(keyFileOf(dataDir))) return [note('No data key yet; starting makes one.')];
  return [
    note(
      `The data key lies beside the data, in ${keyFileOf(dataDir)}. Keep a copy elsewhere: without it neither ` +
        'data nor backups can be read.',
    ),
  ];
}

async function data({ dataDir, dataKeys, databaseUrl }: Config): Promise<Finding[]> {
  if (databaseUrl || !existsSync(dataDir)) return [];
  try {
    const { running, documents, olderKeys, unreadable, health } = await checkUp({
      dir: dataDir,
      keys: dataKeys,
    });
    const found: Finding[] = [];
    if (running) found.push(note('The program is running; stop it to have every document read.'));
    else
      found.push(
        well(`${documents} documents were read; ${health.live.tickets ?? 0} tickets are open.`),
      );
    if (olderKeys > 0)
      found.push(
        note(`${olderKeys} documents are still sealed with an older key: keep it in DATA_KEYS.`),
      );
    for (const problem of [health.trouble, ...unreadable]) if (problem) found.push(bad(problem));
    for (const { file, setAside, why, lost } of health.damaged)
      found.push(
        bad(
          `${file} is damaged (${why}); lost: ${lost}. It lies in ${setAside}; restore it from a backup.`,
        ),
      );
    for (const warning of health.warnings) found.push(note(warning));
    return found;
  } catch (error) {
    return [bad(sentence(error))];
  }
}

function orBad<T>(found: Finding[], look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    found.push(bad(sentence(error)));
    return undefined;
  }
}

const well = (says: string): Finding => ({ how: 'well', says });
const note = (says: string): Finding => ({ how: 'note', says });
const bad = (says: string): Finding => ({ how: 'bad', says });

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
