import { factsIn } from '../nlu/understand.ts';
import type { Asked, Field, Intent, Understanding } from '../nlu/understanding.ts';
import { type Choice, type Reply, reply } from './say.ts';
import { besideAccess, type Talk } from './talk.ts';
import {
  excepts,
  hasNumber,
  isQuestion,
  looksLikeName,
  looksLikePlace,
  looksLikeTime,
  mayBeCalled,
  saysEnough,
  waveIn,
} from './text/answers.ts';
import { nameIn, placeIn, saysNoMore, withoutNumber } from './text/bare.ts';

/** One thing a form needs to know: how to recognise it and how to ask for it. */
export interface Slot {
  readonly field: Field;
  readonly asked: Asked;
  /**
   * What this utterance says about the slot; undefined if nothing, `unclear` if it tried and failed, empty if the
   * customer would rather not. `direct`: we had just asked for it, so free words count too, if they look like an
   * answer. `again`: for the second time at least, so that unusual answers count as well.
   */
  take(talk: Talk, direct: boolean, again?: boolean): string | undefined | typeof unclear;
  ask(talk: Talk, again: boolean): Reply;
}

export const unclear = Symbol('unclear');

export const slots: Readonly<Record<Field, Slot>> = {
  description: {
    field: 'description',
    asked: 'slot_description',
    take: (talk, direct) => {
      if (!direct) return undefined;
      const { text, normal } = talk.understanding;
      if (waveIn(text) || saysNoMore(normal)) return unclear;
      return words(talk, 2) ?? unclear;
    },
    ask: ({ say: { s } }, again) => reply(again ? s.askDescriptionAgain() : s.askDescription()),
  },
  line: {
    field: 'line',
    asked: 'slot_line',
    take: ({ picked, understanding, lines }) => {
      if (picked?.startsWith('line:')) return picked.slice('line:'.length);
      return lines.find(({ id }) => id === understanding.line)?.id;
    },
    ask: (talk) => reply(talk.say.s.askLine(), lineChoices(talk)),
  },
  product: {
    field: 'product',
    asked: 'slot_product',
    take: (talk, direct) => {
      const { productText, areaText } = talk.understanding.entities;
      if (productText ?? areaText) return productText ?? areaText;
      if (!direct) return undefined;
      if (skips(talk)) return '';
      const said = words(talk, 1);
      const short = said !== undefined && [...said].length <= 20;
      return short && !isQuestion(said) && !meansElse(talk) ? said : unclear;
    },
    ask: ({ say: { s } }) => reply(s.askSubject(), [{ title: s.skip, code: 'skip' }]),
  },
  address: {
    field: 'address',
    asked: 'slot_address',
    take: (talk, direct, again = false) => (direct ? place(talk, again) : namedPlace(talk)),
    ask: ({ say: { s } }, again) => reply(again ? s.askAddressAgain() : s.askAddress()),
  },
  name: {
    field: 'name',
    asked: 'slot_name',
    take: (talk, direct, again = false) => {
      const named = introduced(talk);
      if (!direct) return named;
      const text = besideAccess(talk);
      if (text === '') return unclear;
      const wave = waveIn(text);
      if (skips(talk) || wave === 'refuses' || wave === 'anything') return '';
      if (named && talk.understanding.choice === null) return named;
      const said = nameIn(withoutNumber(text));
      if (looksLikeName(said) && talk.understanding.choice === null && !meansElse(talk))
        return said;
      const numbered = talk.understanding.entities.phone !== undefined;
      return again && !numbered && mayBeAnything(talk) && mayBeCalled(said) ? said : unclear;
    },
    ask: ({ say: { s } }, again) => reply(again ? s.askNameAgain() : s.askName()),
  },
  phone: {
    field: 'phone',
    asked: 'slot_phone',
    take: ({ understanding }, direct) => {
      const { phone } = understanding.entities;
      if (phone) return phone;
      return direct ? unclear : undefined;
    },
    ask: (talk, again) => {
      const { s } = talk.say;
      if (!again) return reply(s.askPhone());
      return reply(/\d/.test(talk.understanding.normal) ? s.askPhoneAgain() : s.askPhoneNeeded());
    },
  },
  time: {
    field: 'time',
    asked: 'slot_time',
    // Outside the question a time mostly says when it happened, not when to come.
    take: (talk, direct, again = false) => (direct ? suits(talk, again) : undefined),
    ask: ({ say: { s } }, again) =>
      reply(again ? s.askTimeAgain() : s.askTime(), [{ title: s.asap, code: 'asap' }]),
  },
};

const byAsked = new Map(Object.values(slots).map((slot) => [slot.asked, slot]));

/** Do these words look like an answer to the question we had asked? */
export function answersSlot(talk: Talk): boolean {
  const slot = talk.asked && byAsked.get(talk.asked);
  return slot !== undefined && typeof slot.take(talk, true) === 'string';
}

function lineChoices({ lines, say }: Talk): Choice[] {
  return lines.map(({ id, name }) => ({ title: name[say.language], code: `line:${id}` }));
}

/** The facts in the words when we listen without our own question in the ear; several slots ask for them in a turn. */
export function factsAlone(talk: Talk): Understanding['entities'] {
  const { asked, understanding, now, say } = talk;
  if (asked === undefined) return understanding.entities;
  const known = facts.get(understanding);
  if (known) return known;
  const { entities } = factsIn(understanding.text, { now, language: say.language });
  facts.set(understanding, entities);
  return entities;
}

const facts = new WeakMap<Understanding, Understanding['entities']>();

/** What the words say when we listen without our own question in the ear. */
export function heardAlone(talk: Talk): Understanding {
  const { asked, understanding } = talk;
  return asked === undefined ? understanding : talk.understand(understanding.text);
}

function namedPlace(talk: Talk): string | undefined {
  const { addressText } = talk.understanding.entities;
  // In answer to one of our questions everything sounds like an answer to it.
  const named = talk.asked?.startsWith('slot_') ? factsAlone(talk).addressText : addressText;
  return named && placeIn(named);
}

function place(talk: Talk, again: boolean): string | typeof unclear {
  const { text, entities } = talk.understanding;
  const named = namedPlace(talk);
  if (isQuestion(text) && !named) return unclear;
  const busy = entities.phone !== undefined || introduced(talk) !== undefined;
  const said = busy ? (named ?? '') : placeIn(besideAccess(talk));
  if (busy && !named) return unclear;
  if (!named && !looksLikePlace(said)) return again && mayBeAnything(talk) ? said : unclear;
  // "在徐汇区" sends nobody anywhere; said twice, it is all we will get.
  return again || said.length >= 8 || hasNumber(said) ? said : unclear;
}

function suits(talk: Talk, again: boolean): string | typeof unclear {
  const { entities } = talk.understanding;
  const { s } = talk.say;
  const text = besideAccess(talk);
  if (text === '') return unclear;
  const wave = waveIn(text);
  if (talk.picked === 'asap' || wave === 'hurry') return s.asap;
  if (wave === 'anything') return s.anyTime;
  if (skips(talk) || wave) return '';
  if (entities.timeText) return timeIn(text, entities.timeText);
  if (looksLikeTime(text) && !meansElse(talk)) return text.trim();
  return again && !entities.phone && mayBeAnything(talk) ? text.trim() : unclear;
}

/** The time named; two times, or all but one, in the customer's own words. */
export function timeIn(text: string, first: string): string {
  const whole = excepts(text) || looksLikeTime(text.replace(first, ''));
  return whole && text.length <= 60 ? text.trim() : first;
}

/** "我姓陈", "my name is Mary"; a lower-case or shouted word after "this is" is no name. */
function introduced(talk: Talk): string | undefined {
  const { text, entities } = talk.understanding;
  const { nameText } = entities;
  if (!nameText || !looksLikeName(nameText) || !besideAccess(talk).includes(nameText)) return;
  const loose = /\b(?:this is|i am|i'm)\s+$/i.test(text.slice(0, text.indexOf(nameText)));
  // In answer to "your name?" a bare word counts as one: it must not plainly be something else.
  if (nameText === text.trim() && meansElse(talk)) return undefined;
  return loose && !/^[A-Z][a-z'’.]/.test(nameText) ? undefined : nameText;
}

/** Plainly another wish, although it would fit the question by its shape. */
function meansElse(talk: Talk): boolean {
  const { intent, confidence } = heardAlone(talk);
  return confidence >= 0.9 && otherWishes.has(intent);
}

const otherWishes = new Set<Intent>(['progress', 'cancel', 'handoff', 'faq', 'optout', 'urge']);

/** Asked twice, we take what we get, unless it is plainly no answer. */
function mayBeAnything(talk: Talk): boolean {
  const { text, choice, command } = talk.understanding;
  if (choice !== null || command !== null || waveIn(text) || meansElse(talk)) return false;
  return !isQuestion(text) && saysEnough(text);
}

/** The customer's own words if they are long enough to mean something. */
function words(talk: Talk, least: number): string | undefined {
  const text = talk.understanding.text.trim();
  return [...text.replace(/[\p{P}\p{S}\s]/gu, '')].length >= least ? text : undefined;
}

function skips({ picked, understanding }: Talk): boolean {
  return (
    picked === 'skip' ||
    understanding.command === 'skip' ||
    waveIn(understanding.text) !== undefined
  );
}
