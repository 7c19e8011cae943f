import type { Intent, Understanding } from '../nlu/understanding.ts';
import { answerTo } from './faq.ts';
import { wishes } from './index.ts';
import { callPerson, interrupt, menu } from './interrupt.ts';
import { reply } from './say.ts';
import { type DialogContext, DialogTurnStatus } from './sdk.ts';
import { isOpen } from './status.ts';
import { ask, meant, type Talk, talkOf, tell } from './talk.ts';

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
  const hello = [talk.say.s.hello(), known.length > 0 ? talk.say.ear.openTicket : ''];
  await tell(dc.context, reply(hello, choices));
  talk.memory.offered = choices;
}

async function begin(dc: DialogContext): Promise<void> {
  const talk = talkOf(dc.context);
  const { memory } = talk;
  if (talk.photos.length > 0 && !talk.understanding.text) return photosOnly(dc, talk);
  if (talk.picked === 'none_of_these') return notUnderstood(dc, talk);
  const intent = meant(talk);
  if (!intent) return notUnderstood(dc, talk);
  // A picked intent is about the words we were unsure of; picked from a menu it has no words at all.
  const heard = talk.picked
    ? memory.unsure === undefined
      ? undefined
      : talk.understand(memory.unsure)
    : talk.understanding;
  memory.misses = 0;
  memory.unsure = undefined;
  await start(dc, intent, heard);
}

/** A photo without words belongs to the open ticket, or begins a report. */
async function photosOnly(dc: DialogContext, talk: Talk): Promise<void> {
  const open = (await talk.desk.ticketsOf(talk.account)).some(isOpen);
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
      return offer(dc, talk, s.helloAgain());
    case 'thanks_bye':
      return tell(dc.context, { ...reply(s.thanks()), then: 'bye' });
    case 'acceptance_yes':
      return tell(dc.context, reply(s.acceptedThanks()));
    case 'survey_score':
      return tell(dc.context, reply(s.scoreThanks()));
    case 'faq':
      return tell(dc.context, faq(talk, heard));
    default:
      return offer(dc, talk, s.outOfScope());
  }
}

function faq(talk: Talk, heard?: Understanding) {
  const { s, language } = talk.say;
  const answer = heard && answerTo(heard.normal, language);
  if (answer) return reply(answer);
  const person = { title: s.person, code: 'intent:handoff' };
  talk.memory.offered = [person];
  return reply(s.faqUnknown(), [person]);
}

async function offer(dc: DialogContext, talk: Talk, first: Parameters<typeof reply>[0]) {
  const { choices } = menu(talk);
  talk.memory.offered = choices;
  await tell(dc.context, reply(first, choices));
}

/** First a choice between the two likeliest meanings, then "say it differently", then a person. */
async function notUnderstood(dc: DialogContext, talk: Talk): Promise<void> {
  const { memory, say, understanding } = talk;
  const { s } = say;
  memory.misses += 1;
  const likely = understanding.alternatives
    .map(({ intent }) => intent)
    .filter((intent) => intent !== 'other')
    .slice(0, 2);
  if (memory.misses === 1 && likely.length === 2 && !talk.picked) {
    memory.unsure = understanding.text;
    const choices = [
      ...likely.map((intent) => ({ title: s.intentNames[intent], code: `intent:${intent}` })),
      { title: s.noneOfThese, code: 'none_of_these' },
    ];
    return ask(dc.context, reply(s.whichOfTwo(), choices), 'choice_prompt');
  }
  if (memory.misses > 2 && talk.spoken) {
    memory.misses = 0;
    return callPerson(dc);
  }
  if (memory.misses <= 2) return tell(dc.context, reply(s.sayItDifferently()));
  memory.misses = 0;
  memory.unsure = undefined;
  const choices = [
    { title: s.person, code: 'intent:handoff' },
    { title: s.intentNames.report, code: 'intent:report' },
  ];
  return ask(dc.context, reply(s.offerPerson(), choices), 'choice_prompt');
}
