import {
  type ConsentChange,
  type Medium,
  media,
  refusedPairs,
  type Topic,
  topics,
  type Wishes,
} from '../desk/consent.ts';
import { askingOpen } from './asking.ts';
import { reply, type Say } from './say.ts';
import type { DialogContext } from './sdk.ts';
import { type Talk, talkOf, tell } from './talk.ts';
import { consentIn } from './text/consent.ts';

/** How they want to be reached and how not, said at any moment. True if it was that; the open question is asked again. */
export async function consentWish(dc: DialogContext): Promise<boolean> {
  const talk = talkOf(dc.context);
  const { text, intent } = talk.understanding;
  const plainly = changeIn(talk.picked);
  if (talk.picked && !plainly) return false;
  const changes = plainly ? [plainly] : consentIn(text);
  const [first] = changes;
  if (!first) return false;
  // To take back what was never refused is no wish about wishes: "you can call me" answers many questions.
  const about = first.say === 'stop' ? heardAs(talk) === 'optout' : await refusesSomething(talk);
  if (!plainly && !about && intent !== 'optout') return false;
  const before = await talk.desk.wishes(who(talk));
  const wishes = await change(talk, changes);
  // Who wants no more of it and says so twice is not written to a second time.
  if (plainly?.say === 'stop' && refusesAlready(before, plainly)) return true;
  const words = reply(talk.say.s.consentNow({ refused: refusedIn(wishes, talk.say) }));
  // Whoever refuses in the middle of our questions is not asked on.
  const stops = first.say === 'stop' && askingOpen(dc) !== undefined;
  await tell(dc.context, stops && talk.spoken ? { ...words, act: 'bye' } : words);
  if (stops) await dc.cancelAllDialogs();
  if (dc.activeDialog) await dc.repromptDialog();
  return true;
}

/** What a channel understood without doubt: `consent:stop:text`. */
function changeIn(picked = ''): ConsentChange | undefined {
  const [kind, say, medium] = picked.split(':');
  const known = media.find((one) => one === medium);
  if (kind !== 'consent' || (say !== 'stop' && say !== 'allow') || !known) return undefined;
  return { say, medium: known };
}

const refusesAlready = (wishes: readonly Wishes[], { medium }: ConsentChange): boolean =>
  topics.every((topic) =>
    refusedPairs(wishes).some((pair) => pair.topic === topic && pair.medium === medium),
  );

const heardAs = (talk: Talk) => {
  const { intent, confidence } = talk.understand(talk.understanding.text);
  return confidence >= likely ? intent : undefined;
};
const likely = 0.4;

const who = ({ account, claimedPhone: phone, say: { language } }: Talk) => ({
  account,
  language,
  ...(phone && { phone }),
});

async function refusesSomething(talk: Talk): Promise<boolean> {
  return refusedPairs(await talk.desk.wishes(who(talk))).length > 0;
}

async function change(talk: Talk, changes: readonly ConsentChange[]): Promise<readonly Wishes[]> {
  let wishes: readonly Wishes[] = [];
  for (const one of changes) wishes = await talk.desk.consent(who(talk), one);
  return wishes;
}

/** Media refused altogether, then topics refused altogether, then what is left. */
function refusedIn(wishes: readonly Wishes[], { s }: Say): string {
  const pairs = refusedPairs(wishes);
  const isRefused = (topic: Topic, medium: Medium) =>
    pairs.some((pair) => pair.topic === topic && pair.medium === medium);
  const whole = media.filter((medium) => topics.every((topic) => isRefused(topic, medium)));
  const others = media.filter((medium) => !whole.includes(medium));
  const about = topics.filter((topic) => others.every((medium) => isRefused(topic, medium)));
  const rest = pairs.filter(
    ({ topic, medium }) => !whole.includes(medium) && !about.includes(topic),
  );
  return [
    ...whole.map((medium) => s.media[medium]),
    ...(others.length > 0 ? about : []).map((topic) => s.topics[topic]),
    ...rest.map(({ topic, medium }) => s.both(s.topics[topic], s.media[medium])),
  ].join(s.gap);
}
