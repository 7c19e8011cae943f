import type { TicketView } from '../desk/view.ts';
import { AboutDialog } from './about.ts';
import { reply } from './say.ts';
import type { DialogContext, DialogTurnResult } from './sdk.ts';
import { isOpen, statusOf } from './status.ts';
import { offer, talkOf } from './talk.ts';

/** Where is my ticket? */
export class ProgressDialog extends AboutDialog {
  protected override readonly openOnly = false;

  protected override async withTicket(
    dc: DialogContext,
    ticket: TicketView,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { s } = talk.say;
    const choices = [
      { title: s.intentNames.urge, code: 'intent:urge' },
      { title: s.intentNames.addinfo, code: 'intent:addinfo' },
      { title: s.person, code: 'intent:handoff' },
    ];
    await offer(dc.context, reply(statusOf(talk, ticket), isOpen(ticket) ? choices : []));
    return dc.endDialog();
  }
}
