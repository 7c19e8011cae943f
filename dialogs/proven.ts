import type { TicketView } from '../desk/view.ts';
import { AboutDialog } from './about.ts';
import { askAgain } from './accept.ts';
import { reply } from './say.ts';
import type { DialogContext, DialogTurnResult } from './sdk.ts';
import { statusOf } from './status.ts';
import { talkOf, tell } from './talk.ts';

/** An answer from somebody who must first prove that the ticket is theirs: then they are asked again. */
export class ProvenDialog extends AboutDialog {
  protected override readonly openOnly = false;

  protected override async withTicket(
    dc: DialogContext,
    ticket: TicketView,
  ): Promise<DialogTurnResult> {
    const result = await dc.endDialog();
    if (ticket.asked) await askAgain(dc.context, [], ticket);
    else await tell(dc.context, reply(statusOf(talkOf(dc.context), ticket)));
    return result;
  }
}
