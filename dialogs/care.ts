import type { Survey } from '../desk/callbacks/survey.ts';
import { yesOrNo } from './form.ts';
import { reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { isElse } from './survey-answers.ts';
import { ask, stateOf, type Talk, talkOf, tell } from './talk.ts';
import { callbackWords } from './text/callbacks.ts';
import type { Sentence } from './text/index.ts';

interface CareState {
  callback: string;
  stage: 'date' | 'other';
  tries: number;
}

/** Care by contract is due: does the day suit, or which other would? */
export class CareDialog extends Dialog {
  override async beginDialog(
    dc: DialogContext,
    { callback = '' }: { callback?: string } = {},
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const survey = await talk.surveys.survey(callback);
    if (!survey || survey.closed || survey.careAt === undefined) return dc.endDialog();
    const state: CareState = { callback, stage: 'date', tries: 0 };
    Object.assign(stateOf<CareState>(dc), state);
    const facts = { line: survey.lineName[talk.say.language], when: whenOf(talk, survey) };
    await this.prompt(dc.context, survey, [wordsOf(talk).careHello(facts)]);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const state = stateOf<CareState>(dc);
    const survey = await talk.surveys.survey(state.callback);
    if (!survey || survey.closed) return over(dc, wordsOf(talk).already());
    const wished = talk.understanding.entities.timeText;
    if (wished || state.stage === 'other')
      return this.arrange(dc, survey, wished ?? talk.understanding.text.trim());
    const answer = talk.picked ?? yesOrNo(talk);
    if (answer === 'yes') return this.arrange(dc, survey, whenOf(talk, survey));
    if (answer === 'no') return this.decline(dc, survey);
    state.tries += answer === 'other' ? 0 : 1;
    if (state.tries >= patience) return over(dc, wordsOf(talk).passedOn());
    if (answer === 'other') state.stage = 'other';
    await this.prompt(dc.context, survey, []);
    return Dialog.EndOfTurn;
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    await dc.repromptDialog();
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const { callback } = instance.state as CareState;
    const survey = await talkOf(context).surveys.survey(callback);
    if (survey) await this.prompt(context, survey, []);
  }

  /** Do these words belong to the question? If not, they are another wish. */
  claims(talk: Talk): boolean {
    return talk.understanding.entities.timeText !== undefined || !isElse(talk, undefined);
  }

  private async arrange(dc: DialogContext, survey: Survey, when: string) {
    const talk = talkOf(dc.context);
    await talk.surveys.finished(survey.id, {
      answers: { agreed: true, when },
      urgency: null,
      reasons: [],
    });
    return over(dc, wordsOf(talk).careArranged({ when }));
  }

  private async decline(dc: DialogContext, survey: Survey) {
    const talk = talkOf(dc.context);
    await talk.surveys.finished(survey.id, {
      answers: { agreed: false },
      urgency: null,
      reasons: [],
    });
    return over(dc, wordsOf(talk).careDeclined());
  }

  private async prompt(context: TurnContext, survey: Survey, first: readonly Sentence[]) {
    const talk = talkOf(context);
    const words = wordsOf(talk);
    const other = talk.asked === 'slot_time' || talk.picked === 'other';
    if (other) return ask(context, reply([...first, words.askCareDay()]), 'slot_time');
    const choices = [
      { title: words.careYes, code: 'yes' },
      { title: words.careOther, code: 'other' },
      { title: words.careNo, code: 'no' },
    ];
    const asked = reply([...first, words.askCare({ when: whenOf(talk, survey) })], choices);
    return ask(context, asked, 'confirm_prompt');
  }
}

const patience = 2;

const wordsOf = ({ say }: Talk) => callbackWords[say.language];

const whenOf = ({ say }: Talk, { careAt = 0 }: Survey): string => say.when(careAt);

async function over(dc: DialogContext, words: Sentence): Promise<DialogTurnResult> {
  const act = talkOf(dc.context).spoken && dc.stack.length === 1 ? ({ act: 'bye' } as const) : {};
  await tell(dc.context, { ...reply(words), ...act });
  return dc.endDialog();
}
