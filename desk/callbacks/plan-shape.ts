import { z } from 'zod';
import { duration } from '../duration-shape.ts';
import { eventTypes } from '../event-types.ts';
import { names } from '../shapes.ts';
import { kinds } from '../words.ts';
import { dispositionNames } from './dispositions.ts';
import { media } from './plan.ts';

/** One entry of a policy's `callbacks`. */
export const callbackPlan = z.strictObject({
  id: z.string().regex(/^[a-z_]+$/, 'write an id in lower-case letters, e.g. after_service'),
  name: names,
  purpose: z.enum(['survey', 'advice', 'visit', 'care']),
  kinds: z.array(z.enum(kinds)).min(1),
  vip: z.boolean().default(false),
  after: z.enum(eventTypes),
  season: z
    .strictObject({
      every: z.enum(['quarter_end', 'months']),
      months: z.int().min(1).default(3),
      ahead: duration,
      signedMonths: z.int().min(0).default(0),
    })
    .optional(),
  when: z.enum(['within', 'on']),
  delay: duration,
  earliest: duration.default(0),
  expires: duration,
  steps: z
    .array(
      z.strictObject({
        by: z.enum(media),
        tries: z.int().min(1).default(1),
        answerWithin: duration.default(0),
        again: z.partialRecord(z.enum(dispositionNames), duration).default({}),
        onlyBegun: z.boolean().default(false),
        unlessWritten: z.boolean().default(false),
      }),
    )
    .min(1, 'there must be a way to the customer'),
  source: z.string().min(1),
});
