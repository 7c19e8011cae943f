import type { Activity, ConversationReference } from '../../../dialogs/sdk.ts';
import type { Way } from '../../notify.ts';
import { type Address, type Line, undelivered } from '../channel.ts';
import type { Cloud } from './cloud.ts';
import { render } from './render.ts';

/** Where whoever wrote this can be answered later: ids alone, no names. */
export function addressOf(activity: Partial<Activity>): Address | undefined {
  const { serviceUrl, channelId, conversation, from, recipient, locale } = activity;
  if (!serviceUrl || !channelId || !conversation?.id || !from?.id || !recipient?.id)
    return undefined;
  const { id, isGroup, tenantId, conversationType } = conversation;
  return {
    serviceUrl,
    channelId,
    conversation: {
      id,
      ...(isGroup !== undefined && { isGroup }),
      ...(tenantId && { tenantId }),
      ...(conversationType && { conversationType }),
    },
    user: { id: from.id },
    bot: { id: recipient.id },
    ...(locale && { locale }),
  };
}

/** Into a conversation that is known; Microsoft takes every message for a new one, so what was said is kept. */
export function connectorWay(
  cloud: () => Promise<Cloud>,
  line: () => Pick<Line, 'conversation' | 'addressed'>,
): Way {
  return {
    name: 'azure',
    medium: 'message',
    suits: (to) => 'customer' in to && to.conversation !== undefined,
    async deliver(to, words, key) {
      const id = 'customer' in to ? to.conversation : undefined;
      const { address } = (id && (await line().conversation(id))) || {};
      if (!id || !address)
        return undelivered('has not written since this could be kept; hears it then', 'never');
      if (saidIn(address).includes(key)) return { delivered: true };
      const { text, speak, choices } = words;
      const [what = {}] = render([
        {
          seq: 0,
          id: key,
          at: 0,
          from: 'bot',
          text,
          ...(speak !== text && { speak }),
          choices: choices.map(({ title }) => ({ title, value: title })),
        },
      ]);
      try {
        await (await cloud()).say(address as Partial<ConversationReference>, what);
      } catch (error) {
        return whyNot(error);
      }
      await line().addressed(id, (now) => ({ ...now, said: [...saidIn(now), key].slice(-most) }));
      return { delivered: true };
    },
  };
}

const saidIn = ({ said }: Address): readonly unknown[] => (Array.isArray(said) ? said : []);

/** Who has removed the bot or left is refused for good; the text of an error may hold names. */
function whyNot(error: unknown) {
  const { statusCode } = error as { statusCode?: number };
  const gone = statusCode === 403 || statusCode === 404;
  return undelivered(`Azure: ${statusCode ?? 'unreachable'}`, gone ? 'never' : 'later');
}

/** Keys of what was said lately. */
const most = 30;
