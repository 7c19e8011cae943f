import type { TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { AboutDialog, accepted } from './about.ts';
import { reply } from './say.ts';
import type { DialogContext, DialogTurnResult } from './sdk.ts';
import { statusOf } from './status.ts';
import { offer, talkOf, tell } from './talk.ts';

/** Please hurry: the responsible person is told, the customer hears how it stands. */
export class UrgeDialog extends AboutDialog {
  protected override async withTicket(
    dc: DialogContext,
    ticket: TicketView,
    heard: Understanding | undefined,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const words = heard?.text ?? talk.understanding.text;
    const answer = await talk.desk.urge(ticket.no, words, talk.account, talk.cause);
    const urged = await accepted(dc.context, answer);
    if (urged) {
      const { s, number } = talk.say;
      // Asked to hurry twice in a row: the same lines again would sound deaf.
      if (ticket.last.type === 'urged')
        await offer(
          dc.context,
          reply(s.urgedAgain(), [{ title: s.person, code: 'intent:handoff' }]),
        );
      else
        await tell(
          dc.context,
          reply([s.urged({ number: number(ticket.no) }), statusOf(talk, urged)]),
        );
    }
    return dc.endDialog();
  }
}
