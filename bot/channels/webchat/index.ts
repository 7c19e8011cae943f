import { type Channel, type PushOutcome, undelivered } from '../channel.ts';
import { mountEntrance } from './enter.ts';
import { Streams } from './stream.ts';
import { mountTalk } from './talk.ts';
import { Visits, type WebChatOptions } from './visits.ts';

export type { Blobs, WebChatOptions } from './visits.ts';

/** Direct Line 3.0, spoken by Microsoft's Web Chat and by any other Direct Line client. */
export function webChat(options: WebChatOptions): Channel {
  let streams: Streams | undefined;
  return {
    name: 'webchat',
    capabilities: { pictures: true, spoken: false },
    mount(server, line) {
      const visits = new Visits(line, options);
      mountEntrance(server, visits);
      mountTalk(server, visits);
      streams = new Streams(server.server, visits);
    },
    push: async (conversation: string): Promise<PushOutcome> =>
      // The log is the feed: whoever looks has been woken by the append already.
      streams?.listening(conversation)
        ? { delivered: true }
        : undelivered('nobody has the page open', 'never'),
    close: async () => streams?.close(),
  };
}
