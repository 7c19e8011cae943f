import type { Answer, TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { reply } from './say.ts';
import { Dialog, type DialogContext, type DialogTurnResult, type TurnContext } from './sdk.ts';
import { stateOf, type Talk, talkOf, tell } from './talk.ts';

export interface AboutOptions {
  readonly understanding?: Understanding | undefined;
  /** Named by something else than words. */
  readonly ticketNo?: string;
}

/** A wish about one ticket: first which ticket, then the wish. */
export abstract class AboutDialog extends Dialog {
  protected readonly openOnly: boolean = true;

  /** The ticket is known to be the customer's; `words` are what they said when they came. */
  protected abstract withTicket(
    dc: DialogContext,
    ticket: TicketView,
    heard: Understanding | undefined,
  ): Promise<DialogTurnResult>;

  override async beginDialog(dc: DialogContext, options?: AboutOptions): Promise<DialogTurnResult> {
    const heard = options?.understanding;
    stateOf<AboutState>(dc).text = heard?.text;
    const ticketNo = options?.ticketNo ?? heard?.entities.ticketNo;
    return dc.beginDialog('which', { ticketNo, open: this.openOnly });
  }

  override async resumeDialog(
    dc: DialogContext,
    _reason: unknown,
    ticket?: TicketView,
  ): Promise<DialogTurnResult> {
    if (!ticket) return dc.endDialog();
    const { text } = stateOf<AboutState>(dc);
    return this.withTicket(dc, ticket, text ? talkOf(dc.context).understand(text) : undefined);
  }
}

interface AboutState {
  text?: string | undefined;
}

/** The ticket as it is now; or tells why the desk would not and gives nothing. */
export async function accepted(
  context: TurnContext,
  answer: Answer,
): Promise<TicketView | undefined> {
  if (answer.done) return answer.ticket;
  await tell(context, reply(refusal(talkOf(context), answer)));
  return undefined;
}

function refusal({ say, memory }: Talk, answer: Extract<Answer, { done: false }>) {
  if (answer.why === 'finished')
    return say.s.finished({ number: say.number(answer.ticket?.no ?? memory.lastTicket ?? '') });
  if (answer.why === 'locked') return say.s.locked();
  return answer.why === 'unknown' ? say.s.notVerified() : say.s.notNow();
}
