import type { Way } from '../../notify.ts';
import { type Line, undelivered } from '../channel.ts';
import type { Looking } from './looking.ts';

/** To a visitor who has the page open: said in the conversation they look at. Others are reached elsewhere. */
export function webChatWay(looking: Looking, line: () => Pick<Line, 'tell'>): Way {
  return {
    name: 'webchat',
    medium: 'message',
    suits: (to) => 'customer' in to && to.customer.startsWith('webchat:'),
    conversationOf: (to) => ('customer' in to ? looking.at(to.customer) : undefined),
    async deliver(to, news, key) {
      const conversation = 'customer' in to ? looking.at(to.customer) : undefined;
      if (!conversation) return undelivered('nobody has the page open', 'later');
      await line().tell(conversation, news, key);
      return { delivered: true };
    },
  };
}
