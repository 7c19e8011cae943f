import { waitingFor } from './accept.ts';
import { visitsAsked } from './confirm-visit.ts';
import type { DialogContext } from './sdk.ts';
import { type Talk, talkOf } from './talk.ts';
import { type Opinion, opinionIn } from './verdict.ts';

/**
 * An answer to what we asked in news: picked from its choices, or said in any words, perhaps days later and on
 * another channel. True if this was one; its dialog has run.
 */
export async function answersNews(dc: DialogContext): Promise<boolean> {
  const talk = talkOf(dc.context);
  const [code = '', no] = (talk.picked ?? '').split(':');
  const chosen = choices[code];
  if (chosen && no) {
    await dc.beginDialog(chosen.dialog, { no, opinion: chosen.opinion });
    return true;
  }
  if (talk.picked === 'prove') {
    await dc.beginDialog('proven');
    return true;
  }
  if (talk.picked || (talk.asked !== undefined && talk.asked !== 'acceptance_prompt')) return false;
  return said(dc, talk);
}

async function said(dc: DialogContext, talk: Talk): Promise<boolean> {
  const direct = talk.asked === 'acceptance_prompt';
  for (const about of ['plan', 'acceptance'] as const) {
    const opinion = opinionIn(talk, about, direct);
    if (!opinion || (await waitingFor(talk, about)).length === 0) continue;
    await dc.beginDialog(about === 'plan' ? 'plan' : 'accept', { opinion });
    return true;
  }
  return (await aboutVisit(dc, talk, direct)) || unproven(dc, talk);
}

/** Whoever only calls from the ticket's telephone proves that it is theirs, and is asked again. */
async function unproven(dc: DialogContext, talk: Talk): Promise<boolean> {
  const opinion = opinionIn(talk, 'acceptance', talk.asked === 'acceptance_prompt');
  const phone = talk.claimedPhone;
  if (!opinion || !phone || (await talk.desk.claimed(phone, 'unanswered')).length === 0)
    return false;
  await dc.beginDialog('proven');
  return true;
}

/** Does the visit suit? Said on another channel than we asked on, only a yes is taken for an answer. */
async function aboutVisit(dc: DialogContext, talk: Talk, direct: boolean): Promise<boolean> {
  const opinion = opinionIn(talk, 'plan', direct);
  const answers = direct ? opinion && opinion.is !== 'question' : opinion?.is === 'yes';
  if (!answers || (await visitsAsked(talk)).length === 0) return false;
  await dc.beginDialog('visit', { opinion });
  return true;
}

const choices: Readonly<Record<string, { readonly dialog: string; readonly opinion: Opinion }>> = {
  accept: { dialog: 'accept', opinion: { is: 'yes' } },
  refuse: { dialog: 'accept', opinion: { is: 'no' } },
  plan_yes: { dialog: 'plan', opinion: { is: 'yes' } },
  plan_no: { dialog: 'plan', opinion: { is: 'no' } },
  visit_yes: { dialog: 'visit', opinion: { is: 'yes' } },
  visit_no: { dialog: 'visit', opinion: { is: 'no' } },
};
