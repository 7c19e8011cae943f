import { z } from 'zod';
import { callbackPlan } from './callbacks/plan-shape.ts';
import { customer } from './customer-shape.ts';
import { duration } from './duration-shape.ts';
import { eventTypes } from './event-types.ts';
import { type EventType, faults } from './events.ts';
import { type Match, type Milestone, type Policy, promisedInstants, type Start } from './policy.ts';
import { names, pathText } from './shapes.ts';

/** Reads a policy file's JSON into a Policy: durations become milliseconds, defaults are filled in. */
export function readPolicy(json: unknown): { policy: Policy } | { wrong: readonly string[] } {
  const read = file.safeParse(json);
  if (read.success) return { policy: policyOf(read.data) };
  return { wrong: read.error.issues.map(({ path, message }) => `${pathText(path)}: ${message}`) };
}

const share = z.number().min(0).max(1);
const role = z.string().min(1);
const source = z.string().min(1);
const word = z.string().min(1);

/** `contacted`, or narrowed: `contacted:director`, `resolved:final`. */
const match = word.transform((text, context): Match => {
  const [type = '', only, ...more] = text.split(':');
  if (!isEvent(type) || more.length > 0 || only === '') {
    context.addIssue({
      code: 'custom',
      message: `"${text}" is no event; use ${eventTypes.join(', ')}`,
    });
    return z.NEVER;
  }
  return only === undefined ? { type } : { type, only };
});

const rung = z.strictObject({ role, wait: duration });

const milestone = z.strictObject({
  id: z.string().regex(/^[a-z]+\.[a-z_]+$/, 'write an id as track.promise, e.g. general.contact'),
  name: names,
  from: word.default('registered'),
  metBy: z.array(match).min(1, 'something must be able to keep the promise'),
  limit: duration,
  ordinaryLimit: duration.optional(),
  owner: role,
  calendar: word.default('24x7'),
  warnAt: z.array(share).optional(),
  ladder: z.array(rung).min(1, 'somebody must be told').optional(),
  source,
  contact: z.boolean().default(false),
  internal: z.boolean().default(false),
  onSite: z.boolean().default(false),
  asks: z.boolean().default(false),
  callsOut: z.boolean().default(false),
  faults: z
    .array(z.enum([...faults, 'unknown']))
    .min(1, 'some fault must remain')
    .optional(),
});

const track = z.array(milestone);

const file = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/, 'a line is named in lower-case letters'),
  version: z.int().min(1),
  name: names,
  roles: z.record(z.string().regex(/^[a-z_]+$/), names),
  routes: z.strictObject({
    general: z.array(role).min(1),
    urgent: z.array(role).min(1),
    major: z.array(role).min(1),
  }),
  human: role,
  warnAt: z.array(share),
  ladder: z.array(rung).min(1, 'somebody must be told'),
  tracks: z.strictObject({
    urgency: z.strictObject({ general: track, urgent: track, major: track }),
    kind: z.strictObject({
      request: track,
      flaw: track,
      compensation: track,
      suggestion: track,
      booking: track,
    }),
    visit: track.default([]),
    callback: track.default([]),
  }),
  history: z.strictObject({
    sameWordsWithin: duration.prefault('30m'),
    sameFaultWithin: duration.prefault('3d'),
    secondFailureWithin: duration,
    secondFailure: names,
    reworkRefused: names,
    source,
  }),
  dispatch: z.strictObject({
    field: role,
    acceptWithin: z.strictObject({ general: duration, urgent: duration, major: duration }),
    retry: duration,
    source,
  }),
  vip: z
    .strictObject({
      response: duration,
      dispatchEarlier: duration,
      freeCheckMonths: z.int().min(1),
      source,
    })
    .optional(),
  fastLane: z
    .strictObject({
      areas: z
        .array(
          z.strictObject({
            id: word,
            name: names,
            colour: z.enum(['red', 'yellow', 'blue']),
            words: z.array(word).min(1),
          }),
        )
        .min(1),
      people: share,
      material: share,
      source,
    })
    .optional(),
  inspection: z
    .strictObject({
      inLast: duration,
      count: z.int().min(1),
      items: z.array(
        names.extend({ source: source.optional(), toConfirm: z.boolean().optional() }),
      ),
      leaderSamplesDaily: share,
      qualityEvery: z.enum(['week', 'month']),
      qualitySamples: share.optional(),
      score: z.strictObject({
        customer: share,
        inspection: share,
        timeliness: share,
        topOfMonth: z.int().min(1),
        retrainBelow: z.number().min(0).max(100),
        retrainAfterMonths: z.int().min(1),
        least: z.int().min(1).default(5),
      }),
      source,
    })
    .optional(),
  customer,
  callbacks: z.array(callbackPlan),
  satisfaction: z.strictObject({
    levels: z.array(z.strictObject({ id: word, name: names, qualified: z.boolean() })).min(2),
    target: share,
    complaintsInTime: share,
    filesComplete: share,
    returnRate: share,
    followUp: z.strictObject({
      reopenWithin: duration,
      manager: role,
      verifier: role,
    }),
    source,
  }),
  terms: z.array(
    z.strictObject({ id: word, name: names, numbers: z.record(word, z.number()), source }),
  ),
});

type File = z.infer<typeof file>;
type FileMilestone = z.infer<typeof milestone>;

function policyOf({ warnAt, ladder, tracks, ...rest }: File): Policy {
  const settled = (list: readonly FileMilestone[]): readonly Milestone[] =>
    list.map((milestone) => ({ warnAt, ladder, ...milestone, from: startOf(milestone.from) }));
  const { general, urgent, major } = tracks.urgency;
  const { request, flaw, compensation, suggestion, booking } = tracks.kind;
  return {
    ...rest,
    tracks: {
      urgency: { general: settled(general), urgent: settled(urgent), major: settled(major) },
      kind: {
        request: settled(request),
        flaw: settled(flaw),
        compensation: settled(compensation),
        suggestion: settled(suggestion),
        booking: settled(booking),
      },
      visit: settled(tracks.visit),
      callback: settled(tracks.callback),
    },
  };
}

/** A milestone's id has a dot; `appointment-24h` is a day before the visit; everything else is an event. */
function startOf(from: string): Start {
  if (from === 'registered') return { when: 'registered' };
  const [instant, lead = '0m', ...more] = from.split('-');
  const when = promisedInstants.find((name) => name === instant);
  const before = duration.safeParse(lead);
  if (when && before.success && more.length === 0) return { when, before: before.data };
  if (from.includes('.')) return { when: 'met', milestone: from };
  const [type = '', only] = from.split(':');
  return { when: 'event', match: { type: type as EventType, ...(only && { only }) } };
}

function isEvent(text: string): text is EventType {
  return (eventTypes as readonly string[]).includes(text);
}
