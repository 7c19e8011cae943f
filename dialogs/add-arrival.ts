import { accepted } from './about.ts';
import { reply } from './say.ts';
import type { DialogContext } from './sdk.ts';
import { isOpen } from './status.ts';
import { type Talk, talkOf, tell } from './talk.ts';
import { isWordless } from './text/answers.ts';

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
