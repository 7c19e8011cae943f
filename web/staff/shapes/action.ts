import { z } from 'zod';
import type { StaffAction } from '../../../desk/actions/staff.ts';
import { faults } from '../../../desk/events.ts';
import { inputs } from './names.ts';
import { id, instant, kind, line, text, urgency } from './words.ts';

type Shapes = { readonly [K in StaffAction['do']]: z.ZodType<Extract<StaffAction, { do: K }>> };

const note = text.optional();
const moment = instant.transform((at) => Date.parse(at));
const does = <T extends string>(name: T) => z.literal(name);
/** One shape for each thing a colleague can do; the compiler misses a new one here. */
export const action = {
  take: z.strictObject({ do: does('take') }),
  decline: z.strictObject({ do: does('decline'), why: text }),
  assign: z.strictObject({ do: does('assign'), role: id, staff: id.optional() }),
  contact: z.strictObject({ do: does('contact'), note }),
  dispatch: z.strictObject({ do: does('dispatch'), staff: id.optional(), note }),
  arrive: z.strictObject({ do: does('arrive'), note }),
  plan: z.strictObject({
    do: does('plan'),
    plan: text,
    terms: z
      .strictObject({
        responsibility: text.optional(),
        compensation: text.optional(),
        price: line.optional(),
        finish: moment.optional(),
      })
      .optional(),
  }),
  progress: z.strictObject({ do: does('progress'), note: text }),
  record: z.strictObject({
    do: does('record'),
    stage: z.enum([
      'diagnosed',
      'surveyed',
      'negotiated',
      'paid',
      'reported_back',
      'called_back',
      'visit_confirmed',
    ]),
    note,
  }),
  resolve: z.strictObject({ do: does('resolve'), temporary: z.boolean().optional(), note }),
  hold: z.strictObject({ do: does('hold'), why: z.enum(['customer', 'parts']) }),
  resume: z.strictObject({ do: does('resume') }),
  accept: z.strictObject({ do: does('accept'), words: note }),
  refuse: z.strictObject({ do: does('refuse'), words: text }),
  close: z.strictObject({
    do: does('close'),
    outcome: z.enum(['accepted', 'unanswered', 'duplicate']),
  }),
  reopen: z.strictObject({ do: does('reopen'), words: note }),
  cancel: z.strictObject({ do: does('cancel'), words: text }),
  correct: z.strictObject({
    do: does('correct'),
    changes: z
      .strictObject({
        name: line.optional(),
        phone: z
          .string()
          .regex(/^\d{5,15}$/, 'Digits only.')
          .optional(),
        address: line.optional(),
        access: line.optional(),
        preferredTime: line.optional(),
        subject: line.optional(),
      })
      .refine((changes) => Object.keys(changes).length > 0, 'Say what changes.'),
  }),
  // Pictures come through attachments: a picture named here could be another ticket's.
  note: z.strictObject({ do: does('note'), note: text }),
  acknowledge: z.strictObject({ do: does('acknowledge'), milestone: id.optional(), note }),
  diagnose: z.strictObject({ do: does('diagnose'), fault: z.enum(faults), note }),
  file: z.strictObject({ do: does('file'), report: z.enum(['responsibility', 'closing']), note }),
  appoint: z.strictObject({ do: does('appoint'), from: moment, to: moment, words: note }),
  late: z.strictObject({ do: does('late'), expected: moment, note }),
  replan: z.strictObject({ do: does('replan'), plan: text, why: text, finish: moment }),
  drop_visit: z.strictObject({ do: does('drop_visit'), words: note }),
  inspect: z.strictObject({
    do: does('inspect'),
    as: z.enum(['self', 'lead', 'quality']),
    failed: z.array(z.int().min(1).max(99)).max(99).default([]),
    note,
    /** Pictures the ticket already has. */
    photos: z.array(z.string().max(64)).max(10).optional(),
  }),
  decide: z.strictObject({
    do: does('decide'),
    decision: z.enum(['adopted', 'declined', 'later']),
    note,
  }),
  verify: z.strictObject({ do: does('verify'), agrees: z.boolean(), note }),
  reclassify: z.strictObject({ do: does('reclassify'), urgency, kind }),
} satisfies Shapes;

const [first, ...others] = Object.values(action);

/** Whatever a colleague does with a ticket. */
export const anyAction = z
  .discriminatedUnion('do', [first as (typeof action)['take'], ...others])
  .register(inputs, { id: 'Action' });
