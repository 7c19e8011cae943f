import type { Photo, Reason } from '../desk/events.ts';
import type { Kind, Urgency } from '../desk/words.ts';
import type { Danger, Field } from '../nlu/understanding.ts';
import type { Arriving } from './arrival.ts';
import { type Change, changesIn } from './corrections.ts';
import { type Reply, reply, withFirst } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { heardAlone, slots } from './slots.ts';
import { apply, takeAll } from './take.ts';
import { ask, stateOf, type Talk, talkOf, tell } from './talk.ts';
import { agrees, asksWhy, isHuh, isQuestion, waveIn } from './text/answers.ts';
import type { Sentence } from './text/index.ts';

/** Everything an open form knows. A list of slots, not a position: a deploy in mid-conversation loses nothing. */
export interface FormState extends Arriving {
  purpose: string;
  /** Empty string: the customer chose to skip it. */
  facts: Partial<Record<Field, string>>;
  photos: readonly Photo[];
  judged: Judged;
  stage: 'asking' | 'confirming' | 'choosing_field' | 'leaving' | 'similar';
  asking?: Field | undefined;
  /** How often the open question was answered by something that did not answer it. */
  tries: number;
  /** A danger heard of: its advice answers questions better than "I cannot say". */
  danger?: Danger | undefined;
  /** The field answered or changed last: what "no, that was wrong" is about. */
  last?: Field | undefined;
  /** A vague answer to where, kept until the rest is said. */
  place?: string | undefined;
  /** Ticket this may be the same problem as. */
  similar?: string | undefined;
}

export interface Judged {
  readonly urgency: Urgency;
  readonly alsoUrgent: boolean;
  readonly confirmUrgency: boolean;
  readonly kind: Kind;
  readonly reasons: readonly Reason[];
}

/** What a form heard beside the answers to its questions. */
export interface Heard {
  readonly first: Sentence[];
  /** The words were used up: they do not also answer the open question. */
  readonly spent: boolean;
}

const patience = 2;

/** Asks for what is missing, takes several answers at once, repairs, reads back, submits. */
export abstract class FormDialog extends Dialog {
  /** Fields to ask for, in order, given what is known; fields already known are not asked. */
  protected abstract wanted(form: FormState): readonly Field[];
  /** Looks at every utterance before the slots do; may change the form. */
  protected abstract hear(talk: Talk, form: FormState, changes: readonly Change[]): Heard;
  protected abstract readBack(talk: Talk, form: FormState): Sentence;
  protected abstract submit(dc: DialogContext, form: FormState): Promise<DialogTurnResult>;

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const form = formOf(dc);
    if (talk.picked === 'leave') return this.left(dc, talk);
    if (form.stage === 'leaving') return this.leaving(dc, talk, form);
    if (form.stage === 'asking' && waveIn(talk.understanding.text) === 'hurry')
      form.facts.time ||= talk.say.s.asap;
    const changes = changesIn(talk, form);
    const { first, spent } = this.hear(talk, form, changes);
    if (form.stage === 'choosing_field' && talk.picked?.startsWith('field:'))
      return this.reopen(dc, form, talk.picked.slice('field:'.length) as Field, first);
    const unsaid = changes.find(({ value }) => value === undefined);
    if (unsaid) return this.reopen(dc, form, unsaid.field, first);
    for (const change of changes) first.push(apply(talk, form, change));
    const used = spent || changes.length > 0;
    if (!used && form.stage === 'confirming') {
      const answer = yesOrNo(talk) ?? (agrees(talk.understanding.text) ? 'yes' : undefined);
      if (answer === 'yes') return this.submit(dc, form);
      if (answer === 'no') return this.chooseField(dc, form);
    }
    if (takeAll(talk, form, used) || used) return this.next(dc, first);
    return form.stage === 'asking' ? this.unanswered(dc, talk, form) : this.neither(dc, talk, form);
  }

  /** Three misses by ear: a person takes over what is known so far. */
  private giveUp(dc: DialogContext, { facts }: FormState): Promise<DialogTurnResult> {
    return dc.replaceDialog('handoff', { draft: facts });
  }

  /** After an interruption: back to the open question. */
  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { say } = talkOf(dc.context);
    return this.next(dc, [say.s.backToQuestion()]);
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await this.prompt(context, instance.state as FormState, []);
  }

  /** Asks the next open question, or reads everything back. */
  protected async next(dc: DialogContext, first: readonly Sentence[]): Promise<DialogTurnResult> {
    const form = formOf(dc);
    if (form.stage === 'leaving' || form.stage === 'choosing_field') form.stage = 'asking';
    const open = this.missing(form);
    if (open !== form.asking) form.tries = 0;
    if (open && form.tries > patience && optional.has(open)) {
      if (open === 'address') first = [...first, talkOf(dc.context).say.s.addressLater()];
      form.facts[open] = '';
      return this.next(dc, first);
    }
    form.asking = open;
    form.stage = open ? 'asking' : 'confirming';
    await this.prompt(dc.context, form, first);
    return Dialog.EndOfTurn;
  }

  /** Leave the form? Asked when the customer says "never mind" in the middle. */
  async askToLeave(dc: DialogContext): Promise<void> {
    const { s } = talkOf(dc.context).say;
    formOf(dc).stage = 'leaving';
    await ask(
      dc.context,
      reply(s.askLeave(), [
        { title: s.leave, code: 'yes' },
        { title: s.keepGoing, code: 'no' },
      ]),
      'confirm_prompt',
    );
  }

  /** What any open form has learned so far: it is not asked again elsewhere. */
  static draftOf(dc: Pick<DialogContext, 'stack'>): Partial<Record<Field, string>> {
    return Object.assign({}, ...dc.stack.map(({ state }) => (state as Partial<FormState>)?.facts));
  }

  /** What any open form has been shown. */
  static photosOf(dc: Pick<DialogContext, 'stack'>): readonly Photo[] {
    return dc.stack.flatMap(({ state }) => (state as Partial<FormState>)?.photos ?? []);
  }

  protected missing(form: FormState): Field | undefined {
    return this.wanted(form).find((field) => form.facts[field] === undefined);
  }

  protected async prompt(
    context: TurnContext,
    form: FormState,
    first: readonly Sentence[],
  ): Promise<void> {
    const talk = talkOf(context);
    const { s } = talk.say;
    if (!form.asking) {
      const question = reply(this.readBack(talk, form), confirmChoices(talk));
      return ask(context, withFirst(first, question), 'confirm_prompt');
    }
    const slot = slots[form.asking];
    const stuck = form.tries >= patience;
    const question =
      (stuck && form.asking === 'phone' && reply(s.phoneOrLeave())) ||
      (this.question(talk, form, form.asking) ?? slot.ask(talk, form.tries > 0));
    const waysOut = [
      { title: s.person, code: 'intent:handoff' },
      { title: s.leave, code: 'leave' },
    ].slice(form.purpose === 'handoff' ? 1 : 0);
    const choices = stuck ? [...question.choices, ...waysOut] : question.choices;
    await ask(context, withFirst(first, { ...question, choices }), slot.asked);
  }

  /** A form may ask for a slot in its own words. */
  protected question(_talk: Talk, _form: FormState, _field: Field): Reply | undefined {
    return undefined;
  }

  /** The open question was not answered: what was said instead is answered, and the question put in other words. */
  private async unanswered(dc: DialogContext, talk: Talk, form: FormState) {
    const { text } = talk.understanding;
    const { s } = talk.say;
    form.tries += 1;
    const asked = form.asking;
    if (talk.connects && form.tries > patience && asked && !optional.has(asked))
      return this.giveUp(dc, form);
    const wave = waveIn(text);
    if (form.asking === 'line' && (wave || form.tries >= patience)) {
      form.facts.line = '';
      return this.next(dc, []);
    }
    if (wave && wave !== 'hurry' && form.asking === 'address' && form.tries >= patience) {
      form.facts.address = '';
      return this.next(dc, [s.addressLater()]);
    }
    if (wave === 'hurry') {
      return this.next(dc, form.tries === 1 ? [s.hurrying()] : []);
    }
    const asks = isQuestion(text) || heardAlone(talk).intent === 'faq';
    if (!asks || isHuh(text) || !form.asking) return this.next(dc, []);
    return this.next(dc, [asksWhy(text) ? s.why[form.asking] : safeWord(talk, form)]);
  }

  /** We read back and heard neither yes nor no nor anything new: asked again in short. */
  private async neither(dc: DialogContext, talk: Talk, form: FormState) {
    const { text, entities } = talk.understanding;
    const { s } = talk.say;
    const wave = waveIn(text);
    const time = entities.timeText ?? (wave === 'hurry' ? s.asap : undefined);
    if (time && !form.facts.time)
      return this.next(dc, [apply(talk, form, { field: 'time', value: time })]);
    const first = isQuestion(text)
      ? [safeWord(talk, form)]
      : wave === 'hurry'
        ? [s.hurrying()]
        : [];
    const question = reply([...first, s.confirmOrChange()], confirmChoices(talk));
    form.stage = 'confirming';
    await ask(dc.context, question, 'confirm_prompt');
    return Dialog.EndOfTurn;
  }

  private async left(dc: DialogContext, talk: Talk) {
    await tell(dc.context, reply(talk.say.s.left()));
    return dc.endDialog();
  }

  private async leaving(dc: DialogContext, talk: Talk, form: FormState) {
    const { intent, sure } = talk.understanding;
    const said = yesOrNo(talk);
    if (said === 'yes' || (!said && sure && intent === 'cancel')) return this.left(dc, talk);
    form.stage = 'asking';
    const { first, spent } = this.hear(talk, form, []);
    if (said === undefined) takeAll(talk, form, spent);
    return this.next(dc, first);
  }

  /** This field is asked anew, and with it whatever was concluded from it. */
  protected forget(form: FormState, field: Field): void {
    delete form.facts[field];
  }

  private async chooseField(dc: DialogContext, form: FormState) {
    const { s } = talkOf(dc.context).say;
    form.stage = 'choosing_field';
    const fields = this.wanted(form).filter((field) => form.facts[field] !== undefined);
    const choices = fields.map((field) => ({ title: s.fieldNames[field], code: `field:${field}` }));
    await ask(dc.context, reply(s.whichField(), choices), 'choice_prompt');
    return Dialog.EndOfTurn;
  }

  private async reopen(
    dc: DialogContext,
    form: FormState,
    field: Field,
    first: readonly Sentence[],
  ) {
    this.forget(form, field);
    form.stage = 'asking';
    form.tries = 0;
    return this.next(dc, first);
  }
}

const optional = new Set<Field>(['product', 'time', 'name', 'address', 'line']);

/** What can be said to a question we cannot answer. */
const safeWord = ({ say: { s } }: Talk, { danger }: FormState): Sentence =>
  danger ? s.danger[danger] : s.cannotSay();

export const confirmChoices = ({ say: { s } }: Talk) => [
  { title: s.submit, code: 'yes' },
  { title: s.change, code: 'no' },
];

export function formOf(dc: DialogContext): FormState {
  return stateOf<FormState>(dc);
}

export function yesOrNo({
  picked,
  understanding: { text, choice, intent, sure },
}: Talk): 'yes' | 'no' | undefined {
  if (picked === 'yes' || picked === 'no') return picked;
  if (choice === 'yes' || choice === 'no') return choice;
  // A ticket is opened or cancelled on this word: a guess is not enough.
  if (!sure || waveIn(text)) return undefined;
  if (intent === 'acceptance_yes') return 'yes';
  return intent === 'acceptance_no' ? 'no' : undefined;
}
