import { ears } from '../../../dialogs/text/ear/index.ts';
import { sentences } from '../../../dialogs/text/index.ts';
import type { Asked } from '../../../nlu/understanding.ts';
import type { Turned } from '../channel.ts';
import type { Call, Question } from './calls.ts';
import type { Listening, Next, Plan, Spoken } from './plan.ts';
import { portion } from './portion.ts';
import { type Accent, voices } from './voices.ts';

/** What was answered, as a question that can be heard: a person has a key of their own and is no choice. */
export function questionOf({ entries, asked }: Turned): Question {
  const said = entries.filter(({ from }) => from !== 'user');
  const choices = (said.findLast(({ choices = [] }) => choices.length > 0)?.choices ?? []).filter(
    ({ title }) => !persons.has(title),
  );
  const all = said.map(({ speak, text = '' }) => speak ?? text).filter((words) => words !== '');
  const { now: says, rest } = portion(all);
  return { says, rest, choices, from: 0, ...(asked && { asked }) };
}

const persons = new Set(
  Object.values(sentences).flatMap(({ person, intentNames }) => [person, intentNames.handoff]),
);

/** The question with its keys. `first`: words to say before it; `short`: only its last sentence again. */
export function asking(
  call: Call,
  speech: boolean,
  first: readonly string[] = [],
  short = false,
): Plan {
  const { question, accent } = call;
  const said = short ? question.says.slice(-1).map(lastWords) : question.says;
  const words = [...first, ...said, keysOf(call, short || !speech)].filter((text) => text !== '');
  return {
    says: words.map((text) => ({ text, accent })),
    next: { do: 'listen', turn: call.turn + 1, to: listening(call, speech) },
  };
}

/** Every language in its own voice. */
export function languageMenu(call: Call, speech: boolean): Plan {
  const offered: readonly Accent[] = ['zh-CN', 'en-US', 'zh-HK'];
  return {
    says: [
      { text: earOf(call).welcome, accent: call.accent },
      ...offered.map((accent) => ({ text: earIn(accent).chooseLanguage, accent })),
    ],
    next: { do: 'listen', turn: call.turn + 1, to: { ...listening(call, speech), keys: 1 } },
  };
}

/** Keys of the language menu. */
export const accents: Readonly<Record<string, Accent>> = {
  '1': 'zh-CN',
  '2': 'en-US',
  '3': 'zh-HK',
};

export const earIn = (accent: Accent) => ears[voices[accent].language];
export const earOf = ({ accent }: Call) => earIn(accent);

export const spoken = (call: Pick<Call, 'accent'>, ...texts: readonly string[]): Spoken[] =>
  texts.map((text) => ({ text, accent: call.accent }));

export const toPerson = ({ id, turn, accent }: Pick<Call, 'turn' | 'accent' | 'id'>): Next => ({
  do: 'person',
  turn: turn + 1,
  accent,
  call: id,
});

/** Most options a listener can hold; what is left has a key to hear it. */
const most = 4;
export const moreKey = '9';
export const goOnKey = '1';

export const shown = ({ choices, from }: Question) =>
  choices.slice(from, from + (choices.length > most ? most - 1 : most));

export const hasMore = (question: Question): boolean =>
  question.from + shown(question).length < question.choices.length;

function keysOf(call: Call, withHelp: boolean): string {
  const ear = earOf(call);
  const { question } = call;
  if (question.rest?.length) return ear.option(ear.hearMore, goOnKey) + ear.stop;
  const options = shown(question).map(({ title }, at) =>
    ear.option(title, `${question.from + at + 1}`),
  );
  if (hasMore(question)) options.push(ear.more(Number(moreKey)));
  if (options.length > 0 || withHelp) options.push(ear.personKey);
  if (withHelp) options.push(ear.repeatKey);
  const menu = options.join(ear.optionGap);
  const byKeys = question.asked && ear.byKeys[question.asked];
  return [byKeys, menu && menu + ear.stop].filter(Boolean).join('\n');
}

function listening({ accent, question }: Call, speech: boolean): Listening {
  const { asked } = question;
  const digits = asked && longNumbers[asked];
  const keys = digits ?? (asked && freeNumbers.has(asked) ? undefined : 1);
  const menu = question.choices.length > 0;
  return {
    accent,
    speech,
    ...(keys && { keys }),
    patience: menu ? 5 : 6,
    pause: menu ? 1 : 2,
    hints: question.choices.map(({ title }) => title),
  };
}

/** How many keys an answer has. Telephones end with #: not all have eleven. */
const longNumbers: Partial<Readonly<Record<Asked, number>>> = { slot_ticket: 10, slot_last4: 4 };
const freeNumbers: ReadonlySet<Asked> = new Set(['slot_phone']);

/** What they said, said back with its keys: 1 it was, 2 it was not. */
export function doubting(call: Call, words: string, speech: boolean): Plan {
  const ear = earOf(call);
  const keys = [ear.option(ear.itWas, '1'), ear.option(ear.itWasNot, '2')].join(ear.optionGap);
  const to = { ...listening(call, speech), keys: 1, pause: 1, hints: [ear.itWas, ear.itWasNot] };
  return {
    says: spoken(call, ear.didYouSay(words), keys + ear.stop),
    next: { do: 'listen', turn: call.turn + 1, to },
  };
}

/** A question that keys cannot answer. */
export const wantsWords = ({ asked, choices }: Question): boolean =>
  asked !== undefined && choices.length === 0 && told.has(asked);

const told: ReadonlySet<Asked> = new Set([
  'slot_description',
  'slot_address',
  'slot_name',
  'slot_product',
  'slot_time',
]);

/** The question at the end of what was said, with what follows it; the last sentence if there is none. */
function lastWords(text: string): string {
  const sentences = text.match(/[^\u3002\uff01\uff1f.!?\n]+[\u3002\uff01\uff1f.!?\n]*/gu) ?? [];
  const question = sentences.findLastIndex((sentence) => /[?\uff1f]\s*$/.test(sentence));
  return sentences
    .slice(question < 0 ? -1 : question)
    .join('')
    .trim();
}
