import type { Asked, Field } from '../nlu/understanding.ts';
import { type Choice, type Reply, reply } from './say.ts';
import type { Talk } from './talk.ts';
import { withoutNumber } from './text/bare.ts';

/** One thing a form needs to know: how to recognise it and how to ask for it. */
export interface Slot {
  readonly field: Field;
  readonly asked: Asked;
  /**
   * What this utterance says about the slot; undefined if nothing, `unclear` if it tried and failed.
   * `direct`: we had just asked for it, so free words count too. `again`: for the second time at least.
   */
  take(talk: Talk, direct: boolean, again?: boolean): string | undefined | typeof unclear;
  ask(talk: Talk, again: boolean): Reply;
}

export const unclear = Symbol('unclear');

export const slots: Readonly<Record<Field, Slot>> = {
  description: {
    field: 'description',
    asked: 'slot_description',
    take: (talk, direct) => (direct ? words(talk, 2) : undefined),
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
      return productText ?? areaText ?? (direct ? skippable(talk, 1) : undefined);
    },
    ask: ({ say: { s } }) => reply(s.askSubject(), [{ title: s.skip, code: 'skip' }]),
  },
  address: {
    field: 'address',
    asked: 'slot_address',
    take: (talk, direct, again) => {
      const { addressText, phone } = talk.understanding.entities;
      if (!direct) return addressText;
      if (phone && !addressText && talk.understanding.text.length < 20) return unclear;
      const said = addressText ?? words(talk, 3);
      // "在徐汇区" sends nobody anywhere; said twice, it is all we will get.
      return said && (again || said.length >= 8 || /[\d零一二三四五六七八九十]/.test(said))
        ? said
        : unclear;
    },
    ask: ({ say: { s } }, again) => reply(again ? s.askAddressAgain() : s.askAddress()),
  },
  name: {
    field: 'name',
    asked: 'slot_name',
    take: (talk, direct) => {
      const { addressText, nameText } = talk.understanding.entities;
      if (nameText) return nameText;
      if (!direct) return undefined;
      const said = withoutNumber(talk.understanding.text);
      return said && said.length <= 30 && !addressText ? said : unclear;
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
    ask: ({ say: { s } }, again) => reply(again ? s.askPhoneAgain() : s.askPhone()),
  },
  time: {
    field: 'time',
    asked: 'slot_time',
    take: (talk, direct) => {
      if (direct && talk.picked === 'asap') return talk.say.s.asap;
      const { timeText } = talk.understanding.entities;
      // Outside the question a time mostly says when it happened, not when to come.
      return direct ? (timeText ?? skippable(talk, 2)) : undefined;
    },
    ask: ({ say: { s } }, again) =>
      reply(again ? s.askTimeAgain() : s.askTime(), [{ title: s.asap, code: 'asap' }]),
  },
};

export function lineChoices({ lines, say }: Talk): Choice[] {
  return lines.map(({ id, name }) => ({ title: name[say.language], code: `line:${id}` }));
}

/** The customer's own words if they are long enough to mean something. */
function words(talk: Talk, least: number): string | undefined {
  const text = talk.understanding.text.trim();
  return [...text.replace(/[\p{P}\p{S}\s]/gu, '')].length >= least ? text : undefined;
}

function skippable(talk: Talk, least: number): string | undefined {
  if (talk.picked === 'skip' || talk.understanding.command === 'skip') return '';
  return words(talk, least);
}
