import type { Field } from '../nlu/understanding.ts';
import type { FormState } from './form.ts';
import { answersSlot, factsAlone, slots, timeIn } from './slots.ts';
import type { Talk } from './talk.ts';
import {
  afterField,
  exchangeParts,
  explainedCharacter,
  isOnlyPart,
  isOnlyTakenBack,
  otherFamilyName,
  otherTime,
  restated,
  swapIn,
  takenBack,
} from './text/amends.ts';
import { looksLikeName, looksLikePlace, looksLikeTime } from './text/answers.ts';

/** A field the customer wants otherwise; without a value it must be asked again. */
export interface Change {
  readonly field: Field;
  readonly value?: string;
}

/**
 * What this utterance changes of what was already known: a field named as wrong ("电话不对，是139…"), one thing
 * instead of another ("是3栋不是2栋"), another telephone, address, name or time than the one we hold ("不对，是89号"),
 * or the last answer taken back ("no wait, it's Pete").
 */
export function changesIn(talk: Talk, form: FormState): Change[] {
  if (talk.picked) return [];
  const said = restatement(talk, form);
  if (said) return [said];
  const named = talk.understanding.correct;
  if (named && form.facts[named] !== undefined) return [namedChange(talk, form, named)];
  const swapped = swap(talk, form) ?? otherLine(talk, form);
  if (swapped) return [swapped];
  const changes = (['phone', 'address', 'name', 'time'] as const).flatMap((field) => {
    const value = entityOf(talk, field);
    const known = form.facts[field];
    if (!value || !known || form.asking === field || !mayChange(talk, form, field)) return [];
    const changed = mended(field, known, value);
    return changed === known ? [] : [{ field, value: changed }];
  });
  if (changes.length > 0) return changes;
  const part = partOfAddress(talk, form);
  if (part) return [part];
  return takesBack(talk, form);
}

/** A name or an address said again with its field: "地址是望京3-2-503". */
function restatement(talk: Talk, form: FormState): Change | undefined {
  const { text } = talk.understanding;
  for (const field of ['name', 'address'] as const) {
    const known = form.facts[field];
    const value = form.asking === field || !known ? undefined : restated(field, text);
    if (!known || !value || value === known) continue;
    if (field === 'name' && looksLikeName(value)) return { field, value };
    const parts = field === 'address' && exchangeParts(known, value);
    if (parts) return { field, value: parts };
    if (field === 'address' && looksLikePlace(value)) return { field, value: mend(known, value) };
    if (field === 'address' && /\d+-\d+/.test(value)) return { field, value };
  }
  return undefined;
}

function namedChange(talk: Talk, form: FormState, field: Field): Change {
  if (field === 'address') {
    const part = exchangeParts(form.facts.address ?? '', talk.understanding.text);
    if (part) return { field, value: part };
  }
  if (field === 'description') {
    const rest = afterField(talk.understanding.text);
    return [...rest].length >= 4 ? { field, value: rest } : { field };
  }
  const said = entityOf(talk, field) ?? slots[field].take(talk, false);
  if (typeof said !== 'string' || said === '') return { field };
  return { field, value: mended(field, form.facts[field] ?? '', said) };
}

function mended(field: Field, known: string, said: string): string {
  if (field === 'address') return mend(known, said);
  return field === 'time' ? otherTime(known, said) : said;
}

/** "是3栋不是2栋", "不是保洁，是家具", "the chair, not the table": the fact that holds the one gets the other. */
function swap(talk: Talk, { facts }: FormState): Change | undefined {
  const said = swapIn(talk.understanding.text);
  if (!said) return undefined;
  const { was, is } = said;
  for (const field of ['address', 'phone', 'name', 'time'] as const) {
    if (facts[field]?.includes(was)) return { field, value: facts[field].replace(was, is) };
  }
  const line = lineNamed(talk, is);
  if (line && facts.line && line !== facts.line && lineNamed(talk, was) === facts.line)
    return { field: 'line', value: line };
  const { product } = facts;
  const { productText } = talk.understanding.entities;
  if (product && (product.includes(was) || was.includes(product)))
    return { field: 'product', value: productText && is.includes(productText) ? productText : is };
  return undefined;
}

/** "家政", in answer to something else: the service we had only guessed was another. */
function otherLine(talk: Talk, { facts, asking }: FormState): Change | undefined {
  const { text } = talk.understanding;
  if (!facts.line || asking === 'line' || asking === 'description' || text.length > 12)
    return undefined;
  const line = isLineName(talk, text) ? lineNamed(talk, text) : undefined;
  return line && line !== facts.line ? { field: 'line', value: line } : undefined;
}

const isLineName = ({ lines }: Talk, text: string): boolean =>
  lines.some(({ name }) =>
    Object.values(name).some(
      (full) => full.toLowerCase().startsWith(text.trim().toLowerCase()) && text.trim().length > 1,
    ),
  );

const lineNamed = ({ lines }: Talk, words: string): string | undefined =>
  lines.find(({ name }) => namesLine(name, words))?.id;

/** 保洁 names 保洁服务; "cleaning service" names cleaning. */
function namesLine(name: Readonly<Record<string, string>>, words: string): boolean {
  const said = words.toLowerCase();
  return Object.values(name).some((full) => {
    const short = /[\u4e00-\u9fff]/.test(full) ? full.slice(0, 2) : full.toLowerCase();
    return said.includes(short);
  });
}

/** A telephone is never said by accident; the rest counts while we read back, or after "no". */
function mayChange({ understanding }: Talk, form: FormState, field: Field): boolean {
  if (field === 'phone' || readingBack(form)) return true;
  if (understanding.choice === 'no' || takenBack(understanding.text) !== undefined) return true;
  return field === 'address' && form.asking === 'name';
}

const readingBack = ({ stage }: FormState): boolean =>
  stage === 'confirming' || stage === 'choosing_field';

/** "301" after the street, "sorry, building 5", "Room 502" while we read back. */
function partOfAddress(talk: Talk, form: FormState): Change | undefined {
  const { address } = form.facts;
  if (!address || form.asking === 'address' || form.asking === 'phone') return undefined;
  const { text } = talk.understanding;
  const rest = takenBack(text);
  if (rest === undefined && !readingBack(form) && !(form.asking === 'name' && isOnlyPart(text)))
    return undefined;
  const said = rest ?? text;
  const mended = exchangeParts(address, said);
  if (mended) return { field: 'address', value: mended };
  if (form.asking !== 'name' || !isOnlyPart(said)) return undefined;
  return { field: 'address', value: joined(address, said) };
}

/** The last answer, said again otherwise; asked again if all we hear is that it was wrong. */
function takesBack(talk: Talk, form: FormState): Change[] {
  const { last, facts } = form;
  const rest = takenBack(talk.understanding.text);
  if (rest === undefined || !last || facts[last] === undefined || readingBack(form)) return [];
  if (isOnlyTakenBack(talk.understanding.text)) return [{ field: last }];
  if (form.asking !== undefined && form.asking !== last && answersSlot(talk)) return [];
  if (last === 'name') return renamed(facts.name ?? '', rest);
  return last === 'time' && looksLikeTime(rest) ? [{ field: last, value: rest }] : [];
}

/** "成功的成" explains the family name; of a longer name we cannot know which character was wrong. */
function renamed(known: string, rest: string): Change[] {
  const character = explainedCharacter(rest);
  if (!character) return looksLikeName(rest) ? [{ field: 'name', value: rest }] : [];
  const value = otherFamilyName(known, character);
  return [value === undefined ? { field: 'name' } : { field: 'name', value }];
}

function entityOf(talk: Talk, field: Field) {
  const { asked, understanding } = talk;
  const { entities, text } = understanding;
  switch (field) {
    case 'phone':
      return entities.phone;
    case 'address':
      // In answer to one of our questions everything sounds like an answer to it.
      return asked?.startsWith('slot_') ? factsAlone(talk).addressText : entities.addressText;
    case 'name':
      return entities.nameText;
    case 'time':
      return entities.timeText && timeIn(text, entities.timeText);
    default:
      return undefined;
  }
}

/** "北京市朝阳区建国路88号" and "建国路89号": the new part from where it begins; another place replaces all. */
export function mend(known: string, said: string): string {
  if (said.includes(known)) return said;
  if (known.includes(said)) return known;
  for (let length = Math.min(said.length, known.length); length >= 2; length -= 1) {
    const at = known.indexOf(said.slice(0, length));
    if (at > 0) return known.slice(0, at) + said;
  }
  const parts = exchangeParts(known, said);
  if (parts && isOnlyPart(said)) return parts;
  return /\d/.test(known) ? said : joined(known, said);
}

/** Latin words need a gap, Chinese ones do not. */
const joined = (before: string, after: string): string =>
  /[\dA-Za-z]$/.test(before) && /^[\dA-Za-z]/.test(after)
    ? `${before}, ${after}`
    : `${before}${after}`;
