import type { Activity } from '../../../dialogs/sdk.ts';

type Incoming = Partial<Activity> & Pick<Activity, 'conversation' | 'from'>;

/** An activity of Azure's as the line takes it; undefined for what nobody needs to answer. */
export function parse(activity: Activity): Incoming | undefined {
  const { channelId, conversation, from, id, locale, timestamp } = activity;
  if (!conversation?.id || !from?.id) return undefined;
  const incoming = {
    id: id ?? `${conversation.id}-${timestamp}`,
    channelId: 'azure',
    conversation: { ...conversation, id: `azure:${channelId}/${conversation.id}` },
    from: { ...from, id: `azure:${channelId}/${from.id}` },
    recipient: activity.recipient,
    ...(locale && { locale }),
    ...(timestamp && { timestamp }),
  };
  if (arrived(activity)) return { ...incoming, type: 'event', name: 'start' };
  const text = (activity.text ?? choice(activity.value)).toWellFormed().trim();
  if (activity.type !== 'message' || text === '') return undefined;
  return { ...incoming, type: 'message', text: text.slice(0, longestText) };
}

const longestText = 20_000;

/** Somebody other than the bot itself joined. */
function arrived({ type, membersAdded, recipient }: Activity): boolean {
  return (
    type === 'conversationUpdate' &&
    (membersAdded ?? []).some((member) => member.id !== recipient?.id)
  );
}

function choice(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
