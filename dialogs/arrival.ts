import type { Place } from '../desk/roster.ts';
import { accepted } from './about.ts';
import type { FormState } from './form.ts';
import { reply } from './say.ts';
import type { DialogContext } from './sdk.ts';
import { isOpen } from './status.ts';
import { type Talk, talkOf, tell } from './talk.ts';
import { isWordless } from './text/answers.ts';
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

/** Said after a ticket was opened: it goes to that ticket. False if there is none it could be meant for. */
export async function addArrival(dc: DialogContext): Promise<boolean> {
  const talk = talkOf(dc.context);
  const { access, place, memory, understanding, say } = talk;
  const bare = isWordless(understanding.text);
  const only = place !== undefined || (access !== '' && (bare || !tellsMore(talk)));
  if (!only) return false;
  const open = (await talk.desk.ticketsOf(talk.account)).filter(isOpen);
  const ticket =
    open.find(({ no }) => no === memory.lastTicket) ?? (open.length === 1 ? open[0] : undefined);
  if (!ticket) return false;
  const changes = { ...(access && { access }), ...(place && { place: place.place }) };
  const addition = { words: '', photos: talk.photos, changes };
  const answer = await talk.desk.addInfo(ticket.no, addition, talk.account, talk.cause);
  const changed = await accepted(dc.context, answer);
  if (!changed) return true;
  memory.lastTicket = ticket.no;
  const said = place ? [say.s.placeAdded()] : [say.s.accessKept()];
  await tell(dc.context, reply([say.s.infoAdded({ number: say.number(ticket.no) }), ...said]));
  return true;
}

/** A problem or another wish beside it: then it is no mere remark about the way in. */
const tellsMore = ({ understanding: { intent, sure, danger } }: Talk): boolean =>
  danger !== null || (sure && !remarks.has(intent));

const remarks: ReadonlySet<string> = new Set(['addinfo', 'other', 'greeting', 'thanks_bye']);
