import { z } from 'zod';
import { crewRoles } from '../../../desk/crew.ts';
import { statuses } from '../../../desk/status.ts';
import { kinds, languages, urgencies } from '../../../desk/words.ts';

/** The small words of the interface. */
export const urgency = z.enum(urgencies);
export const kind = z.enum(kinds);
export const status = z.enum(statuses);
export const language = z.enum(languages);
export const crewRole = z.enum(crewRoles);

export const phone = z.string().regex(/^\d{5,15}$/, 'Digits only.');
export const ticketNo = z.string().regex(/^\d{10}$/, 'Ten digits.');
export const ticketParams = z.strictObject({ no: ticketNo });
/** We answer in UTC, to the millisecond; any offset is taken. */
/** Of a year that every calendar has, wherever it is written from. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => /^\d{4}-/.test(iso(Date.parse(text))), 'No such time.');
export const names = z.strictObject({
  'zh-Hans': z.string(),
  'zh-Hant': z.string(),
  en: z.string(),
});
/** Nothing that no keyboard writes. */
export const isLine = (text: string): boolean => !/[^\P{Cc}\t\r\n]/u.test(text);

/** Something a person typed. */
export const line = z.string().trim().min(1).max(200);
export const text = z.string().trim().min(1).max(4000);
export const id = z.string().regex(/^[\w.@:-]{1,80}$/, 'Up to 80 letters, digits and . _ @ : -');

export function iso(at: number): string {
  return new Date(at).toISOString();
}
