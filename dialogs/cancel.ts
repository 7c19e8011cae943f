import type { TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { AboutDialog, accepted } from './about.ts';
import { shorten } from './draft.ts';
import { yesOrNo } from './form.ts';
import { reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { ask, stateOf, talkOf, tell } from './talk.ts';

interface CancelState {
  no?: string;
  words?: string;
}

/** Never mind: asked once more before a ticket is cancelled. */
export class CancelDialog extends AboutDialog {
  protected override async withTicket(
    dc: DialogContext,
    ticket: TicketView,
    heard: Understanding | undefined,
  ): Promise<DialogTurnResult> {
    if (heard?.withdraws === 'cancel') {
      await tell(dc.context, reply(talkOf(dc.context).say.s.notCancelled()));
      return dc.endDialog();
    }
    const state = stateOf<CancelState>(dc);
    Object.assign(state, { no: ticket.no, words: shorten(ticket.words, 20) });
    await this.prompt(dc.context, state);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { no = '' } = stateOf<CancelState>(dc);
    const said = yesOrNo(talk);
    const sure = said === 'yes' || (!said && talk.understanding.intent === 'cancel');
    if (!sure) {
      await tell(dc.context, reply(talk.say.s.notCancelled()));
      return dc.endDialog();
    }
    const answer = await talk.desk.cancel(no, talk.understanding.text, talk.account, talk.cause);
    if (await accepted(dc.context, answer))
      await tell(dc.context, reply(talk.say.s.cancelled({ number: talk.say.number(no) })));
    return dc.endDialog();
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await this.prompt(context, instance.state as CancelState);
  }

  private async prompt(context: TurnContext, { no = '', words = '' }: CancelState): Promise<void> {
    const { say } = talkOf(context);
    const choices = [
      { title: say.s.cancelIt, code: 'yes' },
      { title: say.s.keepIt, code: 'no' },
    ];
    await ask(
      context,
      reply(say.s.askCancel({ number: say.number(no), words }), choices),
      'confirm_prompt',
    );
  }
}
