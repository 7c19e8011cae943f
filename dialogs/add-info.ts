import type { TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { AboutDialog } from './about.ts';
import { addTo } from './addition.ts';
import { reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { ask, stateOf, talkOf, tell } from './talk.ts';
import { isWordless, waveIn } from './text/answers.ts';

/** One more thing: words and photos go to the ticket as they were said. */
export class AddInfoDialog extends AboutDialog {
  protected override async withTicket(
    dc: DialogContext,
    ticket: TicketView,
    heard: Understanding | undefined,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    if (heard || talk.photos.length > 0 || talk.access)
      return this.add(dc, ticket.no, heard?.text ?? '');
    stateOf<{ no?: string }>(dc).no = ticket.no;
    await ask(dc.context, reply(talk.say.s.askMore()), 'open_ticket');
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { no } = stateOf<{ no?: string }>(dc);
    const { understanding, photos, access, say } = talkOf(dc.context);
    const { text, choice } = understanding;
    const nothing =
      photos.length === 0 && access === '' && (isWordless(text) || choice === 'no' || waveIn(text));
    if (!nothing) return this.add(dc, no ?? '', text);
    await tell(dc.context, reply(say.s.nothingAdded()));
    return dc.endDialog();
  }

  override async repromptDialog(context: TurnContext, _instance: DialogInstance): Promise<void> {
    await ask(context, reply(talkOf(context).say.s.askMore()), 'open_ticket');
  }

  private async add(dc: DialogContext, no: string, words: string): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    // What the words are by themselves, not as an answer to "what shall I add?".
    const heard = words ? talk.understand(words) : undefined;
    await addTo(dc, no, { words, photos: talk.photos, heard });
    return dc.endDialog();
  }
}
