import type { TicketView } from '../desk/view.ts';
import { accepted } from './about.ts';
import { answeredAlready } from './accept.ts';
import { reply } from './say.ts';
import { Dialog, type DialogContext, type DialogTurnResult } from './sdk.ts';
import { type Talk, talkOf, tell } from './talk.ts';
import type { Opinion } from './verdict.ts';

export interface ConfirmVisitOptions {
  /** The ticket that was picked; absent: whichever visit we asked about. */
  readonly no?: string;
  readonly opinion: Opinion;
}

/** The day before: the hour still suits, or another one is wanted. */
export class ConfirmVisitDialog extends Dialog {
  override async beginDialog(
    dc: DialogContext,
    options?: ConfirmVisitOptions,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const waiting = await visitsAsked(talk);
    const ticket = options?.no ? waiting.find(({ no }) => no === options.no) : waiting[0];
    if (!ticket) return answeredAlready(dc, talk, options?.no);
    if (options?.opinion.is === 'yes') return this.confirm(dc, ticket);
    const { understanding } = talk;
    return dc.replaceDialog('reschedule', { ticketNo: ticket.no, understanding });
  }

  private async confirm(dc: DialogContext, { no }: TicketView): Promise<DialogTurnResult> {
    const { desk, understanding, account, cause, say } = talkOf(dc.context);
    const answer = await desk.confirmVisit(no, understanding.text, account, cause);
    const { visit } = (await accepted(dc.context, answer)) ?? {};
    if (visit) await tell(dc.context, reply(say.s.visitSuits({ when: say.when(visit.expected) })));
    return dc.endDialog();
  }
}

/** Visits we asked about and have no answer to, the next one first. */
export async function visitsAsked({ desk, account }: Talk): Promise<readonly TicketView[]> {
  const asked = (await desk.ticketsOf(account)).filter(
    ({ visit }) => visit?.asked && !visit.confirmed,
  );
  return asked.sort((a, b) => (a.visit?.from ?? 0) - (b.visit?.from ?? 0));
}
