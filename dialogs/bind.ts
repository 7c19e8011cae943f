import { digitRun } from './digits.ts';
import { yesOrNo } from './form.ts';
import { offerDraft } from './resume.ts';
import { type Reply, reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { ask, stateOf, type Talk, talkOf, tell } from './talk.ts';
import { waveIn } from './text/answers.ts';
import type { Sentence } from './text/index.ts';
import { codeIn, wantsParting } from './text/link.ts';

interface BindState {
  phone?: string | undefined;
  /** Answers in a row that were neither a number nor a code. */
  tries: number;
}

/** Proves with a texted code that the customer holds a telephone: from then on both are one person. */
export class BindDialog extends Dialog {
  override async beginDialog(
    dc: DialogContext,
    options?: { phone?: string | undefined },
  ): Promise<DialogTurnResult> {
    Object.assign(stateOf<BindState>(dc), { tries: 0 });
    if (options?.phone) return this.send(dc, options.phone);
    await this.prompt(dc.context, {});
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { phone } = stateOf<BindState>(dc);
    const { text } = talk.understanding;
    const refuses = yesOrNo(talk) === 'no' || waveIn(text) === 'refuses' || wantsParting(text);
    if (talk.picked === 'leave' || refuses) return this.end(dc, talk.say.s.notLinked());
    if (phone && talk.picked === 'again') return this.send(dc, phone);
    const code = phone && codeIn(text);
    if (code) return this.verify(dc, code);
    const other = talk.understanding.entities.phone ?? digitRun(talk.understanding, 7);
    return other ? this.send(dc, other) : this.unanswered(dc);
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await this.prompt(context, instance.state as BindState);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    await this.prompt(dc.context, stateOf<BindState>(dc));
    return Dialog.EndOfTurn;
  }

  /** To the telephone that was named; what went wrong is said, and another one may be named. */
  private async send(dc: DialogContext, phone: string): Promise<DialogTurnResult> {
    const { links, say } = talkOf(dc.context);
    const { s } = say;
    const outcome = await links.text(phone, 'here', (code) => s.textedCode({ code }));
    if (outcome === 'too often') return this.end(dc, s.textedTooOften());
    if (outcome === 'failed') return this.end(dc, s.textFailed());
    stateOf<BindState>(dc).phone = outcome === 'sent' ? phone : undefined;
    const first = outcome === 'sent' ? [] : [s.notTextable()];
    await this.prompt(dc.context, stateOf<BindState>(dc), first);
    return Dialog.EndOfTurn;
  }

  private async verify(dc: DialogContext, code: string): Promise<DialogTurnResult> {
    const { links, say } = talkOf(dc.context);
    const found = await links.check(code);
    if (found === 'locked') return this.end(dc, say.s.locked());
    const joined = found === 'good' ? await links.join(code) : undefined;
    if (joined?.phone) return goOn(dc, say.s.bound({ phone: masked(joined.phone) }));
    await ask(dc.context, this.question(talkOf(dc.context), [say.s.codeWrong()]), 'slot_last4');
    return Dialog.EndOfTurn;
  }

  private async unanswered(dc: DialogContext): Promise<DialogTurnResult> {
    const state = stateOf<BindState>(dc);
    state.tries += 1;
    if (state.tries > patience) return this.end(dc, talkOf(dc.context).say.s.notLinked());
    await this.prompt(dc.context, state);
    return Dialog.EndOfTurn;
  }

  private async end(dc: DialogContext, last: Sentence): Promise<DialogTurnResult> {
    await tell(dc.context, reply(last));
    return dc.endDialog();
  }

  private async prompt(
    context: TurnContext,
    { phone }: Partial<BindState>,
    first: readonly Sentence[] = [],
  ): Promise<void> {
    const talk = talkOf(context);
    const { s } = talk.say;
    if (!phone) return ask(context, reply([...first, s.askMobile()]), 'slot_phone');
    const sent = s.codeSent({ phone: masked(phone) });
    await ask(context, this.question(talk, [...first, sent]), 'slot_last4');
  }

  private question({ say: { s } }: Talk, words: readonly Sentence[]): Reply {
    return reply(words, [
      { title: s.sendAgain, code: 'again' },
      { title: s.leaveBinding, code: 'leave' },
    ]);
  }
}

/** Both places are one from here on: what was left unfinished in the other may go on at once. */
export async function goOn(dc: DialogContext, said: Sentence): Promise<DialogTurnResult> {
  const result = await dc.endDialog();
  if (!dc.activeDialog && (await offerDraft(dc, [said]))) return Dialog.EndOfTurn;
  await tell(dc.context, reply(said));
  return result;
}

const patience = 2;

/** As much as shows which one it is: 138****5678. */
const masked = (phone: string): string => `${phone.slice(0, -8)}****${phone.slice(-4)}`;
