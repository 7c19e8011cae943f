import type { Field } from '../nlu/understanding.ts';
import type { FormState } from './form.ts';
import { slots } from './slots.ts';
import type { Talk } from './talk.ts';

/** A field the customer wants otherwise; without a value it must be asked again. */
export interface Change {
  readonly field: Field;
  readonly value?: string;
}

/**
 * What this utterance changes of what was already known: a field named as wrong ("电话不对，是139…"), or
 * another telephone, address, name or time than the one we hold ("不对，是89号").
 */
export function changesIn(talk: Talk, form: FormState): Change[] {
  if (talk.picked) return [];
  const named = talk.understanding.correct;
  if (named && form.facts[named] !== undefined) return [namedChange(talk, form, named)];
  return (['phone', 'address', 'name', 'time'] as const).flatMap((field) => {
    const value = entityOf(talk, field);
    const known = form.facts[field];
    if (!value || !known || form.asking === field || !mayChange(talk, form, field)) return [];
    const changed = field === 'address' ? mend(known, value) : value;
    return changed === known ? [] : [{ field, value: changed }];
  });
}

function namedChange(talk: Talk, form: FormState, field: Field): Change {
  const said = entityOf(talk, field) ?? slots[field].take(talk, false);
  if (typeof said !== 'string' || said === '') return { field };
  return { field, value: field === 'address' ? mend(form.facts.address ?? '', said) : said };
}

/** A telephone is never said by accident; the rest counts while we read back, or after "no". */
function mayChange({ understanding }: Talk, form: FormState, field: Field): boolean {
  if (field === 'phone' || form.stage === 'confirming') return true;
  if (understanding.choice === 'no') return true;
  return field === 'address' && form.asking === 'name';
}

function entityOf({ understanding: { entities } }: Talk, field: Field): string | undefined {
  switch (field) {
    case 'phone':
      return entities.phone;
    case 'address':
      return entities.addressText;
    case 'name':
      return entities.nameText;
    case 'time':
      return entities.timeText;
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
  return /\d/.test(known) ? said : known + said;
}
