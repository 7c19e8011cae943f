import { z } from 'zod';
import type { Duration } from './words.ts';

/** `["tracks","urgency","general",2,"limit"]` → `tracks.urgency.general[2].limit`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return text.join('').replace(/^\./, '') || 'the file';
}

/** `90s`, `30m`, `2h`, `7d` → milliseconds. */
export const duration = z
  .string()
  .regex(/^\d+(s|m|h|d)$/, 'write a length of time as 30s, 5m, 2h or 7d')
  .transform((text): Duration => Number.parseInt(text, 10) * (units[text.slice(-1)] ?? 0));

export const names = z.strictObject({
  'zh-Hans': z.string().min(1, 'a name may not be empty'),
  'zh-Hant': z.string().min(1, 'a name may not be empty'),
  en: z.string().min(1, 'a name may not be empty'),
});

const units: Readonly<Record<string, Duration>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
