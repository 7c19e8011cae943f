import { z } from 'zod';
import { duration } from './duration-shape.ts';
import { kinds, urgencies } from './words.ts';

/** `21:30` → milliseconds after midnight. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as 08:00')
  .transform((text) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * 60_000);

const span = z.strictObject({ from: timeOfDay, to: timeOfDay });

const rising = z
  .array(duration)
  .refine(
    (times) => times.every((time, at) => at === 0 || time > (times[at - 1] ?? 0)),
    'each time must be later than the one before',
  );

const points = z.array(z.enum(['responsibility', 'compensation', 'price', 'finish'])).min(1);

/** The policy file's `customer`: how this line speaks with its customers unasked. */
export const customer = z.strictObject({
  zone: z.string().refine(isZone, 'write a time zone as Asia/Shanghai'),
  night: span,
  calls: z.array(span).min(1, 'a telephone must be allowed to ring some time'),
  gather: duration,
  names: z.boolean(),
  acceptance: z
    .strictObject({ remindAfter: rising, closeAfter: duration, closeAccepted: duration.optional() })
    .refine(
      ({ remindAfter, closeAfter }) => (remindAfter.at(-1) ?? 0) < closeAfter,
      'closeAfter must be later than the last reminder',
    ),
  plan: z.strictObject({
    remindAfter: rising,
    toldOnly: z.array(z.enum(kinds)),
    mustName: z.partialRecord(z.enum([...kinds, ...urgencies]), points),
  }),
  source: z.string().min(1),
});

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
