import type { Photo } from '../desk/events.ts';
import type { Place } from '../desk/roster.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { accepted } from './about.ts';
import { judge } from './draft.ts';
import { advice } from './more.ts';
import { addedTo } from './registered.ts';
import { reply } from './say.ts';
import type { DialogContext } from './sdk.ts';
import { talkOf, tell } from './talk.ts';

/** What is added to a ticket, and how the words were understood, if there are any. */
export interface More {
  readonly words: string;
  readonly photos: readonly Photo[];
  readonly heard?: Understanding | undefined;
  readonly changes?: { readonly place?: Place | undefined; readonly access?: string | undefined };
}

/** Adds to a ticket and says so: advice first if there is danger, the new class if it rose. False if the desk would not. */
export async function addTo(dc: DialogContext, no: string, more: More): Promise<boolean> {
  const talk = talkOf(dc.context);
  const { words, photos, heard } = more;
  const { place, access = talk.access } = more.changes ?? {};
  const before = (await talk.desk.ticketsOf(talk.account)).find((ticket) => ticket.no === no);
  const judged = heard?.intent === 'report' ? judge(heard, 'report') : undefined;
  const changes = { ...(access && { access }), ...(place && { place }) };
  const addition = { words, photos, changes, ...(judged && { judged }) };
  const answer = await talk.desk.addInfo(no, addition, talk.account, talk.cause);
  const ticket = await accepted(dc.context, answer);
  if (!ticket) return false;
  talk.memory.lastTicket = no;
  if (heard && judged)
    for (const words of advice(talk, heard)) await tell(dc.context, reply(words));
  await tell(dc.context, addedTo(talk, ticket, before));
  return true;
}
