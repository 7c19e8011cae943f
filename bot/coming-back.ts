import type { DueJob } from '../desk/ports.ts';
import type { SurveyDoor } from '../dialogs/talk.ts';
import { callBack } from './callbacks.ts';
import { calling } from './calling.ts';
import type { Line } from './channels/channel.ts';
import type { Ground } from './ground.ts';
import type { Way } from './notify.ts';
import type { Telephones } from './telephone.ts';

/** Comes back to customers: by the ways there are, and by telephone where a provider is set up. */
export function callBackOn(
  { callbacks, desk, clock, log, surveyLinks }: Ground,
  line: Line,
  ways: readonly Way[],
  { outgoing, scripts }: Telephones,
): (job: DueJob) => Promise<void> {
  const linkTo = (callback: string) => surveyLinks.to(callback);
  const telephone = outgoing && { calling: calling(outgoing, scripts, callbacks) };
  return callBack({ callbacks, desk, line, ways, clock, log, linkTo, ...telephone });
}

/** What conversations may do about surveys. */
export function surveysOn({ callbacks, surveyLinks }: Ground): SurveyDoor {
  return {
    survey: (id) => callbacks.survey(id),
    surveyFor: (account) => callbacks.surveyFor(account),
    linked: (token) => surveyLinks.read(token),
    answered: (id, heard) => callbacks.answered(id, heard),
    finished: (id, heard) => callbacks.finished(id, heard),
  };
}
