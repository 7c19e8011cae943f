import { z } from 'zod';
import raw from './data/access.json' with { type: 'json' };
import { checked } from './data/checked.ts';
import { fold } from './text/fold.ts';
import { matches } from './text/matches.ts';

/** What somebody says about getting in (门禁密码, "use the east gate", 家里有狗), told apart from what they want. */
export interface Access {
  /** The words as said, those at the beginning first. */
  readonly notes: readonly string[];
  /** What was said without anything that opens a door: the rest of the house goes on with this. */
  readonly rest: string;
  /** What was said about something else. */
  readonly beside: string;
}

export function accessIn(text: string): Access {
  const folded = fold(text.slice(0, longest));
  const found = rules
    .flatMap(({ secret, patterns }) =>
      patterns.flatMap((pattern) =>
        matches(pattern, folded).map(({ index, 0: said }) => ({
          secret,
          start: index,
          end: index + said.trimEnd().length,
        })),
      ),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
  if (found.length === 0) return { notes: [], rest: text, beside: text };
  const spans = found.filter(({ end }, at) => found.slice(0, at).every((one) => one.end < end));
  const notes = spans.map(({ start, end }) => text.slice(start, end).trim());
  return {
    notes: [...new Set(notes)],
    rest: without(
      text,
      spans.filter(({ secret }) => secret),
    ),
    beside: without(text, spans),
  };
}

function without(text: string, spans: readonly { start: number; end: number }[]): string {
  if (spans.length === 0) return text;
  let [rest, from] = ['', 0];
  for (const { start, end } of spans) {
    rest += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  return (rest + text.slice(from))
    .replace(/([,，、;；。.])(?:\s*[,，、;；。.])+/g, '$1')
    .replace(/^[\s,，、;；。.!！]+|[\s,，、;；]+$/g, '')
    .trim();
}

/** `…` in a pattern is the rest of the clause. */
const clause = '(?:[^,，.。;；!！?？\\n]|\\.(?=\\S)){0,24}';

export const accessShape = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z_]+$/),
      /** Opens a door: cut out of the words that everybody reads. */
      secret: z.boolean(),
      zh: z.array(z.string().min(1)),
      en: z.array(z.string().min(1)),
    }),
  )
  .superRefine((all, context) => {
    for (const [at, { zh, en }] of all.entries())
      for (const [language, words] of Object.entries({ zh, en }))
        for (const [index, pattern] of words.entries())
          if (!isPattern(pattern))
            context.addIssue({
              code: 'custom',
              path: [at, language, index],
              message: `"${pattern}" is no regular expression`,
            });
  });

function isPattern(words: string): boolean {
  try {
    return new RegExp(words) !== undefined;
  } catch {
    return false;
  }
}

const rules = checked('access.json', accessShape, raw).map(({ secret, zh, en }) => ({
  secret,
  patterns: [
    ...zh.map((words) => new RegExp(words.replaceAll('…', clause), 'g')),
    ...en.map((words) => new RegExp(`\\b${words.replaceAll('…', clause)}`, 'g')),
  ],
}));

/** As much as anybody can write at once: a code at the end of a long story opens the door as well. */
const longest = 20_000;
