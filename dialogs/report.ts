import type { TicketView } from '../desk/view.ts';
import type { Field, Understanding } from '../nlu/understanding.ts';
import { accepted } from './about.ts';
import { addTo } from './addition.ts';
import { type Arriving, keepArrival, placeFor, settle } from './arrival.ts';
import type { Change } from './corrections.ts';
import {
  judge,
  type Purpose,
  requestOf,
  shorten,
  similarQuestion,
  similarTo,
  unjudged,
  worse,
} from './draft.ts';
import { confirmChoices, FormDialog, type FormState, formOf, type Heard, yesOrNo } from './form.ts';
import { addWords, advice, conclude, moreOf, stillAbout } from './more.ts';
import { lookUp, sameAgain, takesOnFile, tellable } from './on-file.ts';
import { handedOff, registered } from './registered.ts';
import { type Reply, reply, withFirst } from './say.ts';
import { Dialog, type DialogContext, type DialogTurnResult, type TurnContext } from './sdk.ts';
import { answersSlot, slots } from './slots.ts';
import { ask, besideAccess, offer, type Talk, talkOf, tell } from './talk.ts';
import { asksVisit, isWordless, saysEnough } from './text/answers.ts';
import { saysNoMore } from './text/bare.ts';
import type { Sentence } from './text/index.ts';

/** How a form begins: with the words that began it, if they said anything. */
export interface Begin {
  readonly purpose: Purpose;
  readonly understanding?: Understanding;
  /** What another form had learned before. */
  readonly draft?: FormState['facts'];
  readonly photos?: FormState['photos'];
  readonly arriving?: Arriving;
}

/** Opens a ticket: a problem, a suggestion, a booking, or a call from a person. */
export class ReportDialog extends FormDialog {
  override async beginDialog(dc: DialogContext, begin?: Begin): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const purpose = begin?.purpose ?? 'report';
    const heard = begin?.understanding;
    const form = await this.open(talk, purpose, heard, begin?.draft);
    form.photos = [...(begin?.photos ?? []), ...form.photos];
    Object.assign(form, begin?.arriving);
    const first = heard ? advice(talk, heard) : [];
    first.push(...keepArrival(talk, form));
    Object.assign(formOf(dc), form);
    if (form.photos.length > 0) first.push(talk.say.s.photosKept({ count: form.photos.length }));
    if (form.similar) {
      await this.prompt(dc.context, formOf(dc), first);
      return Dialog.EndOfTurn;
    }
    return this.next(dc, first);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const form = formOf(dc);
    return form.stage === 'similar' ? this.similarAnswered(dc, form) : super.continueDialog(dc);
  }

  protected override wanted({ purpose, judged, facts }: FormState): readonly Field[] {
    const hurry = judged.urgency !== 'general';
    switch (purpose as Purpose) {
      case 'handoff':
        return ['phone', 'line'];
      case 'suggestion':
        return ['description', 'name', 'phone', 'line'];
      case 'booking':
        return ['description', 'address', 'time', 'name', 'phone', 'line'];
      case 'report': {
        const known = [...(facts.description ?? '')].length > 12;
        const base: Field[] = ['description'];
        if (!hurry && !known) base.push('product');
        // The service comes last: who is in a hurry tells where first, and more words may name it by then.
        base.push('address', 'name', 'phone', 'line');
        return hurry ? base : [...base, 'time'];
      }
    }
  }

  protected override hear(talk: Talk, form: FormState, changes: readonly Change[]): Heard {
    const first = keepArrival(talk, form);
    if (takesOnFile(talk, form)) return { first, spent: true };
    if (talk.photos.length > 0) {
      form.photos = [...form.photos, ...talk.photos];
      first.push(talk.say.s.photosKept({ count: talk.photos.length }));
      // A caption that answers nothing says what the picture shows.
      if (changes.length === 0 && form.asking !== 'description' && !answersSlot(talk)) {
        if (!isWordless(talk.understanding.text)) addWords(form, talk.understanding.text);
        return { first, spent: true };
      }
    }
    if (changes.length > 0) {
      for (const change of changes) conclude(talk, form, change);
      return { first, spent: true };
    }
    if (form.asking === 'description') {
      form.judged = worse(form.judged, judge(talk.understanding, form.purpose as Purpose));
      return { first, spent: false };
    }
    const more = moreOf(talk, form);
    // A remark about the way in answers no question and is no new problem.
    const remark = talk.access !== '' && isWordless(besideAccess(talk)) && isHarmless(more);
    if (!more || remark) return { first, spent: first.length > 0 && !answersSlot(talk) };
    addWords(form, talk.understanding.text);
    form.judged = worse(form.judged, judge(more, form.purpose as Purpose));
    form.danger = more.danger ?? form.danger;
    return { first: [...first, talk.say.s.added(), ...advice(talk, more)], spent: true };
  }

  protected override forget(form: FormState, field: Field): void {
    super.forget(form, field);
    if (field !== 'description') return;
    super.forget(form, 'product');
    form.judged = unjudged(form.purpose as Purpose);
  }

  protected override question(talk: Talk, form: FormState, field: Field): Reply | undefined {
    const { s } = talk.say;
    if (field === 'address') return sameAgain(talk, form);
    if (field === 'phone' && form.purpose === 'handoff' && form.tries === 0)
      return reply(s.askHandoffPhone());
    if (field !== 'description' || form.tries > 0) return undefined;
    if (form.purpose === 'booking') return reply(s.askNeed());
    return form.purpose === 'suggestion' ? reply(s.askSuggestion()) : undefined;
  }

  protected override readBack(talk: Talk, form: FormState): Sentence {
    const { description, line, product, address, name, phone, time } = form.facts;
    const lineName = talk.lines.find(({ id }) => id === line)?.name[talk.say.language];
    return talk.say.s.readBack({
      purpose: form.purpose as Purpose,
      ...(description && { words: shorten(description) }),
      ...(lineName && { line: lineName }),
      ...(product && { subject: product }),
      ...(address && { address: tellable(talk, form, address) }),
      ...(name && { name }),
      ...(phone && { phone }),
      ...(time && { time }),
      photos: form.photos.length,
    });
  }

  protected override async submit(dc: DialogContext, form: FormState): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { ticket, again } = await talk.desk.report(requestOf(talk, form), talk.cause);
    talk.memory.lastTicket = ticket.no;
    if (form.purpose === 'handoff') await this.handOff(dc, ticket);
    else await offer(dc.context, registered(talk, ticket, again));
    return dc.endDialog();
  }

  private async handOff(dc: DialogContext, { no }: TicketView): Promise<void> {
    const talk = talkOf(dc.context);
    const words = talk.say.s.handoffWords;
    // Opening and marking are two effects of one message: the second needs a cause of its own.
    const answer = await talk.desk.handoff(no, words, talk.account, `${talk.cause}/handoff`);
    const marked = await accepted(dc.context, answer);
    if (marked && talk.connects) await offer(dc.context, registered(talk, marked, false));
    else if (marked) await tell(dc.context, handedOff(talk, marked));
  }

  protected override async prompt(
    context: TurnContext,
    form: FormState,
    first: readonly Sentence[],
  ): Promise<void> {
    if (form.stage === 'confirming') return this.confirm(context, form, first);
    if (form.stage !== 'similar') return super.prompt(context, form, first);
    const talk = talkOf(context);
    const question = similarQuestion(talk, await similarTo(talk, form));
    await ask(context, withFirst(first, question), 'confirm_prompt');
  }

  /** By ear a change is enough to hear, once everything has been read out. */
  private async confirm(
    context: TurnContext,
    form: FormState & { readOut?: boolean },
    first: readonly Sentence[],
  ): Promise<void> {
    const talk = talkOf(context);
    const short = talk.spoken && form.readOut && first.length > 0;
    form.readOut = true;
    if (!short) return super.prompt(context, form, first);
    const question = reply(talk.say.s.confirmOrChange(), confirmChoices(talk));
    await ask(context, withFirst(first, question), 'confirm_prompt');
  }

  /** A hurried handoff has nothing to read back: it opens as soon as the phone is known. */
  protected override async next(
    dc: DialogContext,
    first: readonly Sentence[],
  ): Promise<DialogTurnResult> {
    const form = formOf(dc);
    settle(form);
    if (form.purpose === 'handoff' && !this.missing(form)) return this.submit(dc, form);
    return super.next(dc, first);
  }

  private async open(
    talk: Talk,
    purpose: Purpose,
    heard?: Understanding,
    draft?: FormState['facts'],
  ): Promise<FormState> {
    const known = await talk.desk.known(talk.account);
    const form: FormState = {
      purpose,
      facts: {},
      photos: talk.photos,
      judged: unjudged(purpose),
      stage: 'asking',
      tries: 0,
    };
    if (talk.claimedPhone) form.facts.phone = talk.claimedPhone;
    if (known) form.facts.phone = known.phone;
    if (known?.name) form.facts.name = known.name;
    if (known?.address && purpose !== 'handoff') {
      form.facts.address = known.address;
      if (known.place) form.point = { place: known.place, label: known.address };
    } else await lookUp(talk, form);
    Object.assign(form.facts, draft);
    if (purpose === 'handoff')
      form.facts.description = draft?.description ?? heard?.text ?? talk.say.s.handoffWords;
    if (!heard) return form;
    if (!saysNoMore(heard.normal)) form.facts.description = heard.text.trim();
    form.judged = judge(heard, purpose);
    const told = { ...talk, understanding: heard };
    for (const slot of Object.values(slots)) {
      const taken = slot.take(told, false);
      if (typeof taken === 'string' && taken) form.facts[slot.field] = taken;
    }
    // Working out a clock time is dear, so the cheap question comes first.
    const ahead = asksVisit(heard.text) && (heard.time?.from ?? 0) > talk.now;
    if (heard.entities.timeText && (purpose === 'booking' || (purpose === 'report' && ahead)))
      form.facts.time = heard.entities.timeText;
    if (heard.danger) form.danger = heard.danger;
    const same =
      purpose === 'report'
        ? ((await similarTo(talk, form)) ?? (await stillAbout(talk, heard)))
        : undefined;
    if (same) Object.assign(form, { stage: 'similar', similar: same.no });
    return form;
  }

  private async similarAnswered(dc: DialogContext, form: FormState): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const answer = yesOrNo(talk);
    if (answer === undefined && form.tries === 0) {
      form.tries = 1;
      await this.prompt(dc.context, form, []);
      return Dialog.EndOfTurn;
    }
    if (answer === 'yes' && form.similar) {
      const words = form.facts.description ?? '';
      const photos = [...form.photos, ...talk.photos];
      const heard = words ? talk.understand(words) : undefined;
      const changes = { place: placeFor(form), access: form.access };
      if (await addTo(dc, form.similar, { words, photos, heard, changes })) return dc.endDialog();
    }
    form.stage = 'asking';
    form.similar = undefined;
    // "No, this time it is the bedroom" says more than no.
    const { text } = talk.understanding;
    if (!talk.picked && saysEnough(text)) addWords(form, text);
    return this.next(dc, []);
  }
}

/** "电梯坏了有人困在里面" is about the way in, and more than that. */
const isHarmless = (more: Understanding | undefined): boolean =>
  !more?.danger && (more?.urgency ?? 'general') === 'general';
