import { z } from 'zod';
import type { Duration } from './words.ts';

/** `90s`, `30m`, `2h`, `7d` → milliseconds. */
export const duration = z
  .string()
  .regex(/^\d+(s|m|h|d)$/, 'write a length of time as 30s, 5m, 2h or 7d')
  .transform((text): Duration => Number.parseInt(text, 10) * (units[text.slice(-1)] ?? 0));

const units: Readonly<Record<string, Duration>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
