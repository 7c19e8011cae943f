import { reply } from './say.ts';
import type { DialogContext } from './sdk.ts';
import { talkOf, tell } from './talk.ts';

/** A scanned code that names a ticket or a service line opens that; false if it was none, or is an answer to a question. */
export async function scanned(dc: DialogContext): Promise<boolean> {
  const { picked = '', offered, lines, memory, say } = talkOf(dc.context);
  const [kind, name = ''] = picked.split(':');
  const isAnswer = offered.some(({ code }) => code === picked);
  const ticketNo = kind === 'ticket' && !isAnswer ? name : undefined;
  const line = kind === 'line' && !isAnswer ? lines.find(({ id }) => id === name)?.id : undefined;
  if (!ticketNo && !(line && !dc.activeDialog)) return false;
  // Who follows by scanning has not been greeted yet.
  if (memory.said.length === 0) await tell(dc.context, reply(say.s.hello()));
  if (ticketNo) await dc.beginDialog('progress', { ticketNo });
  else await dc.beginDialog('report', { purpose: 'report', draft: { line } });
  return true;
}
