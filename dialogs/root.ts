import type { Intent, Understanding } from '../nlu/understanding.ts';
import { askAgain } from './accept.ts';
import { addArrival } from './add-arrival.ts';
import { answersNews } from './answers.ts';
import { answerTo, sureMatch } from './faq.ts';
import { wishes } from './index.ts';
import { callPerson, interrupt, menu } from './interrupt.ts';
import { offerDraft, resume } from './resume.ts';
import { reply } from './say.ts';
import { type DialogContext, DialogTurnStatus } from './sdk.ts';
import { heardAlone } from './slots.ts';
import { isLive, isOpen } from './status.ts';
import type { SurveyOptions } from './survey.ts';
import { ask, meant, offer, type Talk, talkOf, tell } from './talk.ts';
import { isQuestion, isThumb, isWordless, tellsStory } from './text/answers.ts';
import { wantsReport } from './text/bare.ts';
import type { Sentence } from './text/index.ts';
import { levelNamed } from './text/levels.ts';
import { wantsToGoOn } from './text/link.ts';

/** Continues what is open, interrupts it, or begins something: the only place that chooses. */
export async function converse(dc: DialogContext): Promise<void> {
  if (await interrupt(dc)) return;
  const result = await dc.continueDialog();
  if (result.status === DialogTurnStatus.empty) await begin(dc);
}

/** The first words of a conversation, before the customer said anything. */
export async function greet(dc: DialogContext): Promise<void> {
  const talk = talkOf(dc.context);
  const { choices } = menu(talk);
  const known = talk.claimedPhone ? await talk.desk.claimed(talk.claimedPhone) : [];
  const hello = [known.length > 0 ? talk.say.ear.openTicket : talk.say.s.hello()];
  const [waits] = (await talk.desk.ticketsOf(talk.account)).filter(({ asked: open }) => open);
  if (waits) return askAgain(dc.context, hello, waits);
  const open = talk.claimedPhone ? await talk.desk.claimed(talk.claimedPhone, 'unanswered') : [];
  if (open.length > 0) {
    const answer = { title: talk.say.s.giveAnswer, code: 'prove' };
    return offer(
      dc.context,
      reply([talk.say.s.hello(), talk.say.s.answerAwaited()], [answer, ...choices]),
    );
  }
  if (await offerDraft(dc, hello)) return;
  await offer(dc.context, reply(hello, choices));
}

/** The house speaks first: another dialog that is open waits below, and goes on afterwards. */
export async function speakFirst(
  dc: DialogContext,
  { dialog, options }: { readonly dialog: string; readonly options?: object },
): Promise<void> {
  if (dc.stack.some(({ id }) => id === dialog)) await dc.cancelAllDialogs();
  await dc.beginDialog(dialog, options);
}

/** What a channel noticed about a message without words; the open question is asked again after it. */
export async function remark(dc: DialogContext, name: string): Promise<void> {
  const talk = talkOf(dc.context);
  const { s } = talk.say;
  const said =
    name === 'mediaLost' ? s.mediaLost : name === 'voiceUnclear' ? s.voiceUnclear : s.unsupported;
  await tell(dc.context, reply(said()));
  if (dc.activeDialog) await dc.repromptDialog();
}

async function begin(dc: DialogContext): Promise<void> {
  const talk = talkOf(dc.context);
  const { text, normal, choice } = talk.understanding;
  if (await answersNews(dc)) return;
  if (talk.photos.length > 0 && !text) return photosOnly(dc, talk);
  if ((talk.place || talk.access) && (await addArrival(dc))) return;
  if (talk.place || (talk.access && isWordless(text))) return start(dc, 'report');
  if (isWordless(text)) return wordless(dc, talk);
  if (await resume(dc)) return;
  if (wantsToGoOn(normal) && (await offerDraft(dc, []))) return;
  if (talk.picked?.startsWith('text:')) return textNumber(dc, talk.picked.slice('text:'.length));
  if (talk.picked === 'draft:no') return withMenu(dc, talk, talk.say.s.helloAgain());
  if (talk.picked === 'none_of_these') return notUnderstood(dc, talk);
  const { asked, memory } = talk;
  if (asked === 'choice_prompt' && choice === 'yes' && !talk.picked && memory.unsure)
    return agreed(dc, talk);
  if (talk.picked === 'add') return start(dc, 'addinfo', talk.understand(takeUnsure(talk)));
  if (!talk.picked && talk.asked === undefined && typeof choice === 'string')
    return tell(dc.context, reply(talk.say.s.fine()));
  if (!talk.picked && (await takenBack(dc, talk))) return;
  const clear = meant(talk);
  const wish = clear === undefined || clear === 'greeting';
  const intent = wish && probablyReport(talk) ? 'report' : clear;
  const known = clear ? undefined : answerTo(normal, talk.say.language, sureMatch);
  if (known) return tell(dc.context, reply(known));
  const rating = !intent && levelNamed(text) !== undefined && [...text].length <= bareLevel;
  if (rating) return start(dc, 'survey_score');
  if (!intent) return notUnderstood(dc, talk);
  if (intent === 'other') return elsewhere(dc, talk);
  // A picked intent is about the words we were unsure of; picked from a menu it has no words at all.
  const unsure = takeUnsure(talk);
  const heard = talk.picked ? (unsure ? talk.understand(unsure) : undefined) : talk.understanding;
  if (intent === 'addinfo' && heard && (await isNewcomer(talk, heard)))
    return void (await dc.beginDialog('report', { purpose: 'report', draft: draftOf(heard) }));
  await start(dc, intent, heard);
}

/** "不取消了", "no need to hurry him": a wish named only to be taken back changes nothing. */
async function takenBack(dc: DialogContext, { understanding, say }: Talk): Promise<boolean> {
  const { withdraws, normal, intent } = understanding;
  // Whoever says more than that says something else as well.
  if (!withdraws || intent !== 'addinfo' || normal.length > 24) return false;
  if (withdraws === 'cancel') await start(dc, 'cancel', understanding);
  else await tell(dc.context, reply(withdraws === 'reschedule' ? say.s.timeStays() : say.s.fine()));
  return true;
}

/** Characters of a level and nothing else: "满意", "very satisfied". */
const bareLevel = 20;

/** The ticket number goes to the telephone they call from; the channel says what became of it. */
async function textNumber(dc: DialogContext, no: string): Promise<void> {
  await tell(dc.context, { ...reply([]), act: `text ${no}` });
}

/** Name, telephone or address from somebody who has no ticket to add them to: they begin with who they are. */
async function isNewcomer({ desk, account }: Talk, { entities }: Understanding): Promise<boolean> {
  const { ticketNo, phone, addressText, nameText } = entities;
  return (
    !ticketNo &&
    Boolean(phone ?? addressText ?? nameText) &&
    (await desk.ticketsOf(account)).length === 0
  );
}

const draftOf = ({ entities: { phone, addressText, nameText } }: Understanding) => ({
  ...(phone && { phone }),
  ...(addressText && { address: addressText }),
  ...(nameText && { name: nameText }),
});

/** What people call a hotline for: a bare wish to report, or a thing named as the likeliest problem. */
function probablyReport(talk: Talk): boolean {
  const { asked, picked } = talk;
  const { normal, alternatives, entities } = heardAlone(talk);
  if (wantsReport(normal)) return true;
  const [best] = alternatives;
  return (
    !picked &&
    (asked === undefined || asked === 'choice_prompt') &&
    best?.intent === 'report' &&
    best.confidence >= (entities.productText ? 0.3 : 0.5)
  );
}

/** "Yes" to "would you like to A or B?": the likelier of the two. */
async function agreed(dc: DialogContext, talk: Talk): Promise<void> {
  const [first] = talk.offered;
  const intent = first?.code === 'add' ? 'addinfo' : first?.code.replace('intent:', '');
  await start(dc, (intent ?? 'report') as Intent, talk.understand(takeUnsure(talk)));
}

/** The words we had asked about, which are settled now. */
function takeUnsure({ memory }: Talk): string {
  const { unsure = '' } = memory;
  memory.misses = 0;
  memory.unsure = undefined;
  return unsure;
}

/** Only signs or pictures: a thumb is an answer, the rest is met with patience and at last with a person. */
async function wordless(dc: DialogContext, talk: Talk): Promise<void> {
  const { s } = talk.say;
  if (isThumb(talk.understanding.text)) return tell(dc.context, reply(s.fine()));
  talk.memory.misses += 1;
  if (talk.memory.misses > 2) return offerPerson(dc, talk);
  await tell(dc.context, reply(s.wordless()));
}

/** Nothing we do; after a ticket it may be one more thing to know, and in the end a person may help. */
async function elsewhere(dc: DialogContext, talk: Talk): Promise<void> {
  const { memory, say, understanding } = talk;
  memory.misses += 1;
  if (memory.misses > 1) return offerPerson(dc, talk);
  const { text } = understanding;
  const open = (await talk.desk.ticketsOf(talk.account)).filter(isOpen);
  if (isQuestion(text) || open.length === 0 || [...text].length < 4)
    return withMenu(dc, talk, [...text].length < 3 ? say.s.wordless() : say.s.outOfScope());
  memory.unsure = text;
  const choices = [
    { title: say.s.intentNames.addinfo, code: 'add' },
    { title: say.s.noneOfThese, code: 'none_of_these' },
  ];
  await ask(dc.context, reply(say.s.askAddToTicket(), choices), 'choice_prompt');
}

/** A photo without words belongs to the open ticket, or begins a report. */
async function photosOnly(dc: DialogContext, talk: Talk): Promise<void> {
  const open = (await talk.desk.ticketsOf(talk.account)).some(isLive);
  await dc.beginDialog(open ? 'addinfo' : 'report');
}

async function start(dc: DialogContext, intent: Intent, heard?: Understanding): Promise<void> {
  const talk = talkOf(dc.context);
  const { s } = talk.say;
  const wish = wishes[intent];
  if (wish) {
    await dc.beginDialog(wish.dialog, { ...wish.options, ...(heard && { understanding: heard }) });
    return;
  }
  switch (intent) {
    case 'greeting':
      if (await offerDraft(dc, [s.helloAgain()])) return;
      return withMenu(dc, talk, s.helloAgain());
    case 'thanks_bye':
      return tell(dc.context, { ...reply(s.thanks()), act: 'bye' });
    case 'acceptance_yes':
      return tell(dc.context, reply(s.acceptedThanks()));
    case 'survey_score':
      return void (await dc.beginDialog('survey', { spontaneous: true } satisfies SurveyOptions));
    case 'faq':
      return offer(dc.context, faq(talk, heard));
    default:
      return withMenu(dc, talk, s.outOfScope());
  }
}

function faq(talk: Talk, heard?: Understanding) {
  const { s, language } = talk.say;
  const answer = heard && answerTo(heard.normal, language);
  if (answer) return reply(answer);
  return reply(s.faqUnknown(), [{ title: s.person, code: 'intent:handoff' }]);
}

async function withMenu(dc: DialogContext, talk: Talk, first: Sentence): Promise<void> {
  await offer(dc.context, reply(first, menu(talk).choices));
}

/** First a choice between the likeliest meanings, then "say it differently", then a person. */
async function notUnderstood(dc: DialogContext, talk: Talk): Promise<void> {
  const { memory, say, understanding } = talk;
  const { s } = say;
  memory.misses += 1;
  const likely = understanding.alternatives
    .map(({ intent }) => intent)
    .filter((intent) => wishes[intent] && intent !== 'acceptance_no')
    .slice(0, 2);
  if (memory.misses === 1 && likely.length > 0 && !talk.picked) {
    memory.unsure = understanding.text;
    const choices = [
      ...likely.map((intent) => ({ title: s.intentNames[intent], code: `intent:${intent}` })),
      { title: s.noneOfThese, code: 'none_of_these' },
    ];
    return ask(dc.context, reply(s.whichOfTwo(), choices), 'choice_prompt');
  }
  // A long story told twice is a problem to us, whatever it sounded like; reading back will show.
  if (
    memory.misses === 2 &&
    !talk.picked &&
    likely.includes('report') &&
    tellsStory(understanding.text)
  )
    return start(dc, 'report', understanding);
  if (memory.misses <= 2) return tell(dc.context, reply(s.sayItDifferently()));
  await offerPerson(dc, talk);
}

async function offerPerson(dc: DialogContext, { memory, spoken, say: { s } }: Talk): Promise<void> {
  memory.misses = 0;
  memory.unsure = undefined;
  if (spoken) return callPerson(dc);
  const choices = [
    { title: s.person, code: 'intent:handoff' },
    { title: s.intentNames.report, code: 'intent:report' },
  ];
  await ask(dc.context, reply(s.offerPerson(), choices), 'choice_prompt');
}
