import type { Activity } from '../../../dialogs/sdk.ts';
import type { Line } from '../channel.ts';
import type { Call } from './calls.ts';
import { local } from './parse.ts';
import { voices } from './voices.ts';

export const channelName = 'phone';

/** What is known of a caller is known of this call only: a telephone number proves nothing. */
export const conversationOf = (call: string): string => `${channelName}:${call}`;

export const callIn = (conversation: string): string =>
  conversation.slice(`${channelName}:`.length);

/** What happens on a call as the house knows it. The turn is the id: the same turn again is the same message to everybody. */
export function activity(call: Call, what: Partial<Activity>): Partial<Activity> {
  const id = conversationOf(call.id);
  return {
    id: `${what.name ?? 'said'}-${call.turn}`,
    ...what,
    channelId: channelName,
    conversation: { id, name: '', isGroup: false, conversationType: '' },
    from: { id: call.account ?? id, name: '' },
    // The chosen accent's: the line takes a change of it for a change of language.
    locale: voices[call.accent].language,
    ...(call.from && { channelData: { claimedPhone: local(call.from) } }),
  };
}

type Parts = { readonly line: Pick<Line, 'receive'> };

/** The caller has gone; the line keeps what was said. */
export async function parting(call: Call, { line }: Parts): Promise<void> {
  await line.receive(activity(call, { type: 'endOfConversation', id: 'end' }));
}

/** They hung up while they waited for a person. */
export async function left(call: Call, { line }: Parts): Promise<void> {
  call.stage = 'over';
  await line.receive(activity(call, { type: 'event', name: 'left waiting', id: 'left' }));
}

/** Somebody of the house took the call; the provider does not say who. Once for each time they were connected. */
export const answeredBySomebody = (call: Call): Partial<Activity> =>
  activity(call, {
    type: 'event',
    name: 'person answered',
    id: `person answered-${call.transfers}`,
  });
