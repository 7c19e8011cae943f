import type { Instant } from '../../../desk/words.ts';
import { offsetAt } from '../../../desk/zone.ts';
import { wechatMoment } from '../../../dialogs/text/wechat.ts';
import { companyZone } from '../../../dialogs/when.ts';

/** A template of the account: its id, and which of our facts goes into which of its fields. */
export interface Template {
  readonly id: string;
  readonly fields: Readonly<Record<string, Fact>>;
}

export const facts = ['number', 'line', 'news', 'time'] as const;
export type Fact = (typeof facts)[number];

export type Filled =
  | { readonly ok: true; readonly data: Readonly<Record<string, { readonly value: string }>> }
  | { readonly ok: false; readonly why: string };

/** `id field=fact field=fact`; undefined if it is not that, or a field is of a type that WeChat does not have. */
export function readTemplate(text: string): Template | undefined {
  const [id = '', ...pairs] = text.trim().split(/\s+/);
  const fields = pairs.map((pair) => pair.split('='));
  const fit = fields.every(
    ([field = '', fact, more]) => types[typeOf(field)] && isFact(fact) && more === undefined,
  );
  if (!/^[\w-]{1,64}$/.test(id) || fields.length === 0 || !fit) return undefined;
  return { id, fields: Object.fromEntries(fields) as Template['fields'] };
}

/** The data of a template message. WeChat would refuse all of it for one value that does not fit its type. */
export function fill(template: Template, known: Readonly<Record<Fact, string>>): Filled {
  const data: Record<string, { value: string }> = {};
  for (const [field, fact] of Object.entries(template.fields)) {
    const value = types[typeOf(field)]?.(known[fact].replace(/\s+/g, ' ').trim());
    if (!value) return { ok: false, why: `${field} cannot hold the ${fact}` };
    data[field] = { value };
  }
  return { ok: true, data };
}

/** As WeChat's time fields want it, in the company's time. */
export function timeText(at: Instant): string {
  const there = new Date(at + offsetAt(at, companyZone)).toISOString();
  const [year = 0, month = 0, day = 0] = there.slice(0, 10).split('-').map(Number);
  return `${wechatMoment.day({ year, month, day })} ${there.slice(11, 16)}`;
}

/** What a type takes of a value; undefined if nothing of it. Only `thing` may be shortened: half a number is a wrong one. */
type Type = (value: string) => string | undefined;

const matching =
  (pattern: RegExp): Type =>
  (value) =>
    pattern.test(value) ? value : undefined;

const atMost =
  (most: number): Type =>
  (value) => {
    const all = [...value.toWellFormed()];
    return all.length <= most ? value : `${all.slice(0, most - 1).join('')}…`;
  };

const types: Readonly<Record<string, Type>> = {
  thing: atMost(20),
  number: matching(/^\d{1,28}(\.\d{1,3})?$/),
  letter: matching(/^[A-Za-z]{1,32}$/),
  character_string: matching(/^[\x21-\x7e]{1,32}$/),
  time: matching(wechatMoment.isTime),
  date: matching(wechatMoment.isDay),
  phrase: matching(/^\p{Script=Han}{1,5}$/u),
  const: matching(/^.{1,20}$/u),
  short_thing: matching(/^.{1,5}$/u),
};

const typeOf = (field: string): string => field.replace(/\d+$/, '');

const isFact = (word: string | undefined): word is Fact => facts.some((fact) => fact === word);
