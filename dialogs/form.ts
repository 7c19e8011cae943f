import type { Photo, Reason } from '../desk/events.ts';
import type { Kind, Urgency } from '../desk/words.ts';
import type { Field } from '../nlu/understanding.ts';
import { type Change, changesIn } from './corrections.ts';
import { type Reply, reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { slots, unclear } from './slots.ts';
import { ask, stateOf, type Talk, talkOf, tell } from './talk.ts';
import type { Sentence } from './text/index.ts';

/** Everything an open form knows. A list of slots, not a position: a deploy in mid-conversation loses nothing. */
export interface FormState {
  purpose: string;
  /** Empty string: the customer chose to skip it. */
  facts: Partial<Record<Field, string>>;
  photos: readonly Photo[];
  judged: Judged;
  stage: 'asking' | 'confirming' | 'choosing_field' | 'leaving' | 'similar';
  asking?: Field | undefined;
  /** How often the open question was answered by something that did not answer it. */
  tries: number;
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

const patience = 2;

/** Asks for what is missing, takes several answers at once, repairs, reads back, submits. */
export abstract class FormDialog extends Dialog {
  /** Fields to ask for, in order, given what is known; fields already known are not asked. */
  protected abstract wanted(form: FormState): readonly Field[];
  /** Looks at every utterance before the slots do; may change the form. Returns what to say first. */
  protected abstract hear(talk: Talk, form: FormState): Sentence[];
  protected abstract readBack(talk: Talk, form: FormState): Sentence;
  protected abstract submit(dc: DialogContext, form: FormState): Promise<DialogTurnResult>;

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const form = formOf(dc);
    if (form.stage === 'leaving') return this.leaving(dc, talk, form);
    const first = this.hear(talk, form);
    if (form.stage === 'choosing_field' && talk.picked?.startsWith('field:'))
      return this.reopen(dc, form, talk.picked.slice('field:'.length) as Field, first);
    const changes = changesIn(talk, form);
    const unsaid = changes.find(({ value }) => value === undefined);
    if (unsaid) return this.reopen(dc, form, unsaid.field, first);
    for (const change of changes) first.push(apply(talk, form, change));
    if (changes.length === 0 && form.stage === 'confirming') {
      const answer = yesOrNo(talk);
      if (answer === 'yes') return this.submit(dc, form);
      if (answer === 'no') return this.chooseField(dc, form);
    }
    const heard = takeAll(talk, form) || changes.length > 0;
    if (!heard && form.stage === 'asking') form.tries += 1;
    if (form.tries > patience && talk.connects) return this.giveUp(dc, form);
    return this.next(dc, first);
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
  static draftOf(dc: DialogContext): Partial<Record<Field, string>> {
    return Object.assign({}, ...dc.stack.map(({ state }) => (state as Partial<FormState>)?.facts));
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
      const choices = [
        { title: s.submit, code: 'yes' },
        { title: s.change, code: 'no' },
      ];
      return ask(
        context,
        withFirst(first, reply(this.readBack(talk, form), choices)),
        'confirm_prompt',
      );
    }
    const slot = slots[form.asking];
    const question = this.question(talk, form, form.asking) ?? slot.ask(talk, form.tries > 0);
    const person = { title: s.person, code: 'intent:handoff' };
    const withPerson =
      form.tries > patience ? { ...question, choices: [...question.choices, person] } : question;
    await ask(context, withFirst(first, withPerson), slot.asked);
  }

  /** A form may ask for a slot in its own words. */
  protected question(_talk: Talk, _form: FormState, _field: Field): Reply | undefined {
    return undefined;
  }

  private async leaving(dc: DialogContext, talk: Talk, form: FormState) {
    if (yesOrNo(talk) === 'yes') {
      await tell(dc.context, reply(talk.say.s.left()));
      return dc.endDialog();
    }
    form.stage = 'asking';
    const first = this.hear(talk, form);
    takeAll(talk, form);
    return this.next(dc, first);
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
    delete form.facts[field];
    form.stage = 'asking';
    form.tries = 0;
    return this.next(dc, first);
  }
}

const optional = new Set<Field>(['product', 'time', 'name']);

export function formOf(dc: DialogContext): FormState {
  return stateOf<FormState>(dc);
}

export function yesOrNo({
  picked,
  understanding: { choice, intent },
}: Talk): 'yes' | 'no' | undefined {
  if (picked === 'yes' || picked === 'no') return picked;
  if (choice === 'yes' || choice === 'no') return choice;
  if (intent === 'acceptance_yes') return 'yes';
  return intent === 'acceptance_no' ? 'no' : undefined;
}

/** Takes every slot this utterance fills; true if the open question was answered or anything new was learned. */
function takeAll(talk: Talk, form: FormState): boolean {
  let heard = false;
  for (const slot of Object.values(slots)) {
    const direct = form.stage === 'asking' && form.asking === slot.field;
    if (!direct && form.facts[slot.field]) continue;
    // The words that answer one free question are not also the answer to another.
    if (!direct && slot.field === 'product' && form.asking === 'address') continue;
    const taken = slot.take(talk, direct, form.tries > 0);
    if (taken === undefined || taken === unclear) continue;
    form.facts[slot.field] = taken;
    heard = true;
  }
  if (talk.photos.length > 0) heard = true;
  return heard;
}

/** Makes the change and says so. */
function apply({ say, lines }: Talk, form: FormState, { field, value = '' }: Change): Sentence {
  form.facts[field] = value;
  const line = lines.find(({ id }) => field === 'line' && id === value);
  return say.s.corrected({
    field: say.s.fieldNames[field],
    value: line?.name[say.language] ?? value,
  });
}

export function withFirst(first: readonly Sentence[], then: Reply): Reply {
  const before = reply(first);
  if (!before.text) return then;
  return {
    text: then.text ? `${before.text}\n${then.text}` : before.text,
    speak: then.speak ? `${before.speak}\n${then.speak}` : before.speak,
    choices: then.choices,
  };
}
