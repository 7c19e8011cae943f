import { z } from 'zod';
import { duration } from '../duration-shape.ts';
import { pathText } from '../shapes.ts';
import type { Duration } from '../words.ts';

/** What holds for everything we say unasked, whatever the plan: hours, caps, pace, samples. */
export interface Outreach {
  /** Calendars: when a telephone may ring, and when a message may arrive, where the person is. */
  readonly hours: { readonly call: string; readonly message: string };
  /** A call does not begin this short before hours end. */
  readonly least: Duration;
  /** Per person, all plans together. */
  readonly caps: { readonly call: Cap; readonly message: Cap };
  /** Between two attempts at the same person for different reasons. */
  readonly apart: Duration;
  readonly pace: {
    /** Between two calls that begin. */
    readonly gap: Duration;
    /** Calls at a time. */
    readonly lines: number;
  };
  /** Share of answers that another person verifies, 0–1. */
  readonly verify: number;
  /** How telephones are read, first fit. */
  readonly callees: readonly CalleeRule[];
  readonly source: string;
}

export interface Cap {
  readonly daily: number;
  /** In 30 days. */
  readonly monthly: number;
}

export interface CalleeRule {
  /** Of the digits as the customer gave them. */
  readonly digits: RegExp;
  /** Goes before the digits that `digits` catches in its first group. */
  readonly country: string;
  /** Time zones of that country: a call must be permitted in all of them. */
  readonly zones: readonly string[];
}

/** Reads `outreach.json`, or says what is wrong with it, field first. */
export function readOutreach(json: unknown): { outreach: Outreach } | { wrong: readonly string[] } {
  const read = file.safeParse(json);
  if (read.success) return { outreach: read.data };
  return { wrong: read.error.issues.map(({ path, message }) => `${pathText(path)}: ${message}`) };
}

const cap = z.strictObject({ daily: z.int().min(1), monthly: z.int().min(1) });

const zone = z.string().refine(isZone, 'is no time zone; write e.g. Asia/Shanghai');

const pattern = z.string().transform((text, context): RegExp => {
  try {
    return new RegExp(text);
  } catch {
    context.addIssue({ code: 'custom', message: `"${text}" is no pattern` });
    return z.NEVER;
  }
});

const file = z.strictObject({
  hours: z.strictObject({ call: z.string().min(1), message: z.string().min(1) }),
  least: duration,
  caps: z.strictObject({ call: cap, message: cap }),
  apart: duration,
  pace: z.strictObject({ gap: duration, lines: z.int().min(1) }),
  verify: z.number().min(0).max(1),
  callees: z
    .array(
      z.strictObject({
        digits: pattern,
        country: z.string().regex(/^\d{1,3}$/, 'write a country code without +, e.g. 86'),
        zones: z.array(zone).min(1),
      }),
    )
    .min(1),
  source: z.string().min(1),
});

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
