import type { Answers } from '../desk/callbacks/callback.ts';
import type { Heard } from '../desk/callbacks/consequences.ts';
import type { Survey } from '../desk/callbacks/survey.ts';
import { type Choice, type Reply, reply, withFirst } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { answersIn, isElse, openQuestions, type Question } from './survey-answers.ts';
import { ask, stateOf, type Talk, talkOf, tell } from './talk.ts';
import { callbackWords } from './text/callbacks.ts';
import type { Sentence } from './text/index.ts';

export interface SurveyOptions {
  /** Which survey; absent: the newest of whoever is talking. */
  readonly callback?: string;
  /** They began it themselves, and these words may already answer. */
  readonly spontaneous?: boolean;
}

interface SurveyState {
  callback: string;
  asking?: Question | undefined;
  /** Asked twice without an answer: left out. */
  givenUp: Question[];
  tries: number;
  answers: Answers;
  /** The gravest of their words. */
  grave?: Pick<Heard, 'urgency' | 'reasons'>;
}

/** How satisfied they are: asked by the house, answered in any order, in any channel, in parts. */
export class SurveyDialog extends Dialog {
  override async beginDialog(
    dc: DialogContext,
    { callback, spontaneous = false }: SurveyOptions = {},
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const words = wordsOf(talk);
    const survey = await (callback
      ? talk.surveys.survey(callback)
      : talk.surveys.surveyFor(talk.account));
    if (survey?.purpose !== 'survey') return farewell(dc, talk.say.s.scoreThanks());
    if (survey.closed) return farewell(dc, words.already());
    const state: SurveyState = {
      callback: survey.id,
      givenUp: [],
      tries: 0,
      answers: survey.answers,
    };
    Object.assign(stateOf<SurveyState>(dc), state);
    if (!spontaneous) return this.next(dc, survey, [opening(talk, survey)]);
    const late = survey.late ? [words.late()] : [];
    return this.take(dc, survey, late, 'level');
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const state = stateOf<SurveyState>(dc);
    const survey = await talk.surveys.survey(state.callback);
    // Finished another way meanwhile, or they asked to be left alone.
    if (!survey || survey.closed) return farewell(dc, wordsOf(talk).already());
    state.answers = { ...survey.answers, ...state.answers };
    const { intent, sure } = talk.understanding;
    if (
      sure &&
      !talk.picked &&
      (intent === 'cancel' || intent === 'thanks_bye') &&
      state.asking !== 'word'
    )
      return farewell(dc, talk.say.s.thanks(), talk.spoken);
    return this.take(dc, survey, [], state.asking);
  }

  /** What was served in between is over. */
  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const survey = await talk.surveys.survey(stateOf<SurveyState>(dc).callback);
    if (!survey || survey.closed) return dc.endDialog();
    return this.next(dc, survey, [wordsOf(talk).carryOn()]);
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const talk = talkOf(context);
    const state = instance.state as SurveyState;
    const survey = await talk.surveys.survey(state.callback);
    if (survey && state.asking)
      await put(context, question(talk, survey, state.asking, false), state.asking);
  }

  /** Do these words belong to the survey? If not, they are another wish, served before we go on. */
  claims(talk: Talk, state: unknown): boolean {
    return !isElse(talk, (state as SurveyState).asking);
  }

  private async take(
    dc: DialogContext,
    survey: Survey,
    first: readonly Sentence[],
    asked: Question | undefined,
  ): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const state = stateOf<SurveyState>(dc);
    const found = answersIn(talk, asked, survey);
    if (Object.keys(found).length === 0) return this.unanswered(dc, survey, first);
    const changed = correction(talk, survey, state.answers, found);
    state.answers = { ...state.answers, ...found };
    listen(talk, state);
    await talk.surveys.answered(state.callback, heardIn(state));
    return this.next(dc, survey, [...first, ...changed]);
  }

  /** Asked twice at most, then left open: no answer is better than a guessed one. */
  private unanswered(dc: DialogContext, survey: Survey, first: readonly Sentence[]) {
    const state = stateOf<SurveyState>(dc);
    state.tries += 1;
    if (state.asking && state.tries >= patience) state.givenUp = [...state.givenUp, state.asking];
    return this.next(dc, survey, first);
  }

  private async next(dc: DialogContext, survey: Survey, first: readonly Sentence[]) {
    const state = stateOf<SurveyState>(dc);
    const [open] = openQuestions(state.answers, survey, state.givenUp);
    if (open !== state.asking) state.tries = 0;
    state.asking = open;
    const talk = talkOf(dc.context);
    if (!open) return this.finish(dc, talk, state, first);
    const words = question(talk, survey, open, state.tries > 0);
    await put(dc.context, withFirst(first, words), open);
    return Dialog.EndOfTurn;
  }

  private async finish(
    dc: DialogContext,
    talk: Talk,
    state: SurveyState,
    first: readonly Sentence[],
  ) {
    const { language, when } = talk.say;
    const words = wordsOf(talk);
    const followed = await talk.surveys.finished(state.callback, heardIn(state));
    const { promised, sentBack } = followed;
    const last = [
      ...first,
      ...(sentBack ? [words.sentBack()] : []),
      ...(promised
        ? [words.personCalls({ who: promised.who[language], when: when(promised.by) })]
        : []),
      sentBack || promised ? '' : words.thanks(),
    ];
    return farewell(dc, last, talk.spoken);
  }
}

/** Asked once, and once more in other words. */
const patience = 2;

const wordsOf = ({ say }: Talk) => callbackWords[say.language];

function opening(talk: Talk, { answers, lineName }: Survey): Sentence {
  const words = wordsOf(talk);
  if (Object.keys(answers).length > 0) return words.carryOn();
  return talk.spoken ? words.begun() : words.hello({ line: lineName[talk.say.language] });
}

/** The gravest words count, whenever they were said. */
function listen(talk: Talk, state: SurveyState): void {
  const { urgency, reasons } = talk.understand(talk.understanding.text);
  if (!talk.picked && urgency === 'major') state.grave = { urgency, reasons: counted(reasons) };
}

const counted = (reasons: Talk['understanding']['reasons']) =>
  reasons.filter(({ suppressed }) => suppressed === undefined);

const heardIn = ({ answers, grave }: SurveyState): Heard => ({
  answers,
  urgency: grave?.urgency ?? null,
  reasons: grave?.reasons ?? [],
});

/** What they said of the level before is not so any more: read back, so that nobody wonders. */
function correction(talk: Talk, { levels }: Survey, before: Answers, now: Answers): Sentence[] {
  if (!now.level || !before.level || now.level === before.level) return [];
  const level = levels.find(({ id }) => id === now.level)?.name[talk.say.language];
  return level ? [wordsOf(talk).changed({ level })] : [];
}

function question(talk: Talk, survey: Survey, asking: Question, again: boolean): Reply {
  const words = wordsOf(talk);
  switch (asking) {
    case 'level':
      return reply(again ? words.askLevelAgain() : words.askLevel(), levelChoices(talk, survey));
    case 'solved':
      return reply(again ? words.askSolvedAgain() : words.askSolved(), [
        { title: words.solved, code: 'solved' },
        { title: words.notSolved, code: 'unsolved' },
      ]);
    case 'wrong':
      return reply(again ? words.askWrongAgain() : words.askWrong(), nothing(talk));
    case 'word':
      return reply(again ? words.askWordAgain() : words.askWord(), nothing(talk));
  }
}

const levelChoices = ({ say }: Talk, { levels }: Survey): Choice[] =>
  levels.map(({ id, name }) => ({ title: name[say.language], code: `level:${id}` }));

const nothing = (talk: Talk): Choice[] => [{ title: wordsOf(talk).nothing, code: 'nothing' }];

const put = (context: TurnContext, words: Reply, asking: Question): Promise<void> =>
  ask(context, words, asking === 'level' ? 'survey_prompt_1to4' : 'survey_prompt');

async function farewell(
  dc: DialogContext,
  words: Sentence | readonly Sentence[],
  hangUp = false,
): Promise<DialogTurnResult> {
  const open = dc.stack.length > 1;
  await tell(dc.context, { ...reply(words), ...(hangUp && !open && { act: 'bye' as const }) });
  return dc.endDialog();
}
