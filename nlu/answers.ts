import { z } from 'zod';
import rawAnswers from './data/answers.json' with { type: 'json' };
import { checked } from './data/checked.ts';
import rawCommands from './data/commands.json' with { type: 'json' };
import rawFields from './data/corrections.json' with { type: 'json' };
import { fold } from './text/fold.ts';
import type { Asked, Command, Field, Understanding } from './understanding.ts';

/** What a short answer picks, whatever was asked. */
export function findChoice(folded: string): Understanding['choice'] {
  const said = bare(folded);
  const ordinal = ordinalOf(said);
  if (ordinal !== null) return ordinal;
  if (yes.has(said)) return 'yes';
  if (no.has(said)) return 'no';
  const parts = folded
    .split(/[\s,。.!;、~]+/)
    .map(bare)
    .filter((part) => part !== '');
  const first = parts[0] ?? '';
  if (agrees.test(folded) && folded.length <= 60 && !objects.test(folded)) return 'yes';
  if (parts.length < 2 || said.length > 24) return null;
  if (yes.has(first) && !parts.some((part) => no.has(part))) return 'yes';
  return no.has(first) ? 'no' : null;
}

/** "Yes that's all correct, thank you dear" */
const agrees =
  /^(?:yes|yeah|yep|correct)\b[^?]*\b(?:correct|right|fine|good|perfect|thanks?)\b[^?]*$/;
const objects = /\b(?:but|not?|except|only|however|wrong|change|isn't|also|and)\b/;

const lists = z.array(z.string().min(1)).min(1);
const answers = checked(
  'answers.json',
  z.strictObject({
    yes: lists,
    no: lists,
    neither: lists,
    softeners: lists,
    levels: z.strictObject({ positive: lists, negative: lists, neutral: lists }),
  }),
  rawAnswers,
);

const yes = withSoftened(answers.yes);
const no = withSoftened(answers.no);

/** 好的 and 好的呢 are one answer. */
function withSoftened(words: readonly string[]): Set<string> {
  const folded = words.map(fold);
  const all = new Set(folded);
  for (const word of folded) {
    for (const softener of answers.softeners.map(fold)) {
      all.add(`${word}${softener}`);
      all.add(`${word} ${softener}`);
      all.add(`${softener}${word}`);
    }
  }
  for (const opposite of words === answers.yes ? answers.no : answers.yes)
    all.delete(fold(opposite));
  for (const word of answers.neither) all.delete(fold(word));
  return all;
}

function bare(folded: string): string {
  const said = folded.replace(/[^\p{L}\p{N}' -]+/gu, '').replace(/^[ -]+|[ -]+$/g, '');
  return said.replace(/^([不没错对是别][\u4e00-\u9fff]?)\1$/, '$1');
}

const ordinalWords = '一二三四五六七八九';
const picks =
  /^(?:我?(?:选|选择|按|要|打|就)?(?:了|的)?(?:第)?|option |number |no\.? ?|the )?(?:([1-9])|([一二两三四五六七八九])|([a-d])|(first|second|third|fourth|last))(?:个|项|种|条|号|分|吧|啊|的|那个|这个|选项| one| option)*$/;

function ordinalOf(said: string): number | null {
  if (/^(?:前面|前者|上面|前一个)(?:那个|的|一个|个)?$/.test(said)) return 1;
  if (/^(?:后面|后者|下面|后一个)(?:那个|的|一个|个)?$/.test(said)) return 2;
  const pick = picks.exec(said);
  if (pick === null) return null;
  if (pick[1]) return Number(pick[1]);
  if (pick[2]) return pick[2] === '两' ? 2 : ordinalWords.indexOf(pick[2]) + 1;
  if (pick[3]) return 'abcd'.indexOf(pick[3]) + 1;
  const place = ['first', 'second', 'third', 'fourth'].indexOf(pick[4] ?? '');
  return place < 0 ? null : place + 1;
}

/** The satisfaction that a plain level names; null if it names none. */
export function findLevel(folded: string): 'positive' | 'negative' | 'neutral' | null {
  const said = bare(folded).replace(
    /^(?:我|还是|就是|就|总体|整体|算|感觉|觉得|应该|嗯)+|[的了啊吧呢哦]+$/g,
    '',
  );
  for (const [polarity, words] of levels) if (words.has(said)) return polarity;
  return null;
}

const levels = (['positive', 'negative', 'neutral'] as const).map(
  (polarity) => [polarity, new Set(answers.levels[polarity])] as const,
);

/** A scale answer: 1 and 2 (and 3, on four levels) qualify, the last does not. */
export function scaleOf(
  choice: Understanding['choice'],
  asked: Asked | undefined,
): 'positive' | 'negative' | null {
  if (typeof choice !== 'number') return null;
  if (asked === 'survey_prompt_1to4')
    return choice < 4 ? 'positive' : choice === 4 ? 'negative' : null;
  if (asked === 'survey_prompt_ABC')
    return choice < 3 ? 'positive' : choice === 3 ? 'negative' : null;
  return null;
}

const commandNames = [
  'language:zh-Hans',
  'language:zh-Hant',
  'language:en',
  'repeat',
  'restart',
  'skip',
  'wait',
  'help',
] as const satisfies readonly Command[];
const commandPatterns = compile(
  checked('commands.json', z.strictObject(record(commandNames)), rawCommands),
);

export function findCommand(folded: string): Command | null {
  const said = folded.replace(/[\s,。.!~?]+$/g, '').trim();
  if (said.length > 40) return null;
  return commandPatterns.find(([, patterns]) => patterns.some((p) => p.test(said)))?.[0] ?? null;
}

const fieldNames = [
  'phone',
  'address',
  'time',
  'product',
  'line',
  'description',
  'name',
] as const satisfies readonly Field[];
const corrections = Object.entries(
  checked('corrections.json', z.strictObject(record(fieldNames)), rawFields),
).map(([field, words]) => [field as Field, correctionOf(words)] as const);

/** The field a customer wants changed: "电话不对", "地址改成…", "change the phone number". */
export function findCorrection(folded: string, asked?: Asked): Field | null {
  if (asked === 'confirm_prompt') {
    const told = fieldTold.exec(folded)?.[1];
    if (told !== undefined) return told === '地址' ? 'address' : told === '电话' ? 'phone' : 'name';
  }
  return corrections.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** Whoever is read a summary and names a field with a value wants that value. */
const fieldTold = /^(?:我的|我)?(地址|电话|名字|姓名)(?:应该)?(?:是|:)[\u4e00-\u9fff\w]/;

function correctionOf(words: readonly string[]): RegExp {
  const any = `(?:${words.join('|')})`;
  const zhAfter =
    '(?:我)?(?:也|都|好像|刚才)?(?:不对|错了?|写错|打错|说错|报错|填错|有误|有错|不是这个|要改|改一?下|改成|改为|换成|换一?个|换了|变了|更正|应该是|改)';
  const zhBefore =
    '(?:改一?下|修改一?下|更改|更正|换一?个|换一?下|修改|改|换|写错|说错|报错|填错)(?:了)?(?:我的|我|那个|这个|一个|个|上门|一?下)?';
  const enBefore = '\\b(?:change|correct|fix|edit|update|modify)\\b(?: the| my| a)?(?: [a-z]+)?';
  const enAfter =
    "(?: i gave)?(?: ?(?:is|was|'s|isn't)(?: the)? ?(?:wrong|incorrect|not (?:right|correct)|different|changed|actually|[\\d])| (?:should|must) be\\b| needs? to be changed)";
  return new RegExp(
    `${any}${zhAfter}|${zhBefore}${any}|${enBefore} ${any}\\b|\\b(?:wrong|incorrect) ${any}\\b|${any}${enAfter}`,
  );
}

function record<Name extends string>(names: readonly Name[]): Record<Name, typeof lists> {
  return Object.fromEntries(names.map((name) => [name, lists])) as Record<Name, typeof lists>;
}

function compile<Name extends string>(raw: Record<Name, string[]>): [Name, RegExp[]][] {
  return Object.entries<string[]>(raw).map(([name, patterns]) => [
    name as Name,
    patterns.map((pattern) => new RegExp(pattern)),
  ]);
}
