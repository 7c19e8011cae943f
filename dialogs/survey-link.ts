import { reply } from './say.ts';
import type { DialogContext } from './sdk.ts';
import { talkOf, tell } from './talk.ts';
import { callbackWords } from './text/callbacks.ts';

/** Somebody came by a link to a survey: it begins at once, whatever was open waits. True if it was that. */
export async function surveyLink(dc: DialogContext): Promise<boolean> {
  const talk = talkOf(dc.context);
  const token = linked.exec(talk.understanding.text.trim())?.[1];
  if (token === undefined) return false;
  const callback = talk.surveys.linked(token);
  const survey = callback && (await talk.surveys.survey(callback));
  if (!survey) await tell(dc.context, reply(callbackWords[talk.say.language].another()));
  else if (dc.stack.some(({ id }) => id === survey.purpose)) await dc.repromptDialog();
  else await dc.beginDialog(survey.purpose, { callback: survey.id });
  return true;
}

/** What the page of the web chat says for who came by a link. */
const linked = /^survey:([\w-]{8,200}\.[\w-]{22})$/;
