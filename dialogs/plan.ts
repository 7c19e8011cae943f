import type { TicketView } from '../desk/view.ts';
import { accepted } from './about.ts';
import { answeredAlready, waitingFor } from './accept.ts';
import { shorten } from './draft.ts';
import { planFacts } from './news.ts';
import { reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { nextStep } from './status.ts';
import { ask, stateOf, talkOf, tell } from './talk.ts';
import type { Opinion } from './verdict.ts';

export interface PlanOptions {
  readonly no?: string;
  readonly opinion: Opinion;
}

interface PlanState {
  stage: 'changes' | 'which';
  opinion: Opinion;
  nos: readonly string[];
}

/** The customer agrees to a plan, asks about it, or wants it otherwise. */
export class PlanDialog extends Dialog {
  override async beginDialog(dc: DialogContext, options?: PlanOptions): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { opinion = { is: 'unclear' }, no } = options ?? {};
    const waiting = await waitingFor(talk, 'plan');
    const meant = no ? waiting.filter((ticket) => ticket.no === no) : waiting;
    const [only] = meant;
    if (!only) return answeredAlready(dc, talk, no);
    Object.assign(stateOf<PlanState>(dc), { opinion, nos: meant.map((one) => one.no) });
    return meant.length === 1 ? this.about(dc, only) : this.turn(dc, 'which');
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const state = stateOf<PlanState>(dc);
    const waiting = (await waitingFor(talk, 'plan')).filter(({ no }) => state.nos.includes(no));
    const [first] = waiting;
    if (!first) return answeredAlready(dc, talk, state.nos[0]);
    if (state.stage === 'changes') return this.change(dc, first, talk.understanding.text);
    const one = waiting.find(({ no }) => talk.picked === `ticket:${no}`);
    return one ? this.about(dc, one) : this.turn(dc, 'which');
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const { stage, nos } = instance.state as PlanState;
    await this.prompt(context, stage, nos);
  }

  private async about(dc: DialogContext, ticket: TicketView): Promise<DialogTurnResult> {
    const state = stateOf<PlanState>(dc);
    const { opinion } = state;
    state.nos = [ticket.no];
    if (opinion.is === 'yes') return this.agree(dc, ticket);
    if (opinion.is === 'question') return this.question(dc, ticket, opinion.words);
    const words = 'words' in opinion ? opinion.words : undefined;
    return words ? this.change(dc, ticket, words) : this.turn(dc, 'changes');
  }

  private async agree(dc: DialogContext, { no }: TicketView): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { desk, understanding, account, cause } = talk;
    const answer = await desk.confirmPlan(no, understanding.text, account, cause);
    const after = await accepted(dc.context, answer);
    if (after) await tell(dc.context, reply([talk.say.s.planAgreed(), nextStep(talk, after)]));
    return dc.endDialog();
  }

  private async change(dc: DialogContext, ticket: TicketView, words: string) {
    const { desk, account, cause, say } = talkOf(dc.context);
    const answer = await desk.changePlan(ticket.no, words, account, cause);
    if (await accepted(dc.context, answer))
      await tell(dc.context, reply(say.s.planReturned({ who: ticket.owner.role[say.language] })));
    return dc.endDialog();
  }

  private async question(dc: DialogContext, ticket: TicketView, words: string) {
    const { desk, account, cause, say, photos } = talkOf(dc.context);
    const answer = await desk.addInfo(ticket.no, { words, photos }, account, cause);
    if (await accepted(dc.context, answer)) {
      const shown = ticket.plan ? say.news.plan(planFacts(ticket.plan, say)) : '';
      const passed = say.s.planQuestion({ who: ticket.owner.role[say.language] });
      await tell(dc.context, reply([shown, passed]));
    }
    return dc.endDialog();
  }

  private async turn(dc: DialogContext, stage: PlanState['stage']): Promise<DialogTurnResult> {
    const state = stateOf<PlanState>(dc);
    state.stage = stage;
    await this.prompt(dc.context, stage, state.nos);
    return Dialog.EndOfTurn;
  }

  private async prompt(context: TurnContext, stage: PlanState['stage'], nos: readonly string[]) {
    const talk = talkOf(context);
    const { say } = talk;
    if (stage === 'changes') return ask(context, reply(say.s.askChanges()), 'slot_description');
    const tickets = (await waitingFor(talk, 'plan')).filter(({ no }) => nos.includes(no));
    const choices = tickets.slice(0, 4).map(({ no, words }) => ({
      title: say.s.ticketChoice({ number: say.number(no), words: shorten(words, 14) }),
      code: `ticket:${no}`,
    }));
    return ask(context, reply(say.s.whichDone(), choices), 'choice_prompt');
  }
}
