import { z } from 'zod';
import type { Roster } from './roster.ts';
import { pathText } from './shapes.ts';
import { languages } from './words.ts';

/** Reads JSON into a roster, or names every field that is wrong. What it refers to is checked by `rosterMistakes`. */
export function readRoster(json: unknown): { roster: Roster } | { wrong: readonly string[] } {
  const read = roster.safeParse(json);
  if (read.success) return { roster: read.data };
  return { wrong: read.error.issues.map(({ path, message }) => `${pathText(path)}: ${message}`) };
}

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'write an id of up to 40 small letters, digits and -');
const name = z.string().trim().min(1, 'a name may not be empty').max(60);
const word = z.string().trim().min(1, 'a word may not be empty').max(60);
const account = z.string().regex(/^[a-z-]+:.+$/, 'write an account as channel:user');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as 08:30');
const hours = { from: time, to: time };

const place = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

export const colleagueShape = z.strictObject({
  id,
  name,
  posts: z.array(z.strictObject({ line: word, role: word })).min(1, 'name a line and a role'),
  areas: z.array(id).default([]),
  skills: z.array(word).default([]),
  shifts: z.array(id).default([]),
  load: z.int().min(1).max(1000),
  language: z.enum(languages).default('zh-Hans'),
  senior: z.boolean().exactOptional(),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'write a telephone with + and country, e.g. +8613800138000')
    .exactOptional(),
  account: account.exactOptional(),
  accounts: z.array(account).max(8).exactOptional(),
  at: place.exactOptional(),
  away: z.boolean().exactOptional(),
});

export const areaShape = z.strictObject({
  id,
  name,
  words: z.array(word).min(1, 'say what addresses in it are called'),
  at: place.exactOptional(),
});

export const shiftShape = z.strictObject({
  id,
  name,
  days: z.array(z.int().min(1).max(7)).min(1, '1 is Monday, 7 is Sunday'),
  ...hours,
  calendar: word.exactOptional(),
});

const roster = z.strictObject({
  version: z.int().min(0).default(0),
  zone: z.string().refine(isZone, 'no such time zone; write e.g. Asia/Shanghai'),
  quiet: z.strictObject(hours),
  colleagues: z.array(colleagueShape),
  areas: z.array(areaShape),
  shifts: z.array(shiftShape),
});

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
