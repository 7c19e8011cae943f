import type { Field } from '../nlu/understanding.ts';
import { type Change, mend } from './corrections.ts';
import type { FormState } from './form.ts';
import { slots, unclear } from './slots.ts';
import type { Talk } from './talk.ts';
import { isFullPlace, looksLikePlace } from './text/answers.ts';
import { placeIn } from './text/bare.ts';
import type { Sentence } from './text/index.ts';

/**
 * Takes every slot this utterance fills; true if the open question was answered or anything new was learned.
 * `spent`: the words already served another end, so they do not also answer the open question.
 */
export function takeAll(talk: Talk, form: FormState, spent = false): boolean {
  let heard = talk.photos.length > 0;
  for (const { field } of Object.values(slots)) {
    const direct = !spent && form.stage === 'asking' && asks(talk, form) === field;
    if (!direct && form.facts[field]) continue;
    // The words that answer one free question are not also the answer to another.
    if (!direct && field === 'product' && form.asking === 'address') continue;
    const taken = takeOne(talk, form, field, direct);
    if (taken === undefined) continue;
    form.facts[field] = taken;
    if (direct) form.last = field;
    heard = true;
  }
  return heard;
}

/** What the words answer: an address told to "which service?" or "which item?" is no item. */
function asks({ understanding: { text } }: Talk, { asking, facts }: FormState): Field | undefined {
  const early = asking === 'line' || asking === 'product';
  return early && facts.address === undefined && isFullPlace(text) ? 'address' : asking;
}

function takeOne(talk: Talk, form: FormState, field: Field, direct: boolean): string | undefined {
  const taken = slots[field].take(talk, direct, form.tries > 0);
  if (field !== 'address') return taken === unclear ? undefined : taken;
  if (direct && taken === unclear) {
    const place = placeIn(talk.understanding.text);
    if (looksLikePlace(place)) form.place = place;
  }
  return taken === undefined || taken === unclear ? undefined : mend(form.place ?? '', taken);
}

/** Makes the change and says so. */
export function apply(
  { say, lines }: Talk,
  form: FormState,
  { field, value = '' }: Change,
): Sentence {
  form.facts[field] = value;
  form.last = field;
  const line = lines.find(({ id }) => field === 'line' && id === value);
  return say.s.corrected({
    field: say.s.fieldNames[field],
    value: line?.name[say.language] ?? value,
  });
}
