import type { Place } from '../desk/roster.ts';
import type { FormState } from './form.ts';
import type { DialogContext } from './sdk.ts';
import type { Talk } from './talk.ts';
import type { Sentence } from './text/index.ts';

/** What helps whoever comes to find the place and to get in. */
export interface Arriving {
  /** Where the map pointed, good as long as the address says `label`. */
  point?: { readonly place: Place; readonly label: string } | undefined;
  /** Door codes, dogs, which gate; the newest first. */
  access?: string | undefined;
}

/** Keeps what this message tells of it, and says so; nothing if it tells nothing. */
export function keepArrival(talk: Talk, form: FormState): Sentence[] {
  const { s } = talk.say;
  const said: Sentence[] = [];
  if (talk.access && form.access !== talk.access) {
    form.access = [talk.access, form.access].filter(Boolean).join('; ');
    said.push(s.accessKept());
  }
  if (talk.place) {
    const { place, label } = talk.place;
    // A pin without a name belongs to the address that is known, or told next.
    form.point = { place, label: label || (form.facts.address ?? '') };
    said.push(s.placeKept());
  }
  return said;
}

/** The pin, unless the address has become another one. */
export function placeFor({ point, facts }: FormState): Place | undefined {
  const { address = '' } = facts;
  return point && address.includes(point.label) ? point.place : undefined;
}

/** A pin that came before the address takes the first one that is told. */
export function settle(form: FormState): void {
  if (form.point?.label === '' && form.facts.address)
    form.point = { ...form.point, label: form.facts.address };
}

/** Of what any open form has learned: it goes along when another begins. */
export function arrivingOf({ stack }: Pick<DialogContext, 'stack'>): Arriving {
  const { point, access }: Arriving = Object.assign({}, ...stack.map(({ state }) => state ?? {}));
  return { ...(point && { point }), ...(access && { access }) };
}
