import { z } from 'zod';
import { periods } from '../../../desk/periods.ts';
import type { By } from '../../../desk/reports/tally.ts';
import { outputs } from './names.ts';
import { instant } from './words.ts';

const count = z.int().min(0);
export const share = z.number().min(0).max(1).optional();

/** What a report takes: a span, and what its rows are split by. */
export const asked = <const B extends readonly [By, ...By[]]>(by: B) =>
  z.strictObject({
    /** By default this month, by the company's calendar. */
    since: instant.optional(),
    until: instant.optional(),
    per: z.enum(periods).optional(),
    /** What rows are split by, in this order. */
    by: z.array(z.enum(by)).max(3).optional(),
    line: z.string().max(40).optional(),
    format: z.enum(['json', 'csv']).optional(),
  });

const group = z.record(z.string(), z.string());
export const spanned = { since: instant, until: instant };

export const satisfactionRow = z
  .strictObject({
    group,
    levels: z.record(z.string(), count),
    qualified: count,
    unqualified: count,
    /** Spoke with us and gave no level: in no rate. */
    unanswered: count,
    sent: count,
    returned: count,
    rate: share,
    returnRate: share,
  })
  .register(outputs, { id: 'SatisfactionRow' });

export const promiseRow = z
  .strictObject({ group, inTime: count, late: count, open: count, rate: share })
  .register(outputs, { id: 'PromiseRow' });

export const inspectionRow = z
  .strictObject({
    group,
    made: count,
    passed: count,
    redone: count,
    selfChecks: count,
    rate: share,
  })
  .register(outputs, { id: 'InspectionRow' });

export const sample = z.strictObject({ due: count, done: count });
