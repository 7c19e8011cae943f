import type { Command, Intent, Understanding } from '../nlu/understanding.ts';
import { arrivingOf } from './arrival.ts';
import { askingOpen } from './asking.ts';
import { consentWish } from './consent.ts';
import { digitRun } from './digits.ts';
import { answerTo, sureMatch } from './faq.ts';
import { FormDialog } from './form.ts';
import { wishes } from './index.ts';
import { linkWish } from './link.ts';
import { reply } from './say.ts';
import { scanned } from './scan.ts';
import type { DialogContext } from './sdk.ts';
import { answersSlot, heardAlone } from './slots.ts';
import { surveyLink } from './survey-link.ts';
import { ask, besideAccess, meant, offer, type Talk, talkOf, tell } from './talk.ts';
import { isWordless, waveIn } from './text/answers.ts';

/**
 * What may be said at any moment, whatever is open: repeat, start again, another language, a person please,
 * how does my other ticket stand. True if this turn was served; the open question was asked again.
 */
export async function interrupt(dc: DialogContext): Promise<boolean> {
  const talk = talkOf(dc.context);
  if (await surveyLink(dc)) return true;
  const command = commandOf(talk);
  if (command && (await obey(dc, talk, command))) return true;
  if (await linkWish(dc)) return true;
  if (await scanned(dc)) return true;
  if (await consentWish(dc)) return true;
  if (onlyWayIn(dc, talk)) return false;
  const told = asTold(talk);
  const intent = told ?? wishOf(talk);
  if (intent === 'optout') return optOut(dc, talk);
  if (intent === 'handoff') return handoff(dc, talk);
  if (!dc.activeDialog || answersOpenQuestion(talk)) return false;
  const survey = askingOpen(dc);
  if (!told && survey?.claims(talk, dc.activeDialog.state)) return false;
  if (!told && (await smallQuestion(dc, talk))) return true;
  switch (intent) {
    case 'cancel':
      return leave(dc);
    case 'progress':
    case 'urge':
      if (dc.stack.some(({ id }) => id === intent)) return false;
      if (!(await hasTicket(talk))) return intent === 'progress' && notYet(dc, talk);
      await dc.beginDialog(intent, { understanding: talk.understanding });
      return true;
    case 'faq':
      // A form knows why it asks, and what is dangerous.
      if (dc.findDialog(dc.activeDialog.id) instanceof FormDialog) return false;
      await tell(dc.context, reply(talk.say.s.faqUnknown()));
      return again(dc, talk);
    case 'greeting':
      return again(dc, talk);
    default:
      return changesSubject(dc, intent);
  }
}

/** "Please call me before you come", said in a form, is for the form, whatever else it sounds like. */
const onlyWayIn = (dc: DialogContext, talk: Talk): boolean =>
  talk.access !== '' &&
  dc.findDialog(dc.activeDialog?.id ?? '') instanceof FormDialog &&
  isWordless(besideAccess(talk));

/** "Hurry" in the middle of a first report is about that report. */
const hasTicket = async ({ desk, account, understanding }: Talk): Promise<boolean> =>
  understanding.entities.ticketNo !== undefined || (await desk.ticketsOf(account)).length > 0;

/** Asked in the middle of a first report how it stands: there is nothing yet. */
async function notYet(dc: DialogContext, talk: Talk): Promise<boolean> {
  if (!(dc.findDialog(dc.activeDialog?.id ?? '') instanceof FormDialog)) return false;
  await tell(dc.context, reply(talk.say.s.notYet()));
  return again(dc, talk);
}

/** A question of ours colours what we hear; words that do not answer it are heard without it. */
function wishOf(talk: Talk): Intent | undefined {
  const { asked, understanding } = talk;
  const inContext = meant(talk);
  if (talk.picked || !asked?.startsWith('slot_')) return inContext;
  if (answersOpenQuestion(talk)) return inContext;
  if (asked === 'slot_description' && !saysMuch(understanding.text)) return inContext;
  const alone = heardAlone(talk);
  if (alone.sure && alone.confidence >= plain) return alone.intent;
  return asked === 'slot_ticket' || asked === 'slot_last4' ? undefined : inContext;
}

const plain = 0.8;

/** A word or two answer the question that was asked; only more than that can be about something else. */
const saysMuch = (text: string): boolean =>
  /[\u4e00-\u9fff]/.test(text) ? [...text].length >= 6 : text.trim().split(/\s+/).length >= 4;

/** "Which ticket?" answered by another wish: the question is dropped, the wish begins. A form is not dropped so lightly. */
async function changesSubject(dc: DialogContext, intent: Intent | undefined): Promise<boolean> {
  const open = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
  const wish = intent && wishes[intent];
  // What somebody wants to add mostly sounds like a problem; only a grave one is a report of its own.
  const adding = open?.id === 'addinfo' && intent === 'report';
  if (adding && talkOf(dc.context).understanding.urgency === 'general') return false;
  // A survey can wait: what they want comes first, then it goes on.
  if (wish && askingOpen(dc)) {
    const { understanding } = talkOf(dc.context);
    await dc.beginDialog(wish.dialog, { ...wish.options, understanding });
    return true;
  }
  // Whoever was asked what is wrong, or what to change, tells it; most of that sounds like a problem.
  const wasAsked = talkOf(dc.context).asked === 'slot_description';
  if (
    !wish ||
    (wasAsked && tellings.has(intent)) ||
    open instanceof FormDialog ||
    dc.stack.some(({ id }) => id === wish.dialog)
  )
    return false;
  await dc.cancelAllDialogs();
  return false;
}

const tellings: ReadonlySet<Intent> = new Set<Intent>([
  'report',
  'addinfo',
  'suggestion',
  'acceptance_no',
  'reschedule',
]);

async function obey(dc: DialogContext, talk: Talk, command: Command): Promise<boolean> {
  const { memory } = talk;
  if (command.startsWith('language:')) {
    await tell(dc.context, reply(talk.say.s.languageChanged()));
    return again(dc, talk);
  }
  switch (command) {
    case 'repeat':
      return repeat(dc, talk);
    case 'help':
      await offer(dc.context, menu(talk));
      return again(dc, talk, false);
    case 'wait':
      await tell(dc.context, reply(talk.say.s.waiting()));
      memory.asked = talk.asked;
      return true;
    case 'restart':
      await dc.cancelAllDialogs();
      await tell(dc.context, reply(talk.say.s.restarted()));
      await offer(dc.context, menu(talk));
      return true;
    default:
      return false;
  }
}

/** After the aside: the open question once more, or the menu if none is open. */
async function again(dc: DialogContext, talk: Talk, withMenu = true): Promise<boolean> {
  if (dc.activeDialog) await dc.repromptDialog();
  else if (withMenu) await offer(dc.context, menu(talk));
  return true;
}

async function repeat(dc: DialogContext, talk: Talk): Promise<boolean> {
  const { said } = talk.memory;
  if (said.length === 0) await tell(dc.context, reply(talk.say.s.nothingToRepeat()));
  for (const words of said.slice(0, -1)) await tell(dc.context, words);
  const last = said.at(-1);
  if (last && talk.asked) await ask(dc.context, { ...last, choices: talk.offered }, talk.asked);
  else if (last) await offer(dc.context, { ...last, choices: talk.offered });
  return true;
}

async function optOut(dc: DialogContext, talk: Talk): Promise<boolean> {
  const { account, claimedPhone: phone, desk } = talk;
  const { language, s } = talk.say;
  // Whoever calls from a telephone may say so for it: at worst somebody is called less.
  await desk.optOut({ account, language, ...(phone && { phone }) });
  const known = phone ?? (await desk.known(account));
  const words = reply(known ? s.optedOut() : s.optOutUnknown());
  // Whoever wants to be left alone is not asked again how satisfied they are.
  const asked = askingOpen(dc) !== undefined;
  await tell(dc.context, asked && talk.spoken ? { ...words, act: 'bye' } : words);
  if (asked) await dc.cancelAllDialogs();
  if (dc.activeDialog) await dc.repromptDialog();
  return true;
}

/** A person takes over from any form: what was already said goes along. */
async function handoff(dc: DialogContext, talk: Talk, asWords = true): Promise<boolean> {
  if (dc.stack.some(({ id, state }) => id === 'report' && state?.purpose === 'handoff'))
    return false;
  const draft = FormDialog.draftOf(dc);
  const arriving = arrivingOf(dc);
  await dc.cancelAllDialogs();
  const heard: Understanding | undefined = talk.picked || !asWords ? undefined : talk.understanding;
  await dc.beginDialog('handoff', { understanding: heard, draft, arriving });
  return true;
}

/** Asked for with a key, or after three misses. */
export async function callPerson(dc: DialogContext): Promise<void> {
  if (!(await handoff(dc, talkOf(dc.context), false))) await dc.repromptDialog();
}

async function leave(dc: DialogContext): Promise<boolean> {
  const open = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
  // Said again to "leave it?", it is the answer.
  if (!(open instanceof FormDialog) || dc.activeDialog?.state.stage === 'leaving') return false;
  await open.askToLeave(dc);
  return true;
}

/** A question we know the answer to is answered in passing. */
/** The very words we tell people to say are the wish itself, whatever else is open or sounds alike. */
function asTold({ say: { s }, understanding }: Talk): 'progress' | 'urge' | undefined {
  const said = understanding.text.trim().toLowerCase();
  return (['progress', 'urge'] as const).find((one) => s.intentNames[one].toLowerCase() === said);
}

async function smallQuestion(dc: DialogContext, talk: Talk): Promise<boolean> {
  const answer = answerTo(talk.understanding.normal, talk.say.language, sureMatch);
  if (!answer) return false;
  await tell(dc.context, reply(answer));
  return again(dc, talk);
}

/** An answer to what we asked is never an interruption, whatever else it may look like. */
function answersOpenQuestion(talk: Talk): boolean {
  const { picked, asked, understanding } = talk;
  if (picked !== undefined) return true;
  const { entities, choice } = understanding;
  switch (asked) {
    case 'slot_phone':
      return entities.phone !== undefined;
    case 'slot_ticket':
      if (waveIn(understanding.text)) return true;
      return entities.ticketNo !== undefined || digitRun(understanding, 6) !== undefined;
    case 'slot_last4':
      if (waveIn(understanding.text)) return true;
      return digitRun(understanding, 4) !== undefined;
    case 'slot_name':
    case 'slot_address':
    case 'slot_product':
    case 'slot_time':
      return answersSlot(talk);
    case 'confirm_prompt':
      return choice === 'yes' || choice === 'no';
    default:
      return false;
  }
}

const commandOf = ({ picked, understanding }: Talk): Command | null =>
  picked?.startsWith('language:') ? (picked as Command) : picked ? null : understanding.command;

export function menu({ say: { s } }: Talk) {
  const wishes = ['report', 'progress', 'urge', 'suggestion', 'handoff'] as const;
  return reply(
    s.menu(),
    wishes.map((intent) => ({ title: s.intentNames[intent], code: `intent:${intent}` })),
  );
}
