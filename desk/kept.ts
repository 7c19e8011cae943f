import { z } from 'zod';
import { duration } from './duration-shape.ts';
import { pathText } from './shapes.ts';
import type { Duration, Instant } from './words.ts';

/** What is kept beside tickets, people and accounts: those stay until somebody is forgotten. */
export const keptIn = ['state', 'pages', 'books', 'guards', 'callbacks', 'settings'] as const;
export type KeptIn = (typeof keptIn)[number];

/** One kind of document: how long it is kept, and what becomes of it when a customer is forgotten. */
export interface KeptKind {
  readonly in: KeptIn;
  /** Beginning of their names, `*` for any one part. The longest that fits counts. */
  readonly names: string;
  readonly keep: Duration | 'always';
  /** Where its age stands in it; absent: as long as it was not written. */
  readonly age?: string | undefined;
  /** `stub`: how far it went stays once more as long, so that what comes after does not begin anew. */
  readonly leaves?: 'stub' | undefined;
  /** `whole`: it goes if it is about somebody who is forgotten; absent: only what it says of them. */
  readonly erase?: 'whole' | undefined;
  readonly what: string;
}

export interface Thing {
  readonly in: KeptIn;
  /** Absent in what was written before things had names. */
  readonly name?: string | undefined;
  /** When it was written. */
  readonly at?: Instant | undefined;
  readonly value: unknown;
}

/** Reads `kept.json`, or says what is wrong with it, field first. */
export function readKept(
  json: unknown,
): { readonly kinds: readonly KeptKind[] } | { readonly wrong: readonly string[] } {
  const read = file.safeParse(json);
  if (!read.success)
    return { wrong: read.error.issues.map(({ path, message }) => `${pathText(path)}: ${message}`) };
  const { kinds } = read.data;
  const twice = kinds.flatMap((kind, at) => {
    const first = kinds.findIndex((other) => other.in === kind.in && other.names === kind.names);
    return first < at ? [`kinds[${at}].names: stands in kinds[${first}] as well; keep one`] : [];
  });
  return twice.length > 0 ? { wrong: twice } : { kinds };
}

/** The kind a document is of; undefined if the list is silent: it is kept. */
export function kindOf(thing: Pick<Thing, 'in' | 'name'>, kinds: readonly KeptKind[]) {
  let found: KeptKind | undefined;
  for (const kind of kinds)
    if (kind.in === thing.in && fits(kind.names, thing.name ?? ''))
      if (!found || kind.names.length > found.names.length) found = kind;
  return found;
}

/** When it was last of use; undefined if nobody can tell. */
function ageOf({ at, value }: Thing, { age }: KeptKind): Instant | undefined {
  if (age === undefined) return at;
  let here: unknown = value;
  for (const step of age.split('.')) here = (here as Record<string, unknown> | null)?.[step];
  return typeof here === 'number' ? here : undefined;
}

/** It has been kept as long as it has to be. */
export function isOver(thing: Thing, kind: KeptKind, now: Instant): boolean {
  const at = ageOf(thing, kind);
  return kind.keep !== 'always' && at !== undefined && now - at >= kind.keep;
}

function fits(names: string, name: string): boolean {
  if (!names.includes('*')) return name.startsWith(names);
  const parts = names.split('/');
  const given = name.split('/');
  return parts.every((part, at) => {
    const here = given[at];
    if (here === undefined) return false;
    return part === '*' || (at === parts.length - 1 ? here.startsWith(part) : here === part);
  });
}

const file = z.strictObject({
  kinds: z
    .array(
      z.strictObject({
        in: z.enum(keptIn),
        names: z.string(),
        keep: z.union([
          z.literal('always'),
          duration.refine((ms) => ms > 0, 'must be longer than nothing'),
        ]),
        age: z
          .string()
          .regex(/^\w+(\.\w+)*$/, 'write where it stands, e.g. end.at')
          .optional(),
        leaves: z.literal('stub').optional(),
        erase: z.literal('whole').optional(),
        what: z.string().min(1),
      }),
    )
    .min(1),
  source: z.string().min(1),
});
