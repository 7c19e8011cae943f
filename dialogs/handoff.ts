import type { TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { accepted } from './about.ts';
import type { FormState } from './form.ts';
import { handedOff } from './registered.ts';
import type { Begin } from './report.ts';
import { Dialog, type DialogContext, type DialogTurnResult } from './sdk.ts';
import { isOpen } from './status.ts';
import { talkOf, tell } from './talk.ts';

export interface HandoffOptions {
  readonly understanding?: Understanding | undefined;
  /** What an open form had learned before a person was asked for. */
  readonly draft?: FormState['facts'];
}

/** A human, please: the open ticket is marked, or one is opened so that the call cannot be forgotten. */
export class HandoffDialog extends Dialog {
  override async beginDialog(
    dc: DialogContext,
    options?: HandoffOptions,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const ticket = await openTicket(dc);
    if (!ticket) {
      const begin: Begin = {
        purpose: 'handoff',
        ...(options?.understanding && { understanding: options.understanding }),
        ...(options?.draft && { draft: options.draft }),
      };
      return dc.replaceDialog('report', begin);
    }
    const words = options?.understanding?.text || talk.say.s.handoffWords;
    const answer = await talk.desk.handoff(ticket.no, words, talk.account, talk.cause);
    const marked = await accepted(dc.context, answer);
    if (marked) await tell(dc.context, handedOff(talk, marked));
    return dc.endDialog();
  }
}

async function openTicket(dc: DialogContext): Promise<TicketView | undefined> {
  const { desk, account, memory } = talkOf(dc.context);
  const open = (await desk.ticketsOf(account)).filter(isOpen);
  return open.find(({ no }) => no === memory.lastTicket) ?? open[0];
}
