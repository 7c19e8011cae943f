import type { Answer, TicketView } from '../desk/view.ts';
import { accepted } from './about.ts';
import { shorten } from './draft.ts';
import { yesOrNo } from './form.ts';
import { answersTo } from './news.ts';
import { returned } from './registered.ts';
import { reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { statusOf } from './status.ts';
import { ask, stateOf, type Talk, talkOf, tell } from './talk.ts';
import { meansAll } from './text/verdict.ts';
import { type Opinion, opinionIn, soundsLike } from './verdict.ts';

export interface AcceptOptions {
  /** The ticket that was picked; absent: whichever waits for an answer. */
  readonly no?: string;
  readonly opinion: Opinion;
}

interface AcceptState {
  stage: 'sure' | 'what' | 'same' | 'which';
  opinion: Opinion;
  /** Tickets it may be about. */
  nos: readonly string[];
}

/** The customer signs finished work off, or sends it back with words. */
export class AcceptDialog extends Dialog {
  override async beginDialog(
    dc: DialogContext,
    options?: AcceptOptions,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { opinion = { is: 'unclear' }, no } = options ?? {};
    const waiting = await waitingFor(talk, 'acceptance');
    const meant = no ? waiting.filter((ticket) => ticket.no === no) : waiting;
    Object.assign(stateOf<AcceptState>(dc), { opinion, nos: meant.map((one) => one.no) });
    const [only] = meant;
    if (!only) return answeredAlready(dc, talk, no);
    if (opinion.is === 'yes' && meansAll(talk.understanding.text)) return this.signAll(dc, meant);
    const named = meant.filter((one) => soundsLike(one, talk.understanding.text));
    if (named.length === 1 && named[0]) return this.about(dc, named[0]);
    return meant.length === 1 ? this.about(dc, only) : this.turn(dc, 'which');
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const state = stateOf<AcceptState>(dc);
    const tickets = (await waitingFor(talk, 'acceptance')).filter(({ no }) =>
      state.nos.includes(no),
    );
    const [ticket] = tickets;
    if (!ticket) return answeredAlready(dc, talk, state.nos[0]);
    if (state.stage === 'which') return this.chosen(dc, tickets);
    if (state.stage === 'same' && talk.picked === 'other') return this.anotherProblem(dc);
    if (state.stage === 'same' && talk.picked === 'same' && 'words' in state.opinion)
      return this.sendBack(dc, ticket, state.opinion.words ?? '');
    if (state.stage === 'what')
      return this.sendBack(dc, ticket, talk.understanding.text || talk.say.news.answers.bad);
    const said = yesOrNo(talk);
    const opinion: Opinion | undefined = said ? { is: said } : opinionIn(talk, 'acceptance', true);
    if (opinion?.is === 'yes') return this.sign(dc, ticket);
    if (opinion?.is === 'no' || opinion?.is === 'trouble') {
      state.opinion = opinion.is === 'no' ? opinion : { is: 'no', words: opinion.words };
      return this.about(dc, ticket);
    }
    await tell(dc.context, reply(talk.say.s.noHurry()));
    return dc.endDialog();
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await this.prompt(context, instance.state as AcceptState);
  }

  private about(dc: DialogContext, ticket: TicketView): Promise<DialogTurnResult> {
    const state = stateOf<AcceptState>(dc);
    const { opinion } = state;
    state.nos = [ticket.no];
    switch (opinion.is) {
      case 'yes':
        return this.sign(dc, ticket);
      case 'no':
        return opinion.words ? this.sendBack(dc, ticket, opinion.words) : this.turn(dc, 'what');
      case 'trouble':
        return soundsLike(ticket, opinion.words)
          ? this.sendBack(dc, ticket, opinion.words)
          : this.turn(dc, 'same');
      default:
        return this.turn(dc, 'sure');
    }
  }

  private async chosen(dc: DialogContext, tickets: readonly TicketView[]) {
    const { picked = '', understanding } = talkOf(dc.context);
    const all = picked === 'all' || (!picked && meansAll(understanding.text));
    const { opinion } = stateOf<AcceptState>(dc);
    if (all && opinion.is === 'yes') return this.signAll(dc, tickets);
    const one = tickets.find(({ no }) => picked === `ticket:${no}`);
    return one ? this.about(dc, one) : this.turn(dc, 'which');
  }

  private async sign(dc: DialogContext, { no }: TicketView): Promise<DialogTurnResult> {
    const { desk, understanding, account, cause, say } = talkOf(dc.context);
    const signed = await accepted(
      dc.context,
      await desk.accept(no, understanding.text, account, cause),
    );
    const at = signed?.signed?.at;
    if (signed && at !== undefined)
      await tell(
        dc.context,
        reply(say.s.signedOff({ number: say.number(no), when: say.when(at) })),
      );
    return dc.endDialog();
  }

  private async signAll(dc: DialogContext, tickets: readonly TicketView[]) {
    const [only] = tickets;
    if (tickets.length === 1 && only) return this.sign(dc, only);
    const { desk, understanding, account, cause, say } = talkOf(dc.context);
    let count = 0;
    for (const { no } of tickets)
      if ((await desk.accept(no, understanding.text, account, cause)).done) count += 1;
    await tell(dc.context, reply(say.s.allSigned({ count })));
    return dc.endDialog();
  }

  private async sendBack(dc: DialogContext, before: TicketView, words: string) {
    const talk = talkOf(dc.context);
    const { desk, account, cause, photos } = talk;
    const answer = await desk.refuse(before.no, words, account, cause);
    if (answer.done && photos.length > 0)
      await desk.addInfo(before.no, { words: '', photos }, account, `${cause}/photos`);
    const after = await accepted(dc.context, answer);
    if (after) await tell(dc.context, returned(talk, after, before));
    return dc.endDialog();
  }

  /** Not this one after all: what they said begins a report. */
  private async anotherProblem(dc: DialogContext): Promise<DialogTurnResult> {
    const { opinion } = stateOf<AcceptState>(dc);
    const words = 'words' in opinion ? (opinion.words ?? '') : '';
    const understanding = talkOf(dc.context).understand(words);
    return dc.replaceDialog('report', { purpose: 'report', understanding });
  }

  private async turn(dc: DialogContext, stage: AcceptState['stage']): Promise<DialogTurnResult> {
    const state = stateOf<AcceptState>(dc);
    state.stage = stage;
    await this.prompt(dc.context, state);
    return Dialog.EndOfTurn;
  }

  private async prompt(context: TurnContext, { stage, nos }: AcceptState): Promise<void> {
    const talk = talkOf(context);
    const { s, news } = talk.say;
    const tickets = (await waitingFor(talk, 'acceptance')).filter(({ no }) => nos.includes(no));
    const words = shorten(tickets[0]?.words ?? '', 20);
    switch (stage) {
      case 'which':
        return ask(context, reply(s.whichDone(), whichOf(talk, tickets)), 'choice_prompt');
      case 'what':
        return ask(context, reply(s.askWhatsWrong()), 'slot_description');
      case 'same': {
        const choices = [
          { title: s.sameTrouble, code: 'same' },
          { title: s.otherTrouble, code: 'other' },
        ];
        return ask(context, reply(s.askSameTrouble({ words }), choices), 'choice_prompt');
      }
      default: {
        const choices = [
          { title: news.answers.good, code: 'yes' },
          { title: news.answers.bad, code: 'no' },
        ];
        return ask(context, reply(s.askSure({ words }), choices), 'acceptance_prompt');
      }
    }
  }
}

/** Tickets of this account on which we wait for such an answer. */
export async function waitingFor(
  { desk, account }: Talk,
  about: 'acceptance' | 'plan',
): Promise<readonly TicketView[]> {
  return (await desk.ticketsOf(account)).filter(({ asked }) => asked?.about === about);
}

/** A menu can be tapped long after: how it stands now is the answer. */
export async function answeredAlready(dc: DialogContext, talk: Talk, no: string | undefined) {
  const found: Answer | undefined = no
    ? await talk.desk.look(no, { account: talk.account })
    : undefined;
  const said = found?.done
    ? [talk.say.s.answeredAlready(), statusOf(talk, found.ticket)]
    : talk.say.s.noTickets();
  await tell(dc.context, reply(said));
  return dc.endDialog();
}

function whichOf({ say }: Talk, tickets: readonly TicketView[]) {
  const each = tickets.slice(0, 4).map(({ no, words }) => ({
    title: say.s.ticketChoice({ number: say.number(no), words: shorten(words, 14) }),
    code: `ticket:${no}`,
  }));
  return [...each, { title: say.s.allOfThem, code: 'all' }];
}

/** Asks again what still waits, e.g. when somebody comes back. */
export async function askAgain(
  context: TurnContext,
  hello: readonly (string | { readonly text: string; readonly speak: string })[],
  ticket: TicketView,
): Promise<void> {
  const { say } = talkOf(context);
  const about = ticket.asked?.about ?? 'acceptance';
  const words = shorten(ticket.words, 20);
  const asked = say.s.stillAsked({ number: say.number(ticket.no), words });
  const question = about === 'acceptance' ? say.s.askSure({ words }) : '';
  await ask(
    context,
    reply([...hello, asked, question], answersTo(about, ticket.no, say)),
    'acceptance_prompt',
  );
}
