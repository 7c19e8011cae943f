import { checkNumber, groupNumber } from '../desk/number.ts';
import type { TicketView } from '../desk/view.ts';
import { digitRun } from './digits.ts';
import { shorten } from './draft.ts';
import { type Reply, reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { isOpen } from './status.ts';
import { ask, offer, stateOf, type Talk, talkOf, tell } from './talk.ts';
import { waveIn } from './text/answers.ts';

export interface WhichOptions {
  /** Words that may already name the ticket. */
  readonly ticketNo?: string | undefined;
  /** Only tickets still open make sense. */
  readonly open: boolean;
}

interface WhichState extends WhichOptions {
  /** `tail`: their telephone named the ticket, the last digits of its number must prove it. */
  stage: 'number' | 'last4' | 'tail' | 'choosing';
  no?: string | undefined;
  tries: number;
}

/** Finds the ticket the customer means and makes sure it is theirs. Ends with a TicketView, or nothing. */
export class WhichDialog extends Dialog {
  override async beginDialog(dc: DialogContext, options?: WhichOptions): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const state: WhichState = { open: options?.open ?? false, stage: 'number', tries: 0 };
    Object.assign(stateOf<WhichState>(dc), state);
    if (options?.ticketNo) return this.numberSaid(dc, options.ticketNo);
    const mine = await talk.desk.ticketsOf(talk.account);
    const open = mine.filter(isOpen);
    const fit = state.open || open.length > 0 ? open : mine.slice(0, 1);
    const last = fit.find(({ no }) => no === talk.memory.lastTicket);
    if (fit.length === 1 || (last && state.open)) return this.found(dc, last ?? fit[0]);
    stateOf<WhichState>(dc).stage = fit.length > 1 ? 'choosing' : 'number';
    const [claimed] =
      fit.length === 0 && talk.claimedPhone ? await talk.desk.claimed(talk.claimedPhone) : [];
    if (claimed) Object.assign(stateOf<WhichState>(dc), { stage: 'tail', no: claimed });
    await this.prompt(dc.context, stateOf<WhichState>(dc));
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const state = stateOf<WhichState>(dc);
    const wave = waveIn(talk.understanding.text);
    const lost = wave !== undefined && wave !== 'hurry';
    if (talk.picked === 'no_number' || (lost && state.stage === 'number'))
      return this.withoutNumber(dc);
    if (talk.picked?.startsWith('ticket:'))
      return this.numberSaid(dc, talk.picked.slice('ticket:'.length));
    const left = leaving(talk);
    if (left) {
      await tell(dc.context, left);
      return dc.endDialog();
    }
    // Who cannot prove a ticket by ear is not asked three times for what they do not know.
    if (talk.connects && (lost || talk.understanding.command === 'skip'))
      return dc.replaceDialog('handoff', {});
    const said = talk.understanding.entities.ticketNo ?? digitRun(talk.understanding, 6);
    if (said) return this.numberSaid(dc, said);
    if (state.stage !== 'last4' && state.stage !== 'tail') return this.again(dc);
    const last4 = digitRun(talk.understanding, 4)?.slice(-4);
    return last4 ? this.verify(dc, last4) : this.again(dc);
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await this.prompt(context, instance.state as WhichState);
  }

  /** What came between may have brought the ticket: a link to another account, or a report. */
  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { stage, open } = stateOf<WhichState>(dc);
    if (stage === 'number') return this.beginDialog(dc, { open });
    await this.prompt(dc.context, stateOf<WhichState>(dc));
    return Dialog.EndOfTurn;
  }

  private async numberSaid(dc: DialogContext, said: string): Promise<DialogTurnResult> {
    const { desk, account } = talkOf(dc.context);
    const state = stateOf<WhichState>(dc);
    const checked = checkNumber(said);
    if (!checked.ok) return this.nearly(dc, said, checked.near);
    const answer = await desk.look(checked.no, { account });
    if (answer.done) return this.found(dc, answer.ticket);
    Object.assign(state, { stage: 'last4', no: checked.no, tries: 0 });
    await this.prompt(dc.context, state);
    return Dialog.EndOfTurn;
  }

  /** One slip away: a few are offered, the customer's own first; many would only be a riddle. */
  private async nearly(dc: DialogContext, said: string, near: readonly string[]) {
    const { desk, account, say } = talkOf(dc.context);
    const none = { title: say.s.noNumber, code: 'no_number' };
    if (/^(?:86)?1[3-9]\d{9}$/.test(said)) {
      await ask(dc.context, reply(say.s.phoneIsNoNumber(), [none]), 'slot_ticket');
      return Dialog.EndOfTurn;
    }
    if (near.length === 0) return this.again(dc);
    const mine = (await desk.ticketsOf(account)).map(({ no }) => no);
    const own = near.filter((no) => mine.includes(no));
    const few = own.length > 0 ? own : near.length <= mostOffered ? near : [];
    const choices = few.map((no) => ({ title: groupNumber(no), code: `ticket:${no}` }));
    const question =
      few.length > 0 ? reply(say.s.didYouMean(), choices) : reply(say.s.oneDigitOff(), [none]);
    await ask(dc.context, question, 'slot_ticket');
    return Dialog.EndOfTurn;
  }

  private async verify(dc: DialogContext, last4: string): Promise<DialogTurnResult> {
    const { desk, account, say } = talkOf(dc.context);
    const { stage, no = '' } = stateOf<WhichState>(dc);
    const proof = stage === 'tail' ? { tail: last4 } : { last4 };
    const answer = await desk.look(no, { account, ...proof });
    if (answer.done) return this.found(dc, answer.ticket);
    const person = { title: say.s.person, code: 'intent:handoff' };
    if (answer.why === 'locked') {
      await offer(dc.context, reply(say.s.locked(), [person]));
      return dc.endDialog();
    }
    const wrong = stage === 'tail' ? say.ear.tailWrong : say.s.notVerified();
    const { connects } = talkOf(dc.context);
    stateOf<WhichState>(dc).tries += 1;
    if (connects && stateOf<WhichState>(dc).tries > 2) return dc.replaceDialog('handoff', {});
    await ask(dc.context, reply(wrong, [person]), 'slot_last4');
    return Dialog.EndOfTurn;
  }

  private async found(
    dc: DialogContext,
    ticket: TicketView | undefined,
  ): Promise<DialogTurnResult> {
    if (ticket) talkOf(dc.context).memory.lastTicket = ticket.no;
    return dc.endDialog(ticket);
  }

  private async again(dc: DialogContext): Promise<DialogTurnResult> {
    const state = stateOf<WhichState>(dc);
    state.tries += 1;
    if (state.tries > 2 && talkOf(dc.context).connects) return dc.replaceDialog('handoff', {});
    if (state.tries > patience) return this.withoutNumber(dc);
    await this.prompt(dc.context, state);
    return Dialog.EndOfTurn;
  }

  private async withoutNumber(dc: DialogContext): Promise<DialogTurnResult> {
    const { s } = talkOf(dc.context).say;
    const choices = [
      { title: s.intentNames.report, code: 'intent:report' },
      { title: s.person, code: 'intent:handoff' },
    ];
    await ask(dc.context, reply(s.noTickets(), choices), 'choice_prompt');
    return dc.endDialog();
  }

  private async prompt(context: TurnContext, { stage, tries }: WhichState): Promise<void> {
    const talk = talkOf(context);
    const { s } = talk.say;
    if (stage === 'choosing') return chooseAmong(talk, context);
    const { ear } = talk.say;
    if (stage === 'tail')
      return ask(context, reply(tries > 0 ? ear.askTailAgain : ear.askTail), 'slot_last4');
    if (stage === 'last4')
      return ask(context, reply(tries > 0 ? s.askLast4Again() : s.askLast4()), 'slot_last4');
    const digits = /\d/.test(talk.understanding.normal);
    const again = digits ? s.askNumberAgain() : s.askNumberNeeded();
    const question = reply(tries > 0 ? again : s.askNumber(), [
      { title: s.noNumber, code: 'no_number' },
    ]);
    await ask(context, question, 'slot_ticket');
  }
}

/** "Never mind", or goodbye: nothing more is asked. */
function leaving({ picked, say: { s }, understanding }: Talk): Reply | undefined {
  const { intent, sure, choice } = understanding;
  if (picked || !sure) return undefined;
  if (intent === 'thanks_bye') return { ...reply(s.thanks()), act: 'bye' };
  return intent === 'cancel' && choice === 'no' ? reply(s.fine()) : undefined;
}

const mostOffered = 4;
const patience = 2;

async function chooseAmong(talk: Talk, context: TurnContext): Promise<void> {
  const open = (await talk.desk.ticketsOf(talk.account)).filter(isOpen).slice(0, 4);
  const choices = open.map(({ no, words }) => ({
    title: talk.say.s.ticketChoice({ number: talk.say.number(no), words: shorten(words, 14) }),
    code: `ticket:${no}`,
  }));
  await ask(context, reply(talk.say.s.whichTicket(), choices), 'choice_prompt');
}
