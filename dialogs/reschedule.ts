import type { TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { AboutDialog, accepted } from './about.ts';
import { reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { slots } from './slots.ts';
import { ask, stateOf, talkOf, tell } from './talk.ts';
import { visitIn, visitSaid } from './visit.ts';

interface RescheduleState {
  no?: string;
  again?: boolean;
}

/** Another time, please: the wish is kept on the ticket and the owner confirms it. */
export class RescheduleDialog extends AboutDialog {
  protected override async withTicket(
    dc: DialogContext,
    ticket: TicketView,
    heard: Understanding | undefined,
  ): Promise<DialogTurnResult> {
    stateOf<RescheduleState>(dc).no = ticket.no;
    const time = heard?.entities.timeText;
    if (time) return this.move(dc, ticket.no, heard.text, time);
    await this.prompt(dc.context);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const state = stateOf<RescheduleState>(dc);
    const time = slots.time.take(talk, true, state.again);
    if (typeof time === 'string' && time)
      return this.move(dc, state.no ?? '', talk.understanding.text, time);
    if (time === '' || talk.understanding.choice === 'no') {
      await tell(dc.context, reply(talk.say.s.timeStays()));
      return dc.endDialog();
    }
    state.again = true;
    await ask(dc.context, slots.time.ask(talk, true), 'slot_time');
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, _instance: DialogInstance): Promise<void> {
    await this.prompt(context);
  }

  private async move(
    dc: DialogContext,
    no: string,
    words: string,
    time: string,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const visit = visitIn(talk, time) ?? null;
    const more = { words, photos: talk.photos, changes: { preferredTime: time }, visit };
    const answer = await talk.desk.addInfo(no, more, talk.account, talk.cause);
    const ticket = await accepted(dc.context, answer);
    if (ticket)
      await tell(
        dc.context,
        reply(ticket.visit ? visitSaid(talk, ticket) : talk.say.s.rescheduled({ time })),
      );
    return dc.endDialog();
  }

  private async prompt(context: TurnContext): Promise<void> {
    await ask(context, reply(talkOf(context).say.s.askNewTime()), 'slot_time');
  }
}
