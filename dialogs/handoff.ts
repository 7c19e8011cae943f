import type { TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import { accepted } from './about.ts';
import type { Arriving } from './arrival.ts';
import type { FormState } from './form.ts';
import { handedOff } from './registered.ts';
import type { Begin } from './report.ts';
import { part } from './resume.ts';
import { reply } from './say.ts';
import { Dialog, type DialogContext, type DialogTurnResult, DialogTurnStatus } from './sdk.ts';
import { isLive } from './status.ts';
import { stateOf, talkOf, tell } from './talk.ts';

export interface HandoffOptions {
  readonly understanding?: Understanding | undefined;
  /** What an open form had learned before a person was asked for. */
  readonly draft?: FormState['facts'];
  readonly arriving?: Arriving;
}

/** A human, please: the open ticket is marked, or one is opened so that the call cannot be forgotten. */
export class HandoffDialog extends Dialog {
  override async beginDialog(
    dc: DialogContext,
    options?: HandoffOptions,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const ticket = await openTicket(dc);
    if (!ticket && talk.connects) return this.connect(dc, options);
    if (!ticket) {
      const begin: Begin = {
        purpose: 'handoff',
        ...(options?.understanding && { understanding: options.understanding }),
        ...(options?.draft && { draft: options.draft }),
        ...(options?.arriving && { arriving: options.arriving }),
      };
      return dc.replaceDialog('report', begin);
    }
    const words = options?.understanding?.text || talk.say.s.handoffWords;
    const answer = await talk.desk.handoff(ticket.no, words, talk.account, talk.cause);
    const marked = await accepted(dc.context, answer);
    if (!marked) return dc.endDialog();
    const act = talk.connects ? ({ act: 'person' } as const) : {};
    await tell(dc.context, { ...handedOff(talk, marked), ...act });
    return dc.endDialog();
  }

  /** Words that come while nobody is there yet begin what they would have begun. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return dc.replaceDialog('report', this.callback(dc));
  }

  /** Stays open until it is known whether somebody answered. */
  private async connect(dc: DialogContext, options?: HandoffOptions): Promise<DialogTurnResult> {
    const wish = options?.understanding?.text;
    const state: HandoffState = { draft: options?.draft, ...(wish && { words: wish }) };
    Object.assign(stateOf<HandoffState>(dc), state);
    const { spoken, say } = talkOf(dc.context);
    const words = spoken ? say.ear.connecting : say.s.findingPerson();
    await tell(dc.context, { ...reply(words), act: 'person' });
    return Dialog.EndOfTurn;
  }

  private callback(dc: DialogContext): Begin {
    const { draft, words } = stateOf<HandoffState>(dc);
    const description = draft?.description ?? words;
    return { purpose: 'handoff', draft: { ...draft, ...(description && { description }) } };
  }
}

interface HandoffState {
  draft?: FormState['facts'] | undefined;
  words?: string;
}

/** Nobody answered: a call back is arranged instead. */
export async function nobodyCame(dc: DialogContext): Promise<void> {
  const talk = talkOf(dc.context);
  await tell(dc.context, reply(talk.spoken ? talk.say.ear.nobody : talk.say.s.nobodyOnline()));
  await arrange(dc);
}

/** Somebody of the house took the call: a person has spoken with the customer, if there is a ticket. Nothing is said. */
export async function answered(dc: DialogContext): Promise<void> {
  const { desk, account, cause } = talkOf(dc.context);
  const ticket = await openTicket(dc);
  if (ticket) await desk.answered(ticket.no, account, cause);
}

/** They would rather be called back than wait: it is arranged at once, and asked for only what is not known. */
export async function callBack(dc: DialogContext): Promise<void> {
  await tell(dc.context, reply(talkOf(dc.context).say.ear.callBack));
  if (!(await openForCaller(dc))) await arrange(dc);
}

async function arrange(dc: DialogContext): Promise<void> {
  const talk = talkOf(dc.context);
  const result = await dc.continueDialog();
  if (result.status !== DialogTurnStatus.empty) return;
  const ticket = await openTicket(dc);
  if (ticket) await tell(dc.context, { ...handedOff(talk, ticket), act: 'bye' });
  else await dc.beginDialog('report', { purpose: 'handoff' } satisfies Begin);
}

/** They hung up before anybody answered: who asked for a person is called back, and need not hear it. */
export async function leftWaiting(dc: DialogContext): Promise<void> {
  if (!(await openForCaller(dc))) await part(dc);
}

/** False, and nothing done, unless they wait for a person without a ticket and their telephone is known. */
async function openForCaller(dc: DialogContext): Promise<boolean> {
  const { claimedPhone } = talkOf(dc.context);
  if (dc.activeDialog?.id !== 'handoff' || !claimedPhone) return false;
  const { draft, words } = stateOf<HandoffState>(dc);
  const description = draft?.description ?? words;
  const known = { phone: claimedPhone, line: '', ...draft, ...(description && { description }) };
  await dc.cancelAllDialogs();
  await dc.beginDialog('report', { purpose: 'handoff', draft: known } satisfies Begin);
  return true;
}

async function openTicket(dc: DialogContext): Promise<TicketView | undefined> {
  const { desk, account, memory } = talkOf(dc.context);
  const open = (await desk.ticketsOf(account)).filter(isLive);
  return open.find(({ no }) => no === memory.lastTicket) ?? open[0];
}
